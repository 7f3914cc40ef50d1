package dev.xdpasm.dsl;

/**
 * The context of programs that follow TCP sockets ({@code struct bpf_sock_ops}, include/uapi/linux/bpf.h), its first fields. They
 * return 1. Linux 4.13.
 */
public final class SockOps extends Struct {
    /** What has happened: {@code BPF_SOCK_OPS_*}. */
    public final NumField op = u32();
    /** The first argument; written, it is the answer. */
    public final NumField reply = u32();
    /** The second argument. */
    public final NumField arg1 = u32();
    /** The third argument. */
    public final NumField arg2 = u32();
    /** The fourth argument. */
    public final NumField arg3 = u32();
    /** 2 (AF_INET) or 10 (AF_INET6). */
    public final NumField family = u32();
    /** The other side's IPv4 address. */
    public final NetField remoteIp4 = be32();
    /** The IPv4 address here. */
    public final NetField localIp4 = be32();

    {
        skip(32);
    }

    /** The other side's port, in the last two bytes in network order. */
    public final NetField remotePort = be32();
    /** The port here, in host order. */
    public final NumField localPort = u32();

    @Override
    String structName() {
        return "bpf_sock_ops";
    }
}
