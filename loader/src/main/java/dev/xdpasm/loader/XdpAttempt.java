package dev.xdpasm.loader;

import dev.xdpasm.loader.netlink.Answer;
import dev.xdpasm.loader.sys.BpfCommand;
import java.util.Optional;

/**
 * What was tried, as {@link XdpCause} needs it to find out why it failed.
 *
 * @param program the program that was to be attached
 * @param device the interface
 * @param mode the mode that was asked for
 * @param method by netlink or by a link
 * @param call the call that failed
 * @param errno what it failed with
 * @param words the kernel's own words, where it gave some
 */
record XdpAttempt(
        XdpProgram program,
        NetDevice device,
        XdpMode mode,
        XdpMethod method,
        String call,
        int errno,
        Optional<String> words) {

    /** {@return an attempt by netlink} */
    static XdpAttempt byNetlink(XdpProgram program, NetDevice device, XdpMode mode, Answer answer) {
        return new XdpAttempt(
                program, device, mode, XdpMethod.NETLINK, answer.call(), answer.errno(), answer.extendedAck());
    }

    /**
     * {@return an attempt by a link} A link's call gives an errno only: the words are asked for by a request that cannot
     * succeed.
     */
    static XdpAttempt byLink(XdpProgram program, NetDevice device, XdpMode mode, long answer) {
        return new XdpAttempt(
                program,
                device,
                mode,
                XdpMethod.LINK,
                "bpf(" + BpfCommand.BPF_LINK_CREATE + ", BPF_XDP)",
                (int) -answer,
                XdpDryRequest.words(device, mode));
    }

    /** {@return whether the kernel's words have these in them} */
    boolean says(String some) {
        return words.filter(text -> text.contains(some)).isPresent();
    }

    /** {@return the error}  @param what what could not be done, as the message's beginning */
    KernelException refusal(String what) {
        if (Refusal.isForbidden(errno) && method == XdpMethod.LINK) {
            return Refusal.bpf(
                    what, BpfCommand.BPF_LINK_CREATE, -errno, Capability.CAP_BPF, Capability.CAP_NET_ADMIN);
        }
        Optional<String> missing =
                Refusal.isForbidden(errno) ? Privileges.missing(Capability.CAP_NET_ADMIN) : Optional.empty();
        return new KernelException(
                what, call, errno, words, missing.or(() -> Shortage.of(errno)).or(() -> XdpCause.of(this)), missing.isPresent());
    }
}
