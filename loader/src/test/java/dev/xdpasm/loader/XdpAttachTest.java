package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.TestCapability;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@KernelTest
class XdpAttachTest {
    private VethFixture net;

    @BeforeEach
    void makeNetwork() {
        net = new VethFixture();
    }

    @AfterEach
    void removeNetwork() {
        net.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = XdpMode.class,
            names = {"AUTO", "NATIVE", "GENERIC"})
    void decidesAboutRealPackets(XdpMode mode) {
        XdpMode real = mode == XdpMode.AUTO ? XdpMode.NATIVE : mode;
        assertTrue(net.pings(), "before");
        try (Bpf pass = Bpf.load(Programs.permitAll());
                Attachment on = Programs.only(pass).attach(net.device, mode)) {
            assertEquals(real, on.mode());
            assertEquals(Map.of(real, on.programId()), XdpStatus.of(net.device).programIds());
            assertTrue(net.pings(), "permit-all");
        }
        assertEquals(Map.of(), XdpStatus.of(net.device).programIds());
        try (Bpf drop = Bpf.load(Programs.dropAll());
                Attachment on = Programs.only(drop).attach(net.device, mode)) {
            assertEquals(net.device, on.device());
            assertTrue(net.isSilent(), "drop-all");
        }
        assertTrue(net.pings(), "after");
    }

    @Test
    void attachesByNameInTheNamespaceOfTheThread() {
        try (Bpf pass = Bpf.load(Programs.permitAll());
                Attachment on = net.here.call(() -> Programs.only(pass).attach(VethFixture.NAME, XdpMode.NATIVE))) {
            assertEquals(net.device, on.device());
        }
    }

    @Test
    void attachmentOutlivesItsBpfAndStillDetaches() {
        Bpf drop = Bpf.load(Programs.dropAll());
        Attachment on = Programs.only(drop).attach(net.device, XdpMode.NATIVE);
        drop.close();
        assertTrue(net.isSilent(), "the program is attached");
        on.close();
        on.close();
        assertTrue(net.pings(), "after");
    }

    @Test
    void detachThatTheKernelRefusesCanBeTriedAgain() {
        try (Bpf pass = Bpf.load(Programs.permitAll())) {
            Attachment on = Programs.only(pass).attach(net.device, XdpMode.NATIVE);
            net.here.call(() -> netAdmin(false));
            KernelException e = assertThrows(KernelException.class, on::close);
            assertEquals("EPERM", e.errnoName());
            assertEquals(Map.of(XdpMode.NATIVE, on.programId()), XdpStatus.of(net.device).programIds());
            net.here.call(() -> netAdmin(true));
            on.close();
            assertEquals(Map.of(), XdpStatus.of(net.device).programIds());
        }
    }

    private static boolean netAdmin(boolean effective) {
        TestCapability.netAdmin(effective);
        return effective;
    }

    @Test
    void attachmentWhoseInterfaceIsGoneClosesQuietly() {
        try (Bpf pass = Bpf.load(Programs.permitAll())) {
            Attachment on = Programs.only(pass).attach(net.device, XdpMode.NATIVE);
            net.device.delete();
            on.close();
        }
    }

    @Test
    void attachmentWhoseNamespaceIsGoneClosesQuietly() {
        try (Bpf pass = Bpf.load(Programs.permitAll())) {
            Attachment on = Programs.only(pass).attach(net.device, XdpMode.NATIVE);
            net.close();
            on.close();
        }
    }

    @Test
    void attachToVanishedInterfaceIsRefused() {
        try (Bpf pass = Bpf.load(Programs.permitAll())) {
            net.device.delete();
            KernelException e = assertThrows(
                    KernelException.class, () -> Programs.only(pass).attach(net.device, XdpMode.NATIVE));
            assertEquals("ENODEV", e.errnoName());
        }
    }

    @Test
    void unknownInterfaceListsWhatThereIs() {
        BpfException e = assertThrows(BpfException.class, () -> NetDevice.byName(net.here, "eth9"));
        assertEquals("no interface is called eth9; the interfaces are: lo, xt0", e.getMessage());
    }

    @Test
    void loopbackHasNoNativeModeAndTheKernelSaysWhy() {
        try (Bpf pass = Bpf.load(Programs.permitAll())) {
            NetDevice lo = NetDevice.byName(net.here, "lo");
            KernelException e = assertThrows(
                    KernelException.class, () -> Programs.only(pass).attach(lo, XdpMode.NATIVE));
            assertTrue(e.extendedAck().orElse("").contains("native"), e::getMessage);
            assertTrue(e.getMessage().contains("the kernel says: " + e.extendedAck().orElse("?")), e::getMessage);
            assertEquals("the driver has no XDP: attach in generic mode", e.hint().orElse("(none)"));
        }
    }

    @Test
    void queriesAllInterfaces() {
        try (Bpf pass = Bpf.load(Programs.permitAll());
                Attachment on = Programs.only(pass).attach(net.device, XdpMode.GENERIC)) {
            Map<String, Map<XdpMode, Integer>> all = new java.util.TreeMap<>();
            XdpStatus.all(net.here).forEach(status -> all.put(status.device().name(), status.programIds()));
            assertEquals(Map.of("lo", Map.of(), "xt0", Map.of(XdpMode.GENERIC, on.programId())), all);
        }
    }
}
