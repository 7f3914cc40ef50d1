package dev.xdpasm.loader;

import dev.xdpasm.loader.netlink.Answer;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import java.util.Optional;

/** Makes errors of the kernel's answers, looking for the reason of those that have to do with privileges. */
final class Refusal {

    private Refusal() {}

    /**
     * {@return the error of a {@code bpf(2)} call}
     *
     * @param what what could not be done, as the message's beginning
     * @param answer the negated errno
     * @param needed what the command asks for
     */
    static KernelException bpf(String what, BpfCommand command, long answer, Capability... needed) {
        int errno = (int) -answer;
        String call = "bpf(" + command + ")";
        if (errno == Errno.ENOSYS) {
            return new KernelException(
                    what, call, errno, Optional.empty(), Optional.of(Privileges.absent()), Privileges.seccomp().isPresent());
        }
        if (!isForbidden(errno)) {
            return new KernelException(what, call, errno, Optional.empty(), Shortage.of(errno), false);
        }
        Optional<String> reason = Privileges.missing(needed).or(Privileges::shut);
        return new KernelException(what, call, errno, Optional.empty(), reason, reason.isPresent());
    }

    /** {@return the error of a {@code bpf(2)} call whose reason is known} */
    static KernelException bpf(String what, BpfCommand command, long answer, String reason) {
        return new KernelException(
                what, "bpf(" + command + ")", (int) -answer, Optional.empty(), Optional.of(reason), false);
    }

    /** Refuses to go on where a program could not be detached; that it was not there any more is as good. */
    static void requireDetached(String program, String place, long answer) {
        if (answer < 0 && answer != -Errno.ENOENT) {
            throw bpf(
                    "program " + program + " could not be taken off " + place,
                    BpfCommand.BPF_PROG_DETACH,
                    answer,
                    Capability.CAP_NET_ADMIN);
        }
    }

    /** {@return the error of a netlink request} */
    static KernelException netlink(String what, Answer answer) {
        Optional<String> reason =
                isForbidden(answer.errno()) ? Privileges.missing(Capability.CAP_NET_ADMIN) : Optional.empty();
        return new KernelException(
                what,
                answer.call(),
                answer.errno(),
                answer.extendedAck(),
                reason.or(() -> Shortage.of(answer.errno())),
                reason.isPresent());
    }

    /** {@return the error of another system call} */
    static KernelException call(String what, String call, long answer, Capability... needed) {
        int errno = (int) -answer;
        Optional<String> reason = isForbidden(errno) ? Privileges.missing(needed) : Optional.empty();
        return new KernelException(
                what, call, errno, Optional.empty(), reason.or(() -> Shortage.of(errno)), reason.isPresent());
    }

    /** {@return the error of another system call whose reason is known} */
    static KernelException because(String what, String call, long answer, String reason) {
        return new KernelException(what, call, (int) -answer, Optional.empty(), Optional.of(reason), false);
    }

    /** {@return the answer if it is one} Throws the error of a netlink request otherwise. */
    static Answer orThrow(String what, Answer answer) {
        if (!answer.ok()) {
            throw netlink(what, answer);
        }
        return answer;
    }

    /** {@return whether it may be for want of privileges} */
    static boolean isForbidden(int errno) {
        return errno == Errno.EPERM || errno == Errno.EACCES;
    }
}
