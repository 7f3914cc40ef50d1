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
 * How an XDP program comes onto an interface and off it without harm to anyone else's: never do we change what we have
 * not seen ({@code dev_xdp_attach}, net/core/dev.c).
 */
final class XdpAttaching {
    /** An interface whose program changes this often between a look and the next call is someone else's battlefield. */
    private static final int TRIES = 5;

    private static final int NO_PROGRAM = -1;

    private XdpAttaching() {}

    static Attachment attach(XdpProgram program, NetDevice device, XdpMode mode, IfOccupied ifOccupied) {
        String failed = "program " + program.name() + " could not be attached to " + device
                + (mode == XdpMode.AUTO ? "" : " in " + mode + " mode");
        XdpMode set = mode;
        Answer answer = attachFree(program, device, mode);
        for (int i = 0; i < TRIES && isOccupied(answer) && !isLink(answer); i++) {
            XdpStatus status = Xdp.query(device);
            Optional<XdpMode> other = status.occupant(mode);
            if (other.isPresent() && ifOccupied == IfOccupied.REFUSE) {
                throw new XdpOccupiedException(failed + ", which has " + status.described(), answer, status);
            }
            set = mode == XdpMode.AUTO ? other.orElse(mode) : mode;
            answer = other.isEmpty()
                    ? attachFree(program, device, set)
                    : replace(program, device, set, other.get(), status, failed);
        }
        if (!answer.ok()) {
            String occupant =
                    isOccupied(answer) ? ", which has " + Xdp.query(device).described() : "";
            throw refused(failed + occupant, answer);
        }
        try {
            XdpMode real = Xdp.query(device).modeOf(program.id()).orElse(set);
            return Attachment.of(program, device, real);
        } catch (RuntimeException e) {
            // No handle, no attachment: nobody could take it off.
            try {
                takeOff(device, set, program.name(), program.id(), program.fd());
            } catch (RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** Detaches a program; that it is not there any more, or that its interface is gone, is as good. */
    static void takeOff(NetDevice device, XdpMode mode, String name, int programId, Fd program) {
        Answer answer = detach(device, mode, programId, program);
        boolean gone = answer.errno() == Errno.EEXIST || answer.errno() == Errno.ENODEV || isLink(answer);
        if (!answer.ok() && !gone) {
            throw Refusal.netlink("program " + name + " could not be detached from " + device, answer);
        }
    }

    private static boolean isOccupied(Answer answer) {
        return answer.errno() == Errno.EBUSY || answer.errno() == Errno.EEXIST;
    }

    /** The one EBUSY that no retry and no replacing helps against; the kernel's words are all that tells it apart. */
    static boolean isLink(Answer answer) {
        return answer.extendedAck()
                .filter(words -> words.contains("XDP link"))
                .isPresent();
    }

    private static Answer attachFree(XdpProgram program, NetDevice device, XdpMode mode) {
        return set(device, program.fd(), mode.flag() | Rtnetlink.XDP_FLAGS_UPDATE_IF_NOEXIST, Optional.empty());
    }

    /** Puts the program in the place of the one that was seen; EEXIST if that changed meanwhile. */
    private static Answer replace(
            XdpProgram program, NetDevice device, XdpMode mode, XdpMode other, XdpStatus seen, String failed) {
        int otherId = seen.programIds().getOrDefault(other, 0);
        Optional<Fd> opened = Xdp.open(otherId);
        if (opened.isEmpty()) {
            return attachFree(program, device, mode);
        }
        try (Fd old = opened.get()) {
            if (mode == other) {
                return set(device, program.fd(), mode.flag() | Rtnetlink.XDP_FLAGS_REPLACE, Optional.of(old));
            }
            Answer detached = detach(device, other, otherId, old);
            if (!detached.ok()) {
                return detached;
            }
            Answer answer = attachFree(program, device, mode);
            if (!answer.ok() && !isOccupied(answer)) {
                Answer back =
                        set(device, old, other.flag() | Rtnetlink.XDP_FLAGS_UPDATE_IF_NOEXIST, Optional.empty());
                if (!back.ok()) {
                    throw bothLost(failed, answer, seen, back);
                }
            }
            return answer;
        }
    }

    /** {@return the error where neither the new program is on nor the old one any more} */
    static KernelException bothLost(String failed, Answer answer, XdpStatus seen, Answer back) {
        KernelException notBack = refused("it could not be put back", back);
        KernelException error = refused(
                failed + " in place of " + seen.described() + ", which is gone from there ("
                        + notBack.getMessage() + ")",
                answer);
        error.addSuppressed(notBack);
        return error;
    }

    /**
     * Detaches a program if it is still the one that is attached in a mode. {@return the kernel's answer: EEXIST if it is
     * another}
     */
    static Answer detach(NetDevice device, XdpMode mode, int programId, Fd program) {
        return device.namespace().call(() -> {
            Answer answer = ask(program, fd -> Links.setXdp(
                    device.ifindex(),
                    NO_PROGRAM,
                    mode.flag() | Rtnetlink.XDP_FLAGS_REPLACE,
                    OptionalInt.of(fd)));
            if (answer.errno() != Errno.EINVAL || KernelRelease.running().isAtLeast(5, 7)) {
                return answer;
            }
            // An older kernel cannot compare: the closest is to look, and to detach at once.
            if (Xdp.query(device).modeOf(programId).isEmpty()) {
                return new Answer(answer.call(), Errno.EEXIST, Optional.empty(), answer.links());
            }
            return Links.setXdp(device.ifindex(), NO_PROGRAM, mode.flag(), OptionalInt.empty());
        });
    }

    private static Answer set(NetDevice device, Fd program, int flags, Optional<Fd> expected) {
        return device.namespace().call(() -> ask(program, fd -> expected.isPresent()
                ? ask(expected.get(), old -> Links.setXdp(device.ifindex(), fd, flags, OptionalInt.of(old)))
                : Links.setXdp(device.ifindex(), fd, flags, OptionalInt.empty())));
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

    /** {@return the error of an attach or detach} */
    static KernelException refused(String what, Answer answer) {
        if (isLink(answer)) {
            return new KernelException(
                    what,
                    answer.call(),
                    answer.errno(),
                    answer.extendedAck(),
                    Optional.of("the program there is held by a bpf_link: it goes when the process or the pin that"
                            + " holds the link does"),
                    false);
        }
        return Refusal.netlink(what, answer);
    }
}
