package dev.xdpasm.isa;

import dev.xdpasm.isa.Finding.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with a whole program, as far as it can be told without a kernel: everything that it finds the verifier of
 * Linux 6.18 refuses, in the order in which that looks, so what is broken first hides what it would break.
 *
 * <ol>
 *   <li>each instruction by itself ({@link Checks}) and its reserved fields;
 *   <li>ends, jumps, calls: whether each function is whole;
 *   <li>instructions that no path leads to;
 *   <li>along all paths, registers that are read though nothing wrote them, and the stack ({@link RegisterFlow}).
 * </ol>
 *
 * <p>The verifier goes no way that it knows to be dead, and knows more values than are followed here: constants, what masks
 * and small loads leave, addresses in the frame. Behind a branch that only a value of another kind makes impossible, it would
 * let an instruction of the last kind pass.
 */
public final class Lint {
    private final Code code;
    private final List<Finding> findings = new ArrayList<>();

    private Lint(Code code) {
        this.code = code;
    }

    /**
     * {@return what is wrong with the code of a program, in the order of its slots; empty if nothing was found}
     *
     * @param arguments how many of r1 to r5 are set when it begins: 1, the context, of nearly all programs
     * @param returns whether it has to return a value in r0, as nearly all programs
     */
    public static List<Finding> of(Code code, int arguments, boolean returns) {
        Lint lint = new Lint(code);
        lint.check(arguments, returns);
        lint.findings.sort(Comparator.comparingInt(Finding::slot));
        return List.copyOf(lint.findings);
    }

    private void check(int arguments, boolean returns) {
        if (code.size() == 0) {
            findings.add(new Finding(0, Kind.OPEN_END, "", "there is no instruction", Optional.empty()));
            return;
        }
        ControlFlow flow = new ControlFlow(code);
        for (int slot = 0; slot < code.size(); slot = flow.next(slot)) {
            checkInstruction(slot);
        }
        if (!findings.isEmpty()) {
            return;
        }
        checkFunctions(flow);
        if (!findings.isEmpty()) {
            return;
        }
        checkReachable(flow);
        if (findings.isEmpty()) {
            new RegisterFlow(code, flow, arguments, returns).run((slot, kind, problem) -> report(slot, kind, problem));
        }
    }

    private void report(int slot, Kind kind, String problem) {
        findings.add(new Finding(slot, kind, LlvmText.of(code.word(slot)), problem, code.lineAt(slot)));
    }

    private void checkInstruction(int slot) {
        long insn = code.word(slot);
        boolean isNamed = code.relocationAt(slot).isPresent();
        boolean storesConstant = Opcode.classOf(Insn.code(insn)) == Opcode.BPF_ST;
        // of a constant that is too large for its place the kernel takes the lower bits
        Optional<String> problem = Checks.problem(storesConstant ? Insn.withImm(insn, 0) : insn);
        if (problem.isPresent()) {
            report(slot, Kind.INSTRUCTION, problem.get());
            return;
        }
        if (Insn.isWide(insn)) {
            boolean whole = slot + 1 < code.size() && (code.word(slot + 1) & 0xffff_ffffL) == 0;
            if (!whole) {
                report(slot, Kind.INSTRUCTION, "lddw takes two slots, of which the second holds an immediate and nothing else");
                return;
            }
        }
        Optional<String> reserved = isNamed ? Optional.empty() : ReservedFields.problem(insn);
        if (reserved.isPresent()) {
            report(slot, Kind.RESERVED_FIELD, reserved.get());
        } else if (!isNamed && !isRun(slot)) {
            report(slot, Kind.INSTRUCTION, "no kernel runs it");
        }
    }

    private boolean isRun(int slot) {
        Instruction decoded = code.instruction(slot);
        return !(decoded instanceof Instruction.Unknown) && !(decoded instanceof Instruction.CallRegister);
    }

    private void checkFunctions(ControlFlow flow) {
        int start = 0;
        int end = flow.endOfFunction(0);
        for (int slot = 0; slot < code.size(); slot = flow.next(slot)) {
            if (slot >= end) {
                start = end;
                end = flow.endOfFunction(start);
            }
            long callee = flow.callee(slot);
            if (callee != -1 && (callee < 0 || callee >= code.size())) {
                report(slot, Kind.JUMP_OUTSIDE, "leads to instruction " + callee + ", but there are 0 to " + (code.size() - 1));
            } else if (callee != -1 && flow.isSecond(callee)) {
                report(slot, Kind.JUMP_INTO_LDDW, intoLddw(callee));
            }
            if (Insn.isJump(code.word(slot))) {
                checkJump(flow, slot, start, end);
            }
            int next = flow.next(slot);
            boolean ends = next >= code.size() || flow.isFunction(next);
            if (ends && !Opcode.neverFallsThrough(Insn.code(code.word(slot)))) {
                report(slot, Kind.OPEN_END, "nothing follows the last instruction of its function: end with exit or a jump");
            }
        }
    }

    /** A jump of the function from {@code start} to before {@code end}. */
    private void checkJump(ControlFlow flow, int slot, int start, int end) {
        long target = flow.target(slot);
        if (target < start || target >= end) {
            report(slot, Kind.JUMP_OUTSIDE, "jumps to instruction " + target + ", but its function has " + start + " to " + (end - 1));
        } else if (flow.isSecond(target)) {
            report(slot, Kind.JUMP_INTO_LDDW, intoLddw(target));
        }
    }

    private static String intoLddw(long target) {
        return "leads into the middle of the lddw at instruction " + (target - 1);
    }

    private void checkReachable(ControlFlow flow) {
        BitSet reachable = flow.reachable();
        boolean before = true;
        for (int slot = 0; slot < code.size(); slot = flow.next(slot)) {
            if (!reachable.get(slot) && before) {
                report(slot, Kind.UNREACHABLE, "no path leads here");
            }
            before = reachable.get(slot);
        }
    }
}
