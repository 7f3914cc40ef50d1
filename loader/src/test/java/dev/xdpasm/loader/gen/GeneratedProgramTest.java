package dev.xdpasm.loader.gen;

import static dev.xdpasm.ir.Value.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.gen.Generated;
import dev.xdpasm.gen.Generator;
import dev.xdpasm.gen.LongGraph;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Callee;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Ending.Likely;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Sketch;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.Subprogram;
import dev.xdpasm.uapi.Helper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Graphs written for what is hard in code: loaded and run by the kernel. */
@KernelTest
class GeneratedProgramTest {
    private static final String NAME = "generated";

    /** An XDP program over a packet of 64 bytes at least. */
    private static final class Packet {
        final Sketch s = new Sketch();
        final Temp context = s.parameter("ctx");
        final Temp data = s.load(Size.W, context, 0, Region.CONTEXT);
        final Temp end = s.load(Size.W, context, 4, Region.CONTEXT);
        final Block tooShort = s.block();

        Packet() {
            s.bounds(data, 64, end, s.block(), tooShort);
            tooShort.end(new Ending.Exit(of(0)), Optional.empty());
        }

        int run(IsaLevel level, byte[] packet) {
            try (Bpf bpf = load(s.graph, level)) {
                return bpf.xdp(NAME).run(packet).retval();
            }
        }
    }

    private static Bpf load(Graph graph, IsaLevel level) {
        return Bpf.load(BpfObject.of(BpfProgram.xdp(NAME, Generator.generate(graph, level).code())));
    }

    private static byte[] words(int... words) {
        ByteBuffer packet = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            packet.putInt(word);
        }
        return packet.array();
    }

    @ParameterizedTest
    @EnumSource(IsaLevel.class)
    void codeLongerThanAJumpReachesIsLoadedAndRun(IsaLevel level) {
        Needs.level(level);
        int rules = 600;
        try (Bpf bpf = load(LongGraph.of(rules), level)) {
            assertTrue(bpf.object().programs().get(0).code().size() > 32_768);
            for (int rule : new int[] {0, 1, 100, rules / 2, rules - 1}) {
                assertEquals(1, bpf.xdp(NAME).run(words(rule, rule ^ 0x5555)).retval(), "rule " + rule);
                assertEquals(2, bpf.xdp(NAME).run(words(rule, rule)).retval(), "rule " + rule);
            }
            assertEquals(2, bpf.xdp(NAME).run(words(rules, rules ^ 0x5555)).retval());
        }
    }

    /** Pitfall 12: an immediate is sign-extended before it is compared with 64 bits. */
    @ParameterizedTest
    @EnumSource(IsaLevel.class)
    void comparisonWithTheHighestBitOf32MeansWhatItSays(IsaLevel level) {
        for (Width width : Width.values()) {
            Packet p = new Packet();
            Block yes = p.s.block();
            Block no = p.s.block();
            Temp field = p.s.packet(Size.W, p.data, 0);
            p.s.end(new Ending.Branch(Condition.JEQ, width, field, of(0x8000_0001L), yes, no, Likely.EITHER));
            p.s.in(yes);
            p.s.exit(of(2));
            p.s.in(no);
            p.s.exit(of(1));
            assertEquals(2, p.run(level, words(0x8000_0001)), width::toString);
            assertEquals(1, p.run(level, words(1)), width::toString);
        }
    }

    /** Pitfalls 2b and 7: more values than r6 to r9 live on behind a call, packet pointers and checked lengths among them. */
    @ParameterizedTest
    @EnumSource(IsaLevel.class)
    void pointersAndBoundsSurviveCallsAndSpills(IsaLevel level) {
        Packet p = new Packet();
        Sketch s = p.s;
        Temp[] kept = new Temp[8];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = s.packet(Size.B, p.data, 32 + i);
        }
        Temp offset = s.and(s.packet(Size.B, p.data, 0), 15);
        Temp pointer = s.add(p.data, offset);
        s.bounds(pointer, 16, p.end, s.block(), p.tooShort);
        Temp cpu = s.call(Helper.bpf_get_smp_processor_id);
        Temp zero = s.and(cpu, 0);
        Temp sum = s.variable("sum", zero);
        s.set(sum, s.add(sum, s.packet(Size.B, pointer, 15)));
        s.set(sum, s.add(sum, s.packet(Size.B, p.data, 40)));
        for (Temp one : kept) {
            s.set(sum, s.add(sum, one));
        }
        s.exit(sum);
        Generated generated = Generator.generate(s.graph, level);
        assertTrue(generated.frameBytes() > 0);
        byte[] packet = new byte[64];
        packet[0] = 3;
        packet[18] = 100;
        packet[40] = 7;
        for (int i = 0; i < kept.length; i++) {
            packet[32 + i] = (byte) (i + 1);
        }
        assertEquals(100 + 7 + 36, p.run(level, packet));
    }

    @Test
    void loopThatTheKernelMayEndRunsToItsEnd() {
        Needs.version(6, 9, "may_goto came then");
        Packet p = new Packet();
        Sketch s = p.s;
        Temp count = s.packet(Size.W, p.data, 0);
        Temp i = s.variable("i", of(0));
        Block head = s.block();
        Block test = s.block();
        Block body = s.block();
        Block out = s.block();
        s.jump(head);
        s.in(head);
        s.end(new Ending.MayGoto(test, out));
        s.in(test);
        s.end(new Ending.Branch(Condition.JLT, Width.W64, i, count, body, out, Likely.EITHER));
        s.in(body);
        s.step(new Step.Binary(i, AluOp.ADD, Width.W64, i, of(1)));
        s.jump(head);
        s.in(out);
        s.exit(i);
        assertEquals(1_000, p.run(IsaLevel.V3, words(1_000)));
    }

    @Test
    void functionsCallEachOtherByName() {
        Sketch callee = new Sketch();
        Temp a = callee.parameter("a");
        Temp b = callee.parameter("b");
        callee.exit(callee.binary(AluOp.SUB, Width.W64, 64, a, b));
        Packet p = new Packet();
        Temp result = p.s.graph.temp("result", 64);
        List<Value> arguments = List.of(p.s.packet(Size.B, p.data, 0), of(5));
        p.s.step(new Step.Call(
                Optional.of(result), new Callee.OfSubprogram("minus"), arguments, false, Set.of(), false));
        p.s.exit(p.s.add(result, p.s.packet(Size.B, p.data, 4)));
        BpfObject object = BpfObject.builder()
                .programs(List.of(BpfProgram.xdp(NAME, Generator.generate(p.s.graph, IsaLevel.V3).code())))
                .subprograms(List.of(Subprogram.of(
                        "minus", Generator.generate(callee.graph, IsaLevel.V3).code())))
                .build();
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(40 - 5 + 2, bpf.xdp(NAME).run(words(40, 2)).retval());
        }
    }
}
