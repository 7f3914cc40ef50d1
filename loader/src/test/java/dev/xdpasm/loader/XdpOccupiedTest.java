package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.netlink.Answer;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.TestLink;
import dev.xdpasm.loader.sys.TestSeccomp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an interface has a program that is not ours. */
@KernelTest
class XdpOccupiedTest extends TwoPrograms {
    private Map<XdpMode, Integer> attached() {
        return XdpStatus.of(net.device).programIds();
    }

    @ParameterizedTest
    @CsvSource({"NATIVE,NATIVE", "NATIVE,GENERIC", "GENERIC,NATIVE", "GENERIC,GENERIC", "NATIVE,AUTO", "GENERIC,AUTO"})
    void refusalNamesTheOtherAndLeavesIt(XdpMode other, XdpMode wanted) {
        try (Attachment foreign = Programs.only(theirs).attach(net.device, other)) {
            KernelException e = assertThrows(
                    KernelException.class, () -> Programs.only(ours).attach(net.device, wanted));
            String named = "which has program " + foreign.programId() + " (" + Programs.PREFIX + "drop, " + other + ")";
            assertTrue(e.summary().contains(named), e::getMessage);
            assertEquals(Map.of(other, foreign.programId()), attached());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NATIVE,NATIVE,NATIVE",
        "NATIVE,GENERIC,GENERIC",
        "GENERIC,NATIVE,NATIVE",
        "GENERIC,GENERIC,GENERIC",
        "NATIVE,AUTO,NATIVE",
        "GENERIC,AUTO,GENERIC"
    })
    void replacesWhenToldTo(XdpMode other, XdpMode wanted, XdpMode becomes) {
        Attachment foreign = Programs.only(theirs).attach(net.device, other);
        try (Attachment on = Programs.only(ours).attach(net.device, wanted, IfOccupied.REPLACE)) {
            assertEquals(becomes, on.mode());
            assertEquals(Map.of(becomes, on.programId()), attached());
            assertTrue(net.pings());
            // The replaced one's handle has nothing to detach, and must not detach ours.
            foreign.close();
            assertEquals(Map.of(becomes, on.programId()), attached());
        }
        assertEquals(Map.of(), attached());
    }

    @Test
    void replacesNothingWhereNothingIs() {
        try (Attachment on = Programs.only(ours).attach(net.device, XdpMode.NATIVE, IfOccupied.REPLACE)) {
            assertEquals(Map.of(XdpMode.NATIVE, on.programId()), attached());
        }
    }

    @Test
    void replacementThatTheDriverRefusesPutsTheOldOneBack() {
        NetDevice lo = NetDevice.byName(net.here, "lo");
        try (Attachment foreign = Programs.only(theirs).attach(lo, XdpMode.GENERIC)) {
            assertThrows(
                    KernelException.class,
                    () -> Programs.only(ours).attach(lo, XdpMode.NATIVE, IfOccupied.REPLACE));
            assertEquals(Map.of(XdpMode.GENERIC, foreign.programId()), XdpStatus.of(lo).programIds());
        }
    }

    @Test
    void oldOneThatCannotBePutBackIsInTheMessage() {
        XdpStatus seen = new XdpStatus(net.device, Map.of(XdpMode.GENERIC, Programs.only(theirs).id()));
        KernelException e = XdpAttaching.bothLost(
                "program p could not be attached",
                XdpAttempt.byNetlink(
                        Programs.only(ours),
                        net.device,
                        XdpMode.NATIVE,
                        new Answer("netlink A", Errno.EOPNOTSUPP, Optional.of("no such mode"), List.of())),
                seen,
                new Answer("netlink B", Errno.ENODEV, Optional.empty(), List.of()));
        assertEquals(
                "program p could not be attached in place of program " + Programs.only(theirs).id() + " ("
                        + Programs.PREFIX + "drop, generic), which is gone from there (it could not be put back:"
                        + " netlink B failed with ENODEV (No such device)): netlink A failed with EOPNOTSUPP"
                        + " (Operation not supported), the kernel says: no such mode",
                e.getMessage());
    }

    @Test
    void programThatCannotBeHeldIsNotAttached() throws Exception {
        Attachment foreign = Programs.only(theirs).attach(net.device, XdpMode.GENERIC);
        FutureTask<KernelException> attach = new FutureTask<>(() -> {
            // The handle's descriptor is a copy by fcntl(2); netlink is asked on the namespace's own thread.
            TestSeccomp.denyFcntl();
            return assertThrows(
                    KernelException.class,
                    () -> Programs.only(ours).attach(net.device, XdpMode.AUTO, IfOccupied.REPLACE));
        });
        new Thread(attach).start();
        assertTrue(attach.get().getMessage().contains("could not be held"), attach.get()::getMessage);
        assertEquals(Map.of(XdpMode.GENERIC, foreign.programId()), attached());
        foreign.close();
    }

    @Test
    void replacingWinsAgainstOneThatKeepsChanging() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        try (Bpf third = Bpf.load(Programs.dropAll())) {
            Thread other = new Thread(() -> {
                for (int i = 0; !done.get(); i++) {
                    try {
                        Programs.only(i % 2 == 0 ? theirs : third)
                                .attach(net.device, XdpMode.NATIVE, IfOccupied.REPLACE)
                                .abandon();
                    } catch (KernelException e) {
                        // Lost five rounds: the next one then.
                        Thread.onSpinWait();
                    }
                }
            });
            other.start();
            int won = 0;
            for (int i = 0; i < 30; i++) {
                try (Attachment on =
                        Programs.only(ours).attach(net.device, XdpMode.NATIVE, IfOccupied.REPLACE)) {
                    won++;
                    assertEquals(XdpMode.NATIVE, on.mode());
                } catch (KernelException e) {
                    assertTrue(e.errnoName().equals("EEXIST") || e.errnoName().equals("EBUSY"), e::getMessage);
                }
            }
            done.set(true);
            other.join();
            assertTrue(won > 0, "never won");
        }
    }

    @Test
    void detachesByIdWhatIsThereAndNothingElse() {
        try (Attachment foreign = Programs.only(theirs).attach(net.device, XdpMode.GENERIC)) {
            int mine = Programs.only(ours).id();
            BpfException e = assertThrows(BpfException.class, () -> Attachment.detach(net.device, mine));
            assertEquals(
                    "program " + mine + " is not attached to " + net.device + ", which has program "
                            + foreign.programId() + " (" + Programs.PREFIX + "drop, generic)",
                    e.getMessage());
            Attachment.detach(net.device, foreign.programId());
            assertEquals(Map.of(), attached());
            BpfException none = assertThrows(BpfException.class, () -> Attachment.detach(net.device, mine));
            assertTrue(none.getMessage().endsWith("which has no XDP program"), none::getMessage);
        }
    }

    @Test
    void programOfLinkIsNeitherReplacedNorDetached() {
        try (TestLink link = net.here.call(
                () -> TestLink.create(Programs.only(theirs).fd(), net.device.ifindex()))) {
            int id = Programs.only(theirs).id();
            assertTrue(link.isOpen());
            for (IfOccupied how : IfOccupied.values()) {
                KernelException e = assertThrows(
                        KernelException.class, () -> Programs.only(ours).attach(net.device, XdpMode.NATIVE, how));
                assertTrue(e.getMessage().contains("held by a bpf_link"), e::getMessage);
                assertTrue(e.getMessage().contains("program " + id), e::getMessage);
            }
            KernelException e = assertThrows(KernelException.class, () -> Attachment.detach(net.device, id));
            assertTrue(e.getMessage().contains("held by a bpf_link"), e::getMessage);
            assertEquals(Map.of(XdpMode.NATIVE, id), attached());
        }
        assertEquals(Map.of(), attached());
    }

    @Test
    void programThatIpAttachedIsNeitherReplacedNorRemoved(@TempDir Path folder) throws Exception {
        KernelCondition.needs("ip");
        KernelCondition.needs("clang-19");
        KernelCondition.needs("nsenter");
        KernelCondition.needs("unshare");
        Path source = Files.writeString(
                folder.resolve("drop.c"),
                "__attribute__((section(\"xdp\"), used)) int " + Programs.PREFIX + "ip(void *ctx) { return 1; }\n");
        Path object = folder.resolve("drop.o");
        Commands.run("clang-19", "-O2", "-target", "bpf", "-c", source.toString(), "-o", object.toString());
        String namespace = "--net=" + net.here.path();
        // Over a bpffs of its own, as ip leaves folders on the one that it finds.
        String mount = "mount -t bpf bpf /sys/fs/bpf && exec ip -force link set dev xt0 xdp obj " + object + " sec xdp";
        Commands.run("nsenter", namespace, "unshare", "--mount", "sh", "-c", mount);
        int id = attached().getOrDefault(XdpMode.NATIVE, 0);
        assertTrue(id > 0, "ip has attached its program");
        KernelException e = assertThrows(
                KernelException.class, () -> Programs.only(ours).attach(net.device, XdpMode.NATIVE));
        assertTrue(e.getMessage().contains("program " + id + " ("), e::getMessage);
        assertEquals(Map.of(XdpMode.NATIVE, id), attached());
        // Ours was there, ip replaced it: closing leaves ip's.
        Attachment.detach(net.device, id);
        try (Attachment on = Programs.only(ours).attach(net.device, XdpMode.NATIVE)) {
            String shown = Commands.run("nsenter", namespace, "ip", "-d", "link", "show", "dev", "xt0");
            assertTrue(shown.contains("prog/xdp id " + on.programId() + " "), shown);
            Commands.run("nsenter", namespace, "unshare", "--mount", "sh", "-c", mount);
        }
        int after = attached().getOrDefault(XdpMode.NATIVE, 0);
        assertTrue(after > 0 && after != Programs.only(ours).id(), () -> "attached is " + after);
    }
}
