package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.LinkInfo;
import dev.xdpasm.loader.sys.ObjectCalls;
import dev.xdpasm.uapi.LinkType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the kernel says about a link (BPF_OBJ_GET_INFO_BY_FD, Linux 5.8).
 *
 * @param id the link's id
 * @param typeNumber {@code enum bpf_link_type}
 * @param programId the id of the program in it
 * @param details what it holds its program on, by the kernel's names of the fields of {@code struct bpf_link_info}, such as
 *     {@code ifindex}
 */
public record BpfLinkInfo(int id, int typeNumber, int programId, Map<String, Long> details) {

    /** Creates a description. */
    public BpfLinkInfo {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** {@return the type, empty where the kernel is newer than our table} */
    public Optional<LinkType> type() {
        return LinkType.byValue(typeNumber);
    }

    /** {@return the type as bpftool prints it, such as {@code xdp}; {@code type N} where the kernel is newer than our table} */
    public String typeName() {
        return type().map(LinkType::shortName).orElse("type " + typeNumber);
    }

    /** {@return the index of the interface that an XDP, tcx or netkit link is on, 0 if that is gone; empty for others} */
    public Optional<Integer> ifindex() {
        return Optional.ofNullable(details.get(LinkField.IFINDEX)).map(Long::intValue);
    }

    /**
     * {@return the description of a link by its id} Needs CAP_SYS_ADMIN.
     *
     * @throws BpfException if there is none
     * @throws KernelException if the kernel refuses
     */
    public static BpfLinkInfo byId(int id) {
        Optional<Fd> link = open(id);
        if (link.isEmpty()) {
            throw new BpfException("no link has the id " + Integer.toUnsignedString(id));
        }
        try (Fd fd = link.get()) {
            return of(fd);
        }
    }

    /**
     * {@return all links in the kernel, in the order of their ids; those that go meanwhile are left out} Needs
     * CAP_SYS_ADMIN. Linux 5.8.
     *
     * @throws KernelException if the kernel refuses
     */
    public static List<BpfLinkInfo> all() {
        List<BpfLinkInfo> all = new ArrayList<>();
        int id = 0;
        while (true) {
            long next = ObjectCalls.nextLinkId(id);
            if (next == -Errno.ENOENT) {
                return all;
            }
            if (next < 0) {
                throw Refusal.bpf(
                        "the links could not be listed",
                        BpfCommand.BPF_LINK_GET_NEXT_ID,
                        next,
                        Capability.CAP_SYS_ADMIN);
            }
            id = (int) next;
            Optional<Fd> link = open(id);
            if (link.isPresent()) {
                try (Fd fd = link.get()) {
                    all.add(of(fd));
                }
            }
        }
    }

    /** {@return a link by its id, empty if it is gone} */
    static Optional<Fd> open(int id) {
        long answer = ObjectCalls.linkById(id);
        // EAGAIN: it is being made and is nobody's yet.
        if (answer == -Errno.ENOENT || answer == -Errno.EAGAIN) {
            return Optional.empty();
        }
        if (answer < 0) {
            throw Refusal.bpf(
                    "link " + Integer.toUnsignedString(id) + " could not be opened",
                    BpfCommand.BPF_LINK_GET_FD_BY_ID,
                    answer,
                    Capability.CAP_SYS_ADMIN);
        }
        return Optional.of(new Fd((int) answer, "link " + Integer.toUnsignedString(id)));
    }

    static BpfLinkInfo of(Fd link) {
        LinkInfo[] info = new LinkInfo[1];
        link.use(fd -> {
            info[0] = LinkInfo.read(fd);
            return info[0].errno();
        });
        if (info[0].errno() != 0) {
            throw Refusal.bpf(
                    link.what() + " could not be described", BpfCommand.BPF_OBJ_GET_INFO_BY_FD, -info[0].errno());
        }
        return new BpfLinkInfo(
                info[0].id(),
                info[0].type(),
                info[0].programId(),
                LinkType.byValue(info[0].type())
                        .map(type -> LinkField.read(type, info[0].detail()))
                        .orElse(Map.of()));
    }
}
