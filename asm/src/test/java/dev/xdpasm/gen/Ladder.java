package dev.xdpasm.gen;

import static dev.xdpasm.ir.Value.of;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Ending.Likely;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Sketch;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import dev.xdpasm.uapi.Helper;

/** Graphs of real programs, as an optimiser would leave them. */
final class Ladder {
    private static final int PASS = 2;
    private static final int DROP = 1;
    private static final int TX = 3;

    private final Sketch s = new Sketch();
    private final Temp context = s.parameter("ctx");
    private final Temp data = s.load(Size.W, context, 0, Region.CONTEXT);
    private final Temp end = s.load(Size.W, context, 4, Region.CONTEXT);

    private Block exit(int action) {
        Block exit = s.block();
        exit.end(new dev.xdpasm.ir.Ending.Exit(of(action)), java.util.Optional.empty());
        return exit;
    }

    private Temp lookup(String map, Slot key) {
        Temp handle = s.map(map);
        return s.call(Helper.bpf_map_lookup_elem, handle, s.address(key));
    }

    private void increment(Temp pointer, int offset, dev.xdpasm.ir.Value by) {
        Temp before = s.load(Size.DW, pointer, offset, Region.map("counter"));
        s.store(Size.DW, pointer, offset, Region.map("counter"), s.add(before, by));
    }

    /** Drops sources that a hash map holds and counts them by rule. */
    static Graph blocklist() {
        Ladder l = new Ladder();
        Sketch s = l.s;
        Block pass = l.exit(PASS);
        Block drop = l.exit(DROP);
        s.bounds(l.data, 34, l.end, s.block(), pass);
        s.branch(s.packet(Size.H, l.data, 12), Condition.JNE, 8, l.exit(PASS), s.block(), Likely.NO);
        Slot key = s.slot("key", 4);
        s.store(Size.W, key, 0, Region.STACK, s.packet(Size.W, l.data, 26));
        Temp rule = l.lookup("blocklist", key);
        s.branch(rule, Condition.JEQ, 0, l.exit(PASS), s.block(), Likely.NO);
        Slot id = s.slot("id", 4);
        s.store(Size.W, id, 0, Region.STACK, s.load(Size.W, rule, 0, Region.map("blocklist")));
        Temp hits = l.lookup("rule_hits", id);
        s.branch(hits, Condition.JEQ, 0, drop, s.block(), Likely.NO);
        l.increment(hits, 0, of(1));
        s.jump(drop);
        return s.graph;
    }

    /** Answers echo requests in place. */
    static Graph echo() {
        Ladder l = new Ladder();
        Sketch s = l.s;
        Block pass = l.exit(PASS);
        Block tx = l.exit(TX);
        s.bounds(l.data, 34, l.end, s.block(), pass);
        s.branch(s.packet(Size.H, l.data, 12), Condition.JNE, 8, pass, s.block(), Likely.NO);
        Temp first = s.packet(Size.B, l.data, 14);
        Temp version = s.and(first, 0xf0);
        s.branch(version, Condition.JNE, 0x40, pass, s.block(), Likely.NO);
        Temp words = s.and(first, 0xf);
        s.branch(words, Condition.JLT, 5, pass, s.block(), Likely.NO);
        Temp fragment = s.and(s.packet(Size.H, l.data, 20), 0xff3f);
        s.branch(fragment, Condition.JNE, 0, pass, s.block(), Likely.NO);
        s.branch(s.packet(Size.B, l.data, 23), Condition.JNE, 1, pass, s.block(), Likely.NO);
        Temp length = s.binary(AluOp.LSH, Width.W64, 6, words, of(2));
        Temp l4 = s.add(l.data, length);
        s.bounds(l4, 22, l.end, s.block(), pass);
        s.branch(s.packet(Size.H, l4, 14), Condition.JNE, 8, pass, s.block(), Likely.NO);
        Temp dst = s.packet(Size.DW, l.data, 0);
        Temp src = s.packet(Size.DW, l.data, 6);
        Temp macs = s.packet(Size.W, l.data, 8);
        s.store(Size.W, l.data, 0, Region.PACKET, src);
        s.store(Size.W, l.data, 4, Region.PACKET, s.binary(AluOp.RSH, Width.W64, 32, src, of(32)));
        s.store(Size.DW, l.data, 6, Region.PACKET, dst);
        s.store(Size.W, l.data, 8, Region.PACKET, macs);
        Temp from = s.packet(Size.W, l.data, 26);
        Temp to = s.packet(Size.W, l.data, 30);
        s.store(Size.W, l.data, 30, Region.PACKET, from);
        s.store(Size.W, l.data, 26, Region.PACKET, to);
        s.store(Size.B, l4, 14, Region.PACKET, of(0));
        Temp sum = s.binary(AluOp.XOR, Width.W64, 16, s.packet(Size.H, l4, 16), of(0xffff));
        Temp added = s.binary(AluOp.ADD, Width.W64, 17, sum, of(0xfff7));
        Temp high = s.binary(AluOp.RSH, Width.W64, 1, added, of(16));
        Temp low = s.and(added, 0xffff);
        Temp folded = s.binary(AluOp.ADD, Width.W64, 17, low, high);
        Temp inverted = s.binary(AluOp.XOR, Width.W64, 64, folded, of(-1));
        s.store(Size.H, l4, 16, Region.PACKET, inverted);
        Slot key = s.slot("key", 4);
        s.store(Size.W, key, 0, Region.STACK, of(0));
        Temp counter = l.lookup("echo_cnt", key);
        s.branch(counter, Condition.JEQ, 0, tx, s.block(), Likely.NO);
        l.increment(counter, 0, of(1));
        s.jump(tx);
        return s.graph;
    }

    /** Classifies packets and counts packets and bytes by class. */
    static Graph statistics() {
        Ladder l = new Ladder();
        Sketch s = l.s;
        Block count = s.block();
        Temp kind = s.graph.variable("class", 64);
        Temp type = s.graph.variable("type", 16);
        Temp at = s.graph.variable("at", 64);
        Block bad = l.classes(kind, 0, count);
        s.bounds(l.data, 14, l.end, s.block(), bad);
        s.set(type, s.packet(Size.H, l.data, 12));
        s.set(at, s.add(l.data, of(14)));
        Block parsed = s.block();
        for (int i = 0; i < 2; i++) {
            Block tagged = s.block();
            Block other = s.block();
            s.branch(type, Condition.JEQ, 0x81, tagged, other, Likely.EITHER);
            s.in(other);
            s.branch(type, Condition.JEQ, 0xa888, tagged, parsed, Likely.EITHER);
            s.in(tagged);
            s.bounds(at, 4, l.end, s.block(), bad);
            s.set(type, s.packet(Size.H, at, 2));
            s.set(at, s.add(at, of(4)));
        }
        s.jump(parsed);
        s.in(parsed);
        Block six = s.block();
        Block four = s.block();
        Block not4 = s.block();
        s.branch(type, Condition.JEQ, 8, four, not4, Likely.EITHER);
        s.in(not4);
        s.branch(type, Condition.JEQ, 0xdd86, six, l.classes(kind, 1, count), Likely.EITHER);
        s.in(four);
        s.bounds(at, 20, l.end, s.block(), bad);
        Temp first = s.packet(Size.B, at, 0);
        s.branch(s.and(first, 0xf0), Condition.JNE, 0x40, bad, s.block(), Likely.NO);
        Temp words = s.and(first, 0xf);
        s.branch(words, Condition.JLT, 5, bad, s.block(), Likely.NO);
        Temp l4 = s.add(at, s.binary(AluOp.LSH, Width.W64, 6, words, of(2)));
        Block whole = s.block();
        s.end(new dev.xdpasm.ir.Ending.Branch(Condition.JGT, Width.W64, l4, l.end, bad, whole, Likely.NO));
        s.in(whole);
        Temp fragment = s.and(s.packet(Size.H, at, 6), 0xff1f);
        s.branch(fragment, Condition.JNE, 0, l.classes(kind, 6, count), s.block(), Likely.NO);
        l.upper(s.packet(Size.B, at, 9), l4, kind, count, bad, 2, 1);
        s.in(six);
        s.bounds(at, 40, l.end, s.block(), bad);
        s.branch(s.and(s.packet(Size.B, at, 0), 0xf0), Condition.JNE, 0x60, bad, s.block(), Likely.NO);
        l.upper(s.packet(Size.B, at, 6), s.add(at, of(40)), kind, count, bad, 7, 58);
        s.in(count);
        Slot key = s.slot("key", 4);
        s.store(Size.W, key, 0, Region.STACK, kind);
        Temp counter = l.lookup("stats", key);
        Block counted = s.block();
        s.branch(counter, Condition.JEQ, 0, counted, s.block(), Likely.NO);
        l.increment(counter, 0, of(1));
        l.increment(counter, 8, s.binary(AluOp.SUB, Width.W64, 64, l.end, l.data));
        s.jump(counted);
        s.in(counted);
        s.branch(kind, Condition.JEQ, 0, l.exit(DROP), l.exit(PASS), Likely.EITHER);
        return s.graph;
    }

    private Block classes(Temp kind, int number, Block count) {
        Block block = s.block();
        block.add(new dev.xdpasm.ir.Step.Move(kind, of(number)), java.util.Optional.empty());
        block.end(new dev.xdpasm.ir.Ending.Jump(count), java.util.Optional.empty());
        return block;
    }

    private void upper(Temp protocol, Temp l4, Temp kind, Block count, Block bad, int other, int icmp) {
        int[][] protocols = {{6, 20, other + 1}, {17, 8, other + 2}, {icmp, 8, other + 3}};
        for (int[] known : protocols) {
            Block matches = s.block();
            Block next = s.block();
            s.branch(protocol, Condition.JEQ, known[0], matches, next, Likely.EITHER);
            s.in(matches);
            s.bounds(l4, known[1], end, classes(kind, known[2], count), bad);
            s.in(next);
        }
        s.set(kind, of(other));
        s.jump(count);
    }
}
