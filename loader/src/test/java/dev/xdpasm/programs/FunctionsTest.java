package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.BytesField;
import dev.xdpasm.dsl.Functions;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.Net;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.ProgramsRef;
import dev.xdpasm.dsl.RingRef;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.ProgramArray;
import dev.xdpasm.object.BpfObject;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Functions and tail calls. */
@KernelTest
class FunctionsTest {
    private static final byte[] PACKET = Packets.ipv4(17, Packets.udp(1, 2, new byte[8]));

    static final Functions.Of2<Num, Num, Num> MIX =
            Functions.local("mix", U32, U32, U32, (f, a, b) -> {
                f.when(a.gt(1000), () -> f.give(f.num(U32, 1)));
                f.give(a.times(31).xor(b));
            });
    static final Functions.Of1<Net, Num> LAST_BYTE =
            Functions.global("last_byte", U8, BE32, (f, address) -> f.give(address.host()));

    static Functions.Of1<Num, Num> again;

    static final class Large extends Struct {
        final BytesField first = bytes(64);
        final BytesField second = bytes(64);
        final BytesField third = bytes(64);
        final BytesField fourth = bytes(64);
        final BytesField fifth = bytes(8);
    }

    private static final Type<Large, Large> LARGE = struct(Large::new);
    private static final RingRef<Large> RING = Maps.ring("ring", LARGE, 4096);

    static {
        again = Functions.local("again", U32, U32, (f, n) -> f.give(again.call(f, n.minus(1))));
    }

    private static int run(BpfObject object) {
        try (Bpf bpf = Bpf.load(object)) {
            return bpf.xdp(object.programs().get(0).name()).run(PACKET).retval();
        }
    }

    @Test
    void localAndGlobalFunctions() {
        assertEquals((100 * 31 ^ 7) + 1 + 2, run(Xdp.program("calls", p -> {
            p.ethernet();
            var ip = p.ipv4();
            var sum = MIX.call(p, p.num(U32, 100), p.num(U32, 7)).plus(MIX.call(p, p.num(U32, 2000), p.num(U32, 7)));
            p.action(sum.plus(LAST_BYTE.call(p, ip.daddr())));
        })));
    }

    @Test
    void recursionIsRefused() {
        refused("again calls itself: the kernel refuses recursion", () -> Xdp.program("recursive", p -> again.call(p, p.num(U32, 3))));
    }

    @Test
    void sixArgumentsAreRefused() {
        refused("many has 6 arguments, registers hold 5", () ->
                Functions.<Num, Num>local("many", U32, Collections.nCopies(6, U32), (f, all) -> f.give(all.get(0))));
    }

    private static Functions.Of1<Num, Num> tower(int left) {
        return Functions.local("level" + left, U32, U32, (f, n) ->
                f.give(left == 0 ? n : tower(left - 1).call(f, n.plus(f.random().and(1)))));
    }

    @Test
    void eightFramesAreTheMost() {
        Functions.Of1<Num, Num> seven = tower(6);
        run(Xdp.program("tower", p -> p.action(seven.call(p, p.num(U32, 3)))));
        Functions.Of1<Num, Num> eight = tower(7);
        refused("9 functions are under way, the kernel lets 8 be", () ->
                Xdp.program("tower", p -> p.action(eight.call(p, p.num(U32, 3)))));
    }

    @Test
    void stackOfAllIsCounted() {
        Functions.Of1<Num, Num> large = Functions.local("large", U32, U32, (f, n) -> {
            f.output(RING, f.make(LARGE, it -> {}));
            f.give(n);
        });
        refused("of the 512 that the kernel gives to all functions under way", () -> Xdp.program("stack", p -> {
            p.output(RING, p.make(LARGE, it -> {}));
            large.call(p, p.num(U32, 1));
        }));
    }

    @Test
    void tailCallsGoOnElsewhere() {
        ProgramsRef next = Maps.programs("next", 2);
        BpfObject object = Programs.object(o -> {
            o.xdp("first", p -> {
                p.ethernet();
                var ip = p.ipv4();
                p.when(ip.protocol().eq(17), () -> p.tailCall(next, 1));
                p.drop();
            });
            o.xdp("second", p -> p.tx());
        });
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(1, bpf.xdp("first").run(PACKET).retval());
            ProgramArray.of(bpf.map("next")).put(1, bpf.xdp("second"));
            assertEquals(3, bpf.xdp("first").run(PACKET).retval());
        }
        refused("map next has entries 0 to 1, not 2", () -> Xdp.program("far", p -> p.tailCall(next, 2)));
        refused("the packet may have moved", () -> Xdp.program("stale", p -> {
            var eth = p.ethernet();
            p.tailCall(next, 1);
            eth.type(1);
        }));
    }

    @Test
    void messagesAreChecked() {
        run(Xdp.program("prints", p -> {
            var eth = p.ethernet();
            p.printk("type %x", eth.type().host());
            p.printk("%u %u %u %llu\n", eth.type().host(), p.num(1), p.num(2), p.ktime());
        }));
        refused("'%u' prints 32 bits of a u64: expected '%llu'", () -> Xdp.program("cut", p -> p.printk("%u", p.ktime())));
        refused("stands for 2 numbers, 1 are given", () -> Xdp.program("few", p -> p.printk("%u %u", p.cpu())));
        refused("'%s' in 'x %s'", () -> Xdp.program("string", p -> p.printk("x %s", p.cpu())));
    }
}
