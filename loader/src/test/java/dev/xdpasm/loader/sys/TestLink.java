package dev.xdpasm.loader.sys;

/** An XDP program attached by a bpf_link (BPF_LINK_CREATE, Linux 5.9), as others attach theirs. */
public final class TestLink implements AutoCloseable {
    private static final int BPF_LINK_CREATE = 28;
    private static final int BPF_XDP = 37;
    private static final int ATTR_BYTES = 16;

    private final Fd link;

    private TestLink(Fd link) {
        this.link = link;
    }

    /** Attaches the program to an interface of the calling thread's namespace. */
    public static TestLink create(Fd program, int ifindex) {
        NativeMemory attr = NativeMemory.allocate(ATTR_BYTES);
        long answer = program.use(fd -> {
            attr.bytes().putInt(0, fd).putInt(4, ifindex).putInt(8, BPF_XDP).putInt(12, 0);
            return Syscalls.bpf(BPF_LINK_CREATE, attr, ATTR_BYTES);
        });
        if (answer < 0) {
            throw new AssertionError("BPF_LINK_CREATE failed with " + Errno.name((int) -answer));
        }
        return new TestLink(new Fd((int) answer, "test link"));
    }

    /** Whether it still holds. */
    public boolean isOpen() {
        return !link.isClosed();
    }

    @Override
    public void close() {
        link.close();
    }
}
