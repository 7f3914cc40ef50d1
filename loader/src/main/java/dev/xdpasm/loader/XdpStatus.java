package dev.xdpasm.loader;

import dev.xdpasm.loader.netlink.Link;
import java.util.Collections;
import java.util.EnumMap;
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

    static XdpStatus of(NetDevice device, Link link) {
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

    /** {@return the same with the processes that hold the programs open, as far as they can be seen} */
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
