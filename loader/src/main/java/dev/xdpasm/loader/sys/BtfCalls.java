package dev.xdpasm.loader.sys;

import dev.xdpasm.loader.sys.AttrLayout.BtfLoad;

/** {@code bpf(2)} on types: load, giving the kernel's answer, 0 or more, or a negated errno. */
public final class BtfCalls {

    private BtfCalls() {}

    /**
     * What the kernel said to types and why.
     *
     * @param answer the descriptor, or a negated errno
     * @param log its words, as far as there was room
     */
    public record LoggedLoad(long answer, String log) {}

    /** {@return the descriptor of the types} BPF_BTF_LOAD without a log. Linux 4.18. */
    public static long load(byte[] btf) {
        return load(btf, 0);
    }

    /**
     * {@return the descriptor of the types} BPF_BTF_LOAD without a log.
     *
     * @param tokenFd the token by which they are loaded, 0 for none. Linux 6.9
     */
    public static long load(byte[] btf, int tokenFd) {
        return loadAttr(btf, tokenFd).call(BpfCommand.BPF_BTF_LOAD);
    }

    /** BPF_BTF_LOAD with a log in a buffer of {@code room} bytes. */
    public static LoggedLoad load(byte[] btf, int tokenFd, int room) {
        NativeMemory log = NativeMemory.allocate(room);
        long answer = loadAttr(btf, tokenFd)
                .pointer(BtfLoad.BTF_LOG_BUF, log)
                .u32(BtfLoad.BTF_LOG_SIZE, room)
                .u32(BtfLoad.BTF_LOG_LEVEL, 1)
                .call(BpfCommand.BPF_BTF_LOAD);
        return new LoggedLoad(answer, log.string(0, room));
    }

    static BpfAttr loadAttr(byte[] btf, int tokenFd) {
        BpfAttr attr = BpfAttr.begin(tokenFd == 0 ? BtfLoad.SIZE : BtfLoad.SIZE_WITH_TOKEN)
                .pointer(BtfLoad.BTF, btf)
                .u32(BtfLoad.BTF_SIZE, btf.length);
        return tokenFd == 0
                ? attr
                : attr.u32(BtfLoad.BTF_FLAGS, ObjectCalls.BPF_F_TOKEN_FD).u32(BtfLoad.BTF_TOKEN_FD, tokenFd);
    }
}
