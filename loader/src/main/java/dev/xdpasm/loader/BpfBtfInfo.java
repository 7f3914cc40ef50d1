package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.BtfInfo;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ObjectCalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * BTF that the kernel holds: its own, a module's, or what programs and maps were loaded with (BPF_OBJ_GET_INFO_BY_FD, Linux
 * 4.18). {@link KernelBtf} reads its types.
 *
 * @param id the id
 * @param name {@code vmlinux} or the module's name; empty for that of programs. Linux 5.11
 * @param ofKernel whether it describes the kernel or a module. Linux 5.11
 * @param bytes the section, as {@link dev.xdpasm.btf.Btf#decode} reads it
 */
public record BpfBtfInfo(int id, String name, boolean ofKernel, byte[] bytes) {
    /** {@code struct btf_header}, include/uapi/linux/btf.h. */
    private static final int HDR_LEN = 4;

    private static final int STR_OFF = 16;
    private static final int STR_LEN = 20;

    /** {@return the ids of all BTF in the kernel, ascending} BPF_BTF_GET_NEXT_ID, Linux 5.4. Needs CAP_SYS_ADMIN. */
    public static List<Integer> ids() {
        return ObjectIds.all("the BTF", BpfCommand.BPF_BTF_GET_NEXT_ID, ObjectCalls::nextBtfId);
    }

    /**
     * {@return the BTF of an id} Needs CAP_SYS_ADMIN.
     *
     * @throws BpfException if there is none
     * @throws KernelException if the kernel refuses
     */
    public static BpfBtfInfo byId(int id) {
        String what = "BTF " + Integer.toUnsignedString(id);
        long answer = ObjectCalls.btfById(id);
        if (answer == -Errno.ENOENT) {
            throw new BpfException("no BTF has the id " + Integer.toUnsignedString(id));
        }
        if (answer < 0) {
            throw Refusal.bpf(
                    what + " could not be opened", BpfCommand.BPF_BTF_GET_FD_BY_ID, answer, Capability.CAP_SYS_ADMIN);
        }
        try (Fd fd = new Fd((int) answer, what)) {
            BtfInfo[] data = new BtfInfo[1];
            fd.use(number -> {
                data[0] = BtfInfo.read(number);
                return 0;
            });
            if (data[0].errno() != 0) {
                throw Refusal.bpf(what + " could not be read", BpfCommand.BPF_OBJ_GET_INFO_BY_FD, -data[0].errno());
            }
            return new BpfBtfInfo(id, data[0].name(), data[0].ofKernel(), data[0].btf());
        }
    }

    /** {@return the text at an offset in the section's strings, if there is one} */
    Optional<String> string(int offset) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        int begin = in.getInt(HDR_LEN) + in.getInt(STR_OFF);
        int end = begin + in.getInt(STR_LEN);
        if (offset < 0 || offset >= end - begin || end > bytes.length) {
            return Optional.empty();
        }
        int from = begin + offset;
        int to = from;
        while (to < end && bytes[to] != 0) {
            to++;
        }
        return Optional.of(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "BpfBtfInfo[" + id + (name.isEmpty() ? "" : ", " + name) + ", " + bytes.length + " bytes]";
    }
}
