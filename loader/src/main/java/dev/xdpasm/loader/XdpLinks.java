package dev.xdpasm.loader;

import dev.xdpasm.uapi.LinkType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which link holds an interface's XDP program. The kernel tells a link's ifindex and not its network namespace, so it is the
 * program's id that a link has to share with the interface.
 */
final class XdpLinks {

    private static final int MOMENT_MILLIS = 20;
    private static final int STEP_MILLIS = 2;

    private XdpLinks() {}

    /** {@return the XDP links that may hold an interface's program: more than one only for a program that is in several} */
    static List<BpfLinkInfo> on(NetDevice device, int programId) {
        return BpfLinkInfo.all().stream()
                .filter(link -> link.typeNumber() == LinkType.BPF_LINK_TYPE_XDP.value()
                        && link.programId() == programId
                        && link.ifindex().filter(index -> index == device.ifindex()).isPresent())
                .toList();
    }

    /** {@return what holds the interface's program, and how it is freed} */
    static String described(NetDevice device) {
        XdpStatus status = XdpStatus.of(device);
        String links = status.programIds().values().stream()
                .flatMap(id -> on(device, id).stream())
                .map(link -> Integer.toUnsignedString(link.id()))
                .collect(Collectors.joining(", "));
        if (links.isEmpty()) {
            return "the program there is held by a bpf_link: it goes when the processes and pins that hold the link do";
        }
        return "the program there is held by a bpf_link, number " + links + holders(status.programIds())
                + ": it goes when the processes and pins that hold the link do, or by xdpasm link detach " + links;
    }

    private static String holders(Map<XdpMode, Integer> programs) {
        Holders all = Holders.scan();
        String named = programs.values().stream()
                .flatMap(id -> all.of(id).stream())
                .distinct()
                .map(Holder::toString)
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? "" : " (" + named + ")";
    }

    /**
     * {@return whether the link on an interface goes within a moment} A link that its owner has closed is there for as long as
     * someone else happens to look at it: whoever lists links has each of them open for that.
     */
    static boolean goes(NetDevice device) {
        for (int waited = 0; waited < MOMENT_MILLIS; waited += STEP_MILLIS) {
            if (XdpStatus.of(device).programIds().isEmpty()) {
                return true;
            }
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /** {@return the link that holds a program on an interface, if one does} */
    static Optional<BpfLinkInfo> find(NetDevice device, int programId) {
        return on(device, programId).stream().findFirst();
    }
}
