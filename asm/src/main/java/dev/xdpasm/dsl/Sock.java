package dev.xdpasm.dsl;

/**
 * A socket that was looked for ({@link PacketProgram#tcpSocket}, {@link MapProgram#lookup(SocketsRef, Object,
 * java.util.function.Consumer)}), or that a program or its packet is about ({@link BufferProgram#socket}, {@link HookProgram#socket}):
 * {@code struct bpf_sock}, include/uapi/linux/bpf.h; it is read only. Of a packet's socket the verifier does not let type, protocol,
 * mark and priority be read ({@code bpf_sock_common_is_valid_access}, net/core/filter.c): {@code bpf_sk_fullsock} finds one that has
 * them. Linux 4.20.
 */
public final class Sock extends Struct {
    /** The index of the interface that it is bound to, 0 for all. */
    public final NumField boundDevIf = u32();
    /** Its address family, such as 2 (AF_INET). */
    public final NumField family = u32();
    /** Its type, such as 1 (SOCK_STREAM). */
    public final NumField type = u32();
    /** Its protocol, such as {@code IPPROTO_TCP}. */
    public final NumField protocol = u32();
    /** Its mark (SO_MARK). */
    public final NumField mark = u32();
    /** Its priority (SO_PRIORITY). */
    public final NumField priority = u32();
    /** Its own IPv4 address. */
    public final NetField srcIp4 = be32();
    /** Its own IPv6 address, four words. */
    public final SockWords srcIp6 = struct(SockWords::new);
    /** Its own port, in host order. */
    public final NumField srcPort = u32();
    /** The other side's port. */
    public final NetField dstPort = be16();

    {
        skip(2);
    }

    /** The other side's IPv4 address. */
    public final NetField dstIp4 = be32();
    /** The other side's IPv6 address, four words. */
    public final SockWords dstIp6 = struct(SockWords::new);
    /** What TCP is doing: 1 (BPF_TCP_ESTABLISHED) to 12, 10 of one that listens. */
    public final NumField state = u32();
    /** The receive queue of its packets, -1 if it is not known. Linux 5.8. */
    public final NumField rxQueueMapping = field(Types.S32);

    @Override
    String structName() {
        return "bpf_sock";
    }
}
