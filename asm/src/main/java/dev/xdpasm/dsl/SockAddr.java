package dev.xdpasm.dsl;

import java.util.OptionalInt;

/**
 * The context of programs of a control group at bind, connect, sendmsg ... ({@code struct bpf_sock_addr},
 * include/uapi/linux/bpf.h). They return 1 to allow the call, 0 to refuse it with EPERM. Linux 4.17.
 */
public final class SockAddr extends Struct {
    /** The family that the program of the user gave: 2 (AF_INET) or 10 (AF_INET6). */
    public final NumField userFamily = u32();
    /** The IPv4 address that the user gave; may be written. */
    public final NetField userIp4 = be32();
    /** The IPv6 address that the user gave, first of four words; may be written. */
    public final NetField userIp6a = be32();
    /** Second word. */
    public final NetField userIp6b = be32();
    /** Third word. */
    public final NetField userIp6c = be32();
    /** Fourth word. */
    public final NetField userIp6d = be32();
    /** The port that the user gave; may be written. */
    public final NetField userPort = port(false);
    /** The socket's family. */
    public final NumField family = u32();
    /** The socket's type: 1 (SOCK_STREAM), 2 (SOCK_DGRAM) ... */
    public final NumField type = u32();
    /** The socket's protocol. */
    public final NumField protocol = u32();
    /** Of sendmsg: the IPv4 source address; may be written. */
    public final NetField msgSrcIp4 = be32();
    /** Of sendmsg: the IPv6 source address, four words; may be written. */
    public final SockWords msgSrcIp6 = struct(SockWords::new);

    @Override
    OptionalInt socketOffset() {
        return OptionalInt.of(64);
    }

    @Override
    String structName() {
        return "bpf_sock_addr";
    }
}
