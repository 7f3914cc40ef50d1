package dev.xdpasm.isa;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R10;
import static dev.xdpasm.isa.Register.R5;
import static dev.xdpasm.isa.Register.R6;

import dev.xdpasm.isa.Finding.Kind;
import dev.xdpasm.isa.Instruction.AddressSpaceCast;
import dev.xdpasm.isa.Instruction.Alu;
import dev.xdpasm.isa.Instruction.Atomic;
import dev.xdpasm.isa.Instruction.Branch;
import dev.xdpasm.isa.Instruction.ByteSwap;
import dev.xdpasm.isa.Instruction.CallHelper;
import dev.xdpasm.isa.Instruction.CallKfunc;
import dev.xdpasm.isa.Instruction.CallLocal;
import dev.xdpasm.isa.Instruction.Exit;
import dev.xdpasm.isa.Instruction.Load;
import dev.xdpasm.isa.Instruction.LoadAcquire;
import dev.xdpasm.isa.Instruction.LoadImm64;
import dev.xdpasm.isa.Instruction.LoadPacket;
import dev.xdpasm.isa.Instruction.LoadPacketIndexed;
import dev.xdpasm.isa.Instruction.MoveSignExtended;
import dev.xdpasm.isa.Instruction.Negate;
import dev.xdpasm.isa.Instruction.Store;
import dev.xdpasm.isa.Instruction.StoreRelease;
import dev.xdpasm.isa.Knowledge.Outcome;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the registers along all paths of a program: which of them any path has written, and what of their values all paths
 * agree on. Finds reads of registers that no path wrote, and stack that is out of bounds or misaligned.
 *
 * <p>A state is kept where paths meet only. It gets only less known and more written, so that going around a loop ends.
 */
final class RegisterFlow {
    private static final int STACK_BYTES = 512;
    private static final int REGISTERS = Register.values().length;

    /** Told what was found. */
    interface Report {
        void add(int slot, Kind kind, String problem);
    }

    /** The registers at one point of the program. */
    private static final class State {
        private int written;
        private int lostInCall;
        private final Knowledge[] known = new Knowledge[REGISTERS];

        State() {
            Arrays.fill(known, Knowledge.NOTHING);
        }

        State copy() {
            State copy = new State();
            copy.written = written;
            copy.lostInCall = lostInCall;
            System.arraycopy(known, 0, copy.known, 0, REGISTERS);
            return copy;
        }

        /** Takes another path in; {@return whether that changed anything}. */
        boolean meet(State other) {
            boolean changed = (other.written & ~written) != 0;
            written |= other.written;
            lostInCall |= other.lostInCall;
            for (int i = 0; i < REGISTERS; i++) {
                if (!known[i].equals(other.known[i]) && known[i] != Knowledge.NOTHING) {
                    known[i] = Knowledge.NOTHING;
                    changed = true;
                }
            }
            return changed;
        }

        boolean isWritten(Register register) {
            return (written >> register.number() & 1) != 0;
        }

        void write(Register register, Knowledge knowledge) {
            written |= 1 << register.number();
            known[register.number()] = knowledge;
        }

        Knowledge known(Operand operand) {
            return operand instanceof Register register
                    ? known[register.number()]
                    : Knowledge.constant(((Immediate) operand).value());
        }
    }

    private final Code code;
    private final ControlFlow flow;
    private final int arguments;
    private final boolean returns;

    /** By slot: the state before an instruction that more than one path may lead to. */
    private final @Nullable State[] before;

    private final boolean[] isMeeting;
    private final Deque<Integer> open = new ArrayDeque<>();

    RegisterFlow(Code code, ControlFlow flow, int arguments, boolean returns) {
        this.code = code;
        this.flow = flow;
        this.arguments = arguments;
        this.returns = returns;
        before = new State[code.size()];
        isMeeting = new boolean[code.size()];
    }

    /** Follows all paths, then says what is wrong on them. */
    void run(Report report) {
        for (int slot = 0; slot < code.size(); slot = flow.next(slot)) {
            if (Insn.isJump(code.word(slot))) {
                flow.successors(slot, successor -> isMeeting[successor] = true);
            }
        }
        flow.functions().forEach(slot -> {
            isMeeting[slot] = true;
            meet(slot, atEntry(slot));
        });
        while (!open.isEmpty()) {
            walk(open.pop(), (slot, kind, problem) -> {});
        }
        for (int slot = 0; slot < code.size(); slot++) {
            if (before[slot] != null) {
                walk(slot, report);
            }
        }
    }

    private State atEntry(int slot) {
        State state = new State();
        int given = slot == 0 ? arguments : R5.number();
        for (int i = R1.number(); i <= given; i++) {
            state.written |= 1 << i;
        }
        state.write(R10, Knowledge.frame(0));
        return state;
    }

    private void meet(int slot, State state) {
        State there = before[slot];
        if (there == null) {
            before[slot] = state.copy();
            open.push(slot);
        } else if (there.meet(state)) {
            open.push(slot);
        }
    }

    /** From a meeting to the next. */
    private void walk(int from, Report report) {
        State start = before[from];
        if (start == null) {
            return;
        }
        State state = start.copy();
        int slot = from;
        do {
            Instruction instruction = code.instruction(slot);
            checkReads(slot, instruction, state, report);
            checkStack(slot, instruction, state, report);
            if (Insn.isJump(code.word(slot)) || instruction instanceof Exit) {
                leave(slot, instruction, state);
                return;
            }
            apply(slot, instruction, state);
            slot = flow.next(slot);
        } while (!isMeeting[slot]);
        meet(slot, state);
    }

    /** Goes on to where a jump may lead. */
    private void leave(int slot, Instruction instruction, State state) {
        Outcome outcome = Outcome.OPEN;
        if (instruction instanceof Branch branch) {
            outcome = branch.width() == Width.W64
                    ? state.known(branch.dst()).compare(branch.condition(), state.known(branch.src()))
                    : compareHalves(branch, state);
        }
        int behind = flow.next(slot);
        boolean taken = outcome != Outcome.NEVER;
        boolean passed = outcome != Outcome.ALWAYS;
        flow.successors(slot, successor -> {
            boolean isTarget = Insn.isJump(code.word(slot)) && successor == flow.target(slot);
            if (isTarget && taken || successor == behind && passed) {
                meet(successor, state);
            }
        });
    }

    private static Outcome compareHalves(Branch branch, State state) {
        Knowledge left = state.known(branch.dst()).half();
        Knowledge right = state.known(branch.src()).half();
        boolean bothNotNegative = right.isConstant()
                && right.number() <= Integer.MAX_VALUE
                && !left.isFrame()
                && left.kind() != Knowledge.Kind.NOTHING
                && left.number() <= Integer.MAX_VALUE;
        return bothNotNegative ? left.compare(branch.condition(), right) : Outcome.OPEN;
    }

    private void checkReads(int slot, Instruction instruction, State state, Report report) {
        for (Register register : reads(slot, instruction)) {
            if (!state.isWritten(register)) {
                boolean lost = (state.lostInCall >> register.number() & 1) != 0;
                report.add(
                        slot,
                        Kind.UNWRITTEN_REGISTER,
                        (instruction instanceof Exit ? "returns " : "reads ") + register + ", which no path to here has written"
                                + (lost ? " since the call, which leaves nothing in r1 to r5" : ""));
                state.write(register, Knowledge.NOTHING); // said once
            }
        }
    }

    private List<Register> reads(int slot, Instruction instruction) {
        if (instruction instanceof Alu alu) {
            boolean moves = alu.op() == AluOp.MOV;
            boolean ofRegister = alu.src() instanceof Register;
            return moves
                    ? ofRegister ? List.of((Register) alu.src()) : List.of()
                    : ofRegister ? List.of(alu.dst(), (Register) alu.src()) : List.of(alu.dst());
        }
        if (instruction instanceof Branch branch) {
            return branch.src() instanceof Register src ? List.of(branch.dst(), src) : List.of(branch.dst());
        }
        if (instruction instanceof Store store) {
            return store.src() instanceof Register src ? List.of(store.base(), src) : List.of(store.base());
        }
        if (instruction instanceof Atomic atomic) {
            return atomic.op() == AtomicOp.CMPXCHG
                    ? List.of(atomic.base(), atomic.src(), R0)
                    : List.of(atomic.base(), atomic.src());
        }
        if (instruction instanceof Load load) {
            return List.of(load.base());
        }
        if (instruction instanceof LoadAcquire load) {
            return List.of(load.base());
        }
        if (instruction instanceof StoreRelease store) {
            return List.of(store.base(), store.src());
        }
        if (instruction instanceof LoadPacket) {
            return List.of(R6);
        }
        if (instruction instanceof LoadPacketIndexed load) {
            return List.of(R6, load.src());
        }
        if (instruction instanceof Exit) {
            // what a function leaves in r0 is its caller's to read
            return returns && flow.isInProgram(slot) ? List.of(R0) : List.of();
        }
        if (instruction instanceof MoveSignExtended move) {
            return List.of(move.src());
        }
        if (instruction instanceof AddressSpaceCast cast) {
            return List.of(cast.src());
        }
        if (instruction instanceof Negate negate) {
            return List.of(negate.dst());
        }
        return instruction instanceof ByteSwap swap ? List.of(swap.dst()) : List.of();
    }

    private void apply(int slot, Instruction instruction, State state) {
        if (instruction instanceof Alu alu) {
            Knowledge left = state.known(alu.dst());
            Knowledge right = state.known(alu.src());
            boolean moves = alu.op() == AluOp.MOV;
            state.write(
                    alu.dst(),
                    alu.width() == Width.W64 ? left.after(alu.op(), right) : moves ? right.half() : Knowledge.bits(32));
        } else if (instruction instanceof LoadImm64 wide) {
            boolean isNumber = wide.pseudo() == 0 && code.relocationAt(slot).isEmpty();
            state.write(wide.dst(), isNumber ? Knowledge.constant(wide.imm()) : Knowledge.NOTHING);
        } else if (instruction instanceof Load load) {
            state.write(load.dst(), load.signed() ? Knowledge.NOTHING : Knowledge.bits(load.size().bytes() * 8));
        } else if (instruction instanceof Atomic atomic) {
            if (atomic.op().fetches()) {
                state.write(atomic.op() == AtomicOp.CMPXCHG ? R0 : atomic.src(), Knowledge.NOTHING);
            }
        } else if (callsOrLoadsPacket(instruction)) {
            for (int i = R1.number(); i <= R5.number(); i++) {
                state.written &= ~(1 << i);
                state.lostInCall |= 1 << i;
                state.known[i] = Knowledge.NOTHING;
            }
            state.write(R0, Knowledge.NOTHING);
        } else {
            written(instruction).ifPresent(register -> state.write(register, Knowledge.NOTHING));
        }
    }

    private static boolean callsOrLoadsPacket(Instruction instruction) {
        return instruction instanceof CallHelper
                || instruction instanceof CallLocal
                || instruction instanceof CallKfunc
                || instruction instanceof LoadPacket
                || instruction instanceof LoadPacketIndexed;
    }

    private static Optional<Register> written(Instruction instruction) {
        if (instruction instanceof Negate negate) {
            return Optional.of(negate.dst());
        }
        if (instruction instanceof ByteSwap swap) {
            return Optional.of(swap.dst());
        }
        if (instruction instanceof MoveSignExtended move) {
            return Optional.of(move.dst());
        }
        if (instruction instanceof AddressSpaceCast cast) {
            return Optional.of(cast.dst());
        }
        return instruction instanceof LoadAcquire load ? Optional.of(load.dst()) : Optional.empty();
    }

    private static void checkStack(int slot, Instruction instruction, State state, Report report) {
        if (instruction instanceof Load load) {
            checkStack(slot, state.known(load.base()), load.off(), load.size(), report);
        } else if (instruction instanceof Store store) {
            checkStack(slot, state.known(store.base()), store.off(), store.size(), report);
        } else if (instruction instanceof Atomic atomic) {
            checkStack(slot, state.known(atomic.base()), atomic.off(), atomic.size(), report);
        } else if (instruction instanceof LoadAcquire load) {
            checkStack(slot, state.known(load.base()), load.off(), load.size(), report);
        } else if (instruction instanceof StoreRelease store) {
            checkStack(slot, state.known(store.base()), store.off(), store.size(), report);
        }
    }

    private static void checkStack(int slot, Knowledge base, short off, Size size, Report report) {
        if (!base.isFrame()) {
            return;
        }
        long from = base.number() + off;
        long behind = from + size.bytes();
        if (from % size.bytes() != 0) {
            report.add(
                    slot,
                    Kind.STACK_ALIGNMENT,
                    "reaches " + size.bytes() + " bytes of stack at r10" + signed(from) + ", which is no multiple of " + size.bytes());
        } else if (from < -STACK_BYTES || behind > 0) {
            report.add(
                    slot,
                    Kind.STACK_BOUNDS,
                    "reaches r10" + signed(from) + " to r10" + signed(behind - 1) + ", but the stack is r10-512 to r10-1");
        }
    }

    private static String signed(long number) {
        return number < 0 ? Long.toString(number) : "+" + number;
    }
}
