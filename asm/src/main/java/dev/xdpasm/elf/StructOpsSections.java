package dev.xdpasm.elf;

import dev.xdpasm.btf.BtfException;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.elf.ElfImage.Section;
import dev.xdpasm.elf.ElfImage.Symbol;
import dev.xdpasm.object.Bytes;
import dev.xdpasm.object.MapEntry;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.StructOps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the sections of structs of functions, {@code .struct_ops} and {@code .struct_ops.link}: each variable is a map, each
 * relocation puts a program into a member.
 */
final class StructOpsSections {
    private final ElfImage image;
    private final ObjectTypes types;
    private final Places places;

    StructOpsSections(ElfImage image, ObjectTypes types, Places places) {
        this.image = image;
        this.types = types;
        this.places = places;
    }

    /** {@return the maps of all sections, in their order and that of the variables in them} */
    List<MapSpec> read() {
        List<MapSpec> maps = new ArrayList<>();
        for (Section section : image.sections()) {
            if (StructOps.isSection(section.name()) && section.size() > 0) {
                read(section, maps);
            } else if (section.name().startsWith("?" + StructOps.SECTION)) {
                throw image.error(section, 0, "structs of functions that are made only if asked for, expected "
                        + StructOps.SECTION + " or " + StructOps.LINK_SECTION);
            }
        }
        return maps;
    }

    private void read(Section section, List<MapSpec> maps) {
        byte[] bytes = image.bytes(section);
        Map<Long, String> programs = new HashMap<>();
        image.relocationsOf(section).forEach(relocation -> {
            if (programs.put(relocation.offset(), program(section, relocation)) != null) {
                throw image.error(section, relocation.offset(), "a second address at the same place");
            }
        });
        Map<String, Integer> variables = types.named(types.section(section.name()));
        List<Symbol> symbols = new ArrayList<>(image.symbolsIn(section).stream()
                .filter(symbol -> symbol.type() == Elf.STT_OBJECT)
                .toList());
        symbols.sort(Comparator.comparingLong(Symbol::value));
        long end = 0;
        for (Symbol symbol : symbols) {
            long from = symbol.value();
            if (from < end || symbol.size() <= 0 || symbol.size() > bytes.length - from) {
                throw image.error(section, from, "struct " + symbol.name() + " of " + Long.toUnsignedString(symbol.size())
                        + " bytes, expected within the section's " + bytes.length + " from " + end + " on");
            }
            end = from + symbol.size();
            maps.add(StructOps.of(
                            symbol.name(),
                            section.name(),
                            Bytes.of(Arrays.copyOfRange(bytes, (int) from, (int) end)),
                            struct(section, symbol, variables),
                            programs(programs, from, end))
                    .withBinding(ElfReader.binding(symbol)));
        }
        if (!programs.isEmpty()) {
            long first = programs.keySet().stream().min(Comparator.naturalOrder()).orElseThrow();
            throw image.error(section, first, "an address of " + programs.get(first) + " outside of any struct");
        }
    }

    private int struct(Section section, Symbol symbol, Map<String, Integer> variables) {
        int variable = variables.getOrDefault(symbol.name(), 0);
        try {
            if (variable != 0 && types.btf().type(variable) instanceof BtfType.Var found) {
                int type = types.btf().skipModifiers(found.type());
                if (type != 0 && types.btf().type(type) instanceof BtfType.Struct struct && struct.size() == symbol.size()) {
                    return type;
                }
            }
        } catch (BtfException e) {
            throw image.error(section, symbol.value(), "variable " + symbol.name() + ": " + e.getMessage());
        }
        throw image.error(section, symbol.value(), "variable " + symbol.name() + ", expected a struct of "
                + symbol.size() + " bytes in .BTF that says what it is");
    }

    /** Takes those between two bytes out of all. */
    private static List<MapEntry.Reference> programs(Map<Long, String> all, long from, long end) {
        List<Long> within = all.keySet().stream()
                .filter(offset -> offset >= from && offset <= end - Long.BYTES)
                .sorted()
                .toList();
        return within.stream()
                .map(offset -> new MapEntry.Reference((int) (offset - from), all.remove(offset)))
                .toList();
    }

    private String program(Section section, ElfImage.Relocation relocation) {
        Symbol symbol = relocation.symbol();
        Places.Content content = places.at(symbol.section(), symbol.value()).orElse(null);
        if (relocation.type() == Elf.R_BPF_64_ABS64 && content instanceof Places.FunctionAt function) {
            return function.name();
        }
        throw image.error(section, relocation.offset(), "a relocation of type "
                + Integer.toUnsignedString(relocation.type()) + " to '" + symbol.name() + "', expected "
                + Elf.R_BPF_64_ABS64 + " to a program");
    }
}
