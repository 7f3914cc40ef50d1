package dev.xdpasm.loader;

import dev.xdpasm.loader.netlink.Answer;
import dev.xdpasm.loader.netlink.Links;
import dev.xdpasm.loader.netlink.Rtnetlink;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.KernelRelease;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The requests that change an interface's XDP program by netlink, each of which names what it expects to find there
 * ({@code dev_xdp_attach}, net/core/dev.c).
 */
final class XdpNetlink {
    private static final int NO_PROGRAM = -1;

    private XdpNetlink() {}

    /** {@return the kernel's answer: EBUSY or EEXIST if there is a program} */
    static Answer attachFree(Fd program, NetDevice device, XdpMode mode) {
        return set(device, program, mode.flag() | Rtnetlink.XDP_FLAGS_UPDATE_IF_NOEXIST, Optional.empty());
    }

    /** Sends one request; {@code expected} goes with XDP_FLAGS_REPLACE. */
    static Answer set(NetDevice device, Fd program, int flags, Optional<Fd> expected) {
        return device.namespace().call(() -> ask(program, fd -> expected.isPresent()
                ? ask(expected.get(), old -> Links.setXdp(device.ifindex(), fd, flags, OptionalInt.of(old)))
                : Links.setXdp(device.ifindex(), fd, flags, OptionalInt.empty())));
    }

    /**
     * Detaches a program if it is still the one that is attached in a mode. {@return the kernel's answer: EEXIST if it is
     * another}
     */
    static Answer detach(NetDevice device, XdpMode mode, int programId, Fd program) {
        return device.namespace().call(() -> {
            Answer answer = takeOffRequest(device, mode, program);
            if (answer.errno() != Errno.EINVAL || KernelRelease.running().isAtLeast(5, 7)) {
                return answer;
            }
            // An older kernel cannot compare: the closest is to look, and to detach at once.
            if (XdpStatus.of(device).modeOf(programId).isEmpty()) {
                return new Answer(answer.call(), Errno.EEXIST, Optional.empty(), answer.links());
            }
            return Links.setXdp(device.ifindex(), NO_PROGRAM, mode.flag(), OptionalInt.empty());
        });
    }

    /** {@return the kernel's answer to: take off exactly this program} Linux 5.7. */
    static Answer takeOffRequest(NetDevice device, XdpMode mode, Fd program) {
        return device.namespace().call(() -> ask(program, fd -> Links.setXdp(
                device.ifindex(), NO_PROGRAM, mode.flag() | Rtnetlink.XDP_FLAGS_REPLACE, OptionalInt.of(fd))));
    }

    /** Detaches a program; that it is not there any more, or that its interface is gone, is as good. */
    static void takeOff(NetDevice device, XdpMode mode, String name, int programId, Fd program) {
        Answer answer = detach(device, mode, programId, program);
        boolean gone = answer.errno() == Errno.EEXIST || answer.errno() == Errno.ENODEV || isLink(answer);
        if (!answer.ok() && !gone) {
            throw Refusal.netlink("program " + name + " could not be detached from " + device, answer);
        }
    }

    /** {@return whether a program of another's kept ours out} */
    static boolean isOccupied(Answer answer) {
        return answer.errno() == Errno.EBUSY || answer.errno() == Errno.EEXIST;
    }

    /** The one EBUSY that no retry and no replacing helps against; the kernel's words are all that tells it apart. */
    static boolean isLink(Answer answer) {
        return answer.extendedAck()
                .filter(words -> words.contains("XDP link"))
                .isPresent();
    }

    /** A request that needs a descriptor's number. */
    private interface Request {
        Answer with(int fd);
    }

    private static Answer ask(Fd fd, Request request) {
        Answer[] answer = new Answer[1];
        fd.use(number -> {
            answer[0] = request.with(number);
            return answer[0].errno();
        });
        return answer[0];
    }
}
