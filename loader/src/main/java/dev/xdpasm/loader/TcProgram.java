package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.AttachCalls;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.LinkCalls;
import dev.xdpasm.uapi.AttachType;
import java.util.List;
import java.util.Optional;

/**
 * A program of type {@code sched_cls}: it sees an interface's packets with all that the kernel knows of them, coming in or
 * going out. Attached by tcx, by a filter of the clsact qdisc (any kernel), or to a netkit device.
 */
public final class TcProgram extends LoadedProgram {

    TcProgram(Fd fd, String name, KernelId id) {
        super(fd, name, id);
    }

    /**
     * Attaches it by a tcx link, which goes with its last descriptor or pin. Linux 6.6.
     *
     * @throws KernelException if the kernel refuses, as it does where the program or link of the position is not there (ENOENT)
     */
    public BpfLink attach(NetDevice device, TcDirection direction, TcxPosition position) {
        return attach(device, direction.attachType(), direction.toString(), KernelFeature.TCX, position);
    }

    /**
     * Attaches it to a netkit device: to packets that leave this end, or those that leave its peer. Linux 6.7.
     *
     * @param peer whether it sees what the peer sends
     * @throws KernelException if the kernel refuses, as it does where the device is of another kind (ENXIO)
     */
    public BpfLink attachNetkit(NetDevice device, boolean peer, TcxPosition position) {
        AttachType type = peer ? AttachType.BPF_NETKIT_PEER : AttachType.BPF_NETKIT_PRIMARY;
        return attach(device, type, peer ? "peer" : "primary", KernelFeature.NETKIT, position);
    }

    private BpfLink attach(
            NetDevice device, AttachType type, String side, KernelFeature feature, TcxPosition position) {
        return device.namespace()
                .call(() -> LinkAttaching.attach(
                        this,
                        device + " " + side,
                        feature,
                        BpfCommand.BPF_LINK_CREATE,
                        fd -> LinkCalls.createRelative(
                                fd, device.ifindex(), type.value(), position.flags(), position.relative()),
                        () -> reason(device, feature)));
    }

    private static Optional<String> reason(NetDevice device, KernelFeature feature) {
        String kind = device.link().kind();
        return feature == KernelFeature.NETKIT && !kind.equals("netkit")
                ? Optional.of("the interface is " + (kind.isEmpty() ? "no netkit device" : "a " + kind)
                        + ", and only a netkit device takes it: attach by tcx")
                : Optional.empty();
    }

    /**
     * {@return the ids of the programs that tcx runs on an interface, in their order} BPF_PROG_QUERY, Linux 6.6.
     *
     * @throws KernelException if the kernel refuses
     */
    public static List<Integer> attached(NetDevice device, TcDirection direction) {
        AttachCalls.Attached attached = device.namespace()
                .call(() -> AttachCalls.query(device.ifindex(), direction.attachType().value()));
        if (attached.answer() == -Errno.ENOENT) {
            return List.of();
        }
        if (attached.answer() < 0) {
            throw LinkAttaching.refusal(
                    "interface " + device + " could not be asked for its tcx programs",
                    KernelFeature.TCX,
                    BpfCommand.BPF_PROG_QUERY,
                    attached.answer(),
                    LinkAttaching::unknown);
        }
        return attached.programIds();
    }

    /**
     * Attaches it as a filter of the clsact qdisc, which is made if it is not there, and never removed, as others may have come
     * to use it. The filter stays when the process ends, until the handle is closed or the interface goes. Linux 4.5.
     *
     * @param priority in which order filters run, 1 to 65535, the lowest first
     * @param handle the filter's number among those of a priority, at least 1
     * @throws KernelException if there is a filter of that priority and handle (EEXIST), or the kernel refuses otherwise
     */
    public TcFilter attachFilter(NetDevice device, TcDirection direction, int priority, int handle) {
        return TcFilter.attach(this, device, direction, priority, handle);
    }
}
