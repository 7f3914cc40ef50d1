package dev.xdpasm.gen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.RandomGraph;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.opt.Optimizer;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Loops are closed by jumps: kernels from 5.3 to 6.6 walk the code in depth and refuse the program where an instruction that is
 * no jump goes on with one that the walk has on its way ({@code check_cfg}, kernel/bpf/verifier.c of Linux 6.1).
 */
class BackEdgesTest {
    private static final int SEEDS = 300;

    @ParameterizedTest
    @EnumSource(IsaLevel.class)
    void loopsAreClosedByJumps(IsaLevel level) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Graph graph = RandomGraph.of(seed, level);
            assertEquals(Optional.empty(), refused(Generator.generate(graph, level).code()), "seed " + seed);
            Optimizer.optimize(graph);
            assertEquals(Optional.empty(), refused(Generator.generate(graph, level).code()), "seed " + seed + ", optimized");
        }
    }

    private static Optional<String> refused(Code code) {
        return new Walk(code).from(0);
    }

    /** The kernel's walk. */
    private static final class Walk {
        private enum State {
            NEW,
            ON_THE_WAY,
            DONE
        }

        private final Code code;
        private final State[] states;

        Walk(Code code) {
            this.code = code;
            this.states = new State[code.size()];
            Arrays.fill(states, State.NEW);
        }

        Optional<String> from(int slot) {
            states[slot] = State.ON_THE_WAY;
            long insn = code.word(slot);
            int opcode = Insn.code(insn);
            int cls = opcode & 7;
            boolean jumps = cls == Opcode.BPF_JMP || cls == Opcode.BPF_JMP32;
            Optional<String> found = Optional.empty();
            if (opcode == Opcode.EXIT) {
                found = Optional.empty();
            } else if (!jumps || opcode == Opcode.CALL) {
                int next = slot + (opcode == Opcode.LDDW ? 2 : 1);
                found = states[next] == State.ON_THE_WAY
                        ? Optional.of("back-edge from insn " + slot + " to " + next)
                        : to(next);
            } else if (opcode == Opcode.GOTO || opcode == Opcode.GOTOL) {
                found = to(slot + 1 + (opcode == Opcode.GOTO ? Insn.off(insn) : Insn.imm(insn)));
            } else {
                found = to(slot + 1).or(() -> to(slot + 1 + Insn.off(insn)));
            }
            states[slot] = State.DONE;
            return found;
        }

        private Optional<String> to(int slot) {
            return states[slot] == State.NEW ? from(slot) : Optional.empty();
        }
    }
}
