package dev.xdpasm.loader.netlink;

import java.util.OptionalInt;

/**
 * What can be asked about interfaces, and of them: each method is one rtnetlink request in the calling thread's network
 * namespace.
 */
public final class Links {
    /** {@code IFNAMSIZ} without the zero byte: the kernel answers ERANGE to more. */
    public static final int NAME_MAX = 15;

    private static final int ASK = Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK;

    private Links() {}

    /** {@return the link, or ENODEV} RTM_GETLINK of one interface. */
    public static Answer get(int ifindex) {
        return NetlinkSocket.ask(
                "netlink RTM_GETLINK",
                new MessageWriter(Rtnetlink.RTM_GETLINK, ASK).ifinfomsg(ifindex, 0, 0).finish());
    }

    /** {@return all links of the namespace} RTM_GETLINK of all. */
    public static Answer dump() {
        return NetlinkSocket.dump("netlink RTM_GETLINK", dumpRequest());
    }

    static byte[] dumpRequest() {
        return new MessageWriter(Rtnetlink.RTM_GETLINK, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_DUMP)
                .ifinfomsg(0, 0, 0)
                .finish();
    }

    /**
     * RTM_SETLINK with IFLA_XDP: changes the XDP program. Linux 4.8.
     *
     * @param fd the program, or -1 for none
     * @param flags XDP_FLAGS_*
     * @param expected with XDP_FLAGS_REPLACE the program that must be attached now; empty without that flag. Linux 5.7
     */
    public static Answer setXdp(int ifindex, int fd, int flags, OptionalInt expected) {
        return NetlinkSocket.ask("netlink RTM_SETLINK(IFLA_XDP)", setXdpRequest(ifindex, fd, flags, expected));
    }

    static byte[] setXdpRequest(int ifindex, int fd, int flags, OptionalInt expected) {
        return new MessageWriter(Rtnetlink.RTM_SETLINK, ASK)
                .ifinfomsg(ifindex, 0, 0)
                .nested(Rtnetlink.IFLA_XDP, xdp -> {
                    xdp.attribute(Rtnetlink.IFLA_XDP_FD, fd).attribute(Rtnetlink.IFLA_XDP_FLAGS, flags);
                    expected.ifPresent(other -> xdp.attribute(Rtnetlink.IFLA_XDP_EXPECTED_FD, other));
                })
                .finish();
    }

    /** RTM_SETLINK: sets an interface up. */
    public static Answer setUp(int ifindex) {
        return NetlinkSocket.ask(
                "netlink RTM_SETLINK(IFF_UP)",
                new MessageWriter(Rtnetlink.RTM_SETLINK, ASK)
                        .ifinfomsg(ifindex, Rtnetlink.IFF_UP, Rtnetlink.IFF_UP)
                        .finish());
    }

    /** RTM_SETLINK: changes the largest packet, in bytes without the Ethernet header. */
    public static Answer setMtu(int ifindex, int mtu) {
        return NetlinkSocket.ask(
                "netlink RTM_SETLINK(IFLA_MTU)",
                new MessageWriter(Rtnetlink.RTM_SETLINK, ASK)
                        .ifinfomsg(ifindex, 0, 0)
                        .attribute(Rtnetlink.IFLA_MTU, mtu)
                        .finish());
    }

    /**
     * RTM_NEWLINK: makes a pair of devices, one end here and one in the namespace of a descriptor.
     *
     * @param kind {@code veth}, or {@code netkit} (Linux 6.7)
     */
    public static Answer addPair(String kind, String name, String peerName, int peerNamespaceFd) {
        return NetlinkSocket.ask(
                "netlink RTM_NEWLINK(" + kind + ")", addPairRequest(kind, name, peerName, peerNamespaceFd));
    }

    static byte[] addPairRequest(String kind, String name, String peerName, int peerNamespaceFd) {
        return new MessageWriter(Rtnetlink.RTM_NEWLINK, ASK | Rtnetlink.NLM_F_CREATE | Rtnetlink.NLM_F_EXCL)
                .ifinfomsg(0, 0, 0)
                .attribute(Rtnetlink.IFLA_IFNAME, name)
                .nested(Rtnetlink.IFLA_LINKINFO, info -> info.attribute(Rtnetlink.IFLA_INFO_KIND, kind)
                        .nested(Rtnetlink.IFLA_INFO_DATA, data -> data.nested(
                                Rtnetlink.PEER_INFO,
                                peer -> peer.ifinfomsg(0, 0, 0)
                                        .attribute(Rtnetlink.IFLA_IFNAME, peerName)
                                        .attribute(Rtnetlink.IFLA_NET_NS_FD, peerNamespaceFd))))
                .finish();
    }

    /** RTM_DELLINK: removes an interface; the other end of a veth pair goes with it. */
    public static Answer delete(int ifindex) {
        return NetlinkSocket.ask(
                "netlink RTM_DELLINK",
                new MessageWriter(Rtnetlink.RTM_DELLINK, ASK).ifinfomsg(ifindex, 0, 0).finish());
    }

    /** RTM_NEWADDR: gives an interface an IPv4 address, and its subnet a route. */
    public static Answer addAddress(int ifindex, byte[] address, int prefix) {
        return NetlinkSocket.ask("netlink RTM_NEWADDR", addAddressRequest(ifindex, address, prefix));
    }

    static byte[] addAddressRequest(int ifindex, byte[] address, int prefix) {
        return new MessageWriter(Rtnetlink.RTM_NEWADDR, ASK | Rtnetlink.NLM_F_CREATE | Rtnetlink.NLM_F_EXCL)
                .ifaddrmsg(Rtnetlink.AF_INET, prefix, ifindex)
                .attribute(Rtnetlink.IFA_LOCAL, address)
                .attribute(Rtnetlink.IFA_ADDRESS, address)
                .finish();
    }
}
