package dev.xdpasm.object;

import dev.xdpasm.BpfException;
import dev.xdpasm.isa.Relocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Programs and maps that belong together, and the license they are under: what an ELF object file holds, as a value.
 *
 * <p>Changing one makes another: {@code object.withMap("blocked", m -> m.withMaxEntries(1_000_000))}.
 *
 * @param programs the programs, names unique
 * @param maps the maps, names unique
 * @param license what the kernel is told; helpers marked GPL-only need {@code GPL} or {@code Dual MIT/GPL} and the like
 */
public record BpfObject(List<BpfProgram> programs, List<MapSpec> maps, String license) {

    /**
     * Creates an object.
     *
     * @throws BpfException if two programs or two maps share a name, or a program refers to a map that is not there
     */
    public BpfObject {
        programs = List.copyOf(programs);
        maps = List.copyOf(maps);
        requireUnique("programs", programs.stream().map(BpfProgram::name).toList());
        Set<String> mapNames = requireUnique("maps", maps.stream().map(MapSpec::name).toList());
        for (BpfProgram program : programs) {
            for (Relocation relocation : program.code().relocations()) {
                if (relocation.kind() != Relocation.Kind.FUNCTION && !mapNames.contains(relocation.symbol())) {
                    throw new BpfException("program " + program.name() + " refers to map " + relocation.symbol()
                            + " at instruction " + relocation.slot() + ", but the object's maps are: "
                            + listed(List.copyOf(mapNames)));
                }
            }
        }
    }

    /** {@return an object of one program under the GPL} */
    public static BpfObject of(BpfProgram program, MapSpec... maps) {
        return new BpfObject(List.of(program), List.of(maps), "GPL");
    }

    /** {@return the same object under another license} */
    public BpfObject withLicense(String changed) {
        return new BpfObject(programs, maps, changed);
    }

    /** {@return the same object with one program more} */
    public BpfObject withProgram(BpfProgram added) {
        List<BpfProgram> all = new ArrayList<>(programs);
        all.add(added);
        return new BpfObject(all, maps, license);
    }

    /**
     * {@return the same object with one map changed}
     *
     * @throws BpfException if there is no such map; lists what there is
     */
    public BpfObject withMap(String name, UnaryOperator<MapSpec> change) {
        MapSpec before = map(name);
        List<MapSpec> all = new ArrayList<>(maps);
        all.set(maps.indexOf(before), change.apply(before));
        return new BpfObject(programs, all, license);
    }

    /**
     * {@return the program of that function name, or else the only one in the section of that name}
     *
     * @throws BpfException if there is none, or several are in the section; lists what there is
     */
    public BpfProgram program(String name) {
        for (BpfProgram program : programs) {
            if (program.name().equals(name)) {
                return program;
            }
        }
        List<BpfProgram> inSection =
                programs.stream().filter(p -> p.section().equals(name)).toList();
        if (inSection.size() == 1) {
            return inSection.get(0);
        }
        String have = listed(programs.stream().map(BpfProgram::name).toList());
        throw new BpfException(
                inSection.isEmpty()
                        ? "no program is called " + name + "; the object's programs are: " + have
                        : "section " + name + " holds several programs, name one of: "
                                + listed(inSection.stream().map(BpfProgram::name).toList()));
    }

    /**
     * {@return the map of that name}
     *
     * @throws BpfException if there is none; lists what there is
     */
    public MapSpec map(String name) {
        for (MapSpec map : maps) {
            if (map.name().equals(name)) {
                return map;
            }
        }
        throw new BpfException("no map is called " + name + "; the object's maps are: "
                + listed(maps.stream().map(MapSpec::name).toList()));
    }

    private static Set<String> requireUnique(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new BpfException("two " + what + " are called " + name);
            }
        }
        return seen;
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "(none)" : String.join(", ", names);
    }
}
