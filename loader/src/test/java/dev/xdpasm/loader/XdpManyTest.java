package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One program on many interfaces: on all, or on none. */
@KernelTest
class XdpManyTest {
    private NetNamespace namespace;
    private VethPair first;
    private VethPair second;
    private NetDevice lo;
    private Bpf pass;
    private Bpf drop;

    @BeforeEach
    void makeNetwork() {
        namespace = NetNamespace.create();
        first = VethPair.create(namespace, "xt0", namespace, "xt1");
        second = VethPair.create(namespace, "xt2", namespace, "xt3");
        lo = NetDevice.byName(namespace, "lo");
        pass = Bpf.load(Programs.permitAll());
        drop = Bpf.load(Programs.dropAll());
    }

    @AfterEach
    void removeNetwork() {
        pass.close();
        drop.close();
        namespace.close();
    }

    private static Map<XdpMode, Integer> on(NetDevice device) {
        return XdpStatus.of(device).programIds();
    }

    @ParameterizedTest
    @EnumSource(
            value = XdpMethod.class,
            names = {"NETLINK", "LINK"})
    void allGetIt(XdpMethod method) {
        List<NetDevice> devices = List.of(first.a(), second.a());
        List<Attachment> all =
                Programs.only(pass).attachAll(devices, XdpOptions.DEFAULTS.withMethod(method));
        assertEquals(devices, all.stream().map(Attachment::device).toList());
        for (NetDevice device : devices) {
            assertEquals(Map.of(XdpMode.NATIVE, Programs.only(pass).id()), on(device));
        }
        all.forEach(Attachment::close);
        assertEquals(Map.of(), on(first.a()));
    }

    @ParameterizedTest
    @EnumSource(
            value = XdpMethod.class,
            names = {"NETLINK", "LINK"})
    void whereOneRefusesTheOthersGetBackWhatTheyHad(XdpMethod method) {
        try (Attachment theirs = Programs.only(drop).attach(second.a(), XdpMode.NATIVE)) {
            XdpOptions options = XdpOptions.DEFAULTS
                    .withMethod(method)
                    .withMode(XdpMode.NATIVE)
                    .withIfOccupied(IfOccupied.REPLACE);
            KernelException e = assertThrows(
                    KernelException.class,
                    () -> Programs.only(pass).attachAll(List.of(first.a(), second.a(), lo), options));
            assertEquals("EOPNOTSUPP", e.errnoName());
            assertEquals(0, e.getSuppressed().length);
            assertEquals(Map.of(), on(first.a()));
            assertEquals(Map.of(XdpMode.NATIVE, theirs.programId()), on(second.a()));
        }
    }

    @Test
    void anOccupiedOneKeepsItFromAll() {
        try (Attachment theirs = Programs.only(drop).attach(second.a(), XdpMode.NATIVE)) {
            assertThrows(
                    XdpOccupiedException.class,
                    () -> Programs.only(pass).attachAll(List.of(first.a(), second.a()), XdpOptions.DEFAULTS));
            assertEquals(Map.of(), on(first.a()));
            assertEquals(Map.of(XdpMode.NATIVE, theirs.programId()), on(second.a()));
        }
    }
}
