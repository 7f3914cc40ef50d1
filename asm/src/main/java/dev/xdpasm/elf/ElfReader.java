package dev.xdpasm.elf;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.BtfException;
import dev.xdpasm.elf.ElfImage.Section;
import dev.xdpasm.elf.ElfImage.Symbol;
import dev.xdpasm.object.Binding;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.Extern;
import dev.xdpasm.object.MapEntry;
import dev.xdpasm.object.MapSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an ELF object file, whichever compiler made it: programs by their function symbols, functions that they call, maps from
 * {@code .maps} or as they were described before BTF, global data, externs, license, types, source lines, CO-RE relocations.
 *
 * <p>What would change how a program runs and is not known is refused, naming the section and the offset. An object without a
 * section {@code license} has an empty license. Debug information is not read, nor is data that nothing refers to.
 */
public final class ElfReader {
    private final ElfImage image;
    private final Places places = new Places();

    private ElfReader(ElfImage image) {
        this.image = image;
    }

    /**
     * {@return the object in a file}
     *
     * @param file the name that errors carry; the object is called as the file is, up to the first dot
     * @param bytes the file's content
     * @throws ElfFormatException if the file is damaged or holds what cannot be read
     */
    public static BpfObject read(String file, byte[] bytes) {
        return new ElfReader(ElfImage.read(file, bytes)).read();
    }

    /** {@return who sees a symbol} */
    static Binding binding(Symbol symbol) {
        if (symbol.binding() == Elf.STB_LOCAL) {
            return Binding.LOCAL;
        }
        if (symbol.visibility() == Elf.STV_HIDDEN) {
            return Binding.HIDDEN;
        }
        return symbol.binding() == Elf.STB_WEAK ? Binding.WEAK : Binding.GLOBAL;
    }

    private BpfObject read() {
        requireKnownRelocations();
        ObjectTypes types = ObjectTypes.of(image);
        CodeSections code = CodeSections.find(image, types, places);
        DataSections data = DataSections.read(image, types, places);
        List<MapSpec> maps = new ArrayList<>(maps(types));
        maps.addAll(new StructOpsSections(image, types, places).read());
        maps.addAll(data.maps());
        Map<String, Extern> externs = ExternSymbols.read(image, types);
        code.read(externs.keySet());
        if (code.programs().isEmpty() && code.subprograms().isEmpty() && maps.isEmpty()) {
            throw image.error(0, "no program in it, expected a section such as xdp with instructions");
        }
        try {
            return BpfObject.builder()
                    .name(objectName())
                    .programs(code.programs())
                    .subprograms(code.subprograms())
                    .maps(maps)
                    .globals(data.globals())
                    .externs(List.copyOf(externs.values()))
                    .license(license())
                    .version(version())
                    .btf(types.btf())
                    .build();
        } catch (ElfFormatException e) {
            throw e;
        } catch (BpfException e) {
            throw image.error(0, e.getMessage());
        }
    }

    /** What the file is called, without folders and what stands behind its first dot. */
    private String objectName() {
        String name = image.file().substring(image.file().lastIndexOf('/') + 1);
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private String license() {
        Section section = image.section("license").orElse(null);
        if (section == null) {
            return "";
        }
        byte[] bytes = image.bytes(section);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length && bytes[i] != 0; i++) {
            if (bytes[i] < ' ' || bytes[i] > '~' || i >= ElfWriter.LONGEST_LICENSE) {
                throw image.error(section, i, "the license is not a text of at most " + ElfWriter.LONGEST_LICENSE
                        + " ASCII characters, expected one such as GPL");
            }
            text.append((char) bytes[i]);
        }
        return text.toString();
    }

    private int version() {
        Section section = image.section("version").orElse(null);
        if (section == null) {
            return 0;
        }
        byte[] bytes = image.bytes(section);
        if (bytes.length != Integer.BYTES) {
            throw image.error(section, 0, "a version of " + bytes.length + " bytes, expected " + Integer.BYTES);
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private void requireKnownRelocations() {
        for (Section section : image.sections()) {
            if (section.type() == Elf.SHT_RELA) {
                throw image.error(section, 0, "relocations with addends (RELA), expected REL");
            }
            boolean known = section.info() >= 1 && section.info() < image.sections().size();
            if (section.type() == Elf.SHT_REL && !known) {
                throw image.error(section, 0, "relocations of section " + section.info() + ", expected 1 to "
                        + (image.sections().size() - 1));
            }
        }
    }

    private List<MapSpec> maps(ObjectTypes types) {
        List<MapSpec> maps = new ArrayList<>();
        for (Section section : image.sections()) {
            if (LegacyMaps.isSection(section)) {
                maps.addAll(LegacyMaps.read(image, section, places));
            }
        }
        Section section = image.section(MapSection.NAME).orElse(null);
        if (section == null || section.size() == 0) {
            return maps;
        }
        Section btf = image.section(".BTF")
                .orElseThrow(() -> image.error(section, 0, "maps without a section .BTF that says what they are"));
        List<MapSection.Variable> variables;
        try {
            variables = MapSection.read(types.btf());
        } catch (BtfException e) {
            throw image.error(btf, 0, e.getMessage());
        }
        Map<String, MapSection.Variable> described = new LinkedHashMap<>();
        variables.forEach(variable -> described.put(variable.map().name(), variable));
        Map<String, Binding> bindings = new HashMap<>();
        for (Symbol symbol : image.symbolsIn(section)) {
            bindings.put(symbol.name(), binding(symbol));
            if (!described.containsKey(symbol.name())) {
                throw image.error(section, symbol.value(), "map " + symbol.name() + " is not described in .BTF");
            }
            places.putMap(section.index(), symbol.value(), symbol.name());
        }
        MapValues values = new MapValues(image, section, variables, places);
        image.relocationsOf(section).forEach(values::read);
        described.values().forEach(variable -> {
            MapSpec map = variable.map().withBinding(bindings.getOrDefault(variable.map().name(), Binding.GLOBAL));
            List<MapEntry> entries = values.of(map.name());
            maps.add(entries.isEmpty() ? map : map.withEntries(entries));
        });
        return maps;
    }
}
