package dev.xdpasm.loader;

import dev.xdpasm.isa.Code;
import dev.xdpasm.loader.netlink.Answer;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.object.BpfProgram;
import java.util.Optional;

/**
 * Asks netlink for the words that BPF_LINK_CREATE does not give, by a request that fails in any case: to take off a program
 * which was loaded for this alone and so is attached nowhere.
 *
 * <p>{@code dev_xdp_attach} (net/core/dev.c) compares with the expected program after it has looked for links and for upper
 * devices, and before it changes anything.
 */
final class XdpDryRequest {
    /** {@code r0 = 2; exit}: XDP_PASS, should a future kernel attach what it was told to take off. */
    private static final Code PASS = Code.of(0x2_0000_00b7L, 0x95L);

    /** What it always comes to where nothing else is in the way: no news. */
    private static final String COMPARED = "does not match expected";

    private XdpDryRequest() {}

    /** {@return the kernel's words about what is in the way on an interface, if there is something} */
    static Optional<String> words(NetDevice device, XdpMode mode) {
        BpfProgram pass = BpfProgram.xdp("xdpasm_dry", PASS);
        try (Fd program = ProgramLoader.load(pass, "GPL")) {
            Answer answer = XdpNetlink.takeOffRequest(device, mode, program);
            return answer.extendedAck().filter(words -> !words.contains(COMPARED));
        } catch (KernelException | VerifierException e) {
            // An error is being written already: without the words then.
            return Optional.empty();
        }
    }
}
