package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import java.util.Optional;

/** Why a link did not take another program: what its description says about it now. */
final class LinkRefusal {

    private LinkRefusal() {}

    /**
     * {@return the error of BPF_LINK_UPDATE}
     *
     * @param answer the negated errno
     */
    static KernelException ofUpdate(String what, long answer, BpfLink link) {
        return reason((int) -answer, link)
                .map(why -> Refusal.bpf(what, BpfCommand.BPF_LINK_UPDATE, answer, why))
                .orElseGet(() -> Refusal.bpf(what, BpfCommand.BPF_LINK_UPDATE, answer, Capability.CAP_BPF));
    }

    private static Optional<String> reason(int errno, BpfLink link) {
        try {
            BpfLinkInfo info = link.info();
            if (errno == Errno.ENOLINK || info.ifindex().filter(index -> index == 0).isPresent()) {
                return Optional.of("what link " + info.id() + " held its program on is gone"
                        + info.ifindex().map(index -> " (the kernel shows ifindex " + index + ")").orElse("")
                        + ": close it and attach anew");
            }
            if (errno == Errno.EPERM && Privileges.missing(Capability.CAP_BPF).isEmpty()) {
                return Optional.of("link " + info.id() + " has program " + info.programId() + " by now, which is left in it");
            }
            return Optional.empty();
        } catch (KernelException e) {
            return Optional.empty();
        }
    }
}
