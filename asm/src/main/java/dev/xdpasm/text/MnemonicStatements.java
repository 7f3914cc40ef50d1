package dev.xdpasm.text;

import static dev.xdpasm.isa.Opcode.*;

import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Size;

/**
 * The dialect of mnemonics, {@code ldxw r1, [r2+4]}: reads the operands that a {@link Mnemonic} takes and adds the
 * instruction to the program. Commas may be left out, registers may have a {@code %}.
 */
final class MnemonicStatements {
    private final Cursor cursor;
    private final Operands operands;
    private final Target target;
    private final LlvmStatements llvm;
    private final LlvmSources sources;
    private final LlvmAtomics atomics;

    private int base;
    private short off;

    MnemonicStatements(
            Cursor cursor,
            Operands operands,
            Target target,
            LlvmStatements llvm,
            LlvmSources sources,
            LlvmAtomics atomics) {
        this.cursor = cursor;
        this.operands = operands;
        this.target = target;
        this.llvm = llvm;
        this.sources = sources;
        this.atomics = atomics;
    }

    /** Reads what follows a word. */
    void read(CodeDraft program, Mnemonic word) {
        switch (word.shape()) {
            case ALU -> alu(program, word);
            case UNARY -> unary(program, word);
            case MOVE_SIGN_EXTENDED -> moveSignExtended(program, word);
            case MOVE_SIGN_EXTENDED_BITS -> moveSignExtendedBits(program, word.code());
            case SWAP_BITS -> swapBits(program, word.code());
            case LDDW -> lddw(program);
            case LOAD -> load(program, word.code());
            case STORE_IMMEDIATE -> storeImmediate(program, word.code());
            case STORE_REGISTER -> storeRegister(program, word.code(), word.detail());
            case PACKET -> packet(program, word.code());
            case PACKET_INDEXED -> packetIndexed(program, word.code());
            case BRANCH -> branch(program, word.code());
            case JUMP -> llvm.jump(program, word.code());
            case CALL -> llvm.call(program);
            case CALL_REGISTER -> llvm.callRegister(program);
            case EXIT -> program.add(Insn.pack(word.code(), 0, 0, (short) 0, 0), cursor.at, cursor.at);
            case LOCK -> lock(program);
            case IF -> llvm.branch(program);
            case STORE_RELEASE -> atomics.storeRelease(program);
            case LD_PSEUDO -> llvm.loadPseudo(program);
        }
    }

    private void alu(CodeDraft program, Mnemonic word) {
        int dst = operands.register();
        int dstPlace = operands.place;
        operands.optionalComma();
        int src = operands.tryRegister();
        short detail = (short) word.detail();
        if (src >= 0) {
            operands.requireSameWidth(src, dst);
            program.add(Insn.pack(word.code() | BPF_X, dst, src, detail, 0), dstPlace, operands.place);
        } else {
            int imm = operands.immediate(classOf(word.code()) == BPF_ALU64);
            program.add(Insn.pack(word.code() | BPF_K, dst, 0, detail, imm), dstPlace, operands.place);
        }
    }

    private void unary(CodeDraft program, Mnemonic word) {
        int dst = operands.register();
        program.add(Insn.pack(word.code(), dst, 0, (short) 0, word.detail()), operands.place, operands.place);
    }

    private void moveSignExtended(CodeDraft program, Mnemonic word) {
        int dst = operands.register();
        int dstPlace = operands.place;
        operands.optionalComma();
        int src = operands.register();
        program.add(Insn.pack(word.code(), dst, src, (short) word.detail(), 0), dstPlace, operands.place);
    }

    /** {@code movs r1, r2, 8}. */
    private void moveSignExtendedBits(CodeDraft program, int code) {
        int dst = operands.register();
        int dstPlace = operands.place;
        operands.optionalComma();
        int src = operands.register();
        operands.optionalComma();
        boolean half = classOf(code) == BPF_ALU;
        long bits = operands.value();
        if (bits != 8 && bits != 16 && (bits != 32 || half)) {
            throw cursor.error(operands.place, bits + " bits to extend, expected " + (half ? "8 or 16" : "8, 16 or 32"));
        }
        program.add(Insn.pack(code, dst, src, (short) bits, 0), dstPlace, operands.place);
    }

    /** {@code endbe r1, 16}. */
    private void swapBits(CodeDraft program, int code) {
        int dst = operands.register();
        int dstPlace = operands.place;
        operands.optionalComma();
        long bits = operands.value();
        if (bits != 16 && bits != 32 && bits != 64) {
            throw cursor.error(operands.place, bits + " bits to swap, expected 16, 32 or 64");
        }
        program.add(Insn.pack(code, dst, 0, (short) 0, (int) bits), dstPlace, operands.place);
    }

    private void lddw(CodeDraft program) {
        int dst = operands.register();
        int dstPlace = operands.place;
        operands.optionalComma();
        if (cursor.acceptWord("map")) {
            sources.map(program, dst, dstPlace);
        } else {
            sources.wide(program, dst, dstPlace, 0, operands.value());
        }
    }

    private void load(CodeDraft program, int code) {
        int dst = operands.register();
        int dstPlace = operands.place;
        operands.optionalComma();
        memory();
        program.add(Insn.pack(code, dst, base, off, 0), dstPlace, dstPlace);
    }

    private void storeImmediate(CodeDraft program, int code) {
        memory();
        operands.optionalComma();
        int imm = operands.immediate((code & Size.DW.bits()) == Size.DW.bits());
        program.add(Insn.pack(code, base, 0, off, imm), operands.place, operands.place);
    }

    private void storeRegister(CodeDraft program, int code, int imm) {
        memory();
        operands.optionalComma();
        int src = operands.register();
        program.add(Insn.pack(code, base, src, off, imm), operands.place, operands.place);
    }

    private void packet(CodeDraft program, int code) {
        int imm = operands.immediate(true);
        program.add(Insn.pack(code, 0, 0, (short) 0, imm), operands.place, operands.place);
    }

    private void packetIndexed(CodeDraft program, int code) {
        int src = operands.register();
        operands.optionalComma();
        int imm = operands.immediate(true);
        program.add(Insn.pack(code, 0, src, (short) 0, imm), operands.place, operands.place);
    }

    private void branch(CodeDraft program, int code) {
        int dst = operands.register();
        operands.optionalComma();
        int src = operands.tryRegister();
        long insn;
        if (src >= 0) {
            operands.requireSameWidth(src, dst);
            insn = Insn.pack(code | BPF_X, dst, src, (short) 0, 0);
        } else {
            insn = Insn.pack(code | BPF_K, dst, 0, (short) 0, operands.immediate(classOf(code) == BPF_JMP));
        }
        operands.optionalComma();
        target.addJump(program, insn);
    }

    /** {@code lock add [r1+0], r2}, {@code lock fetch add32 ...}, {@code lock xchg ...}, or LLVM's {@code lock *(...)}. */
    private void lock(CodeDraft program) {
        if (cursor.peek() == '*') {
            atomics.lock(program);
            return;
        }
        boolean fetch = cursor.acceptWord("fetch");
        cursor.peek();
        int from = cursor.at;
        int to = cursor.skipName();
        char[] text = cursor.text();
        int bits = to - from > 2 && text[to - 2] == '3' && text[to - 1] == '2' ? 32 : 64;
        AtomicOp op = Mnemonic.atomic(text, from, bits == 32 ? to - 2 : to);
        if (op == null || fetch && op.fetches()) {
            cursor.at = from;
            throw cursor.expected(
                    fetch ? "add, or, and, xor (with 32 behind it for 32 bits)"
                            : "add, or, and, xor, xchg, cmpxchg (with 32 behind it for 32 bits), fetch or *(");
        }
        Size size = bits == 32 ? Size.W : Size.DW;
        storeRegister(program, BPF_STX | BPF_ATOMIC | size.bits(), op.imm() | (fetch ? BPF_FETCH : 0));
    }

    /** {@code [r1+4]}, or {@code [r1]} for no offset. */
    private void memory() {
        cursor.expect('[');
        base = operands.register();
        off = cursor.peek() == ']' ? 0 : operands.offset();
        cursor.expect(']');
    }
}
