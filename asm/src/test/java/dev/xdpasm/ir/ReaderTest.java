package dev.xdpasm.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import dev.xdpasm.uapi.Helper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operands of each kind of step and ending are what it asks for when it is made to read other values. */
class ReaderTest {
    private static final Graph GRAPH = new Graph("readers");
    private static final Temp TO = GRAPH.temp("to", 64);
    private static final Temp A = GRAPH.temp("a", 64);
    private static final Temp B = GRAPH.temp("b", 64);
    private static final Temp C = GRAPH.temp("c", 64);
    private static final Value ONE = Value.of(1);
    private static final Slot SLOT = GRAPH.slot("slot", 16, 0, Optional.empty());
    private static final Address PACKET = new Address(A, 4, Region.PACKET);
    private static final Address STACK = new Address(SLOT, 8, Region.STACK);
    private static final Block BLOCK = GRAPH.block();

    static Stream<Reader> readers() {
        return Stream.of(
                new Step.Move(TO, A),
                new Step.Move(TO, ONE),
                new Step.Binary(TO, AluOp.SUB, Width.W64, A, B),
                new Step.Binary(TO, AluOp.ADD, Width.W32, ONE, A),
                new Step.Swap(TO, ByteOrderOp.BE, 16, A),
                new Step.SignExtend(TO, 8, A),
                new Step.Load(TO, Size.W, PACKET),
                new Step.Load(TO, Size.W, STACK),
                new Step.Store(Size.W, PACKET, B),
                new Step.Store(Size.W, PACKET, A),
                new Step.Store(Size.W, STACK, ONE),
                new Step.Atomic(Optional.empty(), AtomicOp.ADD, Size.DW, PACKET, B, Optional.empty()),
                new Step.Atomic(Optional.of(TO), AtomicOp.CMPXCHG, Size.DW, PACKET, B, Optional.of(C)),
                new Step.Atomic(Optional.of(TO), AtomicOp.CMPXCHG, Size.DW, STACK, B, Optional.of(ONE)),
                new Step.Atomic(Optional.of(TO), AtomicOp.XCHG, Size.DW, STACK, B, Optional.empty()),
                new Step.StackAddress(TO, SLOT, 0),
                new Step.MapHandle(TO, "map"),
                new Step.MapValue(TO, "map", 4),
                new Step.FunctionAddress(TO, "function"),
                new Step.KernelFact(TO, 0),
                new Step.FieldLoad(TO, Size.W, A, 0),
                new Step.FieldStore(Size.W, A, 0, B),
                new Step.FieldStore(Size.W, A, 0, ONE),
                new Step.Call(Optional.of(TO), new Callee.OfHelper(Helper.bpf_map_lookup_elem), List.of(A, B), true, Set.of(), true),
                new Step.Call(Optional.of(TO), new Callee.OfHelper(Helper.bpf_ktime_get_ns), List.of(), false, Set.of(), true),
                new Ending.Jump(BLOCK),
                new Ending.Branch(Condition.JEQ, Width.W64, A, ONE, BLOCK, BLOCK, Ending.Likely.EITHER),
                new Ending.Bounds(A, 14, B, BLOCK, BLOCK),
                new Ending.MayGoto(BLOCK, BLOCK),
                new Ending.Exit(A),
                new Ending.Exit(ONE));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void operandsAreWhatIsAskedFor(Reader reader) {
        List<Value> asked = new ArrayList<>();
        if (reader instanceof Step step) {
            step.reading(value -> asking(value, asked));
        } else {
            ((Ending) reader).reading(value -> asking(value, asked));
        }
        List<Value> operands = new ArrayList<>();
        for (int i = 0; i < Reader.operands(reader); i++) {
            operands.add(Reader.operand(reader, i));
        }
        assertEquals(asked, operands);
        for (Temp temp : List.of(A, B, C, TO)) {
            assertEquals(operands.contains(temp), reader.reads(temp), temp.toString());
        }
    }

    private static Value asking(Value value, List<Value> asked) {
        asked.add(value);
        return value;
    }

    @Test
    void jumpHasNoOperand() {
        Reader jump = new Ending.Jump(BLOCK);
        assertThrows(IndexOutOfBoundsException.class, () -> Reader.operand(jump, 0));
    }

    @Test
    void allKindsAreAsked() {
        Set<Class<?>> asked = readers().map(Object::getClass).collect(Collectors.toSet());
        for (Class<?> family : Reader.class.getPermittedSubclasses()) {
            assertTrue(asked.containsAll(Arrays.asList(family.getPermittedSubclasses())), family.getName());
        }
    }
}
