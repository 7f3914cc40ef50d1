package dev.xdpasm.elf;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfException;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.elf.ElfImage.Section;
import dev.xdpasm.elf.ElfImage.Symbol;
import dev.xdpasm.isa.Insn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sections {@code .BTF} and {@code .BTF.ext} of a file: its types, and what is known about its instructions by section.
 *
 * <p>Compilers leave the sizes of sections and the offsets of global variables in them at 0, for the one who knows where things
 * lie; here they are filled in from the symbols.
 */
final class ObjectTypes {
    /** Sections of variables that are somewhere else. */
    private static final List<String> EXTERN_SECTIONS = List.of(".kconfig", ".ksyms");

    private static final BtfExt NOTHING = new BtfExt(List.of(), List.of());

    private final ElfImage image;
    private final Btf btf;
    private final Map<String, Integer> sections = new HashMap<>();
    private final Map<String, Map<Integer, Integer>> functions = new HashMap<>();
    private final Map<String, List<BtfExt.LineInfo>> lines = new HashMap<>();
    private final Map<String, List<BtfExt.CoreRelocation>> coreRelocations = new HashMap<>();

    private ObjectTypes(ElfImage image) {
        this.image = image;
        Optional<Section> types = image.section(".BTF");
        Optional<Section> ext = image.section(".BTF.ext");
        this.btf = types.map(this::readTypes).orElse(new Btf(List.of()));
        BtfExt instructions = types.isPresent() && ext.isPresent() ? readExt(types.get(), ext.get()) : NOTHING;
        for (BtfExt.FuncInfo info : instructions.functions()) {
            functions.computeIfAbsent(info.section(), name -> new HashMap<>()).put(info.offset(), info.func());
        }
        instructions.lines().forEach(line -> lines.computeIfAbsent(line.section(), name -> new ArrayList<>()).add(line));
        instructions.coreRelocations().forEach(relocation -> coreRelocations
                .computeIfAbsent(relocation.section(), name -> new ArrayList<>())
                .add(relocation));
        ext.ifPresent(this::requireOrder);
    }

    /** {@return the types of a file, none if it has none} */
    static ObjectTypes of(ElfImage image) {
        return new ObjectTypes(image);
    }

    /** {@return all types, with what compilers leave out filled in} */
    Btf btf() {
        return btf;
    }

    /** {@return the id of the {@code FUNC} of the function at a place, 0 if it has none} */
    int functionAt(String section, long offset) {
        int id = functions.getOrDefault(section, Map.of()).getOrDefault((int) offset, 0);
        return id != 0 && isFunction(id) ? id : 0;
    }

    private boolean isFunction(int id) {
        return id >= 1 && id <= btf.types().size() && btf.type(id) instanceof BtfType.Func;
    }

    /** {@return the source lines of a section, in the order of their instructions} */
    List<BtfExt.LineInfo> lines(String section) {
        return lines.getOrDefault(section, List.of());
    }

    /** {@return what CO-RE is to change in a section, in the order of the instructions} */
    List<BtfExt.CoreRelocation> coreRelocations(String section) {
        return coreRelocations.getOrDefault(section, List.of());
    }

    /** {@return the id of the {@code DATASEC} of that name, 0 if there is none} */
    int section(String name) {
        return sections.getOrDefault(name, 0);
    }

    /** {@return the ids of the variables and functions that a {@code DATASEC} lists, by their names} */
    Map<String, Integer> named(int section) {
        Map<String, Integer> named = new HashMap<>();
        if (section != 0 && btf.type(section) instanceof BtfType.DataSection entries) {
            for (BtfType.Entry entry : entries.entries()) {
                if (entry.var() >= 1 && entry.var() <= btf.types().size()) {
                    named.put(btf.type(entry.var()).name(), entry.var());
                }
            }
        }
        return named;
    }

    private Btf readTypes(Section section) {
        try {
            return withPlaces(Btf.decode(image.bytes(section)));
        } catch (BtfException e) {
            throw image.error(section, 0, e.getMessage());
        }
    }

    private BtfExt readExt(Section types, Section ext) {
        try {
            return BtfExt.decode(image.bytes(types), image.bytes(ext));
        } catch (BtfException e) {
            throw image.error(ext, 0, e.getMessage());
        }
    }

    private Btf withPlaces(Btf raw) {
        List<BtfType> types = new ArrayList<>(raw.types());
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i) instanceof BtfType.DataSection section && sections.putIfAbsent(section.name(), i + 1) == null) {
                Section place = image.section(section.name()).orElse(null);
                if (place != null && !EXTERN_SECTIONS.contains(section.name())) {
                    types.set(i, withPlaces(raw, section, place));
                }
            }
        }
        return new Btf(types);
    }

    private BtfType.DataSection withPlaces(Btf raw, BtfType.DataSection section, Section place) {
        Map<String, Long> offsets = new HashMap<>();
        for (Symbol symbol : image.symbolsIn(place)) {
            if (symbol.binding() != Elf.STB_LOCAL) {
                offsets.put(symbol.name(), symbol.value());
            }
        }
        List<BtfType.Entry> entries = new ArrayList<>();
        for (BtfType.Entry entry : section.entries()) {
            boolean isVariable = entry.var() >= 1 && entry.var() <= raw.types().size()
                    && raw.type(entry.var()) instanceof BtfType.Var;
            Long offset = isVariable ? offsets.get(raw.type(entry.var()).name()) : null;
            // the offsets of static variables are there already, and nothing else is known of them
            entries.add(offset == null ? entry : new BtfType.Entry(entry.var(), (int) (long) offset, entry.size()));
        }
        entries.sort(Comparator.comparingInt(BtfType.Entry::offset));
        int size = section.size() == 0 ? (int) Math.min(place.size(), Integer.MAX_VALUE) : section.size();
        return new BtfType.DataSection(section.name(), size, entries);
    }

    private void requireOrder(Section ext) {
        lines.forEach((section, all) -> {
            int end = 0;
            for (BtfExt.LineInfo line : all) {
                if (line.offset() % Insn.BYTES != 0 || line.offset() < end) {
                    throw image.error(ext, 0, "source line " + line.line() + " of byte " + line.offset() + " in " + section
                            + ", expected the start of an instruction after those before");
                }
                end = line.offset() + 1;
            }
        });
        coreRelocations.forEach((section, all) -> {
            int end = 0;
            for (BtfExt.CoreRelocation relocation : all) {
                if (relocation.offset() % Insn.BYTES != 0 || relocation.offset() < end) {
                    throw image.error(ext, 0, "a CO-RE relocation of byte " + relocation.offset() + " in " + section
                            + ", expected the start of an instruction after those before");
                }
                end = relocation.offset() + 1;
            }
        });
    }
}
