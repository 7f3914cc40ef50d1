package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.netlink.XdpFeatures;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each answer that the kernel gives to an XDP attach, and the whole message that we make of it. */
@Tag(KernelReport.EACH)
@KernelTest
class XdpAnswersTest extends TwoPrograms {
    private static final int JUMBO = 9000;
    private static final XdpOptions NETLINK = XdpOptions.DEFAULTS;
    private static final XdpOptions LINK = NETLINK.withMethod(XdpMethod.LINK);
    private static final String LINK_CREATE = "bpf(BPF_LINK_CREATE, BPF_XDP)";
    private static final String SETLINK = "netlink RTM_SETLINK(IFLA_XDP)";

    private int foreignId() {
        return Programs.only(theirs).id();
    }

    private static String self() {
        return "java(" + ProcessHandle.current().pid() + ")";
    }

    private String message(XdpOptions options) {
        return message(Programs.only(ours), net.device, options);
    }

    private static String message(XdpProgram program, NetDevice device, XdpOptions options) {
        KernelException e = assertThrows(KernelException.class, () -> program.attach(device, options));
        return e.getMessage();
    }

    private String failed(String how) {
        return "program " + Programs.PREFIX + "pass could not be attached to xt0 (ifindex " + net.device.ifindex() + ")" + how;
    }

    private String heldByLink(LinkAttachment link) {
        return "the program there is held by a bpf_link, number " + link.link().id() + " (" + self()
                + "): it goes when the processes and pins that hold the link do, or by xdpasm link detach "
                + link.link().id();
    }

    private String other(XdpMode mode) {
        return "program " + foreignId() + " (" + Programs.PREFIX + "drop, " + mode + ")";
    }

    @Test
    void secondLink() {
        try (LinkAttachment link = (LinkAttachment) Programs.only(theirs).attach(net.device, LINK)) {
            assertEquals(
                    failed(" by a link, which has ") + other(XdpMode.NATIVE) + ": " + LINK_CREATE
                            + " failed with EBUSY (Device or resource busy), the kernel says: Can't replace active BPF XDP"
                            + " link; " + heldByLink(link),
                    message(LINK));
            assertTrue(link.isAttached());
        }
    }

    @Test
    void linkOverNetlink() {
        try (Attachment on = Programs.only(theirs).attach(net.device, NETLINK)) {
            assertEquals(
                    failed(" by a link, which has ") + other(XdpMode.NATIVE) + ", held by " + self() + ": " + LINK_CREATE
                            + " failed with EBUSY (Device or resource busy)",
                    message(LINK));
            assertTrue(on.isAttached());
        }
    }

    @Test
    void netlinkOverLink() {
        try (LinkAttachment link = (LinkAttachment) Programs.only(theirs).attach(net.device, LINK)) {
            String words = "failed with EBUSY (Device or resource busy), the kernel says: Can't replace active BPF XDP link; ";
            for (IfOccupied how : IfOccupied.values()) {
                assertEquals(
                        failed(", which has ") + other(XdpMode.NATIVE) + ": " + SETLINK + " " + words + heldByLink(link),
                        message(NETLINK.withIfOccupied(how)));
            }
            KernelException off = assertThrows(KernelException.class, () -> Attachment.detach(net.device, foreignId()));
            assertEquals(
                    "program " + foreignId() + " could not be detached from xt0 (ifindex " + net.device.ifindex() + "): "
                            + SETLINK + " " + words + heldByLink(link),
                    off.getMessage());
            assertTrue(link.isAttached());
        }
    }

    @Test
    void genericOverNative() {
        try (Attachment on = Programs.only(theirs).attach(net.device, NETLINK.withMode(XdpMode.NATIVE))) {
            assertEquals(
                    failed(" in generic mode, which has ") + other(XdpMode.NATIVE) + ", held by " + self() + ": " + SETLINK
                            + " failed with EEXIST (File exists), the kernel says: Native and generic XDP can't be active at"
                            + " the same time",
                    message(NETLINK.withMode(XdpMode.GENERIC)));
            assertEquals(
                    failed(" by a link in generic mode, which has ") + other(XdpMode.NATIVE) + ", held by " + self() + ": "
                            + LINK_CREATE + " failed with EEXIST (File exists)",
                    message(LINK.withMode(XdpMode.GENERIC)));
            assertTrue(on.isAttached());
        }
    }

    /** Flags of 0 would overwrite in silence: ours are never 0. */
    @Test
    void occupiedByNetlink() {
        try (Attachment on = Programs.only(theirs).attach(net.device, NETLINK)) {
            assertEquals(
                    failed(", which has ") + other(XdpMode.NATIVE) + ", held by " + self() + ": " + SETLINK
                            + " failed with EBUSY (Device or resource busy), the kernel says: XDP program already attached",
                    message(NETLINK));
            assertTrue(on.isAttached());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = XdpMethod.class,
            names = {"NETLINK", "LINK"})
    void nativeOnLoopback(XdpMethod method) {
        NetDevice lo = NetDevice.byName(net.here, "lo");
        boolean told = net.here.call(() -> XdpFeatures.of(lo.ifindex())).isPresent();
        String ack = method == XdpMethod.NETLINK
                ? ", the kernel says: Underlying driver does not support XDP in native mode"
                : "";
        String hint = method == XdpMethod.NETLINK || told ? "; the driver has no XDP: attach in generic mode" : "";
        assertEquals(
                "program " + Programs.PREFIX + "pass could not be attached to lo (ifindex 1)"
                        + (method == XdpMethod.LINK ? " by a link" : "") + " in native mode: "
                        + (method == XdpMethod.LINK ? LINK_CREATE : SETLINK)
                        + " failed with EOPNOTSUPP (Operation not supported)" + ack + hint,
                message(Programs.only(ours), lo, NETLINK.withMode(XdpMode.NATIVE).withMethod(method)));
        try (Attachment on = Programs.only(ours)
                .attach(lo, NETLINK.withMode(XdpMode.NATIVE).withMethod(method).withGenericFallback())) {
            assertEquals(XdpMode.GENERIC, on.mode());
            assertEquals("EOPNOTSUPP", on.fallback().orElseThrow().errnoName());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = XdpMethod.class,
            names = {"NETLINK", "LINK"})
    void jumboFramesInOnePiece(XdpMethod method) {
        net.device.setMtu(JUMBO);
        net.peer.setMtu(JUMBO);
        XdpOptions options = NETLINK.withMethod(method);
        String ack = method == XdpMethod.NETLINK ? ", the kernel says: veth: Peer MTU is too large to set XDP" : "";
        assertEquals(
                failed(method == XdpMethod.LINK ? " by a link" : "") + ": "
                        + (method == XdpMethod.LINK ? LINK_CREATE : SETLINK)
                        + " failed with ERANGE (Numerical result out of range)" + ack
                        + "; its peer's MTU is too large (its own is 9000) for a program that takes packets in one piece: load"
                        + " it from section xdp.frags, attach it in generic mode, or lower the MTU",
                message(options));
        assertEquals(Map.of(), XdpStatus.of(net.device).programIds());
        try (Attachment on = Programs.only(ours).attach(net.device, options.withMode(XdpMode.GENERIC))) {
            assertTrue(on.fallback().isEmpty());
        }
        try (Attachment on = Programs.only(ours).attach(net.device, options.withGenericFallback())) {
            assertEquals(XdpMode.GENERIC, on.mode());
            assertEquals("ERANGE", on.fallback().orElseThrow().errnoName());
        }
        try (Bpf frags = Bpf.load(Programs.permitAllIn("xdp.frags"));
                Attachment on = Programs.first(frags).attach(net.device, options)) {
            assertEquals(XdpMode.NATIVE, on.mode());
            assertTrue(net.pings());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = XdpHook.class,
            names = {"DEVMAP", "CPUMAP"})
    void programOfMapEntryOnInterface(XdpHook hook) {
        try (Bpf bpf = Bpf.load(Programs.permitAllIn(hook.section()))) {
            String kernels = "BPF_XDP_" + hook + " programs can not be attached to a device";
            String hint = "; it was loaded from section " + hook.section() + ", so it runs in the entries of a "
                    + hook.name().toLowerCase(Locale.ROOT)
                    + " only: one for an interface is loaded from section xdp";
            assertEquals(
                    failed("") + ": " + SETLINK + " failed with EINVAL (Invalid argument), the kernel says: " + kernels + hint,
                    message(Programs.first(bpf), net.device, NETLINK));
            assertEquals(
                    failed(" by a link") + ": " + LINK_CREATE + " failed with EINVAL (Invalid argument)" + hint,
                    message(Programs.first(bpf), net.device, LINK));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = XdpMethod.class,
            names = {"NETLINK", "LINK"})
    void interfaceThatIsGone(XdpMethod method) {
        net.device.delete();
        String message = message(NETLINK.withMethod(method));
        assertTrue(message.contains(" failed with "), message);
        if (method == XdpMethod.NETLINK) {
            assertTrue(message.endsWith("; the interface was removed or moved to another network namespace"), message);
        }
    }

    @Test
    void offload() {
        assertTrue(
                message(NETLINK.withMode(XdpMode.OFFLOAD))
                        .endsWith("; the program was not loaded for this card: attach in native or generic mode"));
    }

    /** The kernel answers 0 to a detach of nothing, and to one in the wrong mode: we look, and say what is there. */
    @Test
    void detachOfWhatIsNotThere() {
        BpfException e = assertThrows(BpfException.class, () -> Attachment.detach(net.device, foreignId()));
        assertEquals(
                "program " + foreignId() + " is not attached to xt0 (ifindex " + net.device.ifindex()
                        + "), which has no XDP program",
                e.getMessage());
    }

    @Test
    void theDryRequestForTheKernelsWordsChangesNothing() {
        for (XdpOptions options : new XdpOptions[] {NETLINK, LINK}) {
            try (Attachment on = Programs.only(theirs).attach(net.device, options)) {
                XdpDryRequest.words(net.device, XdpMode.NATIVE);
                XdpDryRequest.words(net.device, XdpMode.AUTO);
                XdpDryRequest.words(net.device, XdpMode.GENERIC);
                assertTrue(on.isAttached());
            }
        }
        assertEquals(Optional.empty(), XdpDryRequest.words(net.device, XdpMode.NATIVE));
    }
}
