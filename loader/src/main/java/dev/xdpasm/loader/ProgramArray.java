package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.MapElement;
import dev.xdpasm.uapi.MapType;
import java.util.OptionalInt;

/**
 * A BPF_MAP_TYPE_PROG_ARRAY: the programs that bpf_tail_call jumps to. Linux 4.2. Shares the descriptor of the map that it
 * was made of. Thread-safe.
 *
 * <p>The kernel empties the array once no process and no pin holds the map any more, programs that use it notwithstanding.
 */
public final class ProgramArray {
    private final BpfMap<?, ?> map;

    private ProgramArray(BpfMap<?, ?> map) {
        this.map = map;
    }

    /**
     * {@return the map as an array of programs}
     *
     * @throws dev.xdpasm.BpfException if it is none
     */
    public static ProgramArray of(BpfMap<?, ?> map) {
        MapRefusal.requireType(map, MapType.BPF_MAP_TYPE_PROG_ARRAY);
        return new ProgramArray(map);
    }

    /**
     * Puts a program at an index, whatever was there. BPF_MAP_UPDATE_ELEM.
     *
     * @throws KernelException if the index is too large (E2BIG), or the program is not of the type and kind of those that
     *     are in there or use the map (EINVAL)
     */
    public void put(int index, LoadedProgram program) {
        MapElement element = at(index);
        long answer = map.fd().use(number -> program.fd().use(held -> {
            element.value().putInt(0, held);
            return element.update(number, 0);
        }));
        if (answer == -Errno.EINVAL) {
            throw Refusal.bpf(
                    "map " + map.name() + " takes no program " + program.name(),
                    BpfCommand.BPF_MAP_UPDATE_ELEM,
                    answer,
                    "all programs of the array, and those that use it, are of one type and either all JITed or none, and"
                            + " the same of xdp.frags and the device that they are loaded for");
        }
        map.require(answer, BpfCommand.BPF_MAP_UPDATE_ELEM, "takes no program " + program.name());
    }

    /** {@return the id of the program at an index, if there is one} BPF_MAP_LOOKUP_ELEM, Linux 4.18. */
    public OptionalInt programId(int index) {
        MapElement element = at(index);
        long answer = map.fd().use(element::lookup);
        if (answer == -Errno.ENOENT) {
            return OptionalInt.empty();
        }
        map.require(answer, BpfCommand.BPF_MAP_LOOKUP_ELEM, "could not be read");
        return OptionalInt.of(element.value().getInt(0));
    }

    /** {@return whether there was a program at the index, which is empty now} BPF_MAP_DELETE_ELEM. */
    public boolean delete(int index) {
        MapElement element = at(index);
        long answer = map.fd().use(element::delete);
        if (answer == -Errno.ENOENT) {
            return false;
        }
        map.require(answer, BpfCommand.BPF_MAP_DELETE_ELEM, "could not be changed");
        return true;
    }

    private static MapElement at(int index) {
        MapElement element = new MapElement(Integer.BYTES, Integer.BYTES);
        element.key().putInt(0, index);
        return element;
    }
}
