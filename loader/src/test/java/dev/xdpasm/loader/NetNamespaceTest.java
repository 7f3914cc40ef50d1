package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@KernelTest
class NetNamespaceTest {

    @Test
    void newOneHasLoopbackOnlyAndAnInodeOfItsOwn() {
        try (NetNamespace namespace = NetNamespace.create()) {
            assertEquals(
                    List.of("lo"),
                    NetDevice.all(namespace).stream().map(NetDevice::name).toList());
            assertNotEquals(NetNamespace.current().inode(), namespace.inode());
        }
    }

    @Test
    void codeRunsInsideAndCurrentIsThatOne() {
        try (NetNamespace namespace = NetNamespace.create()) {
            assertSame(namespace, namespace.call(NetNamespace::current));
            assertEquals(namespace.inode(), namespace.call(() -> NetNamespace.current().inode()));
            assertNotEquals(namespace, NetNamespace.current());
        }
    }

    @Test
    void processesOwnIsReachedFromInside() {
        NetNamespace own = NetNamespace.current();
        try (NetNamespace namespace = NetNamespace.create()) {
            assertEquals(own.inode(), namespace.call(own::inode));
        }
    }

    @Test
    void otherProcessesCanEnterByPath() throws Exception {
        KernelCondition.needs("nsenter");
        try (NetNamespace namespace = NetNamespace.create()) {
            String link = Commands.run("nsenter", "--net=" + namespace.path(), "readlink", "/proc/self/ns/net");
            assertEquals("net:[" + namespace.inode() + "]", link.strip());
            String own = Commands.run("readlink", NetNamespace.current().path().toString());
            assertEquals("net:[" + NetNamespace.current().inode() + "]", own.strip());
        }
    }

    @Test
    void opensWhatHasAPath() {
        try (NetNamespace namespace = NetNamespace.create();
                NetNamespace same = NetNamespace.open(namespace.path())) {
            assertEquals(namespace.inode(), same.inode());
        }
    }

    @Test
    void openingWhatIsNoNamespaceIsRefused() {
        KernelException missing =
                assertThrows(KernelException.class, () -> NetNamespace.open(Path.of("/run/netns/no-such-one")));
        assertEquals("ENOENT", missing.errnoName());
        KernelException file = assertThrows(KernelException.class, () -> NetNamespace.open(Path.of("/etc/passwd")));
        assertEquals("EINVAL", file.errnoName());
    }

    @Test
    void errorsComeThrough() {
        try (NetNamespace namespace = NetNamespace.create()) {
            IOException thrown = new IOException("no such thing");
            BpfException e = assertThrows(BpfException.class, () -> namespace.call(() -> {
                throw thrown;
            }));
            assertEquals("no such thing", e.getMessage());
            assertThrows(NumberFormatException.class, () -> namespace.call(() -> Integer.parseInt("x")));
            assertEquals(1, namespace.call(() -> 1));
        }
    }

    @Test
    void closedOneSaysSo() {
        NetNamespace namespace = NetNamespace.create();
        namespace.close();
        namespace.close();
        assertThrows(IllegalStateException.class, () -> namespace.call(() -> 1));
    }

    @Test
    void interruptWaitsUntilTheCallIsOver() {
        try (NetNamespace namespace = NetNamespace.create()) {
            Thread.currentThread().interrupt();
            assertEquals(1, namespace.call(() -> 1));
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void loopbackPingsOnceItIsUp() {
        try (NetNamespace namespace = NetNamespace.create()) {
            var self = VethFixture.address("127.0.0.1");
            KernelException e = assertThrows(
                    KernelException.class, () -> IcmpEcho.ping(namespace, self, self, Duration.ofMillis(100)));
            assertEquals("ENETUNREACH", e.errnoName());
            NetDevice.byName(namespace, "lo").up();
            assertTrue(IcmpEcho.ping(namespace, self, self, Duration.ofSeconds(5)));
        }
    }

    @Test
    void nobodyAnswersForAnAddressThatIsNotThere() {
        try (VethFixture net = new VethFixture()) {
            assertTrue(net.pings());
            assertTrue(!IcmpEcho.ping(
                    net.there, VethFixture.THERE, VethFixture.address("10.99.0.77"), Duration.ofMillis(200)));
        }
    }

    @Test
    void takenNameOfVethIsRefused() {
        try (NetNamespace namespace = NetNamespace.create();
                VethPair pair = VethPair.create(namespace, "one", namespace, "two")) {
            assertEquals("one", pair.a().name());
            KernelException e = assertThrows(
                    KernelException.class, () -> VethPair.create(namespace, "one", namespace, "three"));
            assertEquals("EEXIST", e.errnoName());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> VethPair.create(namespace, "sixteen-is-too-m", namespace, "three"));
        }
    }

    @Test
    void addressThatIsThereIsRefused() {
        try (VethFixture net = new VethFixture()) {
            KernelException e =
                    assertThrows(KernelException.class, () -> net.device.addAddress(VethFixture.HERE, 24));
            assertEquals("EEXIST", e.errnoName());
            assertThrows(IllegalArgumentException.class, () -> net.device.addAddress(VethFixture.HERE, 33));
        }
    }
}
