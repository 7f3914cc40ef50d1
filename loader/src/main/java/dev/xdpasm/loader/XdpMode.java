package dev.xdpasm.loader;

import dev.xdpasm.loader.netlink.Rtnetlink;
import java.util.Locale;

/** Where on a packet's way an XDP program runs (XDP_FLAGS_*_MODE, include/uapi/linux/if_link.h). */
public enum XdpMode {
    /**
     * The kernel's choice: native where the driver has XDP, generic elsewhere; an error of the driver is an error.
     * Linux 4.8.
     */
    AUTO(0),
    /** In the driver, before the packet has an skb. Linux 4.8. */
    NATIVE(Rtnetlink.XDP_FLAGS_DRV_MODE),
    /** In the network stack, after the skb was made: any interface, slower. Linux 4.12. */
    GENERIC(Rtnetlink.XDP_FLAGS_SKB_MODE),
    /** In the network card; the program must have been loaded for it, which cannot be done here yet. Linux 4.13. */
    OFFLOAD(Rtnetlink.XDP_FLAGS_HW_MODE);

    private final int flag;

    XdpMode(int flag) {
        this.flag = flag;
    }

    int flag() {
        return flag;
    }

    /** {@return whether programs in these modes exclude each other on one interface} Offloaded ones are beside all. */
    boolean excludes(XdpMode other) {
        return (this == OFFLOAD) == (other == OFFLOAD);
    }

    /** {@return the name in lower case, as command lines and messages spell it} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
