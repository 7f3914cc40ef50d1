package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.KernelRelease;
import java.util.Locale;

/** By what an XDP program is held on its interface. */
public enum XdpMethod {
    /** {@link #LINK} where the kernel has XDP links, {@link #NETLINK} on an older one and where one replaces a netlink program. */
    AUTO,
    /**
     * The interface itself holds the program (RTM_SETLINK with IFLA_XDP): it stays when its process ends, and anyone with
     * CAP_NET_ADMIN can take it off. Linux 4.8.
     */
    NETLINK,
    /**
     * A bpf_link holds it (BPF_LINK_CREATE): it goes with the last descriptor or pin of the link, however the process ends,
     * and nobody else can replace it or take it off. Linux 5.9.
     */
    LINK;

    /** {@return whether the running kernel has it} */
    boolean isKnownTo(KernelRelease kernel) {
        return this != LINK || kernel.isAtLeast(5, 9);
    }

    /** {@return the name in lower case, as command lines and messages spell it} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
