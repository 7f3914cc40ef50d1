package dev.xdpasm.dsl;

/**
 * A dynptr: memory with its bounds, which the kernel checks as the program runs ({@code struct bpf_dynptr},
 * include/uapi/linux/bpf.h). {@code p.make(Dynptr.TYPE, d -> {})} has room for one; helpers and kfuncs that take a {@code struct
 * bpf_dynptr *} are given it. Linux 5.19; of packets 6.4.
 *
 * <pre>{@code
 * static final Kfunc FROM_XDP = Kfunc.of("int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags, struct bpf_dynptr *ptr)");
 * ...
 * var packet = p.make(Dynptr.TYPE, d -> {});
 * p.call(FROM_XDP, 0, packet);
 * }</pre>
 */
public final class Dynptr extends Struct {
    /** For {@code p.make}. */
    public static final Type<Dynptr, Dynptr> TYPE = Types.struct(Dynptr::new);

    /** Begins one, of 16 bytes that only the kernel reads. */
    public Dynptr() {
        u64();
        u64();
    }
}
