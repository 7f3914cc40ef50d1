package dev.xdpasm.text;

import static dev.xdpasm.isa.Opcode.*;

import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Size;

/**
 * The atomics of llvm-mc's dialect: {@code lock *(u64 *)(r1 + 0) += r2}, and those that are written as functions. Reads what
 * stands behind the word that says which, and adds the instruction to the program.
 */
final class LlvmAtomics {
    private final Cursor cursor;
    private final Operands operands;
    private final MemoryOperand memory;

    LlvmAtomics(Cursor cursor, Operands operands, MemoryOperand memory) {
        this.cursor = cursor;
        this.operands = operands;
        this.memory = memory;
    }

    /** {@code lock *(u64 *)(r1 + 0) += r2}: {@code lock} is taken. */
    void lock(CodeDraft program) {
        memory.type();
        memory.requireUnsigned("what is stored has no sign");
        memory.requireAtomic();
        memory.address();
        AtomicOp op = operator();
        int src = operands.tryRegister();
        if (src < 0) {
            throw cursor.expected("a register: atomics take no immediate");
        }
        // LLVM takes the whole register for the oldest of the 32-bit atomics only
        if (memory.size == Size.DW || op != AtomicOp.ADD) {
            operands.requireSameWidth(src, memory.size == Size.W ? Operands.LOWER_HALF : 0);
        }
        program.add(insn(memory.base, src, op.imm()), operands.place, operands.place);
    }

    /** {@code +=} and the like, which LLVM and the kernel's dialect have in common. */
    AtomicOp operator() {
        char c = cursor.peek();
        AtomicOp op = cursor.ahead(1) != '='
                ? null
                : switch (c) {
                    case '+' -> AtomicOp.ADD;
                    case '|' -> AtomicOp.OR;
                    case '&' -> AtomicOp.AND;
                    case '^' -> AtomicOp.XOR;
                    default -> null;
                };
        if (op == null) {
            throw cursor.expected("an atomic operator: += |= &= ^=");
        }
        cursor.at += 2;
        return op;
    }

    /** {@code store_release((u64 *)(r1 + 0), r2)}: the word is taken. */
    void storeRelease(CodeDraft program) {
        cursor.expect('(');
        memory.pointerType();
        memory.requireUnsigned("what is stored has no sign");
        memory.address();
        cursor.expect(',');
        int src = operands.tryRegister();
        if (src < 0) {
            throw cursor.expected("a register");
        }
        if (memory.size == Size.DW) {
            operands.requireSameWidth(src, 0);
        }
        int place = operands.place;
        cursor.expect(')');
        program.add(insn(memory.base, src, BPF_STORE_REL), place, place);
    }

    /** {@code r2 = atomic_fetch_add((u64 *)(r1 + 0), r2)}: the word is taken. */
    void fetch(CodeDraft program, int operation, int dst, int dstPlace) {
        cursor.expect('(');
        atomicType();
        memory.requireAtomic();
        requireWidth(dst, dstPlace, memory.size);
        memory.address();
        cursor.expect(',');
        operands.exactly(dst);
        cursor.expect(')');
        program.add(insn(memory.base, dst, operation), dstPlace, dstPlace);
    }

    /** {@code r2 = xchg_64(r1 + 0, r2)} or {@code r0 = cmpxchg_64(r1 + 0, r0, r2)}: the word is taken. */
    void exchange(CodeDraft program, int operation, Size size, int dst, int dstPlace) {
        requireWidth(dst, dstPlace, size);
        cursor.expect('(');
        memory.size = size;
        memory.bareAddress();
        cursor.expect(',');
        int src = dst;
        if (operation == BPF_CMPXCHG) {
            int expected = dst & Operands.LOWER_HALF;
            if (dst != expected) {
                throw cursor.error(dstPlace, "cmpxchg compares with r0 and returns the old value in it, "
                        + cursor.found(dstPlace) + ", expected " + (expected == 0 ? "r0" : "w0"));
            }
            operands.exactly(dst);
            cursor.expect(',');
            src = operands.sameWidth(dst);
        } else {
            operands.exactly(dst);
        }
        int srcPlace = operands.place;
        cursor.expect(')');
        program.add(insn(memory.base, src, operation), dstPlace, srcPlace);
    }

    /** {@code r2 = load_acquire((u64 *)(r1 + 0))}: the word is taken. */
    void loadAcquire(CodeDraft program, int dst, int dstPlace) {
        cursor.expect('(');
        atomicType();
        if (memory.size == Size.DW) {
            operands.requireWhole(dst, dstPlace, "a load of u64");
        }
        memory.address();
        cursor.expect(')');
        program.add(insn(dst, memory.base, BPF_LOAD_ACQ), dstPlace, dstPlace);
    }

    private void atomicType() {
        memory.pointerType();
        memory.requireUnsigned("atomics have no sign");
    }

    /** The instruction for two registers, whatever part of them was written. */
    private long insn(int dst, int src, int operation) {
        int code = BPF_STX | BPF_ATOMIC | memory.size.bits();
        return Insn.pack(code, dst & ~Operands.LOWER_HALF, src & ~Operands.LOWER_HALF, memory.off, operation);
    }

    private void requireWidth(int dst, int place, Size size) {
        boolean half = dst >= Operands.LOWER_HALF;
        if (half != (size == Size.W)) {
            throw cursor.error(place, cursor.found(place) + " as the result of an atomic of " + size.bytes() * 8
                    + " bits, expected " + (half ? "r" : "w") + (dst & ~Operands.LOWER_HALF));
        }
    }
}
