package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;

/** How a program comes onto what is not an XDP interface by a link: the call, and why it failed. */
final class LinkAttaching {

    private LinkAttaching() {}

    /**
     * {@return the link that the call makes}
     *
     * @param where what the program is attached to, as messages are to call it
     * @param call makes the link, given the program's descriptor
     * @param checked looks for the reason of a failure, where the feature's version is not it
     */
    static BpfLink attach(
            LoadedProgram program,
            String where,
            KernelFeature feature,
            BpfCommand command,
            IntToLongFunction call,
            Supplier<Optional<String>> checked) {
        long answer = program.fd().use(call);
        if (answer < 0) {
            throw refusal("program " + program.name() + " could not be attached to " + where, feature, command, answer, checked);
        }
        return BpfLink.of(new Fd((int) answer, "link of program " + program.name() + " to " + where));
    }

    static KernelException refusal(
            String what, KernelFeature feature, BpfCommand command, long answer, Supplier<Optional<String>> checked) {
        if (answer == -Errno.EPERM || answer == -Errno.EACCES) {
            Optional<String> missing = Privileges.missing(Capability.CAP_BPF, Capability.CAP_NET_ADMIN);
            if (missing.isPresent()) {
                return Refusal.bpf(what, command, answer, Capability.CAP_BPF, Capability.CAP_NET_ADMIN);
            }
        }
        return feature.tooOld()
                .or(checked)
                .map(reason -> Refusal.bpf(what, command, answer, reason))
                .orElseGet(() -> Refusal.bpf(what, command, answer));
    }

    /** {@return no reason: nothing is known to look at} */
    static Optional<String> unknown() {
        return Optional.empty();
    }
}
