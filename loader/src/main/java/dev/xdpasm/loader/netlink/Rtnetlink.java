package dev.xdpasm.loader.netlink;

/**
 * The numbers of netlink and rtnetlink, by the kernel's own names (include/uapi/linux/netlink.h, rtnetlink.h,
 * if_link.h, if_addr.h, veth.h, Linux 6.18).
 */
public final class Rtnetlink {
    // netlink.h: the header and its flags
    static final int NLMSG_HDRLEN = 16;
    static final int NLMSG_ERROR = 2;
    static final int NLMSG_DONE = 3;
    static final int NLM_F_REQUEST = 0x1;
    static final int NLM_F_ACK = 0x4;
    static final int NLM_F_DUMP_INTR = 0x10;
    static final int NLM_F_DUMP = 0x300;
    static final int NLM_F_EXCL = 0x200;
    static final int NLM_F_CREATE = 0x400;
    static final int NLM_F_CAPPED = 0x100;
    static final int NLM_F_ACK_TLVS = 0x200;
    static final int NLMSGERR_ATTR_MSG = 1;
    static final int NLA_HDRLEN = 4;
    static final int NLA_F_NESTED = 0x8000;
    static final int NLA_TYPE_MASK = 0x3fff;

    // netlink.h: the socket
    static final int AF_NETLINK = 16;
    static final int NETLINK_ROUTE = 0;
    static final int SOL_NETLINK = 270;
    static final int NETLINK_CAP_ACK = 10;
    static final int NETLINK_EXT_ACK = 11;

    /** Bit of {@code sockaddr_nl.nl_groups}: news of interfaces. */
    static final int RTMGRP_LINK = 1;

    // rtnetlink.h: message types
    static final int RTM_NEWLINK = 16;
    static final int RTM_DELLINK = 17;
    static final int RTM_GETLINK = 18;
    static final int RTM_SETLINK = 19;
    static final int RTM_NEWADDR = 20;

    // if_link.h
    static final int IFLA_IFNAME = 3;
    static final int IFLA_MTU = 4;
    static final int IFLA_LINKINFO = 18;
    static final int IFLA_NET_NS_FD = 28;
    static final int IFLA_XDP = 43;
    static final int IFLA_INFO_KIND = 1;
    static final int IFLA_INFO_DATA = 2;
    static final int IFLA_XDP_FD = 1;
    static final int IFLA_XDP_ATTACHED = 2;
    static final int IFLA_XDP_FLAGS = 3;
    static final int IFLA_XDP_PROG_ID = 4;
    static final int IFLA_XDP_DRV_PROG_ID = 5;
    static final int IFLA_XDP_SKB_PROG_ID = 6;
    static final int IFLA_XDP_HW_PROG_ID = 7;
    static final int IFLA_XDP_EXPECTED_FD = 8;

    /** Refuse where a program is attached. Linux 4.12. */
    public static final int XDP_FLAGS_UPDATE_IF_NOEXIST = 1;
    /** Generic mode. Linux 4.12. */
    public static final int XDP_FLAGS_SKB_MODE = 1 << 1;
    /** Native mode. Linux 4.12. */
    public static final int XDP_FLAGS_DRV_MODE = 1 << 2;
    /** Offload to the card. Linux 4.13. */
    public static final int XDP_FLAGS_HW_MODE = 1 << 3;
    /** Only in place of the program of IFLA_XDP_EXPECTED_FD. Linux 5.7. */
    public static final int XDP_FLAGS_REPLACE = 1 << 4;

    /** {@code XDP_ATTACHED_DRV}. */
    static final int XDP_ATTACHED_DRV = 1;
    /** {@code XDP_ATTACHED_SKB}. */
    static final int XDP_ATTACHED_SKB = 2;
    /** {@code XDP_ATTACHED_HW}. */
    static final int XDP_ATTACHED_HW = 3;

    // if.h, if_addr.h, veth.h, if_link.h
    static final int IFF_UP = 1;
    static final int AF_INET = 2;
    static final int IFA_ADDRESS = 1;
    static final int IFA_LOCAL = 2;
    /** VETH_INFO_PEER and IFLA_NETKIT_PEER_INFO. */
    static final int PEER_INFO = 1;

    private Rtnetlink() {}
}
