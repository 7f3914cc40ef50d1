package dev.xdpasm.loader;

import dev.xdpasm.loader.netlink.Answer;
import dev.xdpasm.loader.netlink.Rtnetlink;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.KernelRelease;
import dev.xdpasm.loader.sys.LinkCalls;
import java.util.Optional;

/**
 * How an XDP program comes onto an interface, by either method, without harm to anyone else's: never do we change what we
 * have not seen ({@code dev_xdp_attach}, net/core/dev.c).
 */
final class XdpAttaching {
    /** An interface whose program changes this often between a look and the next call is someone else's battlefield. */
    private static final int TRIES = 5;

    /** {@code BPF_XDP} of {@code enum bpf_attach_type}. */
    private static final int BPF_XDP = 37;

    private XdpAttaching() {}

    static Attachment attach(XdpProgram program, NetDevice device, XdpOptions options) {
        try {
            return attach(program, device, options, Optional.empty());
        } catch (KernelException e) {
            boolean driver = options.mode() != XdpMode.GENERIC && isOfDriver(e);
            if (!options.orGeneric() || !driver) {
                throw e;
            }
            return attach(program, device, options.withMode(XdpMode.GENERIC), Optional.of(e));
        }
    }

    /** Whether the driver cannot, or not with this MTU: what generic mode, which does without it, may help against. */
    private static boolean isOfDriver(KernelException e) {
        return e.errno() == Errno.EOPNOTSUPP || e.errno() == Errno.ERANGE;
    }

    private static Attachment attach(
            XdpProgram program, NetDevice device, XdpOptions options, Optional<KernelException> fallback) {
        return method(device, options) == XdpMethod.LINK
                ? byLink(program, device, options, fallback)
                : byNetlink(program, device, options, fallback);
    }

    private static XdpMethod method(NetDevice device, XdpOptions options) {
        if (options.method() != XdpMethod.AUTO) {
            return options.method();
        }
        boolean replaces = options.ifOccupied() == IfOccupied.REPLACE
                && XdpStatus.of(device).occupant(options.mode()).isPresent();
        return replaces || !XdpMethod.LINK.isKnownTo(KernelRelease.running()) ? XdpMethod.NETLINK : XdpMethod.LINK;
    }

    private static String failed(XdpProgram program, NetDevice device, XdpOptions options, String by) {
        return "program " + program.name() + " could not be attached to " + device + by
                + (options.mode() == XdpMode.AUTO ? "" : " in " + options.mode() + " mode");
    }

    // ---- by netlink

    /** Whatever the handle needs is there before anything is attached: nothing that is short then leaves a program on. */
    private static NetlinkAttachment byNetlink(
            XdpProgram program, NetDevice device, XdpOptions options, Optional<KernelException> fallback) {
        Fd held = NetlinkAttachment.hold(program, device);
        try {
            return byNetlink(held, program, device, options, fallback);
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    private static NetlinkAttachment byNetlink(
            Fd held,
            XdpProgram program,
            NetDevice device,
            XdpOptions options,
            Optional<KernelException> fallback) {
        String failed = failed(program, device, options, "");
        XdpMode mode = options.mode();
        XdpMode set = mode;
        Answer answer = XdpNetlink.attachFree(program.fd(), device, mode);
        for (int i = 0; i < TRIES && XdpNetlink.isOccupied(answer) && !XdpNetlink.isLink(answer); i++) {
            XdpStatus status = XdpStatus.of(device);
            Optional<XdpMode> other = status.occupant(mode);
            if (other.isPresent() && options.ifOccupied() == IfOccupied.REFUSE) {
                throw new XdpOccupiedException(
                        failed + ", which has " + status.describedWithHolders(),
                        XdpAttempt.byNetlink(program, device, mode, answer),
                        status);
            }
            set = mode == XdpMode.AUTO ? other.orElse(mode) : mode;
            answer = other.isEmpty()
                    ? XdpNetlink.attachFree(program.fd(), device, set)
                    : replace(program, device, set, other.get(), status, failed);
        }
        if (!answer.ok()) {
            String occupant =
                    XdpNetlink.isOccupied(answer) ? ", which has " + XdpStatus.of(device).described() : "";
            throw XdpAttempt.byNetlink(program, device, mode, answer).refusal(failed + occupant);
        }
        return handle(held, program, device, set, fallback);
    }

    private static NetlinkAttachment handle(
            Fd held, XdpProgram program, NetDevice device, XdpMode set, Optional<KernelException> fallback) {
        try {
            XdpMode real = XdpStatus.of(device).modeOf(program.id()).orElse(set);
            return NetlinkAttachment.of(held, program, device, real, fallback);
        } catch (RuntimeException e) {
            // No handle, no attachment: nobody could take it off. What is given back makes room for the socket to do it.
            held.close();
            try {
                XdpNetlink.takeOff(device, set, program.name(), program.id(), program.fd());
            } catch (RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** Puts the program in the place of the one that was seen; EEXIST if that changed meanwhile. */
    private static Answer replace(
            XdpProgram program, NetDevice device, XdpMode mode, XdpMode other, XdpStatus seen, String failed) {
        int otherId = seen.programIds().getOrDefault(other, 0);
        Optional<Fd> opened = ProgramInfo.open(otherId);
        if (opened.isEmpty()) {
            return XdpNetlink.attachFree(program.fd(), device, mode);
        }
        try (Fd old = opened.get()) {
            if (mode == other) {
                return XdpNetlink.set(
                        device, program.fd(), mode.flag() | Rtnetlink.XDP_FLAGS_REPLACE, Optional.of(old));
            }
            Answer detached = XdpNetlink.detach(device, other, otherId, old);
            if (!detached.ok()) {
                return detached;
            }
            Answer answer = XdpNetlink.attachFree(program.fd(), device, mode);
            if (!answer.ok() && !XdpNetlink.isOccupied(answer)) {
                putBack(program, device, mode, other, old, seen, answer, failed);
            }
            return answer;
        }
    }

    private static void putBack(
            XdpProgram program,
            NetDevice device,
            XdpMode mode,
            XdpMode other,
            Fd old,
            XdpStatus seen,
            Answer answer,
            String failed) {
        Answer back = XdpNetlink.attachFree(old, device, other);
        if (!back.ok()) {
            throw bothLost(failed, XdpAttempt.byNetlink(program, device, mode, answer), seen, back);
        }
    }

    /** {@return the error where neither the new program is on nor the old one any more} */
    static KernelException bothLost(String failed, XdpAttempt attempt, XdpStatus seen, Answer back) {
        KernelException notBack = Refusal.netlink("it could not be put back", back);
        KernelException error = attempt.refusal(failed + " in place of " + seen.described() + ", which is gone from there ("
                + notBack.getMessage() + ")");
        error.addSuppressed(notBack);
        return error;
    }

    // ---- by a link

    private static LinkAttachment byLink(
            XdpProgram program, NetDevice device, XdpOptions options, Optional<KernelException> fallback) {
        String failed = failed(program, device, options, " by a link");
        XdpMode mode = options.mode();
        long answer = createLink(program, device, mode);
        for (int i = 0; i < TRIES && isOccupied(answer); i++) {
            // The words first: what went after they were said is not seen below, and is no hindrance any more.
            XdpAttempt attempt = XdpAttempt.byLink(program, device, mode, answer);
            XdpStatus status = XdpStatus.of(device);
            Optional<XdpMode> other = status.occupant(mode);
            boolean link = attempt.says("XDP link");
            if (link && !XdpLinks.goes(device)) {
                throw attempt.refusal(failed + ", which has " + status.described());
            }
            if (!link && other.isPresent() && options.ifOccupied() == IfOccupied.REFUSE) {
                throw new XdpOccupiedException(failed + ", which has " + status.describedWithHolders(), attempt, status);
            }
            answer = link || other.isEmpty()
                    ? createLink(program, device, mode)
                    : displace(program, device, mode, other.get(), status, failed);
        }
        if (answer < 0) {
            throw XdpAttempt.byLink(program, device, mode, answer).refusal(failed);
        }
        BpfLink link = BpfLink.of(new Fd((int) answer, "link of program " + program.name() + " to " + device));
        try {
            XdpMode real = XdpStatus.of(device).modeOf(program.id()).orElse(mode);
            return LinkAttachment.of(link, program, device, real, fallback, Optional.empty());
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private static boolean isOccupied(long answer) {
        return answer == -Errno.EBUSY || answer == -Errno.EEXIST;
    }

    private static long createLink(XdpProgram program, NetDevice device, XdpMode mode) {
        return device.namespace()
                .call(() -> program.fd().use(fd -> LinkCalls.create(fd, device.ifindex(), BPF_XDP, mode.flag())));
    }

    /** A link takes no program's place: takes off the one that was seen first, and puts it back where the link fails. */
    private static long displace(
            XdpProgram program, NetDevice device, XdpMode mode, XdpMode other, XdpStatus seen, String failed) {
        int otherId = seen.programIds().getOrDefault(other, 0);
        Optional<Fd> opened = ProgramInfo.open(otherId);
        if (opened.isEmpty()) {
            return createLink(program, device, mode);
        }
        try (Fd old = opened.get()) {
            Answer detached = XdpNetlink.detach(device, other, otherId, old);
            if (!detached.ok()) {
                return -detached.errno();
            }
            long answer = createLink(program, device, mode == XdpMode.AUTO ? other : mode);
            if (answer < 0 && !isOccupied(answer)) {
                Answer back = XdpNetlink.attachFree(old, device, other);
                if (!back.ok()) {
                    throw bothLost(failed, XdpAttempt.byLink(program, device, mode, answer), seen, back);
                }
            }
            return answer;
        }
    }
}
