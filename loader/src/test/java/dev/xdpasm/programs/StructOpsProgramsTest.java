package dev.xdpasm.programs;

import static dev.xdpasm.dsl.OpsStruct.TCP_CONGESTION_OPS;
import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static dev.xdpasm.uapi.IpProtocol.IPPROTO_TCP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.btf.BtfKind;
import dev.xdpasm.dsl.GlobalRef;
import dev.xdpasm.dsl.Globals;
import dev.xdpasm.dsl.Kfunc;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Ops;
import dev.xdpasm.dsl.OpsProgram;
import dev.xdpasm.dsl.OpsStruct;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.loader.Attachment;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.BpfMap;
import dev.xdpasm.loader.Codecs;
import dev.xdpasm.loader.KernelFeature;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.StructOpsRegistration;
import dev.xdpasm.loader.VethFixture;
import dev.xdpasm.loader.XdpMode;
import dev.xdpasm.object.BpfObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs in structs of functions: congestion controls of connections between namespaces of the test's own. */
@KernelTest(pins = true)
class StructOpsProgramsTest {
    private static final Kfunc RENO_SSTHRESH = Kfunc.of("u32 tcp_reno_ssthresh(struct sock *sk)");
    private static final Kfunc RENO_UNDO = Kfunc.of("u32 tcp_reno_undo_cwnd(struct sock *sk)");
    private static final Kfunc SLOW_START = Kfunc.of("u32 tcp_slow_start(struct tcp_sock *tp, u32 acked)");
    private static final Kfunc AVOID = Kfunc.of("void tcp_cong_avoid_ai(struct tcp_sock *tp, u32 w, u32 acked)");

    private static final MapRef<Num, NumField> RUNS = Maps.array("runs", U64, 8);
    private static final List<String> MEMBERS =
            List.of("init", "ssthresh", "cong_avoid", "undo_cwnd", "set_state", "cwnd_event", "pkts_acked", "release");

    /** A congestion control in which each program counts that it ran. */
    private static BpfObject counting(Consumer<Ops> more) {
        return Programs.object(o -> o.structOps("xdpasm_cc", TCP_CONGESTION_OPS, ops -> {
            ops.text("name", "xdpasm_cc");
            ops.program("init", p -> ran(p, "init"));
            ops.program("ssthresh", p -> {
                ran(p, "ssthresh");
                p.give(p.call(RENO_SSTHRESH, p.argument("sk", "sock")));
            });
            ops.program("cong_avoid", p -> {
                ran(p, "cong_avoid");
                var tcp = p.argument("sk", "tcp_sock");
                var left = p.var(U32, p.argument("acked"));
                p.when(tcp.field("snd_cwnd", U32).lt(tcp.field("snd_ssthresh", U32)), () -> left.set(p.call(SLOW_START, tcp, left)));
                p.call(AVOID, tcp, tcp.field("snd_cwnd", U32), left);
                p.when(tcp.field("snd_cwnd", U32).gt(7), () -> tcp.set("snd_cwnd", U32, 7));
            });
            ops.program("undo_cwnd", p -> {
                ran(p, "undo_cwnd");
                p.give(p.call(RENO_UNDO, p.argument("sk", "sock")));
            });
            ops.program("set_state", p -> p.when(p.argument("new_state").lt(5), () -> ran(p, "set_state")));
            ops.program("cwnd_event", p -> {
                ran(p, "cwnd_event");
                p.done();
            });
            ops.program("pkts_acked", p -> p.when(
                    p.argument("sample", "ack_sample").field("pkts_acked", U32).gt(0), () -> ran(p, "pkts_acked")));
            ops.program("release", p -> ran(p, "release"));
            more.accept(ops);
        }));
    }

    private static void ran(OpsProgram p, String member) {
        p.lookup(RUNS, p.num(U32, MEMBERS.indexOf(member))).ifPresent(runs -> runs.atomicAdd(1));
    }

    private static final GlobalRef<NumField> ACKS = Globals.counter("acks", U64);
    private static final GlobalRef<NumField> SILENT = Globals.counter("silent_since", U64);

    /** Drops acknowledgements for most of a second, the twentieth is the first: so the sender believes that all is lost, which it is not. */
    private static final BpfObject SILENCE = Xdp.program("silence", p -> {
        p.when(p.ethernet().type().ne(ETH_P_IP), () -> p.pass());
        p.when(p.ipv4().protocol().ne(IPPROTO_TCP), () -> p.pass());
        p.global(ACKS).atomicAdd(1);
        p.when(p.global(ACKS).lt(20), () -> p.pass());
        p.when(p.global(SILENT).eq(0), () -> p.global(SILENT).set(p.ktime()));
        p.when(p.ktime().minus(p.global(SILENT)).lt(700_000_000), () -> p.drop());
    });

    /** How the object comes to the kernel, and how the kernel comes to use it. */
    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of("from memory", counting(ops -> {}), false),
                Arguments.of("from ELF", reread(counting(ops -> {})), false),
                Arguments.of("from memory, by a link", counting(Ops::linked), true),
                Arguments.of("from ELF, by a link", reread(counting(Ops::linked)), true));
    }

    private static BpfObject reread(BpfObject object) {
        return ElfReader.read("written.o", ElfWriter.write(object));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void eachMemberIsRunForAConnection(String way, BpfObject object, boolean linked) throws Exception {
        if (linked) {
            Needs.version(KernelFeature.STRUCT_OPS_LINK);
        }
        try (Bpf bpf = Bpf.load(object);
                Bpf loss = Bpf.load(SILENCE);
                VethFixture veth = new VethFixture();
                Attachment silence = loss.xdp("silence").attach(veth.device, XdpMode.NATIVE)) {
            assertFalse(available().contains("xdpasm_cc"), silence::toString);
            try (StructOpsRegistration on = bpf.structOps("xdpasm_cc").register()) {
                assertEquals(linked, on.link().isPresent());
                assertTrue(available().contains("xdpasm_cc"));
                assertEquals(7, TcpTransfer.send(veth, "xdpasm_cc", 2_000_000), "the window, as the program has written it");
                assertEquals(List.of(), neverRan(bpf.map("runs", Codecs.U32, Codecs.U64)));
            }
            assertFalse(available().contains("xdpasm_cc"), "closed");
        }
    }

    /** The members that were not run; the sockets are let go soon after the connection has ended. */
    private static List<String> neverRan(BpfMap<Long, Long> runs) throws InterruptedException {
        List<String> never = List.of();
        for (int attempt = 0; attempt < 100; attempt++) {
            never = MEMBERS.stream()
                    .filter(member -> runs.get((long) MEMBERS.indexOf(member)).orElseThrow() == 0)
                    .toList();
            if (!never.contains("release")) {
                break;
            }
            Thread.sleep(100);
        }
        return never;
    }

    private static List<String> available() throws IOException {
        return List.of(Files.readString(Path.of("/proc/sys/net/ipv4/tcp_available_congestion_control")).trim().split(" "));
    }

    @Test
    void libbpfRegistersWhatIsWritten(@TempDir Path directory) throws Exception {
        Path written = Files.write(directory.resolve("cc.o"), ElfWriter.write(counting(ops -> {})));
        Libbpf.bpftool("struct_ops", "register", written.toString());
        List<String> theirs;
        try {
            assertTrue(available().contains("xdpasm_cc"));
            theirs = dumped();
        } finally {
            Libbpf.bpftool("struct_ops", "unregister", "name", "xdpasm_cc");
        }
        try (Bpf bpf = Bpf.load(counting(ops -> {}));
                StructOpsRegistration on = bpf.structOps("xdpasm_cc").register()) {
            assertEquals(theirs, dumped(), on::toString);
        }
    }

    /** What stands in the struct in the kernel, without ids. */
    private static List<String> dumped() throws Exception {
        return Libbpf.bpftool("struct_ops", "dump", "name", "xdpasm_cc")
                .lines()
                .filter(line -> !line.matches(".*\"(id|btf_id|btf_vmlinux_id|netns_dev|netns_ino|prev|next|counter|key)\".*"))
                .map(line -> line.replaceAll("prog_id:\\d+", "prog_id"))
                .toList();
    }

    private static final OpsStruct BEGINS = OpsStruct.of("struct tcp_congestion_ops { void (*init)(struct sock *sk); }");

    @Test
    void libbpfFindsFieldsThatAreWrittenToo(@TempDir Path directory) throws Exception {
        BpfObject object = Programs.object(o -> o.structOps("xdpasm_cc", BEGINS, ops -> ops.program("init", p -> {
            var tcp = p.argument("sk", "tcp_sock");
            tcp.set("snd_cwnd", U32, 10);
            tcp.set("snd_ssthresh", U32, tcp.field("snd_cwnd", U32).plus(1));
            tcp.set("inet_conn.icsk_ca_priv[1]", U64, p.ktime());
        })));
        Libbpf.assertLoadsTheSame(object, "xdpasm_cc_init", directory);
    }

    /** The declaration that users need not write is the kernel's own. */
    @Test
    void declarationIsTheKernels() throws Exception {
        Needs.version(6, 10, "cong_control has two arguments more since then");
        String kernels = Libbpf.bpftool("btf", "dump", "file", "/sys/kernel/btf/vmlinux", "format", "c");
        int begin = kernels.indexOf("struct tcp_congestion_ops {\n");
        List<String> theirs = kernels.substring(begin, kernels.indexOf("};", begin)).lines().skip(1)
                .map(String::strip)
                .filter(line -> !line.matches("long: 64;|struct (module|list_head) .*|u32 key;|size_t \\(\\*get_info.*"))
                .toList();
        assertEquals(theirs, TCP_CONGESTION_OPS.declaration().lines()
                .filter(line -> line.endsWith(";") || line.contains("; //"))
                .map(line -> line.replaceAll("//.*", "").strip())
                .filter(line -> !line.equals("};"))
                .map(line -> line.replaceAll("(?<=[ *])\\w+(?=,|\\);)", "").replaceAll(" (?=[,)])", ""))
                .toList());
    }

    /** What is refused at the Java line the kernel does not register. */
    @ParameterizedTest
    @ValueSource(strings = {"name", "ssthresh", "undo_cwnd", "cong_avoid"})
    void membersThatAreWantedAreTheKernels(String left) {
        OpsStruct any = OpsStruct.of(TCP_CONGESTION_OPS.declaration());
        BpfObject object = Programs.object(o -> o.structOps("lacking", any, ops -> {
            if (!left.equals("name")) {
                ops.text("name", "xdpasm_lacking");
            }
            Stream.of("ssthresh", "undo_cwnd", "cong_avoid").filter(member -> !member.equals(left)).forEach(member -> ops.program(member, p -> {}));
        }));
        try (Bpf bpf = Bpf.load(object)) {
            String refused = assertThrows(BpfException.class, () -> bpf.structOps("lacking").register().close()).getMessage();
            assertTrue(refused.contains("EINVAL"), refused);
        }
    }

    private static final OpsStruct DUMMY = OpsStruct.of("""
            struct bpf_dummy_ops { // Linux 5.16
                int (*test_1)(struct bpf_dummy_ops_state *);
                int (*test_2)(struct bpf_dummy_ops_state *, int, short unsigned int, char, long unsigned int);
                int (*test_sleepable)(struct bpf_dummy_ops_state *); // Linux 6.3
            };""");

    /** A struct that users declare, as bpftool prints it: parameters have no names. */
    @Test
    void declaredStructsAreTakenToo() {
        Needs.version(6, 3, "members in which a program may sleep");
        BpfObject object = Programs.object(o -> o.structOps("dummy", DUMMY, ops -> {
            ops.program("test_1", p -> {
                var state = p.argument(0, "bpf_dummy_ops_state");
                p.when(state.isNull(), () -> p.give(-1));
                state.set("val", U32, 90);
                p.give(state.field("val", U32));
            });
            ops.program("test_2", -5, p -> p.when(p.argument(1).lt(0), () -> p.give(p.argument(2).plus(p.argument(4).as(U16)))));
            ops.sleepable("test_sleepable", p -> p.give(7));
        }));
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(List.of("dummy_test_1", "dummy_test_2", "dummy_test_sleepable"),
                    bpf.programs().stream().map(program -> program.name()).toList());
        }
    }

    @Test
    void whatTheKernelRefusesIsNamed() {
        BpfObject written = Programs.object(o -> o.structOps("cc", BEGINS,
                ops -> ops.program("init", p -> p.argument("sk", "tcp_sock").set("srtt_us", U32, 1))));
        assertTrue(refusal(written).contains("no write support to tcp_sock at off"), () -> refusal(written));
        OpsStruct other = OpsStruct.of("struct tcp_congestion_ops { u32 (*no_such_member)(struct sock *sk); }");
        assertEquals("the struct cc of functions has a member no_such_member, which the kernel's struct tcp_congestion_ops has not",
                refusal(Programs.object(o -> o.structOps("cc", other, ops -> ops.program("no_such_member", p -> p.give(1))))));
        OpsStruct none = OpsStruct.of("struct no_such_ops { u32 flags; }");
        assertEquals("the struct n of functions is a no_such_ops, but the kernel's types have no struct no_such_ops; modules are not asked",
                refusal(Programs.object(o -> o.structOps("n", none, ops -> ops.number("flags", 1)))));
        if (BtfIndex.ofKernel().find("bpf_struct_ops_Qdisc_ops", BtfKind.STRUCT).isEmpty()) {
            OpsStruct queue = OpsStruct.of("struct Qdisc_ops { void (*reset)(struct Qdisc *sch); }");
            assertEquals("the struct q of functions is a Qdisc_ops, in which this kernel takes no programs: Linux 6.16 with"
                            + " CONFIG_NET_SCH_BPF is the first that takes them",
                    refusal(Programs.object(o -> o.structOps("q", queue, ops -> ops.program("reset", p -> {})))));
        }
        OpsStruct closed = OpsStruct.of("struct file_operations { int (*fsync)(struct file *file, s64 a, s64 b, int c); }");
        assertEquals("the struct f of functions is a file_operations, in which this kernel takes no programs; modules are not asked",
                refusal(Programs.object(o -> o.structOps("f", closed, ops -> ops.program("fsync", p -> p.give(1))))));
    }

    private static String refusal(BpfObject object) {
        return assertThrows(BpfException.class, () -> Bpf.load(object).close()).getMessage();
    }
}
