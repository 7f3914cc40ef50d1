package dev.xdpasm.asm;

import static dev.xdpasm.isa.Opcode.BPF_CALL;
import static dev.xdpasm.isa.Opcode.BPF_EXIT;
import static dev.xdpasm.isa.Opcode.BPF_JA;
import static dev.xdpasm.isa.Opcode.BPF_JCOND;
import static dev.xdpasm.isa.Opcode.BPF_JMP;
import static dev.xdpasm.isa.Opcode.BPF_JMP32;
import static dev.xdpasm.isa.Opcode.BPF_K;
import static dev.xdpasm.isa.Opcode.BPF_PSEUDO_CALL;
import static dev.xdpasm.isa.Opcode.BPF_X;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Register;
import dev.xdpasm.isa.Width;
import dev.xdpasm.object.BpfFunction;
import dev.xdpasm.object.Extern;
import dev.xdpasm.uapi.Helper;

/**
 * The calls of {@link Assembler} that say what runs next (RFC 9669 section 4.3).
 *
 * <p>A jump names a {@link Label}, before it or after it. The plain names compare all 64 bits, those with {@code 32} the
 * lower halves. A constant has 32 bits and is sign-extended to the width, so a 64-bit comparison with 0xffffffff compares
 * with -1.
 */
public sealed interface Jumps permits Assembler {

    /**
     * Appends a packed instruction: the door for what has no call of its own.
     *
     * @throws AssemblyException if the instruction is wrong by itself ({@link dev.xdpasm.isa.Checks})
     */
    void emit(long insn);

    /**
     * Appends a packed jump or call whose distance is to be the label's.
     *
     * @throws AssemblyException if the label is bound too far away for the instruction's field, or is another assembler's
     */
    void emitJump(long insn, Label target);

    /** {@code goto target}. */
    default void ja(Label target) {
        emitJump(Insn.pack(BPF_JMP | BPF_JA, 0, 0, (short) 0, 0), target);
    }

    /** {@code gotol target}: with 32 bits of distance. Linux 6.6. */
    default void gotol(Label target) {
        emitJump(Insn.pack(BPF_JMP32 | BPF_JA, 0, 0, (short) 0, 0), target);
    }

    /** {@code may_goto target}: jumps once the budget that bounds the loop is used up. Linux 6.9. */
    default void mayGoto(Label target) {
        emitJump(Insn.pack(BPF_JMP | BPF_JCOND, 0, 0, (short) 0, 0), target);
    }

    /** Jumps if {@code dst == src}. */
    default void jeq(Register dst, Register src, Label target) {
        emitJump(register(Width.W64, Condition.JEQ, dst, src), target);
    }

    /** Jumps if {@code dst == imm}. */
    default void jeq(Register dst, int imm, Label target) {
        emitJump(constant(Width.W64, Condition.JEQ, dst, imm), target);
    }

    /** Jumps if {@code dst == src}. In 32 bits. */
    default void jeq32(Register dst, Register src, Label target) {
        emitJump(register(Width.W32, Condition.JEQ, dst, src), target);
    }

    /** Jumps if {@code dst == imm}. In 32 bits. */
    default void jeq32(Register dst, int imm, Label target) {
        emitJump(constant(Width.W32, Condition.JEQ, dst, imm), target);
    }

    /** Jumps if {@code dst != src}. */
    default void jne(Register dst, Register src, Label target) {
        emitJump(register(Width.W64, Condition.JNE, dst, src), target);
    }

    /** Jumps if {@code dst != imm}. */
    default void jne(Register dst, int imm, Label target) {
        emitJump(constant(Width.W64, Condition.JNE, dst, imm), target);
    }

    /** Jumps if {@code dst != src}. In 32 bits. */
    default void jne32(Register dst, Register src, Label target) {
        emitJump(register(Width.W32, Condition.JNE, dst, src), target);
    }

    /** Jumps if {@code dst != imm}. In 32 bits. */
    default void jne32(Register dst, int imm, Label target) {
        emitJump(constant(Width.W32, Condition.JNE, dst, imm), target);
    }

    /** Jumps if {@code dst > src}, unsigned. */
    default void jgt(Register dst, Register src, Label target) {
        emitJump(register(Width.W64, Condition.JGT, dst, src), target);
    }

    /** Jumps if {@code dst > imm}, unsigned. */
    default void jgt(Register dst, int imm, Label target) {
        emitJump(constant(Width.W64, Condition.JGT, dst, imm), target);
    }

    /** Jumps if {@code dst > src}, unsigned. In 32 bits. */
    default void jgt32(Register dst, Register src, Label target) {
        emitJump(register(Width.W32, Condition.JGT, dst, src), target);
    }

    /** Jumps if {@code dst > imm}, unsigned. In 32 bits. */
    default void jgt32(Register dst, int imm, Label target) {
        emitJump(constant(Width.W32, Condition.JGT, dst, imm), target);
    }

    /** Jumps if {@code dst >= src}, unsigned. */
    default void jge(Register dst, Register src, Label target) {
        emitJump(register(Width.W64, Condition.JGE, dst, src), target);
    }

    /** Jumps if {@code dst >= imm}, unsigned. */
    default void jge(Register dst, int imm, Label target) {
        emitJump(constant(Width.W64, Condition.JGE, dst, imm), target);
    }

    /** Jumps if {@code dst >= src}, unsigned. In 32 bits. */
    default void jge32(Register dst, Register src, Label target) {
        emitJump(register(Width.W32, Condition.JGE, dst, src), target);
    }

    /** Jumps if {@code dst >= imm}, unsigned. In 32 bits. */
    default void jge32(Register dst, int imm, Label target) {
        emitJump(constant(Width.W32, Condition.JGE, dst, imm), target);
    }

    /** Jumps if {@code dst < src}, unsigned. */
    default void jlt(Register dst, Register src, Label target) {
        emitJump(register(Width.W64, Condition.JLT, dst, src), target);
    }

    /** Jumps if {@code dst < imm}, unsigned. */
    default void jlt(Register dst, int imm, Label target) {
        emitJump(constant(Width.W64, Condition.JLT, dst, imm), target);
    }

    /** Jumps if {@code dst < src}, unsigned. In 32 bits. */
    default void jlt32(Register dst, Register src, Label target) {
        emitJump(register(Width.W32, Condition.JLT, dst, src), target);
    }

    /** Jumps if {@code dst < imm}, unsigned. In 32 bits. */
    default void jlt32(Register dst, int imm, Label target) {
        emitJump(constant(Width.W32, Condition.JLT, dst, imm), target);
    }

    /** Jumps if {@code dst <= src}, unsigned. */
    default void jle(Register dst, Register src, Label target) {
        emitJump(register(Width.W64, Condition.JLE, dst, src), target);
    }

    /** Jumps if {@code dst <= imm}, unsigned. */
    default void jle(Register dst, int imm, Label target) {
        emitJump(constant(Width.W64, Condition.JLE, dst, imm), target);
    }

    /** Jumps if {@code dst <= src}, unsigned. In 32 bits. */
    default void jle32(Register dst, Register src, Label target) {
        emitJump(register(Width.W32, Condition.JLE, dst, src), target);
    }

    /** Jumps if {@code dst <= imm}, unsigned. In 32 bits. */
    default void jle32(Register dst, int imm, Label target) {
        emitJump(constant(Width.W32, Condition.JLE, dst, imm), target);
    }

    /** Jumps if {@code dst > src}, signed. */
    default void jsgt(Register dst, Register src, Label target) {
        emitJump(register(Width.W64, Condition.JSGT, dst, src), target);
    }

    /** Jumps if {@code dst > imm}, signed. */
    default void jsgt(Register dst, int imm, Label target) {
        emitJump(constant(Width.W64, Condition.JSGT, dst, imm), target);
    }

    /** Jumps if {@code dst > src}, signed. In 32 bits. */
    default void jsgt32(Register dst, Register src, Label target) {
        emitJump(register(Width.W32, Condition.JSGT, dst, src), target);
    }

    /** Jumps if {@code dst > imm}, signed. In 32 bits. */
    default void jsgt32(Register dst, int imm, Label target) {
        emitJump(constant(Width.W32, Condition.JSGT, dst, imm), target);
    }

    /** Jumps if {@code dst >= src}, signed. */
    default void jsge(Register dst, Register src, Label target) {
        emitJump(register(Width.W64, Condition.JSGE, dst, src), target);
    }

    /** Jumps if {@code dst >= imm}, signed. */
    default void jsge(Register dst, int imm, Label target) {
        emitJump(constant(Width.W64, Condition.JSGE, dst, imm), target);
    }

    /** Jumps if {@code dst >= src}, signed. In 32 bits. */
    default void jsge32(Register dst, Register src, Label target) {
        emitJump(register(Width.W32, Condition.JSGE, dst, src), target);
    }

    /** Jumps if {@code dst >= imm}, signed. In 32 bits. */
    default void jsge32(Register dst, int imm, Label target) {
        emitJump(constant(Width.W32, Condition.JSGE, dst, imm), target);
    }

    /** Jumps if {@code dst < src}, signed. */
    default void jslt(Register dst, Register src, Label target) {
        emitJump(register(Width.W64, Condition.JSLT, dst, src), target);
    }

    /** Jumps if {@code dst < imm}, signed. */
    default void jslt(Register dst, int imm, Label target) {
        emitJump(constant(Width.W64, Condition.JSLT, dst, imm), target);
    }

    /** Jumps if {@code dst < src}, signed. In 32 bits. */
    default void jslt32(Register dst, Register src, Label target) {
        emitJump(register(Width.W32, Condition.JSLT, dst, src), target);
    }

    /** Jumps if {@code dst < imm}, signed. In 32 bits. */
    default void jslt32(Register dst, int imm, Label target) {
        emitJump(constant(Width.W32, Condition.JSLT, dst, imm), target);
    }

    /** Jumps if {@code dst <= src}, signed. */
    default void jsle(Register dst, Register src, Label target) {
        emitJump(register(Width.W64, Condition.JSLE, dst, src), target);
    }

    /** Jumps if {@code dst <= imm}, signed. */
    default void jsle(Register dst, int imm, Label target) {
        emitJump(constant(Width.W64, Condition.JSLE, dst, imm), target);
    }

    /** Jumps if {@code dst <= src}, signed. In 32 bits. */
    default void jsle32(Register dst, Register src, Label target) {
        emitJump(register(Width.W32, Condition.JSLE, dst, src), target);
    }

    /** Jumps if {@code dst <= imm}, signed. In 32 bits. */
    default void jsle32(Register dst, int imm, Label target) {
        emitJump(constant(Width.W32, Condition.JSLE, dst, imm), target);
    }

    /** Jumps if {@code dst & src} is not 0. */
    default void jset(Register dst, Register src, Label target) {
        emitJump(register(Width.W64, Condition.JSET, dst, src), target);
    }

    /** Jumps if {@code dst & imm} is not 0. */
    default void jset(Register dst, int imm, Label target) {
        emitJump(constant(Width.W64, Condition.JSET, dst, imm), target);
    }

    /** Jumps if {@code dst & src} is not 0. In 32 bits. */
    default void jset32(Register dst, Register src, Label target) {
        emitJump(register(Width.W32, Condition.JSET, dst, src), target);
    }

    /** Jumps if {@code dst & imm} is not 0. In 32 bits. */
    default void jset32(Register dst, int imm, Label target) {
        emitJump(constant(Width.W32, Condition.JSET, dst, imm), target);
    }

    /** Calls a helper: arguments in r1 to r5, the result in r0. */
    default void call(Helper helper) {
        emit(Insn.pack(BPF_JMP | BPF_CALL, 0, 0, (short) 0, helper.value()));
    }

    /** Calls code of this program at a label: arguments in r1 to r5, the result in r0. Linux 4.16. */
    default void call(Label function) {
        emitJump(Insn.pack(BPF_JMP | BPF_CALL, 0, BPF_PSEUDO_CALL, (short) 0, 0), function);
    }

    /**
     * Calls a function of the object by its name, one of {@link dev.xdpasm.object.BpfObject#subprograms} or a program: arguments in
     * r1 to r5, the result in r0. It becomes part of what is loaded. Linux 4.16.
     */
    void call(String function);

    /** Calls a function of the object: arguments in r1 to r5, the result in r0. Linux 4.16. */
    default void call(BpfFunction function) {
        call(function.name());
    }

    /**
     * Calls what the object does not have, by the name of an {@link Extern}: a function of the kernel ({@link Extern.Kind#KFUNC},
     * Linux 5.13), or one of an object that this one is to be linked with.
     */
    void callExtern(String extern);

    /** Calls what the object does not have: a function of the kernel (Linux 5.13) or of another object. */
    default void callExtern(Extern extern) {
        callExtern(extern.name());
    }

    /** Returns r0 to the caller, or ends the program. */
    default void exit() {
        emit(Insn.pack(BPF_JMP | BPF_EXIT, 0, 0, (short) 0, 0));
    }

    private static long register(Width width, Condition condition, Register dst, Register src) {
        return Insn.pack(width.jumpClass() | condition.bits() | BPF_X, dst.number(), src.number(), (short) 0, 0);
    }

    private static long constant(Width width, Condition condition, Register dst, int imm) {
        return Insn.pack(width.jumpClass() | condition.bits() | BPF_K, dst.number(), 0, (short) 0, imm);
    }
}
