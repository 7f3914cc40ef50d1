package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.dsl.Types.U64;
import static dev.xdpasm.dsl.Types.U8;
import static dev.xdpasm.dsl.Types.struct;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.dsl.ArrayField;
import dev.xdpasm.dsl.EventsRef;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.SkMsg;
import dev.xdpasm.dsl.SocketsRef;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.TargetsRef;
import dev.xdpasm.dsl.Tc;
import dev.xdpasm.dsl.Tracepoint;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.uapi.EtherType;
import dev.xdpasm.uapi.XdpAction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers that a verb takes from one to another: the first and the last are taken, what is beyond them is refused at its line. */
class RangesTest {
    static final class Letter extends Struct {
        final ArrayField<NumField> text = array(U8, 1);
    }

    static final class Word extends Struct {
        final NumField word = u32();
    }

    static final class Nothing extends Struct {}

    private static final MapRef<Num, NumField> ARRAY = Maps.array("array", U64, 4);
    private static final MapRef<Num, NumField> PER_CPU = Maps.percpuArray("per_cpu", U64, 4);
    private static final TargetsRef DEVICES = Maps.devmap("devices", 4);
    private static final TargetsRef DEVICES_BY_KEY = Maps.devmapHash("devices_by_key", 4);
    private static final SocketsRef<Num> SOCKETS = Maps.sockmap("sockets", 4);
    private static final SocketsRef<Num> SHARING = Maps.reuseportArray("sharing", 4);
    private static final EventsRef<Num> EVENTS = Maps.events("events", U32);

    private static Consumer<Programs> xdp(Consumer<Xdp> body) {
        return o -> o.xdp("ranges", body);
    }

    private static Consumer<Programs> tc(Consumer<Tc> body) {
        return o -> o.tc("ranges", body);
    }

    private static Consumer<Programs> tracepoint(Consumer<Tracepoint> body) {
        return o -> o.tracepoint("ranges", "sched/sched_process_exec", body);
    }

    private static Consumer<Programs> messages(Consumer<SkMsg> body) {
        return o -> o.skMsg("ranges", body);
    }

    private static Consumer<Programs> turns(long turns) {
        return xdp(p -> p.loop(p.num(turns), struct(Word::new), p.make(struct(Word::new), word -> word.word.set(1)), (turn, i, state) -> {}));
    }

    private static Arguments row(String refusal, Consumer<Programs> said) {
        return Arguments.of(refusal, said);
    }

    static Stream<Arguments> beyond() {
        String text = " bytes, expected 2 to 64, the last of which is 0; longer text goes into a field array(U8, n)";
        return Stream.of(
                row("text in 1" + text, tracepoint(p -> p.text("filename", 1))),
                row("text in 65" + text, tracepoint(p -> p.text("filename", 65))),
                row("text in 1" + text, tracepoint(p -> p.readKernelText(p.num(U64, 0), 1))),
                row("text in 0" + text, tracepoint(p -> p.readUserText(p.num(U64, 0), 0))),
                row("text in 1 byte, which is the 0 at its end: expected 2 or more", tracepoint(p ->
                        p.lookup(Maps.array("letters", struct(Letter::new), 1), 0).ifPresent(letter -> p.text("filename", letter.text)))),
                row("a loop of 8388609 turns, expected 0 to 8388608", turns(8_388_609)),
                row("a loop of -1 turns, expected 0 to 8388608", turns(-1)),
                row("map array is BPF_MAP_TYPE_ARRAY, whose entries are there from the start and stay: none is inserted, use update",
                        xdp(p -> p.insert(ARRAY, p.num(1), p.num(U64, 1)))),
                row("map per_cpu is BPF_MAP_TYPE_PERCPU_ARRAY, whose entries are there from the start and stay: none is deleted, use update",
                        xdp(p -> p.delete(PER_CPU, p.num(1)))),
                row("map devices has entries 0 to 3, not 4", xdp(p -> p.redirect(DEVICES, 4, XdpAction.XDP_PASS))),
                row("a packet for which the map says nothing has nowhere to be redirected to: expected XDP_PASS, XDP_DROP, XDP_TX or"
                        + " XDP_ABORTED", xdp(p -> p.redirect(DEVICES, 1, XdpAction.XDP_REDIRECT))),
                row("map sockets has entries 0 to 3, not 4", messages(p -> p.redirect(SOCKETS, 4))),
                row("map sockets has entries 0 to 3, not 4", messages(p -> p.redirectIngress(SOCKETS, 4))),
                row("map sockets has entries 0 to 3, not 4", o -> o.skLookup("ranges", p -> p.lookup(SOCKETS, 4, p::assign))),
                row("map sharing has entries 0 to 3, not -1", o -> o.skReuseport("ranges", p -> p.select(SHARING, -1))),
                row("up to 9 VLAN tags, expected 0 to 8", xdp(p -> p.vlans(9, p.ethernet().type()))),
                row("up to -1 VLAN tags, expected 0 to 8", xdp(p -> p.vlans(-1, p.ethernet().type()))),
                row("up to -1 extension headers, expected 0 or more", xdp(p -> p.extensions(p.ipv6(), -1))),
                row("pull(0): expected 1 to 65535 bytes", tc(p -> p.pull(0))),
                row("pull(65536): expected 1 to 65535 bytes", o -> o.skSkb("ranges", p -> p.pull(65536))),
                row("a VLAN tag of type 2048, expected ETH_P_8021Q (0x8100) or ETH_P_8021AD (0x88a8)", tc(p ->
                        p.vlanPush(EtherType.ETH_P_IP.value(), p.num(1)))),
                row("metadata of 0 bytes, expected a multiple of 4 from 4 up to 252", xdp(p -> p.addMeta(Nothing::new))),
                row("a sample of 1048576 bytes of the packet, expected 0 to 1048575", xdp(p ->
                        p.sample(EVENTS, p.num(U32, 1), p.num(1 << 20)))),
                row("no number is in 5 to 2", xdp(p -> p.when(p.random().in(5, 2), p::drop))),
                row("no number is in 5 to 2", xdp(p -> p.match(p.random(), on -> on.onRange(5, 2, p::drop)))),
                row("no number is in -1 to 1", xdp(p -> p.when(p.ktime().in(-1, 1), p::drop))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beyond")
    void whatIsBeyondARangeIsRefused(String refusal, Consumer<Programs> said) {
        AssemblyException error = assertThrows(AssemblyException.class, () -> Programs.object(said));
        assertEquals(refusal, error.getMessage().replaceFirst("^RangesTest\\.java:\\d+: ", ""));
    }

    static Stream<Consumer<Programs>> ends() {
        return Stream.of(
                tracepoint(p -> p.text("filename", 2)),
                tracepoint(p -> p.text("filename", 64)),
                turns(8_388_608),
                xdp(p -> p.update(ARRAY, p.num(3), p.num(U64, 1))),
                xdp(p -> p.redirect(DEVICES, 3, XdpAction.XDP_PASS)),
                xdp(p -> p.redirect(DEVICES_BY_KEY, 4_294_967_295L, XdpAction.XDP_TX)),
                messages(p -> p.redirect(SOCKETS, 3)),
                xdp(p -> p.vlans(8, p.ethernet().type())),
                xdp(p -> p.vlans(0, p.ethernet().type())),
                xdp(p -> p.extensions(p.ipv6(), 0)),
                tc(p -> p.pull(65535)),
                tc(p -> p.vlanPush(EtherType.ETH_P_8021AD.value(), p.num(1))),
                xdp(p -> p.addMeta(Word::new)),
                xdp(p -> p.sample(EVENTS, p.num(U32, 1), p.num(0xfffff))),
                xdp(p -> p.when(p.random().in(5, 5), p::drop)),
                xdp(p -> p.when(p.ktime().in(1, -1), p::drop)));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void theEndsOfARangeAreTaken(Consumer<Programs> said) {
        assertEquals(1, Programs.object(said).programs().size());
    }
}
