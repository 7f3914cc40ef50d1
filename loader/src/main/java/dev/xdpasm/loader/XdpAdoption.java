package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.uapi.LinkType;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the handle of what an earlier process attached, so that a later one can replace it or take it off. */
final class XdpAdoption {

    private XdpAdoption() {}

    static LinkAttachment ofLink(Path pin, NetNamespace namespace) {
        BpfLink link = Pins.link(pin);
        try {
            BpfLinkInfo info = link.info();
            if (info.typeNumber() != LinkType.BPF_LINK_TYPE_XDP.value()) {
                throw new BpfException("the link pinned to " + pin + " is of type " + info.typeName() + ", not xdp");
            }
            NetDevice device = device(pin, info, namespace);
            XdpStatus status = XdpStatus.of(device);
            XdpMode mode = status.modeOf(info.programId())
                    .orElseThrow(() -> new BpfException("program " + info.programId() + " of the link pinned to " + pin
                            + " is not on " + device + ", which has " + status.described()
                            + ": the link's interface is in another network namespace"));
            try (LoadedProgram program = open(info.programId())) {
                return LinkAttachment.of(link, program, device, mode, Optional.empty(), Optional.of(pin));
            }
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private static NetDevice device(Path pin, BpfLinkInfo info, NetNamespace namespace) {
        int ifindex = info.ifindex().orElse(0);
        if (ifindex == 0) {
            throw new BpfException("the interface of the link pinned to " + pin
                    + " is gone (the kernel shows ifindex 0): remove the pin and attach anew");
        }
        return NetDevice.all(namespace).stream()
                .filter(device -> device.ifindex() == ifindex)
                .findFirst()
                .orElseThrow(() -> new BpfException("the link pinned to " + pin + " is on ifindex " + ifindex
                        + ", which is not in this network namespace"));
    }

    private static LoadedProgram open(int programId) {
        Fd fd = ProgramInfo.open(programId)
                .orElseThrow(() -> new BpfException("program " + programId + " is gone, its link has another by now"));
        return LoadedProgram.of(fd);
    }

    static NetlinkAttachment ofProgram(LoadedProgram program, NetDevice device) {
        XdpStatus status = XdpStatus.of(device);
        XdpMode mode = status.modeOf(program.id()).orElseThrow(() -> status.notThere(program.id()));
        return NetlinkAttachment.of(
                NetlinkAttachment.hold(program, device), program, device, mode, Optional.empty());
    }
}
