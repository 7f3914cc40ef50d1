package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.netlink.Answer;
import dev.xdpasm.loader.netlink.Links;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ObjectCalls;
import java.nio.file.Path;
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
            Answer answer = XdpNetlink.detach(device, mode, programId, fd);
            if (answer.errno() == Errno.EEXIST) {
                throw notThere(programId, query(device));
            }
            if (!answer.ok()) {
                throw notDetached(device, programId, answer);
            }
            // The kernel answers 0 to much that it has not done: what counts is what is there now.
            if (query(device).modeOf(programId).filter(mode::equals).isPresent()) {
                throw new BpfException("program " + programId + " is still on " + device + " in " + mode
                        + " mode, though " + answer.call() + " gave no error: it was attached anew meanwhile");
            }
        }
    }

    private static KernelException notDetached(NetDevice device, int programId, Answer answer) {
        String what = "program " + programId + " could not be detached from " + device;
        return XdpNetlink.isLink(answer)
                ? new KernelException(
                        what,
                        answer.call(),
                        answer.errno(),
                        answer.extendedAck(),
                        Optional.of(XdpLinks.described(device)),
                        false)
                : Refusal.netlink(what, answer);
    }

    /**
     * {@return the link that holds a program on an interface, empty if it is attached by netlink} Needs CAP_SYS_ADMIN. Linux
     * 5.9.
     *
     * @throws KernelException if the kernel refuses to list the links
     */
    public static Optional<BpfLinkInfo> linkOf(NetDevice device, int programId) {
        return XdpLinks.find(device, programId);
    }

    /**
     * Takes over an attachment from the pin of its link, as an upgraded process does: {@link Attachment#replaceWith} then puts
     * the newer program in, and no packet passes in between.
     *
     * @param namespace the network namespace that the interface is in, as a link does not tell
     * @throws BpfException if it is no XDP link, or its interface is gone or not in that namespace
     * @throws KernelException if the kernel refuses; says why as far as that can be checked
     */
    public static LinkAttachment adopt(Path pin, NetNamespace namespace) {
        return XdpAdoption.ofLink(pin, namespace);
    }

    /**
     * Takes over an attachment by netlink: of a program that is on an interface, as its pin and {@link AttachRecords} say of
     * ours.
     *
     * @throws BpfException if the program is not on the interface; names what is
     * @throws KernelException if the kernel refuses
     */
    public static NetlinkAttachment adopt(LoadedProgram program, NetDevice device) {
        return XdpAdoption.ofProgram(program, device);
    }

    static BpfException notThere(int programId, XdpStatus status) {
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
