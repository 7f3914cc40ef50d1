package dev.xdpasm.loader;

/** Where among an interface's tcx or netkit programs a new one is to run, which run one after another. */
public final class TcxPosition {
    /** {@code BPF_F_BEFORE}, {@code BPF_F_AFTER}, {@code BPF_F_LINK} and {@code BPF_F_ID}, include/uapi/linux/bpf.h. */
    private static final int BEFORE = 1 << 3;

    private static final int AFTER = 1 << 4;
    private static final int ID = 1 << 5;
    private static final int LINK = 1 << 13;

    private final int flags;
    private final int relative;

    private TcxPosition(int flags, int relative) {
        this.flags = flags;
        this.relative = relative;
    }

    /** {@return before all that are there} */
    public static TcxPosition first() {
        return new TcxPosition(BEFORE, 0);
    }

    /** {@return behind all that are there} */
    public static TcxPosition last() {
        return new TcxPosition(AFTER, 0);
    }

    /** {@return right before a link's program} */
    public static TcxPosition before(BpfLink link) {
        return new TcxPosition(BEFORE | LINK | ID, link.id());
    }

    /** {@return right behind a link's program} */
    public static TcxPosition after(BpfLink link) {
        return new TcxPosition(AFTER | LINK | ID, link.id());
    }

    int flags() {
        return flags;
    }

    int relative() {
        return relative;
    }
}
