package dev.xdpasm.loader.netlink;

import java.util.OptionalLong;

/** What a driver can do with XDP, from the generic netlink family {@code netdev} (include/uapi/linux/netdev.h). Linux 6.3. */
public final class XdpFeatures {
    /** {@code NETDEV_XDP_ACT_BASIC}: native mode, with the actions aborted, drop, pass and tx. */
    public static final long BASIC = 1;

    private static final int NETLINK_GENERIC = 16;

    // genetlink.h
    private static final int GENL_ID_CTRL = 16;
    private static final int GENL_HDRLEN = 4;
    private static final int CTRL_CMD_GETFAMILY = 3;
    private static final int CTRL_ATTR_FAMILY_ID = 1;
    private static final int CTRL_ATTR_FAMILY_NAME = 2;

    // netdev.h
    private static final int NETDEV_CMD_DEV_GET = 1;
    private static final int NETDEV_A_DEV_IFINDEX = 1;
    private static final int NETDEV_A_DEV_XDP_FEATURES = 3;

    private static final int ASK = Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK;

    private XdpFeatures() {}

    /** {@return the bits {@code NETDEV_XDP_ACT_*} of an interface, empty where the kernel does not tell} */
    public static OptionalLong of(int ifindex) {
        int[] family = {0};
        NetlinkSocket.ask(
                NETLINK_GENERIC,
                "netlink CTRL_CMD_GETFAMILY",
                new MessageWriter(GENL_ID_CTRL, ASK)
                        .genlmsg(CTRL_CMD_GETFAMILY)
                        .attribute(CTRL_ATTR_FAMILY_NAME, "netdev")
                        .finish(),
                message -> message.attributesAfter(GENL_HDRLEN)
                        .u16(CTRL_ATTR_FAMILY_ID)
                        .ifPresent(id -> family[0] = id));
        if (family[0] == 0) {
            return OptionalLong.empty();
        }
        OptionalLong[] features = {OptionalLong.empty()};
        NetlinkSocket.ask(
                NETLINK_GENERIC,
                "netlink NETDEV_CMD_DEV_GET",
                new MessageWriter(family[0], ASK)
                        .genlmsg(NETDEV_CMD_DEV_GET)
                        .attribute(NETDEV_A_DEV_IFINDEX, ifindex)
                        .finish(),
                message -> features[0] = message.attributesAfter(GENL_HDRLEN).u64(NETDEV_A_DEV_XDP_FEATURES));
        return features[0];
    }
}
