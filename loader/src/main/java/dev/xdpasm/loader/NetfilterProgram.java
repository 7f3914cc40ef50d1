package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.LinkCalls;
import dev.xdpasm.uapi.AttachType;
import java.util.Optional;

/** A program on a hook of netfilter, among the rules of nftables and iptables. Linux 6.4. */
public final class NetfilterProgram extends LoadedProgram {

    NetfilterProgram(Fd fd, String name, KernelId id) {
        super(fd, name, id);
    }

    /** Whose packets ({@code NFPROTO_*}, include/uapi/linux/netfilter.h). */
    public enum Family {
        IPV4(2),
        IPV6(10);

        private final int number;

        Family(int number) {
            this.number = number;
        }
    }

    /** Where on a packet's way ({@code enum nf_inet_hooks}, in the kernel's order). */
    public enum Hook {
        PRE_ROUTING,
        LOCAL_IN,
        FORWARD,
        LOCAL_OUT,
        POST_ROUTING
    }

    /**
     * Attaches it to a hook of a network namespace by a link, which goes with its last descriptor or pin.
     *
     * @param priority the lowest runs first; the kernel keeps the lowest and the highest number for itself
     * @throws KernelException if the kernel refuses, as it does where another BPF program has that priority (EBUSY)
     */
    public BpfLink attach(NetNamespace namespace, Family family, Hook hook, int priority) {
        return namespace.call(() -> LinkAttaching.attach(
                this,
                "the hook " + hook + " of " + family + " (priority " + priority + ")",
                KernelFeature.NETFILTER,
                BpfCommand.BPF_LINK_CREATE,
                fd -> LinkCalls.createNetfilter(
                        fd, AttachType.BPF_NETFILTER.value(), family.number, hook.ordinal(), priority),
                () -> taken(family, hook, priority)));
    }

    private static Optional<String> taken(Family family, Hook hook, int priority) {
        return BpfLinkInfo.all().stream()
                .filter(link -> link.typeName().equals("netfilter")
                        && link.details().getOrDefault("pf", -1L) == family.number
                        && link.details().getOrDefault("hooknum", -1L) == hook.ordinal()
                        && link.details().getOrDefault("priority", -1L) == priority)
                .findFirst()
                .map(link -> "link " + link.id() + " has that priority, and each is one program's: take another");
    }
}
