package dev.xdpasm.object;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.isa.Relocation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Programs, what they share (maps, globals, functions), and the license they are under: what an ELF object file holds, as a
 * value.
 *
 * <p>Changing one makes another:
 * {@code object.withMap("blocked", m -> m.withMaxEntries(1_000_000)).withGlobal("limit", 500)}.
 *
 * @param name what it is called, possibly empty: the kernel's names of its data maps begin with it
 * @param programs the programs, names unique
 * @param subprograms the functions that programs call, names unique with those of the programs
 * @param maps the maps, names unique; global data are maps too ({@link DataMap})
 * @param globals the names for bytes of the global data, unique
 * @param externs what the programs name and the object does not have, names unique
 * @param license what the kernel is told; helpers marked GPL-only need {@code GPL} or {@code Dual MIT/GPL} and the like
 * @param version the kernel version that the programs say they are for, which kernels before 5.0 asked of kprobes; else 0
 * @param btf the types that maps, globals and functions refer to, possibly none
 */
public record BpfObject(
        String name,
        List<BpfProgram> programs,
        List<Subprogram> subprograms,
        List<MapSpec> maps,
        List<Global> globals,
        List<Extern> externs,
        String license,
        int version,
        Btf btf) {

    private static final Btf NO_TYPES = new Btf(List.of());

    /**
     * Creates an object.
     *
     * @throws BpfException if two things of a kind, or a function and a map, share a name, or something refers to what is not there
     */
    public BpfObject {
        programs = List.copyOf(programs);
        subprograms = List.copyOf(subprograms);
        maps = List.copyOf(maps);
        globals = List.copyOf(globals);
        externs = List.copyOf(externs);
        requireUnique("programs", programs);
        Set<String> mapNames = requireUnique("maps", maps);
        Set<String> functionNames = requireUnique("functions", functions(programs, subprograms));
        Set<String> externNames = requireUnique("externs", externs);
        requireUnique("globals", globals);
        requireDifferent(functionNames, mapNames);
        for (BpfFunction function : functions(programs, subprograms)) {
            for (Relocation relocation : function.code().relocations()) {
                switch (relocation.kind()) {
                    case MAP, MAP_VALUE -> requireThere(function, relocation, "map", mapNames);
                    case FUNCTION -> requireThere(function, relocation, "function", functionNames);
                    case EXTERN -> requireThere(function, relocation, "extern", externNames);
                }
            }
        }
        for (Global global : globals) {
            requireWithin(global, maps);
        }
    }

    /** Creates an object of programs and maps, of which nothing more is said. */
    public BpfObject(List<BpfProgram> programs, List<MapSpec> maps, String license) {
        this("", programs, List.of(), maps, List.of(), List.of(), license, 0, NO_TYPES);
    }

    /** {@return an object of one program under the GPL} */
    public static BpfObject of(BpfProgram program, MapSpec... maps) {
        return new BpfObject(List.of(program), List.of(maps), "GPL");
    }

    /** {@return what makes an object of parts} */
    public static BpfObjectBuilder builder() {
        return new BpfObjectBuilder();
    }

    /** {@return what makes an object of this one's parts, some of which are to be others} */
    public BpfObjectBuilder toBuilder() {
        return new BpfObjectBuilder()
                .name(name)
                .programs(programs)
                .subprograms(subprograms)
                .maps(maps)
                .globals(globals)
                .externs(externs)
                .license(license)
                .version(version)
                .btf(btf);
    }

    /** {@return the same object under another license} */
    public BpfObject withLicense(String changed) {
        return toBuilder().license(changed).build();
    }

    /** {@return the same object with one program more} */
    public BpfObject withProgram(BpfProgram added) {
        return toBuilder().programs(and(programs, added)).build();
    }

    /**
     * {@return the same object with one program changed, found as {@link #program} finds it}
     *
     * @throws BpfException if there is no such program; lists what there is
     */
    public BpfObject withProgram(String wanted, UnaryOperator<BpfProgram> change) {
        return toBuilder().programs(replaced(programs, program(wanted), change)).build();
    }

    /**
     * {@return the same object without one of its programs, found as {@link #program} finds it; what only that used stays}
     *
     * @throws BpfException if there is no such program, or another one calls it
     */
    public BpfObject withoutProgram(String wanted) {
        BpfProgram gone = program(wanted);
        return toBuilder().programs(programs.stream().filter(program -> program != gone).toList()).build();
    }

    /** {@return the same object with one map more} */
    public BpfObject withMap(MapSpec added) {
        return toBuilder().maps(and(maps, added)).build();
    }

    /**
     * {@return the same object with one map changed}
     *
     * @throws BpfException if there is no such map; lists what there is
     */
    public BpfObject withMap(String wanted, UnaryOperator<MapSpec> change) {
        return toBuilder().maps(replaced(maps, map(wanted), change)).build();
    }

    /**
     * {@return the same object, a global having another number from the start}
     *
     * @throws BpfException if there is no such global, or it is not of 1, 2, 4 or 8 bytes, or the number does not fit it,
     *     signed or unsigned
     */
    public BpfObject withGlobal(String wanted, long value) {
        Global global = global(wanted);
        int bits = global.size() * Byte.SIZE;
        boolean known = bits == 8 || bits == 16 || bits == 32 || bits == 64;
        if (!known) {
            throw new BpfException("global " + wanted + " has " + global.size()
                    + " bytes, expected 1, 2, 4 or 8 to hold a number; give bytes instead");
        }
        if (bits < Long.SIZE && (value < -(1L << bits - 1) || value >= 1L << bits)) {
            throw new BpfException("global " + wanted + " has " + global.size() + " bytes, in which " + value
                    + " does not fit, expected " + -(1L << bits - 1) + " to " + ((1L << bits) - 1));
        }
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
        byte[] bytes = new byte[global.size()];
        number.get(0, bytes);
        return withGlobal(wanted, Bytes.of(bytes));
    }

    /**
     * {@return the same object, a global having other bytes from the start}
     *
     * @throws BpfException if there is no such global or it has another size
     */
    public BpfObject withGlobal(String wanted, Bytes value) {
        Global global = global(wanted);
        if (value.size() != global.size()) {
            throw new BpfException("global " + wanted + " has " + global.size() + " bytes, not " + value.size());
        }
        return withMap(global.map(), map -> DataMap.withContent(map, DataMap.content(map).with(global.offset(), value.toArray())));
    }

    /**
     * {@return what a global holds from the start}
     *
     * @throws BpfException if there is no such global; lists what there is
     */
    public Bytes valueOf(String wanted) {
        Global global = global(wanted);
        return DataMap.content(map(global.map())).range(global.offset(), global.size());
    }

    /**
     * {@return the same object, the function, map or global of that name under another; what refers to it still does}
     *
     * @throws BpfException if nothing has that name, or the new one is taken
     */
    public BpfObject rename(String from, String to) {
        return Renaming.of(this, from, to);
    }

    /** {@return all functions: the programs, then the subprograms} */
    public List<BpfFunction> functions() {
        return functions(programs, subprograms);
    }

    /**
     * {@return the program of that function name, or else the only one in the section of that name}
     *
     * @throws BpfException if there is none, or several are in the section; lists what there is
     */
    public BpfProgram program(String wanted) {
        for (BpfProgram program : programs) {
            if (program.name().equals(wanted)) {
                return program;
            }
        }
        List<BpfProgram> inSection =
                programs.stream().filter(p -> p.section().equals(wanted)).toList();
        if (inSection.size() == 1) {
            return inSection.get(0);
        }
        throw new BpfException(
                inSection.isEmpty()
                        ? "no program is called " + wanted + "; the object's programs are: "
                                + listed(programs)
                        : "section " + wanted + " holds several programs, name one of: "
                                + listed(inSection));
    }

    /**
     * {@return the map of that name}
     *
     * @throws BpfException if there is none; lists what there is
     */
    public MapSpec map(String wanted) {
        return find("map", maps, wanted);
    }

    /**
     * {@return the global of that name}
     *
     * @throws BpfException if there is none; lists what there is
     */
    public Global global(String wanted) {
        return find("global", globals, wanted);
    }

    /**
     * {@return the extern of that name}
     *
     * @throws BpfException if there is none; lists what there is
     */
    public Extern extern(String wanted) {
        return find("extern", externs, wanted);
    }

    private static List<BpfFunction> functions(List<BpfProgram> programs, List<Subprogram> subprograms) {
        List<BpfFunction> all = new ArrayList<>(programs);
        all.addAll(subprograms);
        return Collections.unmodifiableList(all);
    }

    private static <T extends Named> T find(String kind, List<T> all, String wanted) {
        for (T one : all) {
            if (one.name().equals(wanted)) {
                return one;
            }
        }
        throw new BpfException("no " + kind + " is called " + wanted + "; the object's " + kind + "s are: " + listed(all));
    }

    private static <T> List<T> and(List<T> all, T added) {
        List<T> more = new ArrayList<>(all);
        more.add(added);
        return more;
    }

    private static <T> List<T> replaced(List<T> all, T before, UnaryOperator<T> change) {
        List<T> changed = new ArrayList<>(all);
        changed.set(all.indexOf(before), change.apply(before));
        return changed;
    }

    private static Set<String> requireUnique(String what, List<? extends Named> all) {
        Set<String> seen = new HashSet<>();
        for (Named one : all) {
            if (!seen.add(one.name())) {
                throw new BpfException("two " + what + " are called " + one.name());
            }
        }
        return seen;
    }

    /** The kernel would take both, but no ELF file can have them: they are symbols there. */
    private static void requireDifferent(Set<String> functionNames, Set<String> mapNames) {
        for (String name : mapNames) {
            if (functionNames.contains(name)) {
                throw new BpfException("a function and a map are called " + name + ", and both become symbols: give one another name");
            }
        }
    }

    private static void requireThere(BpfFunction function, Relocation relocation, String kind, Set<String> names) {
        if (!names.contains(relocation.symbol())) {
            String role = function instanceof BpfProgram ? "program " : "function ";
            throw new BpfException(role + function.name() + " refers to " + kind + " " + relocation.symbol()
                    + " at instruction " + relocation.slot() + ", but the object's " + kind + "s are: "
                    + (names.isEmpty() ? "(none)" : String.join(", ", names.stream().sorted().toList())));
        }
    }

    private static void requireWithin(Global global, List<MapSpec> maps) {
        MapSpec map = find("map", maps, global.map());
        if (global.offset() + global.size() > map.valueSize()) {
            throw new BpfException("global " + global.name() + " has " + global.size() + " bytes from " + global.offset()
                    + " on, but map " + map.name() + " has " + map.valueSize());
        }
    }

    private static String listed(List<? extends Named> all) {
        return all.isEmpty() ? "(none)" : String.join(", ", all.stream().map(Named::name).toList());
    }
}
