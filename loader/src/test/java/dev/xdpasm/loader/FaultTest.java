package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.isa.Code;
import dev.xdpasm.loader.sys.TestLimit;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs short or vanishes on the way leaves nothing half done, and is named. */
@KernelTest
class FaultTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final int REMOVALS = Bound.of(20, 200);

    /** Attaches under a limit of open files that rises by one each time, until it is enough. */
    static final class FewFiles {
        private static final int FEWEST = 20;
        private static final int MOST = 1000;

        private static final Pattern NEEDED =
                Pattern.compile("dev\\.xdpasm\\.((object|core|btf|isa|uapi|loader(\\.sys|\\.netlink)?)\\.)?(?!\\w*Test)[A-Z].*");

        private FewFiles() {}

        public static void main(String[] args) throws Exception {
            loadClasses();
            System.out.println("classes are loaded");
            try (VethFixture net = new VethFixture()) {
                attach(net, XdpMethod.NETLINK).close();
                attach(net, XdpMethod.LINK).close();
                System.out.println("it is attached while files are plenty");
                for (XdpMethod method : new XdpMethod[] {XdpMethod.NETLINK, XdpMethod.LINK}) {
                    String said = "";
                    for (int limit = FEWEST; !said.equals("ok") && limit < MOST; limit++) {
                        long before = TestLimit.openFiles(limit);
                        Optional<Attachment> on = Optional.empty();
                        try {
                            on = Optional.of(attach(net, method));
                            said = "ok";
                        } catch (BpfException e) {
                            said = e.summary();
                        } finally {
                            TestLimit.openFiles(before);
                        }
                        on.ifPresent(Attachment::close);
                        System.out.println(limit + " " + method + " " + XdpStatus.of(net.device).programIds() + " " + said);
                    }
                }
            }
        }

        private static Attachment attach(VethFixture net, XdpMethod method) {
            try (Bpf bpf = Bpf.load(Programs.permitAll())) {
                return Programs.only(bpf).attach(net.device, XdpOptions.DEFAULTS.withMethod(method));
            }
        }

        /**
         * A class that is loaded from a folder needs a file for it: all of ours, before files are short, but those of the fronts
         * and of what prints, which no load goes through.
         */
        private static void loadClasses() throws Exception {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path root = Path.of(entry);
                if (Files.isDirectory(root)) {
                    try (Stream<Path> files = Files.walk(root)) {
                        for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                            String name = root.relativize(file).toString().replace(".class", "").replace('/', '.');
                            if (NEEDED.matcher(name).matches()) {
                                Class.forName(name, false, FewFiles.class.getClassLoader());
                            }
                        }
                    }
                }
            }
        }
    }

    @Test
    void tooFewOpenFilesAreNamedAndLeaveNothing(@TempDir File folder) throws Exception {
        File said = new File(folder, "said");
        Process child = Children.intoFile(Children.java(FewFiles.class), said).start();
        boolean ended = Children.endsWhileTalking(child, said, PATIENCE_SECONDS);
        assertTrue(ended, () -> "it has said nothing more for " + PATIENCE_SECONDS + " s");
        String printed = Files.readString(said.toPath());
        assertEquals(0, child.exitValue(), printed);
        for (XdpMethod method : new XdpMethod[] {XdpMethod.NETLINK, XdpMethod.LINK}) {
            var lines = printed.lines().filter(line -> line.contains(" " + method + " {")).toList();
            assertTrue(lines.size() > 1, printed);
            assertTrue(lines.get(lines.size() - 1).endsWith(method + " {} ok"), printed);
            for (String line : lines.subList(0, lines.size() - 1)) {
                assertTrue(line.contains(method + " {} "), "nothing is left on the interface: " + line);
                assertTrue(line.contains("EMFILE") || line.contains("could not be read"), line);
            }
            assertTrue(
                    lines.stream().anyMatch(line -> line.matches(".*; RLIMIT_NOFILE is \\d+, and so many files are open: raise"
                            + " it \\(ulimit -n\\), or close what is no longer needed")),
                    printed);
        }
    }

    @Test
    void aProgramOfTooManyInstructionsSaysSo() {
        long[] words = new long[1_000_001];
        Arrays.fill(words, 0x2_0000_00b7L);
        words[words.length - 1] = 0x95L;
        BpfObject huge = BpfObject.of(BpfProgram.xdp(Programs.PREFIX + "huge", Code.of(words)));
        KernelException e = assertThrows(KernelException.class, () -> Bpf.load(huge));
        assertEquals(
                "program " + Programs.PREFIX + "huge could not be loaded: bpf(BPF_PROG_LOAD) failed with E2BIG (Argument list"
                        + " too long); it has 1000001 instructions, the kernel takes at most 1000000",
                e.getMessage());
    }

    @Test
    void anInterfaceThatIsRemovedMidWayLeavesNothing() throws Exception {
        try (NetNamespace namespace = NetNamespace.create();
                NetNamespace same = NetNamespace.open(namespace.path());
                Bpf bpf = Bpf.load(Programs.permitAll())) {
            AtomicBoolean done = new AtomicBoolean();
            Thread remover = new Thread(() -> {
                while (!done.get()) {
                    try (VethPair pair = VethPair.create(same, "xt0", same, "xt1")) {
                        Thread.sleep(0, (int) (System.nanoTime() % 900_000));
                        assertEquals("xt0", pair.a().name());
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
            remover.start();
            int attached = 0;
            int refused = 0;
            while (attached + refused < REMOVALS || attached == 0 && refused < 100 * REMOVALS) {
                XdpMethod method = (attached + refused) % 2 == 0 ? XdpMethod.NETLINK : XdpMethod.LINK;
                try (Attachment on = Programs.only(bpf)
                        .attach(NetDevice.byName(namespace, "xt0"), XdpOptions.DEFAULTS.withMethod(method))) {
                    assertEquals(bpf.programs().get(0).id(), on.programId());
                    attached++;
                } catch (KernelException e) {
                    assertTrue(e.errnoName().equals("ENODEV") || e.errnoName().equals("EINVAL"), e::getMessage);
                    refused++;
                } catch (BpfException e) {
                    assertTrue(e.getMessage().startsWith("no interface is called xt0"), e::getMessage);
                    refused++;
                }
            }
            done.set(true);
            remover.join();
            assertTrue(
                    XdpStatus.all(namespace).stream().allMatch(status -> status.programIds().equals(Map.of())),
                    "nothing is on any interface");
        }
    }
}
