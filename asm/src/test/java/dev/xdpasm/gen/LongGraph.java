package dev.xdpasm.gen;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Ending.Likely;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Sketch;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;

/**
 * An XDP program of rules over the first eight bytes of a packet, each compared after the other. Each is long, since the
 * verifier follows only 8192 jumps whose other way it has not seen ({@code BPF_COMPLEXITY_LIMIT_JMP_SEQ}, kernel/bpf/verifier.c).
 */
public final class LongGraph {
    private static final int ROUNDS = 35;

    private LongGraph() {}

    /** {@return the graph of so many rules: the first word of a packet has to be {@code i} and the second {@code i ^ 0x5555}} */
    public static Graph of(int rules) {
        Sketch s = new Sketch();
        Temp context = s.parameter("ctx");
        Temp data = s.load(Size.W, context, 0, Region.CONTEXT);
        Temp end = s.load(Size.W, context, 4, Region.CONTEXT);
        Block pass = s.block();
        Block drop = s.block();
        s.bounds(data, 8, end, s.block(), pass);
        Temp first = s.packet(Size.W, data, 0);
        Temp second = s.packet(Size.W, data, 4);
        for (int i = 0; i < rules; i++) {
            Block same = s.block();
            Block next = s.block();
            s.branch(first, Condition.JEQ, i, same, next, Likely.NO);
            s.in(same);
            Temp mixed = s.binary(AluOp.XOR, Width.W32, 32, second, Value.of(0x5555));
            int expected = i;
            for (int round = 0; round < ROUNDS; round++) {
                mixed = s.binary(AluOp.MUL, Width.W32, 32, mixed, Value.of(3));
                mixed = s.binary(AluOp.ADD, Width.W32, 32, mixed, Value.of(1));
                expected = expected * 3 + 1;
            }
            s.branch(mixed, Condition.JEQ, Integer.toUnsignedLong(expected), drop, next, Likely.EITHER);
            s.in(next);
        }
        s.jump(pass);
        s.in(pass);
        s.exit(Value.of(2));
        s.in(drop);
        s.exit(Value.of(1));
        return s.graph;
    }
}
