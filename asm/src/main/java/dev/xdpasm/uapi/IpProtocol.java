package dev.xdpasm.uapi;

/** IP protocol numbers (include/uapi/linux/in.h and in6.h). One byte wide, so they have no byte order. */
public enum IpProtocol implements UapiConstant {
    IPPROTO_ICMP(1),
    IPPROTO_IPIP(4),
    IPPROTO_TCP(6),
    IPPROTO_UDP(17),
    IPPROTO_IPV6(41),
    IPPROTO_GRE(47),
    IPPROTO_ICMPV6(58),
    IPPROTO_SCTP(132);

    private final int value;

    IpProtocol(int value) {
        this.value = value;
    }

    @Override
    public int value() {
        return value;
    }
}
