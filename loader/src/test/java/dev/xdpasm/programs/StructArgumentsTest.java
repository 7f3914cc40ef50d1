package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.BytesField;
import dev.xdpasm.dsl.Functions;
import dev.xdpasm.dsl.Ipv4;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.Udp;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.RunResult;
import dev.xdpasm.object.BpfObject;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Functions that are given headers, values of maps and structs of the stack. */
@KernelTest
class StructArgumentsTest {
    private static final byte[] PACKET = Packets.ipv4(17, Packets.udp(7, 9, new byte[8]));

    static final class Pair extends Struct {
        final NumField first = u64();
        final NumField second = u32();
    }

    static final Type<Pair, Pair> PAIR = struct(Pair::new);
    static final MapRef<Num, Pair> PAIRS = Maps.array("pairs", PAIR, 2);

    static final Functions.Of2<Ipv4, Udp, Num> SWAP = Functions.local("swap", U32, struct(Ipv4::new), struct(Udp::new), (f, ip, udp) -> {
        var port = udp.sport();
        udp.sport(udp.dport());
        udp.dport(port);
        f.when(ip.ttl().le(1), () -> f.give(f.num(U32, 1)));
        ip.ttl(ip.ttl().minus(1));
        f.give(ip.ttl().as(U32));
    });

    static Functions.Of2<Pair, Num, Num> adding(boolean global) {
        Functions.Body2<Pair, Num, Num> body = (f, pair, number) -> {
            pair.first.add(number);
            pair.second.set(pair.second.plus(1));
            f.give(pair.first.as(U32));
        };
        return global ? Functions.global("adding", U32, PAIR, U32, body) : Functions.local("adding", U32, PAIR, U32, body);
    }

    private static RunResult run(Consumer<Xdp> body) {
        BpfObject object = Xdp.program("calls", body);
        try (Bpf bpf = Bpf.load(object)) {
            return bpf.xdp("calls").run(PACKET);
        }
    }

    @Test
    void headersAreReadAndWritten() {
        RunResult result = run(p -> {
            p.ethernet();
            var ip = p.ipv4();
            var udp = p.udp();
            var before = udp.sport();
            var ttl = SWAP.call(p, ip, udp);
            p.when(ip.ttl().ne(63), p::drop); // read anew
            p.when(udp.dport().ne(before), p::drop);
            p.action(ttl);
        });
        assertEquals(63, result.retval());
        assertEquals(9, result.data()[35]);
        assertEquals(7, result.data()[37]);
        assertEquals(63, result.data()[22]);
    }

    private static void addsOnTheStack(Functions.Of2<Pair, Num, Num> adding) {
        assertEquals(100 + 5 + 6 + 2 + 105, run(p -> {
            var pair = p.make(PAIR, it -> it.first.set(100));
            var first = adding.call(p, pair, p.num(U32, 5));
            adding.call(p, pair, p.num(U32, 6));
            p.action(pair.first.as(U32).plus(pair.second).plus(first));
        }).retval());
    }

    private static void addsInAMap(Functions.Of2<Pair, Num, Num> adding) {
        assertEquals(11 + 2, run(p -> {
            var pair = p.lookup(PAIRS, 1).orElse(p::drop);
            adding.call(p, pair, p.num(U32, 5));
            adding.call(p, pair, p.num(U32, 6));
            p.action(pair.first.as(U32).plus(pair.second));
        }).retval());
    }

    @Test
    void structsOfTheStackAndOfMapsAreChangedInPlace() {
        addsOnTheStack(adding(false));
        addsOnTheStack(adding(true));
        addsInAMap(adding(false));
        addsInAMap(adding(true));
    }

    @Test
    void whatAFunctionLooksUpMayBeWhatItIsGiven() {
        var same = Functions.<Pair, Num>local("same", U32, PAIR, (f, pair) -> {
            pair.second.set(1);
            f.lookup(PAIRS, 1).ifPresent(other -> other.second.set(7));
            f.give(pair.second);
        });
        assertEquals(7, run(p -> p.action(same.call(p, p.lookup(PAIRS, 1).orElse(p::drop)))).retval());
    }

    @Test
    void structsOfOneMemoryAreGiven() {
        var adding = adding(false);
        refused("adding was given structs in [the caller's stack] where it was called first, and here in [pairs]: make a function for", () ->
                Xdp.program("two", p -> {
                    adding.call(p, p.make(PAIR, it -> {}), p.num(U32, 1));
                    adding.call(p, p.lookup(PAIRS, 1).orElse(p::drop), p.num(U32, 1));
                }));
        refused("the packet may have moved", () -> Xdp.program("stale", p -> {
            p.ethernet();
            var ip = p.ipv4();
            var udp = p.udp();
            p.adjustHead(-4);
            SWAP.call(p, ip, udp);
        }));
    }

    static final class Named extends Struct {
        final NumField id = u8();
        final BytesField mac = mac();
        final BytesField other = bytes(5);
        final Inner inner = struct(Inner::new);
    }

    static final class Inner extends Struct {
        final NumField id = u8();
        final BytesField mac = mac();
    }

    @Test
    void fieldsAtOddPlacesOfTheCallersStackAreRead() {
        var mine = Functions.local("mine", U32, struct(Named::new), (f, named) -> {
            f.when(named.mac.eq("02:00:00:00:00:01").and(named.mac.ne(named.inner.mac)), () -> f.give(f.num(U32, 7)));
            named.inner.mac.set(named.mac);
            f.give(named.id.as(U32));
        });
        assertEquals(7 + 3, run(p -> {
            var known = p.make(struct(Named::new), it -> it.mac.set("02:00:00:00:00:01"));
            var unknown = p.make(struct(Named::new), it -> {
                it.id.set(3);
                it.mac.set(p.ethernet().shost());
            });
            var sum = mine.call(p, known).plus(mine.call(p, unknown));
            p.when(unknown.inner.mac.ne(unknown.mac), p::drop);
            p.action(sum);
        }).retval());

        var inner = Functions.local("inner", U32, struct(Inner::new), (f, named) -> f.give(named.id.as(U32)));
        refused("inner is given a struct that lies 12 bytes into another on the stack, expected a multiple of 8", () -> run(p ->
                inner.call(p, p.make(struct(Named::new), it -> it.id.set(1)).inner)));
    }
}
