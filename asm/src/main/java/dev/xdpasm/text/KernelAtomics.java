package dev.xdpasm.text;

import static dev.xdpasm.isa.Opcode.*;

import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Size;

/**
 * The atomics of the kernel's dialect: {@code lock *(u64 *)(r1 +0) += r2}, and those that are written as functions, such as
 * {@code r2 = atomic64_fetch_add((u64 *)(r1 +0), r2)}. Reads what stands behind the code, which says the size.
 */
final class KernelAtomics {
    private final Cursor cursor;
    private final Operands operands;
    private final MemoryOperand memory;
    private final LlvmAtomics llvm;

    KernelAtomics(Cursor cursor, Operands operands, MemoryOperand memory, LlvmAtomics llvm) {
        this.cursor = cursor;
        this.operands = operands;
        this.memory = memory;
        this.llvm = llvm;
    }

    /** Reads an atomic of a code, and adds it to the program. */
    void read(CodeDraft program, int code) {
        if (cursor.acceptWord("lock")) {
            memory.type();
            requireSize(code);
            memory.address();
            AtomicOp op = llvm.operator();
            add(program, code, operands.register(), op.imm());
        } else {
            function(program, code);
        }
    }

    private void requireSize(int code) {
        if (memory.size != Size.of(code) || memory.signed) {
            throw cursor.error(memory.typePlace, String.format("found another type than the code (%02x) says, expected u%d", code,
                    Size.of(code).bytes() * Byte.SIZE));
        }
    }

    private void function(CodeDraft program, int code) {
        int result = operands.tryRegister();
        int resultPlace = operands.place;
        if (result >= 0) {
            cursor.expect('=');
        }
        int operation = operation(result >= 0);
        cursor.expect('(');
        memory.pointerType();
        requireSize(code);
        memory.address();
        if (operation == BPF_CMPXCHG) {
            cursor.expect(',');
            operands.exactly(0);
        }
        int src = result;
        if (operation != BPF_LOAD_ACQ) {
            cursor.expect(',');
            src = operands.register();
        }
        cursor.expect(')');
        if (operation == BPF_LOAD_ACQ) {
            program.add(Insn.pack(code, result, memory.base, memory.off, operation), resultPlace, resultPlace);
            return;
        }
        int returned = operation == BPF_CMPXCHG ? 0 : src;
        if (result >= 0 && result != returned) {
            throw cursor.error(resultPlace, "the old value goes to r" + returned + ", not to r" + result);
        }
        add(program, code, src, operation);
    }

    private void add(CodeDraft program, int code, int src, int operation) {
        program.add(Insn.pack(code, memory.base, src, memory.off, operation), operands.place, operands.place);
    }

    /** Reads the function's name; {@return the imm of it}. All but {@code store_release} have a result. */
    private int operation(boolean hasResult) {
        char first = cursor.peek();
        int from = cursor.at;
        String name = Cursor.startsName(first) ? cursor.string(from, cursor.skipName()) : "";
        int operation = operation(name);
        if (operation < 0 || (operation == BPF_STORE_REL) == hasResult) {
            cursor.at = from;
            throw cursor.expected("atomic_fetch_add, atomic_xchg, load_acquire and the like");
        }
        return operation;
    }

    /** The imm of an atomic that is written as a function, -1 if there is none of that name. */
    private static int operation(String name) {
        if (name.equals("load_acquire")) {
            return BPF_LOAD_ACQ;
        }
        if (name.equals("store_release")) {
            return BPF_STORE_REL;
        }
        String plain = name.replaceFirst("^atomic64_", "atomic_");
        for (AtomicOp op : AtomicOp.values()) {
            String symbol = op.symbol().startsWith("atomic_") ? op.symbol() : "atomic_" + op.symbol();
            if (op.fetches() && plain.equals(symbol)) {
                return op.imm();
            }
        }
        return -1;
    }
}
