package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.LinkCalls;
import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.ProgramType;

/**
 * A program of a whole network namespace: {@code sk_lookup} (which socket a packet is for, Linux 5.9) or {@code
 * flow_dissector} (how packets are taken apart for hashing, a link since 5.8).
 */
public final class NetnsProgram extends LoadedProgram {
    private final AttachType attachType;
    private final KernelFeature feature;

    NetnsProgram(Fd fd, String name, KernelId id, ProgramType type) {
        super(fd, name, id);
        boolean lookup = type == ProgramType.BPF_PROG_TYPE_SK_LOOKUP;
        this.attachType = lookup ? AttachType.BPF_SK_LOOKUP : AttachType.BPF_FLOW_DISSECTOR;
        this.feature = lookup ? KernelFeature.SK_LOOKUP : KernelFeature.NETNS_LINK;
    }

    /**
     * Attaches it to a network namespace by a link, which goes with its last descriptor or pin. Several {@code sk_lookup}
     * programs run one after another, of {@code flow_dissector} there is one.
     *
     * @throws KernelException if the kernel refuses, as it does a second flow dissector (E2BIG)
     */
    public BpfLink attach(NetNamespace namespace) {
        String what = "program " + name() + " could not be attached to " + namespace;
        long target = Syscalls.open(namespace.path().toString());
        if (target < 0) {
            throw Refusal.call(what, "open(" + namespace.path() + ")", target);
        }
        try {
            return LinkAttaching.attach(
                    this,
                    namespace.toString(),
                    feature,
                    BpfCommand.BPF_LINK_CREATE,
                    fd -> LinkCalls.create(fd, (int) target, attachType.value(), 0),
                    LinkAttaching::unknown);
        } finally {
            Syscalls.close((int) target);
        }
    }
}
