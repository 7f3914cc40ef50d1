package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Syscalls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
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

    /** Takes a program off that another thread, which has ended since, put onto a device that it had looked up. */
    private static void attachThereAndDetachHere(VethFixture net, Consumer<Runnable> run) throws Exception {
        try (Bpf drop = Bpf.load(Programs.dropAll())) {
            FutureTask<Attachment> attach =
                    new FutureTask<>(() -> Programs.only(drop).attach(VethFixture.NAME, XdpMode.NATIVE));
            run.accept(attach);
            Attachment on = attach.get();
            assertEquals(net.here.inode(), on.device().namespace().inode());
            assertEquals(Map.of(XdpMode.NATIVE, on.programId()), XdpStatus.of(net.device).programIds());
            on.close();
            assertEquals(Map.of(), XdpStatus.of(net.device).programIds());
        }
    }

    private static void runAndJoin(Runnable code) {
        Thread thread = new Thread(code);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void threadsThatAreStartedInsideAreInIt() throws Exception {
        try (VethFixture net = new VethFixture()) {
            attachThereAndDetachHere(net, attach -> net.here.call(() -> {
                runAndJoin(attach);
                return true;
            }));
        }
    }

    @Test
    void threadsThatCameByOtherMeansAreInIt() throws Exception {
        try (VethFixture net = new VethFixture()) {
            attachThereAndDetachHere(net, attach -> runAndJoin(() -> {
                long fd = Syscalls.open(net.here.path().toString());
                Syscalls.enterNetwork((int) fd);
                Syscalls.close((int) fd);
                attach.run();
            }));
        }
    }

    @Test
    void namespaceThatAThreadWasFoundInIsHeldAndCannotBeClosed() throws Exception {
        NetNamespace made = NetNamespace.create();
        NetNamespace found = made.call(() -> {
            FutureTask<NetNamespace> asked = new FutureTask<>(NetNamespace::current);
            new Thread(asked).start();
            return asked.get();
        });
        assertNotSame(made, found);
        made.close();
        found.close();
        assertEquals(List.of("lo"), NetDevice.all(found).stream().map(NetDevice::name).toList());
        assertSame(found, found.call(NetNamespace::current));
        try (NetNamespace again = NetNamespace.open(found.path())) {
            assertEquals(found.inode(), again.inode());
        }
    }

    @Test
    void deviceThatIsFoundFromInsideAnotherNamespaceReachesTheProcesssOwn() {
        NetNamespace own = NetNamespace.current();
        try (NetNamespace namespace = NetNamespace.create()) {
            assertSame(own, namespace.call(() -> own.call(NetNamespace::current)));
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
