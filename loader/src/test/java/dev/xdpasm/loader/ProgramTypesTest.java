package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.isa.Code;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.uapi.AttachType;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs of other types than XDP: each is attached, seen at work, and off again when its handle is closed. */
@KernelTest
class ProgramTypesTest {
    /** {@code r0 = N; exit}. */
    private static Code returning(int value) {
        return Code.of((long) value << 32 | 0xb7L, 0x95L);
    }

    private static Bpf load(String section, Code code) {
        return Bpf.load(BpfObject.of(new BpfProgram(
                Programs.PREFIX + "p", ProgramKind.ofSection(section).orElseThrow().type(), section, code)));
    }

    private static <T extends LoadedProgram> T only(Bpf bpf, Class<T> type) {
        return bpf.program(Programs.PREFIX + "p", type);
    }

    // ---- tc

    private static final int TC_ACT_OK = 0;
    private static final int TC_ACT_SHOT = 2;
    private static final int TCX_NEXT = -1;

    @ParameterizedTest
    @EnumSource(TcDirection.class)
    void tcxDropsUntilItIsClosed(TcDirection direction) {
        Needs.version(KernelFeature.TCX);
        try (VethFixture net = new VethFixture();
                Bpf bpf = load("tcx/" + direction, returning(TC_ACT_SHOT))) {
            TcProgram program = only(bpf, TcProgram.class);
            assertTrue(net.pings());
            try (BpfLink link = program.attach(net.device, direction, TcxPosition.last())) {
                assertEquals(List.of(program.id()), TcProgram.attached(net.device, direction));
                assertEquals(Optional.of(net.device.ifindex()), link.info().ifindex());
                assertEquals("tcx", link.info().typeName());
                assertTrue(net.isSilent());
            }
            assertEquals(List.of(), TcProgram.attached(net.device, direction));
            assertTrue(net.pings());
        }
    }

    @Test
    void tcxProgramsRunInTheOrderOfTheirPositions() {
        Needs.version(KernelFeature.TCX);
        try (VethFixture net = new VethFixture();
                Bpf a = load("tcx/ingress", returning(TCX_NEXT));
                Bpf b = load("tcx/ingress", returning(TCX_NEXT));
                Bpf c = load("tcx/ingress", returning(TCX_NEXT));
                Bpf d = load("tcx/ingress", returning(TCX_NEXT));
                BpfLink first = only(a, TcProgram.class).attach(net.device, TcDirection.INGRESS, TcxPosition.last());
                BpfLink last = only(b, TcProgram.class).attach(net.device, TcDirection.INGRESS, TcxPosition.last());
                BpfLink middle =
                        only(c, TcProgram.class).attach(net.device, TcDirection.INGRESS, TcxPosition.before(last));
                BpfLink second =
                        only(d, TcProgram.class).attach(net.device, TcDirection.INGRESS, TcxPosition.after(first))) {
            assertEquals(
                    List.of(first, second, middle, last).stream().map(link -> link.info().programId()).toList(),
                    TcProgram.attached(net.device, TcDirection.INGRESS));
        }
    }

    @Test
    void tcxOfAnOldKernelIsToldByItsVersion() {
        Needs.olderThan(KernelFeature.TCX);
        try (VethFixture net = new VethFixture();
                Bpf bpf = load("tc", returning(TC_ACT_OK))) {
            KernelException e = assertThrows(
                    KernelException.class,
                    () -> only(bpf, TcProgram.class).attach(net.device, TcDirection.INGRESS, TcxPosition.last()));
            assertTrue(e.getMessage().contains(", tcx needs 6.6"), e::getMessage);
        }
    }

    @ParameterizedTest
    @EnumSource(TcDirection.class)
    void filterDropsUntilItIsClosedAndLeavesOthers(TcDirection direction) {
        try (VethFixture net = new VethFixture();
                Bpf pass = load("tc", returning(TC_ACT_OK));
                Bpf drop = load("tc", returning(TC_ACT_SHOT));
                TcFilter theirs = only(pass, TcProgram.class).attachFilter(net.device, direction, 20, 7)) {
            try (TcFilter ours = only(drop, TcProgram.class).attachFilter(net.device, direction, 10, 1)) {
                assertTrue(ours.isAttached());
                assertTrue(net.isSilent());
            }
            assertTrue(net.pings());
            assertTrue(theirs.isAttached());
        }
    }

    @Test
    void filterOfTakenPlaceNamesWhoHasIt() {
        try (VethFixture net = new VethFixture();
                Bpf pass = load("tc", returning(TC_ACT_OK));
                Bpf drop = load("tc", returning(TC_ACT_SHOT));
                TcFilter theirs = only(pass, TcProgram.class).attachFilter(net.device, TcDirection.INGRESS, 1, 1)) {
            KernelException e = assertThrows(
                    KernelException.class,
                    () -> only(drop, TcProgram.class).attachFilter(net.device, TcDirection.INGRESS, 1, 1));
            assertEquals("EEXIST", e.errnoName());
            assertEquals(
                    "there is a filter of that priority and handle already: bpf, program " + pass.programs().get(0).id() + " ("
                            + Programs.PREFIX + "p)",
                    e.hint().orElse("(none)"));
            assertTrue(theirs.isAttached());
            assertTrue(net.pings());
        }
    }

    @Test
    @KernelTest(pins = true)
    void filterOfTheTcToolIsLeftAndOursIsSeenByIt() throws Exception {
        KernelCondition.needs("tc");
        KernelCondition.needs("nsenter");
        Path pin = Path.of("/sys/fs/bpf/" + Programs.PREFIX + "tc");
        try (VethFixture net = new VethFixture();
                Bpf pass = load("tc", returning(TC_ACT_OK))) {
            only(pass, TcProgram.class).pin(pin);
            String[] tc = {"nsenter", "--net=" + net.here.path(), "tc"};
            run(tc, "qdisc add dev xt0 clsact");
            run(tc, "filter add dev xt0 ingress prio 5 protocol all bpf da object-pinned " + pin);
            try (TcFilter ours = only(pass, TcProgram.class).attachFilter(net.device, TcDirection.INGRESS, 3, 2)) {
                String shown = run(tc, "filter show dev xt0 ingress");
                assertTrue(shown.contains("pref 3 bpf") && shown.contains("handle 0x2 " + Programs.PREFIX + "p"), shown);
                assertTrue(ours.isAttached());
            }
            String left = run(tc, "filter show dev xt0 ingress");
            assertTrue(left.contains("pref 5 bpf") && !left.contains("pref 3"), left);
        } finally {
            Files.deleteIfExists(pin);
        }
    }

    private static String run(String[] tool, String arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(tool));
        command.addAll(List.of(arguments.split(" ")));
        return Commands.run(command.toArray(String[]::new));
    }

    @Test
    void netkitTakesNoOtherDevice() {
        Needs.version(KernelFeature.NETKIT);
        try (VethFixture net = new VethFixture();
                Bpf bpf = load("netkit/primary", returning(TCX_NEXT))) {
            KernelException e = assertThrows(
                    KernelException.class,
                    () -> only(bpf, TcProgram.class).attachNetkit(net.device, false, TcxPosition.last()));
            assertTrue(e.getMessage().endsWith("the interface is a veth, and only a netkit device takes it: attach by tcx"), e::getMessage);
        }
    }

    @Test
    void handleOfAnotherTypeIsRefused() {
        try (Bpf bpf = load("tc", returning(TC_ACT_OK))) {
            BpfException e = assertThrows(BpfException.class, () -> only(bpf, CgroupProgram.class));
            assertEquals(
                    "program " + Programs.PREFIX + "p is of type sched_cls, which is a TcProgram, not a CgroupProgram",
                    e.getMessage());
        }
    }

    // ---- cgroups

    private static Path cgroup() throws IOException {
        Path mount = Files.readAllLines(Path.of("/proc/mounts")).stream()
                .map(line -> line.split(" "))
                .filter(words -> words[2].equals("cgroup2"))
                .map(words -> Path.of(words[1]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no cgroup2 is mounted"));
        return Files.createDirectory(mount.resolve(Programs.PREFIX + System.nanoTime()));
    }

    /** Whether a process of the cgroup can bind a socket, which the program decides about. */
    private static boolean canBind(Path cgroup) throws Exception {
        Process shell = new ProcessBuilder(
                        "sh", "-c", "echo $$ > " + cgroup + "/cgroup.procs && exec bash -c 'exec 3<>/dev/udp/127.0.0.1/9'")
                .redirectErrorStream(true)
                .start();
        shell.getInputStream().readAllBytes();
        return shell.waitFor() == 0;
    }

    @ParameterizedTest
    @EnumSource(
            value = AttachType.class,
            names = {"BPF_CGROUP_INET4_CONNECT"})
    void cgroupProgramDecidesByLinkAndWithout(AttachType type) throws Exception {
        Path cgroup = cgroup();
        try (Bpf deny = load("cgroup/connect4", returning(0))) {
            CgroupProgram program = only(deny, CgroupProgram.class);
            assertTrue(canBind(cgroup), "before");
            try (BpfLink link = program.attach(cgroup)) {
                assertEquals("cgroup", link.info().typeName());
                assertEquals(List.of(program.id()), CgroupProgram.attached(cgroup, type));
                assertFalse(canBind(cgroup), "denied by a link");
            }
            assertTrue(canBind(cgroup), "between");
            try (CgroupAttachment on = program.attachForKeeps(cgroup)) {
                assertTrue(on.isAttached());
                assertFalse(canBind(cgroup), "denied without");
            }
            assertTrue(canBind(cgroup), "after");
        } finally {
            Files.delete(cgroup);
        }
    }

    @ParameterizedTest
    @EnumSource(CgroupSection.class)
    void cgroupProgramsOfEachKindAreAttached(CgroupSection section) throws IOException {
        Path cgroup = cgroup();
        try (Bpf bpf = load(section.name, returning(1));
                BpfLink link = only(bpf, CgroupProgram.class).attach(cgroup)) {
            assertEquals(bpf.programs().get(0).id(), link.info().programId());
        } finally {
            Files.delete(cgroup);
        }
    }

    /** What a hook of the security modules decides for the processes of one cgroup. */
    @Test
    void hookOfACgroupIsAttached() throws Exception {
        Needs.version(6, 0, "lsm_cgroup came then");
        Path cgroup = cgroup();
        Bpf loaded;
        try {
            loaded = load("lsm_cgroup/socket_connect", returning(0));
        } catch (KernelException e) {
            Files.delete(cgroup);
            assertTrue(List.of("EPERM", "ENOTSUPP").contains(e.errnoName()), e::getMessage);
            Needs.without("trampolines", e.getMessage());
            return;
        }
        try (Bpf deny = loaded) {
            assertTrue(canBind(cgroup), "before");
            try (BpfLink link = only(deny, CgroupProgram.class).attach(cgroup)) {
                assertEquals("cgroup", link.info().typeName());
                assertFalse(canBind(cgroup), "denied");
            }
            assertTrue(canBind(cgroup), "after");
        } finally {
            Files.delete(cgroup);
        }
    }

    /** One of each program type that is attached to cgroups. */
    enum CgroupSection {
        SKB("cgroup_skb/ingress"),
        SOCK("cgroup/sock_create"),
        SOCK_ADDR("cgroup/sendmsg4"),
        SOCKOPT("cgroup/getsockopt"),
        SYSCTL("cgroup/sysctl"),
        DEVICE("cgroup/dev"),
        SOCK_OPS("sockops");

        private final String name;

        CgroupSection(String name) {
            this.name = name;
        }
    }

    @Test
    void folderThatIsNoCgroupIsNamed() {
        try (Bpf bpf = load("cgroup/connect4", returning(1))) {
            CgroupProgram program = only(bpf, CgroupProgram.class);
            KernelException e = assertThrows(KernelException.class, () -> program.attach(Path.of("/tmp")));
            assertEquals("/tmp is no folder of cgroup2 (there is no cgroup.controllers in it)", e.hint().orElse("(none)"));
            BpfException gone = assertThrows(BpfException.class, () -> program.attach(Path.of("/tmp/no such cgroup")));
            assertEquals("there is no cgroup /tmp/no such cgroup", gone.getMessage());
        }
    }

    // ---- network namespaces and netfilter

    @Test
    void socketLookupDropsUntilItIsClosed() throws Exception {
        Needs.version(KernelFeature.SK_LOOKUP);
        try (NetNamespace namespace = NetNamespace.create();
                Bpf drop = load("sk_lookup", returning(0))) {
            NetDevice.byName(namespace, "lo").up();
            assertTrue(receives(namespace), "before");
            try (BpfLink link = only(drop, NetnsProgram.class).attach(namespace)) {
                assertEquals(namespace.inode(), link.info().details().get("netns_ino"));
                assertFalse(receives(namespace), "no socket is found");
            }
            assertTrue(receives(namespace), "after");
        }
    }

    /** Whether a packet to a port of the namespace finds the socket. */
    private static boolean receives(NetNamespace namespace) {
        return namespace.call(() -> {
            try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
                    DatagramSocket sender = new DatagramSocket()) {
                receiver.setSoTimeout(200);
                byte[] payload = {1};
                sender.send(new DatagramPacket(
                        payload, 1, new InetSocketAddress("127.0.0.1", receiver.getLocalPort())));
                receiver.receive(new DatagramPacket(new byte[8], 8));
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void flowDissectorIsAttachedToItsNamespace() {
        Needs.version(KernelFeature.NETNS_LINK);
        try (NetNamespace namespace = NetNamespace.create();
                Bpf bpf = load("flow_dissector", returning(0));
                BpfLink link = only(bpf, NetnsProgram.class).attach(namespace)) {
            assertEquals(namespace.inode(), link.info().details().get("netns_ino"));
            assertEquals((long) AttachType.BPF_FLOW_DISSECTOR.value(), link.info().details().get("attach_type"));
        }
    }

    @Test
    void netfilterProgramDropsUntilItIsClosed() {
        Needs.version(KernelFeature.NETFILTER);
        try (VethFixture net = new VethFixture();
                Bpf drop = load("netfilter", returning(0))) {
            NetfilterProgram program = only(drop, NetfilterProgram.class);
            try (BpfLink link = program.attach(
                    net.here, NetfilterProgram.Family.IPV4, NetfilterProgram.Hook.LOCAL_IN, -100)) {
                assertEquals(-100L, link.info().details().get("priority"));
                assertTrue(net.isSilent());
                KernelException e = assertThrows(
                        KernelException.class,
                        () -> program.attach(
                                net.here, NetfilterProgram.Family.IPV4, NetfilterProgram.Hook.LOCAL_IN, -100));
                assertEquals(
                        "link " + link.id() + " has that priority, and each is one program's: take another",
                        e.hint().orElse("(none)"));
            }
            assertTrue(net.pings());
        }
    }

    // ---- tracing

    @Test
    void rawTracepointIsAttached() {
        try (Bpf bpf = load("raw_tp/sys_enter", returning(0));
                BpfLink link = only(bpf, RawTracepointProgram.class).attach()) {
            assertEquals("raw_tracepoint", link.info().typeName());
            KernelException e = assertThrows(
                    KernelException.class, () -> only(bpf, RawTracepointProgram.class).attach("no_such"));
            assertEquals("ENOENT", e.errnoName());
        }
    }

    @Test
    void tracepointIsAttached() {
        Needs.version(KernelFeature.PERF_LINK);
        Needs.built(Tracefs.events().isPresent(), "tracefs that is mounted");
        try (Bpf bpf = load("tracepoint/syscalls/sys_enter_getpid", returning(0));
                BpfLink link = only(bpf, ProbeProgram.class).attachTracepoint()) {
            assertEquals("perf_event", link.info().typeName());
            BpfException e = assertThrows(
                    BpfException.class, () -> only(bpf, ProbeProgram.class).attachTracepoint("syscalls", "no_such"));
            assertTrue(e.getMessage().startsWith("this kernel has no tracepoint syscalls/no_such"), e::getMessage);
        }
    }

    @Test
    void clockIsAttached() {
        Needs.version(KernelFeature.PERF_LINK);
        try (Bpf bpf = load("perf_event", returning(0));
                BpfLink link = only(bpf, ProbeProgram.class).attachClock(0, 99)) {
            assertEquals(bpf.programs().get(0).id(), link.info().programId());
        }
    }

    private static boolean hasProbes(String kind) {
        try {
            return Tracefs.probeType(kind) > 0;
        } catch (BpfException e) {
            assertTrue(e.getMessage().startsWith("this kernel was built without " + kind + "s"), e::getMessage);
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(ProbeProgram.At.class)
    void kprobeIsAttachedWhereTheKernelHasThem(ProbeProgram.At at) {
        Needs.version(KernelFeature.PERF_LINK);
        Needs.built(hasProbes("kprobe"), "kprobes");
        try (Bpf bpf = load("kprobe/do_nanosleep", returning(0));
                BpfLink link = only(bpf, ProbeProgram.class).attachKprobe("do_nanosleep", 0, at)) {
            assertEquals("perf_event", link.info().typeName());
        }
    }

    @Test
    void uprobeIsAttachedToAFileOfCode() {
        Needs.version(KernelFeature.PERF_LINK);
        Needs.built(hasProbes("uprobe"), "uprobes");
        try (Bpf bpf = load("uprobe", returning(0));
                BpfLink link = only(bpf, ProbeProgram.class)
                        .attachUprobe(Path.of("/bin/true"), 0x1000, Optional.empty(), ProbeProgram.At.ENTRY)) {
            assertEquals("perf_event", link.info().typeName());
        }
    }
}
