package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** XDP held by a bpf_link: its life, its update, its pin, and who takes it over. */
@Tag(KernelReport.EACH)
@KernelTest(pins = true)
class XdpLinkTest {
    private static final int WAIT_MILLIS = 5000;
    private static final int STEP_MILLIS = 5;
    private static final XdpOptions LINK = XdpOptions.DEFAULTS.withMethod(XdpMethod.LINK);

    private final Path pin = Path.of("/sys/fs/bpf/" + Programs.PREFIX + "link");
    private VethFixture net;
    private Bpf pass;
    private Bpf drop;

    @BeforeEach
    void makeNetwork() {
        net = new VethFixture();
        pass = Bpf.load(Programs.permitAll());
        drop = Bpf.load(Programs.dropAll());
    }

    @AfterEach
    void removeNetwork() throws IOException {
        Files.deleteIfExists(pin);
        pass.close();
        drop.close();
        net.close();
    }

    private Map<XdpMode, Integer> attached() {
        return XdpStatus.of(net.device).programIds();
    }

    private LinkAttachment attach(Bpf bpf) {
        return (LinkAttachment) Programs.only(bpf).attach(net.device, LINK);
    }

    @ParameterizedTest
    @EnumSource(
            value = XdpMode.class,
            names = {"AUTO", "NATIVE", "GENERIC"})
    void holdsUntilItIsClosed(XdpMode mode) {
        XdpMode real = mode == XdpMode.AUTO ? XdpMode.NATIVE : mode;
        try (Attachment on = Programs.only(drop).attach(net.device, LINK.withMode(mode))) {
            assertEquals(XdpMethod.LINK, on.method());
            assertEquals(real, on.mode());
            assertEquals(Map.of(real, on.programId()), attached());
            assertTrue(on.isAttached());
            assertTrue(net.isSilent());
        }
        assertEquals(Map.of(), attached());
        assertTrue(net.pings());
    }

    @Test
    void isListedWithItsInterfaceAndProgram() {
        try (LinkAttachment on = attach(drop)) {
            BpfLinkInfo info = BpfLinkInfo.all().stream()
                    .filter(link -> link.id() == on.link().id())
                    .findFirst()
                    .orElseThrow();
            assertEquals("xdp", info.typeName());
            assertEquals(on.programId(), info.programId());
            assertEquals(Optional.of(net.device.ifindex()), info.ifindex());
            assertEquals(Optional.of(info), XdpStatus.of(net.device).linkOf(on.programId()));
            assertEquals(info, BpfLinkInfo.byId(info.id()));
        }
        try (Attachment on = Programs.only(drop).attach(net.device, XdpOptions.DEFAULTS)) {
            assertEquals(Optional.empty(), XdpStatus.of(net.device).linkOf(on.programId()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = XdpMethod.class,
            names = {"NETLINK", "LINK"})
    void replacesItsOwnProgramInPlace(XdpMethod method) {
        try (Attachment on = Programs.only(drop).attach(net.device, XdpOptions.DEFAULTS.withMethod(method))) {
            on.replaceWith(Programs.only(pass));
            assertEquals(Programs.only(pass).id(), on.programId());
            assertEquals(Map.of(XdpMode.NATIVE, on.programId()), attached());
            assertTrue(net.pings());
        }
        assertEquals(Map.of(), attached());
    }

    @Test
    void updateThatExpectsAnotherLeavesWhatIsThere() {
        try (LinkAttachment on = attach(drop);
                Bpf third = Bpf.load(Programs.permitAll());
                BpfLink same = BpfLink.byId(on.link().id()).orElseThrow()) {
            same.update(Programs.only(third));
            KernelException e = assertThrows(KernelException.class, () -> on.replaceWith(Programs.only(pass)));
            assertEquals("EPERM", e.errnoName());
            assertEquals(
                    "link " + same.id() + " has program " + Programs.only(third).id() + " by now, which is left in it",
                    e.hint().orElse("(none)"));
            assertEquals(Map.of(XdpMode.NATIVE, Programs.only(third).id()), attached());
            assertFalse(on.isAttached());
        }
    }

    @Test
    void netlinkUpdateThatExpectsAnotherLeavesWhatIsThere() {
        try (Attachment on = Programs.only(drop).attach(net.device, XdpMode.NATIVE);
                Attachment other = Programs.only(pass).attach(net.device, XdpMode.NATIVE, IfOccupied.REPLACE);
                Bpf third = Bpf.load(Programs.permitAll())) {
            KernelException e = assertThrows(KernelException.class, () -> on.replaceWith(Programs.only(third)));
            assertEquals("EEXIST", e.errnoName());
            assertEquals(Optional.of("Active program does not match expected"), e.extendedAck());
            assertEquals(
                    "the interface has program " + other.programId() + " (" + Programs.PREFIX
                            + "pass, native) now, which is left there",
                    e.hint().orElse("(none)"));
            assertEquals(Map.of(XdpMode.NATIVE, other.programId()), attached());
        }
    }

    @Test
    void pinnedOneOutlivesItsHandleAndIsTakenOver() throws IOException, InterruptedException {
        int id;
        try (LinkAttachment on = attach(drop)) {
            id = on.link().id();
            on.pin(pin);
            assertEquals(Optional.of(pin), on.pinnedAt());
        }
        assertTrue(net.isSilent(), "the pin holds it");
        try (LinkAttachment later = LinkAttachment.adopt(pin, net.here)) {
            assertEquals(id, later.link().id());
            assertEquals(net.device, later.device());
            assertEquals(XdpMode.NATIVE, later.mode());
            later.replaceWith(Programs.only(pass));
            assertTrue(net.pings());
        }
        assertEquals(Map.of(XdpMode.NATIVE, Programs.only(pass).id()), attached());
        Files.delete(pin);
        assertGoesSoon();
    }

    /** The kernel clears away what a name on bpffs held a moment after the name is gone. */
    private void assertGoesSoon() throws InterruptedException {
        for (int waited = 0; waited < WAIT_MILLIS && !attached().isEmpty(); waited += STEP_MILLIS) {
            Thread.sleep(STEP_MILLIS);
        }
        assertEquals(Map.of(), attached());
    }

    @Test
    void netlinkAttachmentIsTakenOverByItsPinnedProgram() throws IOException {
        Programs.only(drop).pin(pin);
        Programs.only(drop).attach(net.device, XdpMode.GENERIC).abandon();
        try (LoadedProgram pinned = Pins.program(pin);
                NetlinkAttachment later = NetlinkAttachment.adopt(pinned, net.device)) {
            assertEquals(XdpMode.GENERIC, later.mode());
            later.replaceWith(Programs.only(pass));
            assertTrue(net.pings());
            BpfException e = assertThrows(BpfException.class, () -> NetlinkAttachment.adopt(pinned, net.device));
            assertTrue(e.getMessage().startsWith("program " + pinned.id() + " is not attached to xt0"), e::getMessage);
        }
        assertEquals(Map.of(), attached());
    }

    @Test
    void whatIsNoXdpLinkIsNotTakenOver() {
        Programs.only(pass).pin(pin);
        BpfException e = assertThrows(BpfException.class, () -> LinkAttachment.adopt(pin, net.here));
        assertEquals("what is pinned to " + pin + " is a program, not a link", e.getMessage());
    }

    @Test
    void linkOfAnotherNamespaceIsNotTakenOver() {
        try (LinkAttachment on = attach(drop)) {
            on.pin(pin);
            BpfException e = assertThrows(BpfException.class, () -> LinkAttachment.adopt(pin, NetNamespace.current()));
            assertTrue(e.getMessage().contains("network namespace"), e::getMessage);
            assertTrue(on.isAttached());
        }
    }

    @Test
    void linkWhoseInterfaceIsGoneSaysSo() {
        try (LinkAttachment on = attach(drop)) {
            on.pin(pin);
            net.device.delete();
            assertFalse(on.isAttached());
            assertEquals(Optional.of(0), on.link().info().ifindex());
            KernelException e = assertThrows(KernelException.class, () -> on.replaceWith(Programs.only(pass)));
            assertEquals("ENOLINK", e.errnoName());
            assertEquals(
                    "what link " + on.link().id() + " held its program on is gone (the kernel shows ifindex 0): close it and"
                            + " attach anew",
                    e.hint().orElse("(none)"));
            BpfException adopted = assertThrows(BpfException.class, () -> LinkAttachment.adopt(pin, net.here));
            assertEquals(
                    "the interface of the link pinned to " + pin
                            + " is gone (the kernel shows ifindex 0): remove the pin and attach anew",
                    adopted.getMessage());
            on.link().detach();
        }
    }

    @Test
    void detachTakesItOffWhoeverHoldsIt() {
        try (LinkAttachment on = attach(drop)) {
            try (BpfLink same = BpfLink.byId(on.link().id()).orElseThrow()) {
                same.detach();
            }
            assertEquals(Map.of(), attached());
            assertFalse(on.isAttached());
        }
    }

    @Test
    void takesTheNetlinkProgramsPlaceOnlyWhenTold() {
        Attachment theirs = Programs.only(drop).attach(net.device, XdpMode.GENERIC);
        for (XdpMode mode : new XdpMode[] {XdpMode.AUTO, XdpMode.NATIVE, XdpMode.GENERIC}) {
            XdpOccupiedException e = assertThrows(
                    XdpOccupiedException.class,
                    () -> Programs.only(pass).attach(net.device, LINK.withMode(mode)));
            assertEquals(Map.of(XdpMode.GENERIC, theirs.programId()), e.status().programIds());
        }
        assertEquals(Map.of(XdpMode.GENERIC, theirs.programId()), attached());
        try (Attachment on = Programs.only(pass).attach(net.device, LINK.withIfOccupied(IfOccupied.REPLACE))) {
            assertEquals(XdpMode.GENERIC, on.mode());
            assertEquals(XdpMethod.LINK, on.method());
            theirs.close();
            assertTrue(on.isAttached());
        }
    }

    @Test
    void refusedLinkPutsTheNetlinkProgramBack() {
        NetDevice lo = NetDevice.byName(net.here, "lo");
        try (Attachment theirs = Programs.only(drop).attach(lo, XdpMode.GENERIC)) {
            XdpOptions options = LINK.withMode(XdpMode.NATIVE).withIfOccupied(IfOccupied.REPLACE);
            assertThrows(KernelException.class, () -> Programs.only(pass).attach(lo, options));
            assertTrue(theirs.isAttached());
        }
    }

    @Test
    void automaticMethodIsALinkUnlessItReplaces() {
        XdpOptions auto = XdpOptions.DEFAULTS.withMethod(XdpMethod.AUTO);
        try (Attachment on = Programs.only(drop).attach(net.device, auto)) {
            assertEquals(XdpMethod.LINK, on.method());
        }
        Programs.only(drop).attach(net.device, XdpOptions.DEFAULTS).abandon();
        try (Attachment on = Programs.only(pass).attach(net.device, auto.withIfOccupied(IfOccupied.REPLACE))) {
            assertEquals(XdpMethod.NETLINK, on.method());
        }
    }

    @Test
    void linkWithoutPinIsNotKept() {
        try (LinkAttachment on = attach(drop)) {
            BpfException e = assertThrows(BpfException.class, on::keep);
            assertTrue(e.getMessage().endsWith("its link goes with this process unless it is pinned first"), e::getMessage);
            assertTrue(on.isAttached());
        }
    }
}
