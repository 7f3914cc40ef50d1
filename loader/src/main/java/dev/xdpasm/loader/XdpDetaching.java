package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.netlink.Answer;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import java.util.Optional;

/** Takes an XDP program off an interface that is known by its id only, whoever attached it. */
final class XdpDetaching {

    private XdpDetaching() {}

    static void detach(NetDevice device, int programId) {
        XdpStatus status = XdpStatus.of(device);
        XdpMode mode = status.modeOf(programId).orElseThrow(() -> status.notThere(programId));
        Optional<Fd> program = ProgramInfo.open(programId);
        if (program.isEmpty()) {
            throw XdpStatus.of(device).notThere(programId);
        }
        try (Fd fd = program.get()) {
            Answer answer = XdpNetlink.detach(device, mode, programId, fd);
            if (answer.errno() == Errno.EEXIST) {
                throw XdpStatus.of(device).notThere(programId);
            }
            if (!answer.ok()) {
                throw notDetached(device, programId, answer);
            }
            // The kernel answers 0 to much that it has not done: what counts is what is there now.
            if (XdpStatus.of(device).modeOf(programId).filter(mode::equals).isPresent()) {
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
}
