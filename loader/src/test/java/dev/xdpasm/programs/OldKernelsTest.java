package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.dsl.Types.U64;
import static dev.xdpasm.dsl.Types.struct;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.btf.BtfKind;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.dsl.Functions;
import dev.xdpasm.dsl.HookProgram;
import dev.xdpasm.dsl.LoopForm;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.SockOps;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Tc;
import dev.xdpasm.dsl.TcpSock;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.TcAction;
import dev.xdpasm.uapi.XdpAction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the oldest kernel lacks that is to run a program is refused at the line that asks for it. */
@KernelTest
class OldKernelsTest {
    static final class Word extends Struct {
        final NumField word = u32();
    }

    private static Consumer<Programs> xdp(Consumer<Xdp> body) {
        return o -> o.xdp("old", body);
    }

    private static Consumer<Programs> tc(Consumer<Tc> body) {
        return o -> o.tc("old", body);
    }

    private static Consumer<Programs> ops(Consumer<HookProgram<SockOps>> body) {
        return o -> o.sockOps("old", body);
    }

    private static Arguments row(String what, String since, IsaLevel level, Consumer<Programs> said) {
        return Arguments.of(what, since, level, said);
    }

    private static Arguments row(String what, String since, Consumer<Programs> said) {
        return row(what, since, IsaLevel.V3, said);
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                row("xdp_md.data_meta", "4.15", IsaLevel.V1, xdp(p -> p.meta(Word::new))),
                row("xdp_md.ingress_ifindex", "4.16", IsaLevel.V1, xdp(p -> p.action(p.ingressIfindex()))),
                row("xdp_md.rx_queue_index", "4.16", IsaLevel.V1, xdp(p -> p.action(p.rxQueueIndex()))),
                row("__sk_buff.hash", "4.3", IsaLevel.V1, tc(p -> p.action(p.skb().hash.get()))),
                row("__sk_buff.cb", "4.2", IsaLevel.V1, tc(p -> p.skb().cb3.set(1))),
                row("__sk_buff.napi_id", "4.12", IsaLevel.V1, tc(p -> p.action(p.skb().napiId.get()))),
                row("__sk_buff.data_meta", "4.15", IsaLevel.V1, tc(p -> p.meta(Word::new))),
                row("__sk_buff.tstamp", "5.0", IsaLevel.V2, tc(p -> p.skb().tstamp.set(0))),
                row("__sk_buff.wire_len", "5.0", IsaLevel.V2, tc(p -> p.action(p.skb().wireLen.get()))),
                row("__sk_buff.gso_segs", "5.1", IsaLevel.V2, tc(p -> p.action(p.skb().gsoSegs.get()))),
                row("__sk_buff.sk", "5.1", IsaLevel.V2, tc(p -> p.socket().ifPresent(s -> p.drop()))),
                row("__sk_buff.gso_size", "5.7", tc(p -> p.action(p.skb().gsoSize.get()))),
                row("__sk_buff.tstamp_type", "5.18", tc(p -> p.action(p.skb().tstampType.get()))),
                row("__sk_buff.hwtstamp", "5.16", tc(p -> p.when(p.skb().hwtstamp.eq(0), () -> p.drop()))),
                row("sk_msg_md.remote_ip4", "4.18", IsaLevel.V2, o -> o.skMsg("old", p -> p.when(p.message().remoteIp4.eq(1), p::drop))),
                row("sk_msg_md.size", "5.0", IsaLevel.V2, o -> o.skMsg("old", p -> p.when(p.message().size.eq(1), p::drop))),
                row("sk_msg_md.sk", "5.8", o -> o.skMsg("old", p -> p.socket().ifPresent(s -> p.drop()))),
                row("sk_reuseport_md.sk", "5.14", o -> o.skReuseport("old", p -> p.socket().ifPresent(s -> p.drop()))),
                row("bpf_sock.rx_queue_mapping", "5.8", o -> o.sockAddr("old", "connect4", p -> p.socket()
                        .ifPresent(s -> p.give(s.rxQueueMapping.get())))),
                row("bpf_sock_addr.msg_src_ip6", "4.18", IsaLevel.V2, o -> o.sockAddr("old", "connect6", p ->
                        p.ctx().msgSrcIp6.third.set(1))),
                row("bpf_sock_addr.sk", "5.3", o -> o.sockAddr("old", "connect4", p -> p.socket().ifPresent(s -> p.give(1)))),
                row("bpf_sock_ops.bpf_sock_ops_cb_flags", "4.16", IsaLevel.V1, ops(p -> p.give(p.ctx().cbFlags.get()))),
                row("bpf_sock_ops.sk", "5.3", ops(p -> p.socket().ifPresent(s -> p.give(1)))),
                row("bpf_sock_ops.skb_len", "5.10", ops(p -> p.give(p.ctx().skbLen.get()))),
                row("bpf_sock_ops.skb_tcp_flags", "5.10", ops(p -> p.give(p.ctx().skbTcpFlags.get()))),
                row("bpf_sock_ops.skb_hwtstamp", "6.2", ops(p -> p.give(p.ctx().skbHwtstamp.get()))),
                row("bpf_tcp_sock.delivered_ce", "5.3", tc(p -> p.socket().ifPresent(s ->
                        p.find(Helper.bpf_tcp_sock, s).ifPresent(tcp -> p.action(tcp.as(TcpSock.TYPE).deliveredCe.get()))))),
                row("bpf_sk_lookup.ingress_ifindex", "5.17", o -> o.skLookup("old", p -> p.give(p.ctx().ingressIfindex.get()))));
    }

    static Stream<Arguments> maps() {
        return Stream.of(
                row("a map of type lru_hash", "4.10", IsaLevel.V1, xdp(p -> p.lookup(Maps.lruHash("lru", U32, U32, 8), 1))),
                row("a map of type devmap_hash", "5.4", xdp(p -> p.redirect(Maps.devmapHash("ports", 8), 1, XdpAction.XDP_ABORTED))),
                row("a map of type sk_storage", "5.2",
                        tc(p -> p.socket().ifPresent(s -> p.storage(Maps.socketStorage("seen", U64), s)))));
    }

    static Stream<Arguments> programs() {
        return Stream.of(
                row("a program of section xdp", "4.8", IsaLevel.V1, xdp(p -> p.drop())),
                row("a program of section xdp.frags", "5.18", o -> o.xdp("old", "xdp.frags", XdpAction.XDP_PASS, p -> p.drop())),
                row("a program of section xdp/devmap", "5.8", o -> o.xdp("old", "xdp/devmap", XdpAction.XDP_PASS, p -> p.drop())),
                row("a program of section sk_skb/verdict", "5.13", o -> o.skSkb("old", p -> p.drop())),
                row("a program of section sk_reuseport/migrate", "5.14", o -> o.skReuseport("old", "sk_reuseport/migrate", p -> p.drop())),
                row("a program of section tcx/ingress", "6.6", o -> o.tc("old", "tcx/ingress", TcAction.TC_ACT_OK, p -> p.drop())),
                row("a program of section kprobe.multi/f", "5.18", o -> o.probe("old", "kprobe.multi/f", p -> {})),
                row("a program of section lsm.s/file_open", "5.10", o -> o.probe("old", "lsm.s/file_open", p -> {})),
                row("a program of section cgroup/getpeername4", "5.8", o -> o.sockAddr("old", "getpeername4", p -> {})));
    }

    static Stream<Arguments> verbs() {
        var twice = Functions.local("twice", U32, U32, (f, a) -> f.give(a.plus(a)));
        var thrice = Functions.global("thrice", U32, U32, (f, a) -> f.give(a.times(3)));
        var first = Functions.global("first", U32, struct(Word::new), (f, word) -> f.give(word.word.get()));
        var counts = Maps.array("counts", U64, 1);
        return Stream.of(
                row("an atomic other than atomicAdd", "5.12", xdp(p -> p.lookup(counts, 0).ifPresent(count -> count.atomicOr(1)))),
                row("an atomic other than atomicAdd", "5.12", xdp(p -> p.lookup(counts, 0).ifPresent(count -> count.fetchAdd(1)))),
                row("a loop that is not written out", "5.3", xdp(p -> p.repeat(100, (i, loop) -> loop.leave()))),
                row("may_goto", "6.9", xdp(p -> p.repeat(LoopForm.MAY_GOTO, 9, (i, loop) -> loop.leave()))),
                row("a function (twice)", "4.16", IsaLevel.V1, xdp(p -> twice.call(p, p.num(1)))),
                row("a global function (thrice)", "5.6", xdp(p -> thrice.call(p, p.num(1)))),
                row("a struct as an argument of a global function (first)", "5.13",
                        xdp(p -> first.call(p, p.make(struct(Word::new), word -> word.word.set(1))))),
                row("a broadcast", "5.14", xdp(p -> p.broadcast(Maps.devmap("ports", 8)))),
                row("a redirect with an action other than XDP_ABORTED", "5.3",
                        xdp(p -> p.redirect(Maps.devmap("ports", 8), 1, XdpAction.XDP_PASS))),
                row("adding bytes at a packet's end", "5.8", xdp(p -> p.adjustTail(4))));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource({"fields", "maps", "programs", "verbs"})
    void whatIsNewerIsRefusedAndElseTaken(String what, String since, IsaLevel level, Consumer<Programs> said) {
        int[] release = Stream.of(since.split("\\.")).mapToInt(Integer::parseInt).toArray();
        int major = release[1] > 0 ? release[0] : release[0] - 1;
        int minor = release[1] > 0 ? release[1] - 1 : 20;
        refused(what + " is of Linux " + since + ", and the program is for " + major + "." + minor + " too (Programs.kernel)", () ->
                Programs.object(level, o -> {
                    o.kernel(major, minor);
                    said.accept(o);
                }));
        Programs.object(level, o -> {
            o.kernel(release[0], release[1]);
            said.accept(o);
        });
        Programs.object(level, said);
    }

    @Test
    void theLevelOfTheInstructionsIsAskedToo() {
        refused("ISA level v3 is of Linux 5.1, and the program is for 4.19 too", () -> Programs.object(o -> o.kernel(4, 19)));
        refused("ISA level v4 is of Linux 6.6, and the program is for 6.1 too", () -> Programs.object(IsaLevel.V4, o -> o.kernel(6, 1)));
    }

    @Test
    void aReleaseThatIsNoneIsRefused() {
        refused("kernel(2, 6): expected a release that has BPF, Linux 3.18 or later, such as 6, 1", () ->
                Programs.object(o -> o.kernel(2, 6)));
        refused("kernel(6, -1): expected a release", () -> Programs.object(o -> o.kernel(6, -1)));
    }

    @Test
    void theOldestKernelIsSaidBeforeThePrograms() {
        refused("the oldest kernel is to be said before the programs: early was made without knowing it", () -> Programs.object(o -> {
            o.xdp("early", p -> p.drop());
            o.kernel(6, 1);
        }));
    }

    /** A field that one kernel has is not looked for in another of its name: a map's value may have it. */
    @Test
    void structsOfTheProgramsOwnAreNotTheKernels() {
        final class BpfSock extends Struct {
            final NumField rxQueueMapping = field(U32);
        }
        Programs.object(o -> {
            o.kernel(5, 2);
            o.xdp("old", p -> p.lookup(Maps.array("socks", struct(BpfSock::new), 1), 0)
                    .ifPresent(sock -> sock.rxQueueMapping.set(1)));
        });
    }

    private record Row(String struct, String field, int offset) {}

    private static List<Row> table() throws IOException {
        try (InputStream in = Objects.requireNonNull(Xdp.class.getResourceAsStream("contexts.tsv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> line.split("\t")).map(row -> new Row(row[0], row[1], Integer.parseInt(row[2]))).toList();
        }
    }

    @Test
    void theTableHasEachFieldWhereTheKernelHasIt() throws Exception {
        Needs.version(6, 2, "the newest field of the table");
        BtfIndex kernel = BtfIndex.ofKernel();
        List<Row> table = table();
        for (String struct : table.stream().map(Row::struct).distinct().toList()) {
            BtfType.Struct known = (BtfType.Struct) kernel.type(kernel.find(struct, BtfKind.STRUCT).orElseThrow());
            List<Row> fields = known.members().stream().flatMap(member -> named(kernel, struct, member)).toList();
            List<Row> rows = table.stream().filter(row -> row.struct().equals(struct)).toList();
            assertEquals(fields.stream().map(Row::toString).collect(Collectors.joining("\n")),
                    rows.stream().map(Row::toString).collect(Collectors.joining("\n")), struct);
        }
    }

    /** A field by its name, of a union without one the field that is meant. */
    private static Stream<Row> named(BtfIndex kernel, String struct, BtfType.Member member) {
        int offset = member.bitOffset() / Byte.SIZE;
        if (!member.name().isEmpty()) {
            return Stream.of(new Row(struct, member.name(), offset));
        }
        List<String> names = ((BtfType.Union) kernel.type(member.type())).members().stream().map(BtfType.Member::name).toList();
        return Stream.of("reply", "cookie").filter(names::contains).findFirst().or(() -> names.stream().filter(n -> !n.isEmpty()).findFirst())
                .map(name -> new Row(struct, name, offset)).stream();
    }

    @Test
    void theNewestFieldsAreRead() {
        Needs.version(6, 2, "skb_hwtstamp of sock_ops");
        Bpf.load(Programs.object(o -> {
            o.kernel(6, 2);
            o.tc("stamps", p -> p.when(p.skb().tstampType.eq(0).and(p.skb().hwtstamp.gt(0)), () -> p.drop()));
            o.sockOps("ops", p -> {
                p.when(p.ctx().skbLen.gt(100).and(p.ctx().skbTcpFlags.eq(2)), () -> p.ctx().reply.set(1));
                p.when(p.ctx().skbHwtstamp.gt(0), () -> p.ctx().reply.set(2));
            });
        })).close();
    }
}
