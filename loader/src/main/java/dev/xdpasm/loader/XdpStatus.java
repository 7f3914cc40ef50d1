package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.netlink.Answer;
import dev.xdpasm.loader.netlink.Link;
import dev.xdpasm.loader.netlink.Links;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which XDP programs are attached to an interface, as the kernel answered (IFLA_XDP).
 *
 * @param device the interface
 * @param programIds the id of the program in each mode that has one; never {@link XdpMode#AUTO}
 */
public record XdpStatus(NetDevice device, Map<XdpMode, Integer> programIds) {

    /** Creates a status. */
    public XdpStatus {
        programIds = programIds.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(programIds));
    }

    /**
     * {@return which XDP programs are attached to an interface, whoever attached them}
     *
     * @throws KernelException if the interface is gone (ENODEV), or the kernel refuses otherwise
     */
    public static XdpStatus of(NetDevice device) {
        Answer answer = device.namespace().call(() -> Links.get(device.ifindex()));
        Refusal.orThrow("interface " + device + " could not be asked for its XDP program", answer);
        return answer.links().stream()
                .filter(link -> link.ifindex() == device.ifindex())
                .findFirst()
                .map(link -> of(device, link))
                .orElseThrow(() -> new BpfException("the kernel's answer about interface " + device + " is empty"));
    }

    /** {@return which XDP programs are attached to each interface of a network namespace} */
    public static List<XdpStatus> all(NetNamespace namespace) {
        return NetDevice.links(namespace).stream()
                .map(link -> of(new NetDevice(link.ifindex(), link.name(), namespace), link))
                .toList();
    }

    private static XdpStatus of(NetDevice device, Link link) {
        Map<XdpMode, Integer> ids = new EnumMap<>(XdpMode.class);
        ids.put(XdpMode.NATIVE, link.driverProgram());
        ids.put(XdpMode.GENERIC, link.genericProgram());
        ids.put(XdpMode.OFFLOAD, link.offloadedProgram());
        ids.values().removeIf(id -> id == 0);
        return new XdpStatus(device, ids);
    }

    /** {@return the mode in which a program is attached, if it is} */
    public Optional<XdpMode> modeOf(int programId) {
        return programIds.entrySet().stream()
                .filter(entry -> entry.getValue() == programId)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * {@return the link that holds a program on the interface, empty if it is attached by netlink} Needs CAP_SYS_ADMIN. Linux
     * 5.9.
     *
     * @throws KernelException if the kernel refuses to list the links
     */
    public Optional<BpfLinkInfo> linkOf(int programId) {
        return XdpLinks.find(device, programId);
    }

    /** {@return the mode of a program that keeps one out of {@code wanted}, if there is one} */
    Optional<XdpMode> occupant(XdpMode wanted) {
        return programIds.keySet().stream()
                .filter(mode -> mode.excludes(wanted))
                .findFirst();
    }

    /** {@return the programs as a message names them: {@code program 12 (xdp_firewall, native)}} */
    String described() {
        return programIds.isEmpty()
                ? "no XDP program"
                : programIds.entrySet().stream()
                        .map(entry -> "program " + entry.getValue() + " (" + ProgramInfo.shownName(entry.getValue())
                                + entry.getKey() + ")")
                        .collect(Collectors.joining(" and "));
    }

    /** {@return the error of looking for a program that is not among them} */
    BpfException notThere(int programId) {
        return new BpfException("program " + programId + " is not attached to " + device + ", which has " + described());
    }

    /** {@return {@link #described} with the processes that hold the programs open, as far as they can be seen} */
    String describedWithHolders() {
        Holders holders = Holders.scan();
        String held = programIds.values().stream()
                .flatMap(id -> holders.of(id).stream())
                .distinct()
                .map(Holder::toString)
                .collect(Collectors.joining(", "));
        return described() + (held.isEmpty() ? "" : ", held by " + held);
    }
}
