package dev.xdpasm.elf;

import dev.xdpasm.btf.BtfType;
import dev.xdpasm.elf.ElfImage.Section;
import dev.xdpasm.elf.ElfImage.Symbol;
import dev.xdpasm.object.Bytes;
import dev.xdpasm.object.DataMap;
import dev.xdpasm.object.Global;
import dev.xdpasm.object.MapSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the sections of global data, {@code .data}, {@code .rodata}, {@code .bss} and those behind a dot: a map each. */
final class DataSections {
    private final ElfImage image;
    private final ObjectTypes types;
    private final Places places;
    private final List<MapSpec> maps = new ArrayList<>();
    private final List<Global> globals = new ArrayList<>();
    private final Set<String> sectionNames = new HashSet<>();
    private final Set<String> globalNames = new HashSet<>();

    private DataSections(ElfImage image, ObjectTypes types, Places places) {
        this.image = image;
        this.types = types;
        this.places = places;
    }

    /** Reads all, and notes where they lie. */
    static DataSections read(ElfImage image, ObjectTypes types, Places places) {
        DataSections data = new DataSections(image, types, places);
        for (Section section : image.sections()) {
            boolean holdsData = section.type() == Elf.SHT_PROGBITS || section.type() == Elf.SHT_NOBITS;
            if (holdsData && section.isAllocated() && section.size() > 0 && DataMap.isSection(section.name())) {
                data.add(section);
            }
        }
        return data;
    }

    /** {@return whether this is a section of global data} */
    static boolean isData(Section section) {
        return section.isAllocated() && !section.isExecutable() && DataMap.isSection(section.name());
    }

    /** {@return the maps, in the order of their sections} */
    List<MapSpec> maps() {
        return maps;
    }

    /** {@return the variables} */
    List<Global> globals() {
        return globals;
    }

    private void add(Section section) {
        if (section.size() > Integer.MAX_VALUE) {
            throw image.error(section, 0, Long.toUnsignedString(section.size()) + " bytes of data, expected at most "
                    + Integer.MAX_VALUE);
        }
        boolean zero = section.type() == Elf.SHT_NOBITS;
        Bytes content = zero ? Bytes.zeros((int) section.size()) : Bytes.of(image.bytes(section));
        int type = types.section(section.name());
        Map<String, Integer> variables = types.named(type);
        if (!sectionNames.add(section.name())) {
            throw image.error(section, 0, "a second section of that name");
        }
        maps.add(DataMap.of(section.name(), content, type, variables.values().stream().anyMatch(this::isShared)));
        places.putData(section.index(), section.name());
        for (Symbol symbol : image.symbolsIn(section)) {
            boolean outside = symbol.value() < 0 || symbol.size() < 0 || symbol.value() > section.size()
                    || symbol.size() > section.size() - symbol.value();
            if (outside) {
                throw image.error(section, symbol.value(), "variable " + symbol.name() + " of "
                        + Long.toUnsignedString(symbol.size()) + " bytes, expected within the section's " + section.size());
            }
            // static variables of one name can be in several functions: the first has it
            if (symbol.size() > 0 && globalNames.add(symbol.name())) {
                globals.add(new Global(
                        symbol.name(),
                        section.name(),
                        (int) symbol.value(),
                        (int) symbol.size(),
                        variables.getOrDefault(symbol.name(), 0),
                        ElfReader.binding(symbol)));
            }
        }
    }

    /** libbpf maps such sections into memory only where somebody else can see a variable in them. */
    private boolean isShared(int id) {
        return types.btf().type(id) instanceof BtfType.Var variable && variable.linkage() != BtfType.Linkage.STATIC;
    }
}
