package dev.xdpasm.loader.netlink;

import java.util.Optional;

/**
 * An interface as RTM_NEWLINK describes it, as far as the loader needs it.
 *
 * @param ifindex its index, unique in its network namespace
 * @param name its name
 * @param kind what made it, such as {@code veth}; empty for hardware and the loopback
 * @param up whether it is set up (IFF_UP)
 * @param mtu the largest packet without its Ethernet header, in bytes
 * @param driverProgram id of the XDP program in native mode, 0 if there is none
 * @param genericProgram id of the XDP program in generic mode, 0 if there is none
 * @param offloadedProgram id of the XDP program in the card, 0 if there is none
 */
public record Link(
        int ifindex,
        String name,
        String kind,
        boolean up,
        int mtu,
        int driverProgram,
        int genericProgram,
        int offloadedProgram) {
    private static final int IFINFOMSG_BYTES = 16;
    private static final int IFI_INDEX = 4;
    private static final int IFI_FLAGS = 8;

    static Optional<Link> parse(NetlinkMessage message) {
        if (message.type() != Rtnetlink.RTM_NEWLINK || message.payload().limit() < IFINFOMSG_BYTES) {
            return Optional.empty();
        }
        Attributes attributes = message.attributesAfter(IFINFOMSG_BYTES);
        Attributes xdp = attributes.nested(Rtnetlink.IFLA_XDP);
        // Before Linux 4.20 the only id is PROG_ID, and ATTACHED says which mode it is for.
        int attached = xdp.u8(Rtnetlink.IFLA_XDP_ATTACHED).orElse(0);
        int only = xdp.u32(Rtnetlink.IFLA_XDP_PROG_ID).orElse(0);
        return Optional.of(new Link(
                message.payload().getInt(IFI_INDEX),
                attributes.string(Rtnetlink.IFLA_IFNAME).orElse(""),
                attributes.nested(Rtnetlink.IFLA_LINKINFO).string(Rtnetlink.IFLA_INFO_KIND).orElse(""),
                (message.payload().getInt(IFI_FLAGS) & Rtnetlink.IFF_UP) != 0,
                attributes.u32(Rtnetlink.IFLA_MTU).orElse(0),
                xdp.u32(Rtnetlink.IFLA_XDP_DRV_PROG_ID).orElse(attached == Rtnetlink.XDP_ATTACHED_DRV ? only : 0),
                xdp.u32(Rtnetlink.IFLA_XDP_SKB_PROG_ID).orElse(attached == Rtnetlink.XDP_ATTACHED_SKB ? only : 0),
                xdp.u32(Rtnetlink.IFLA_XDP_HW_PROG_ID).orElse(attached == Rtnetlink.XDP_ATTACHED_HW ? only : 0)));
    }
}
