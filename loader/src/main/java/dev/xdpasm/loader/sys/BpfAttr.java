package dev.xdpasm.loader.sys;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code union bpf_attr} as a flyweight: one piece of memory a thread, cleared and written anew for each call.
 *
 * <p>What stands where is in {@link AttrLayout}. Memory whose address is written here is kept reachable until the call
 * is over. Keys, values and other small pieces come out of memory of the flyweight's own, so that a call on a map makes
 * no direct buffer. Confined to its thread.
 */
final class BpfAttr {
    /** {@code BPF_OBJ_NAME_LEN}, the zero byte included. */
    private static final int NAME_ROOM = 16;

    private static final int ROOM = 256;
    private static final byte[] ZEROS = new byte[ROOM];
    private static final ThreadLocal<BpfAttr> OWN = ThreadLocal.withInitial(BpfAttr::new);

    private static final int FIRST_SCRATCH_BYTES = 1 << 9;

    /** What is larger is allocated for its call alone, so that one large value does not stay for the thread's life. */
    private static final int MOST_SCRATCH_BYTES = 1 << 16;

    private final NativeMemory memory = NativeMemory.allocate(ROOM);
    private final List<NativeMemory> referenced = new ArrayList<>();
    private NativeMemory scratch = NativeMemory.allocate(FIRST_SCRATCH_BYTES);
    private int scratchUsed;
    private int size;

    private BpfAttr() {}

    /** {@return the calling thread's attribute, cleared, of which the kernel is to read {@code size} bytes} */
    static BpfAttr begin(int size) {
        BpfAttr attr = OWN.get();
        attr.memory.bytes().put(0, ZEROS);
        attr.referenced.clear();
        attr.scratchUsed = 0;
        attr.size = size;
        return attr;
    }

    BpfAttr u32(int offset, int value) {
        memory.bytes().putInt(offset, value);
        return this;
    }

    BpfAttr u64(int offset, long value) {
        memory.bytes().putLong(offset, value);
        return this;
    }

    BpfAttr pointer(int offset, NativeMemory target) {
        referenced.add(target);
        return u64(offset, target.address());
    }

    /** Writes the address of a copy of the bytes. */
    BpfAttr pointer(int offset, byte[] content) {
        NativeMemory copy = scratch(content.length);
        copy.bytes().put(0, content);
        return pointer(offset, copy);
    }

    /** {@return memory of any content, the caller's until the thread's next {@link #begin}} */
    NativeMemory scratch(int bytes) {
        if (bytes > MOST_SCRATCH_BYTES) {
            return NativeMemory.allocate(bytes);
        }
        if (bytes > scratch.size() - scratchUsed) {
            // Pieces that were given out keep the old memory reachable by themselves.
            scratch = NativeMemory.allocate(Math.max(bytes, 2 * scratch.size()));
            scratchUsed = 0;
        }
        NativeMemory piece = scratch.slice(scratchUsed, bytes);
        scratchUsed += bytes;
        return piece;
    }

    /** Writes the address of a copy of the text in UTF-8, with a zero byte behind it. */
    BpfAttr text(int offset, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        NativeMemory copy = scratch(content.length + 1);
        copy.bytes().put(0, content).put(content.length, (byte) 0);
        return pointer(offset, copy);
    }

    /** Writes the name as the kernel takes it: see {@link #kernelName}. */
    BpfAttr name(int offset, String name) {
        memory.bytes().put(offset, kernelName(name).getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    int u32(int offset) {
        return memory.bytes().getInt(offset);
    }

    /** {@return the kernel's answer: 0 or more, or a negated errno} */
    long call(BpfCommand command) {
        return call(command, 1);
    }

    /** {@return the kernel's answer to at most {@code tries} calls, which end with the first that is not EAGAIN} */
    long call(BpfCommand command, int tries) {
        try {
            long answer = Syscalls.bpf(command.number(), memory, size);
            for (int i = 1; i < tries && answer == -Errno.EAGAIN; i++) {
                answer = Syscalls.bpf(command.number(), memory, size);
            }
            return answer;
        } finally {
            referenced.clear();
        }
    }

    /** {@return a copy of what the kernel would read} */
    byte[] toBytes() {
        return memory.copy(0, size);
    }

    /**
     * {@return the name as the kernel allows it ({@code bpf_obj_name_cpy}): its first 15 characters, each that is no
     * ASCII letter, digit, {@code _} or {@code .} replaced by {@code _}}
     */
    static String kernelName(String name) {
        char[] cut = name.substring(0, Math.min(name.length(), NAME_ROOM - 1)).toCharArray();
        for (int i = 0; i < cut.length; i++) {
            char c = cut[i];
            boolean taken = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.';
            cut[i] = taken ? c : '_';
        }
        return new String(cut);
    }
}
