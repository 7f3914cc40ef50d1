package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/** The ids of all objects of a kind, asked of the kernel one after the other (BPF_*_GET_NEXT_ID). */
final class ObjectIds {

    private ObjectIds() {}

    /**
     * {@return the ids, ascending} Needs CAP_SYS_ADMIN.
     *
     * @param what the objects, for the error
     * @param next gives the smallest id above one, or ENOENT negated
     */
    static List<Integer> all(String what, BpfCommand command, IntToLongFunction next) {
        List<Integer> ids = new ArrayList<>();
        int id = 0;
        while (true) {
            long answer = next.applyAsLong(id);
            if (answer == -Errno.ENOENT) {
                return ids;
            }
            if (answer < 0) {
                throw Refusal.bpf(what + " could not be listed", command, answer, Capability.CAP_SYS_ADMIN);
            }
            id = (int) answer;
            ids.add(id);
        }
    }
}
