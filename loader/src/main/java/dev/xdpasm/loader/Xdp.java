package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.netlink.Answer;
import dev.xdpasm.loader.netlink.Links;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ObjectCalls;
import java.util.List;
import java.util.Optional;

/** The XDP programs on interfaces, whoever attached them: asks for them, and detaches one that is named. */
public final class Xdp {

    private Xdp() {}

    /**
     * {@return which XDP programs are attached to an interface}
     *
     * @throws KernelException if the interface is gone (ENODEV), or the kernel refuses otherwise
     */
    public static XdpStatus query(NetDevice device) {
        Answer answer = device.namespace().call(() -> Links.get(device.ifindex()));
        Refusal.orThrow("interface " + device + " could not be asked for its XDP program", answer);
        return answer.links().stream()
                .filter(link -> link.ifindex() == device.ifindex())
                .findFirst()
                .map(link -> XdpStatus.of(device, link))
                .orElseThrow(() -> new BpfException("the kernel's answer about interface " + device + " is empty"));
    }

    /** {@return which XDP programs are attached to each interface of a network namespace} */
    public static List<XdpStatus> queryAll(NetNamespace namespace) {
        return NetDevice.links(namespace).stream()
                .map(link -> XdpStatus.of(new NetDevice(link.ifindex(), link.name(), namespace), link))
                .toList();
    }

    /**
     * Detaches exactly this program, in whichever mode it is attached; if another comes in between, that one stays.
     * Needs CAP_SYS_ADMIN, as it opens the program by its id. Linux 4.13; atomic since 5.7.
     *
     * @throws BpfException if it is not attached there; names what is
     * @throws KernelException if the kernel refuses, as it does for a program that is held by a bpf_link
     */
    public static void detach(NetDevice device, int programId) {
        XdpStatus status = query(device);
        XdpMode mode = status.modeOf(programId).orElseThrow(() -> notThere(programId, status));
        Optional<Fd> program = open(programId);
        if (program.isEmpty()) {
            throw notThere(programId, query(device));
        }
        try (Fd fd = program.get()) {
            Answer answer = XdpAttaching.detach(device, mode, programId, fd);
            if (answer.errno() == Errno.EEXIST) {
                throw notThere(programId, query(device));
            }
            if (!answer.ok()) {
                throw XdpAttaching.refused("program " + programId + " could not be detached from " + device, answer);
            }
        }
    }

    private static BpfException notThere(int programId, XdpStatus status) {
        return new BpfException(
                "program " + programId + " is not attached to " + status.device() + ", which has "
                        + status.described());
    }

    /** {@return a program by its id, empty if it is gone} */
    static Optional<Fd> open(int programId) {
        long answer = ObjectCalls.programById(programId);
        if (answer == -Errno.ENOENT) {
            return Optional.empty();
        }
        if (answer < 0) {
            throw Refusal.bpf(
                    "program " + programId + " could not be opened",
                    BpfCommand.BPF_PROG_GET_FD_BY_ID,
                    answer,
                    Capability.CAP_SYS_ADMIN);
        }
        return Optional.of(new Fd((int) answer, "program " + programId));
    }
}
