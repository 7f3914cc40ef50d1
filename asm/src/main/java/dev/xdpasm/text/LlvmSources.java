package dev.xdpasm.text;

import static dev.xdpasm.isa.Opcode.*;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Size;
import org.jspecify.annotations.Nullable;

/**
 * What stands to the right of {@code r0 =} in the dialect of llvm-mc: registers, constants, casts, loads, atomics that
 * fetch, maps. Reads up to the end of the source and adds the instruction to the program.
 */
final class LlvmSources {

    /** What stands behind a word that begins a source and is no constant. */
    private enum Form {
        BYTE_SWAP,
        ATOMIC_FETCH,
        EXCHANGE,
        LOAD_ACQUIRE,
        ADDRESS_SPACE_CAST,
        MAP
    }

    /**
     * A word that begins a source and is no constant.
     *
     * @param operation the code of a byte swap, the imm of an atomic
     * @param bits how wide the operation is, where the word says it
     */
    private record Word(Form form, int operation, int bits) {}

    private static final NameTable<Word> WORDS = new NameTable<>();

    static {
        for (ByteOrderOp op : ByteOrderOp.values()) {
            for (int bits = 16; bits <= 64; bits *= 2) {
                WORDS.put(op.mnemonic() + bits, new Word(Form.BYTE_SWAP, op.code(), bits));
            }
        }
        for (AtomicOp op : AtomicOp.values()) {
            if (op.symbol().startsWith("atomic_fetch")) {
                WORDS.put(op.symbol(), new Word(Form.ATOMIC_FETCH, op.imm(), 0));
            }
        }
        WORDS.put("xchg_64", new Word(Form.EXCHANGE, BPF_XCHG, 64));
        WORDS.put("xchg32_32", new Word(Form.EXCHANGE, BPF_XCHG, 32));
        WORDS.put("cmpxchg_64", new Word(Form.EXCHANGE, BPF_CMPXCHG, 64));
        WORDS.put("cmpxchg32_32", new Word(Form.EXCHANGE, BPF_CMPXCHG, 32));
        WORDS.put("load_acquire", new Word(Form.LOAD_ACQUIRE, BPF_LOAD_ACQ, 0));
        WORDS.put("addr_space_cast", new Word(Form.ADDRESS_SPACE_CAST, 0, 0));
        WORDS.put("map", new Word(Form.MAP, 0, 0));
    }

    private final Cursor cursor;
    private final Operands operands;
    private final MemoryOperand memory;
    private final LlvmAtomics atomics;
    private final Constants constants;
    private final @Nullable SectionCode sections;

    /** @param sections where the code goes if it is the text of a relocatable file, else null */
    LlvmSources(
            Cursor cursor,
            Operands operands,
            MemoryOperand memory,
            LlvmAtomics atomics,
            Constants constants,
            @Nullable SectionCode sections) {
        this.cursor = cursor;
        this.operands = operands;
        this.memory = memory;
        this.atomics = atomics;
        this.constants = constants;
        this.sections = sections;
    }

    /** Reads the source of an assignment. */
    void read(CodeDraft program, int dst, int dstPlace) {
        char c = cursor.peek();
        if (c == '*') {
            load(program, dst, dstPlace);
            return;
        }
        if (c == '-' && negate(program, dst, dstPlace) || c == '(' && signExtend(program, dst, dstPlace)) {
            return;
        }
        int src = operands.tryRegister();
        if (src >= 0) {
            // clang writes r1 = w2 for what llvm-mc calls w1 = w2: the upper half becomes 0
            int target = src >= Operands.LOWER_HALF ? dst | Operands.LOWER_HALF : dst;
            operands.requireSameWidth(src, target);
            alu(program, AluOp.MOV, target, src, dstPlace);
            return;
        }
        if (Cursor.startsName(c)) {
            named(program, dst, dstPlace);
        } else {
            constant(program, dst, dstPlace);
        }
    }

    /** Reads a register or an immediate, and adds an operation with it. */
    void alu(CodeDraft program, AluOp op, int dst, int dstPlace) {
        int src = operands.tryRegister();
        if (src >= 0) {
            operands.requireSameWidth(src, dst);
            alu(program, op, dst, src, dstPlace);
        } else {
            aluImmediate(program, op, dst, operands.immediate(dst < Operands.LOWER_HALF), dstPlace);
        }
    }

    /** Adds an {@code lddw} of 64 bits. */
    void wide(CodeDraft program, int dst, int dstPlace, int pseudo, long value) {
        program.addWide(
                Insn.pack(LDDW, dst, pseudo, (short) 0, (int) value), Insn.withImm(0, (int) (value >>> 32)), dstPlace);
    }

    /** Reads a map's name, and adds the {@code lddw} of its address. */
    void map(CodeDraft program, int dst, int dstPlace) {
        operands.requireWhole(dst, dstPlace, "a map's address");
        cursor.peek();
        int from = cursor.at;
        if (!Cursor.startsName(cursor.ahead(0))) {
            throw cursor.expected("a map's name");
        }
        program.addMap(dst, from, cursor.skipName(), dstPlace);
    }

    private void alu(CodeDraft program, AluOp op, int dst, int src, int dstPlace) {
        int code = (dst >= Operands.LOWER_HALF ? BPF_ALU : BPF_ALU64) | op.bits() | BPF_X;
        long insn = Insn.pack(code, dst & ~Operands.LOWER_HALF, src & ~Operands.LOWER_HALF, (short) op.off(), 0);
        program.add(insn, dstPlace, operands.place);
    }

    private void aluImmediate(CodeDraft program, AluOp op, int dst, int imm, int dstPlace) {
        int code = (dst >= Operands.LOWER_HALF ? BPF_ALU : BPF_ALU64) | op.bits() | BPF_K;
        program.add(Insn.pack(code, dst & ~Operands.LOWER_HALF, 0, (short) op.off(), imm), dstPlace, operands.place);
    }

    /** A number, or with {@code ll} behind it one of 64 bits. */
    private void constant(CodeDraft program, int dst, int dstPlace) {
        int from = cursor.at;
        if (sections != null && address(sections, dst, dstPlace)) {
            return;
        }
        long value = operands.value();
        if (cursor.acceptWord("ll")) {
            operands.requireWhole(dst, dstPlace, "a constant of 64 bits");
            wide(program, dst, dstPlace, 0, value);
            return;
        }
        int imm;
        if (value == (int) value && value >= 0) {
            imm = (int) value;
        } else {
            cursor.at = from;
            imm = operands.immediate(dst < Operands.LOWER_HALF);
        }
        aluImmediate(program, AluOp.MOV, dst, imm, dstPlace);
    }

    /** A symbol's address, {@code sym + 8 ll}, if that is what comes. */
    private boolean address(SectionCode code, int dst, int dstPlace) {
        int from = cursor.at;
        SymbolValue value = operands.symbolic();
        if (value.isNumber() || !cursor.acceptWord("ll")) {
            cursor.at = from;
            return false;
        }
        operands.requireWhole(dst, dstPlace, "a symbol's address");
        code.addAddress(Insn.pack(LDDW, dst, 0, (short) 0, 0), value, dstPlace, from);
        return true;
    }

    /** A form of this dialect, a constant, or as LLVM has it {@code NAME ll} for a map. */
    private void named(CodeDraft program, int dst, int dstPlace) {
        int from = cursor.at;
        int to = cursor.skipName();
        Word word = WORDS.get(cursor.text(), from, to);
        if (word != null) {
            read(program, word, from, dst, dstPlace);
        } else if (sections == null && constants.get(cursor.text(), from, to) == null && cursor.acceptWord("ll")) {
            operands.requireWhole(dst, dstPlace, "a map's address");
            program.addMap(dst, from, to, dstPlace);
        } else {
            cursor.at = from;
            constant(program, dst, dstPlace);
        }
    }

    private void read(CodeDraft program, Word word, int wordPlace, int dst, int dstPlace) {
        switch (word.form()) {
            case BYTE_SWAP -> byteSwap(program, word, wordPlace, dst, dstPlace);
            case ATOMIC_FETCH -> atomics.fetch(program, word.operation(), dst, dstPlace);
            case EXCHANGE -> {
                Size size = word.bits() == 64 ? Size.DW : Size.W;
                atomics.exchange(program, word.operation(), size, dst, dstPlace);
            }
            case LOAD_ACQUIRE -> atomics.loadAcquire(program, dst, dstPlace);
            case ADDRESS_SPACE_CAST -> addressSpaceCast(program, dst, dstPlace);
            case MAP -> map(program, dst, dstPlace);
        }
    }

    /** {@code -r1}, if that is what comes; a number may begin with a minus too. */
    private boolean negate(CodeDraft program, int dst, int dstPlace) {
        int from = cursor.at++;
        int src = operands.tryRegister();
        if (src < 0) {
            cursor.at = from;
            return false;
        }
        requireSame(src, dst, "what is negated is put back");
        int code = (dst >= Operands.LOWER_HALF ? BPF_ALU : BPF_ALU64) | BPF_NEG;
        program.add(Insn.pack(code, dst & ~Operands.LOWER_HALF, 0, (short) 0, 0), dstPlace, operands.place);
        return true;
    }

    /** {@code (s8)r1}, if that is what comes; an expression may begin with a parenthesis too. */
    private boolean signExtend(CodeDraft program, int dst, int dstPlace) {
        int from = cursor.at++;
        cursor.peek();
        int name = cursor.at;
        int bits = cursor.acceptWord("s8") ? 8 : cursor.acceptWord("s16") ? 16 : cursor.acceptWord("s32") ? 32 : 0;
        if (bits == 0) {
            cursor.at = from;
            return false;
        }
        if (bits == 32 && dst >= Operands.LOWER_HALF) {
            throw cursor.error(name, "32 bits are all of w" + (dst - Operands.LOWER_HALF) + ", expected s8 or s16");
        }
        cursor.expect(')');
        int src = operands.sameWidth(dst);
        int code = (dst >= Operands.LOWER_HALF ? BPF_ALU : BPF_ALU64) | BPF_MOV | BPF_X;
        program.add(Insn.pack(code, dst & ~Operands.LOWER_HALF, src, (short) bits, 0), dstPlace, operands.place);
        return true;
    }

    private void byteSwap(CodeDraft program, Word word, int wordPlace, int dst, int dstPlace) {
        int wordEnd = cursor.at;
        if (cursor.peek() == '(') {
            // not an instruction: be16(ETH_P_IP) is a constant
            cursor.at = wordPlace;
            constant(program, dst, dstPlace);
            return;
        }
        if (dst >= Operands.LOWER_HALF) {
            operands.requireWhole(dst, dstPlace, cursor.string(wordPlace, wordEnd));
        }
        int src = operands.register();
        requireSame(src, dst, "bytes are swapped in place");
        program.add(Insn.pack(word.operation(), dst, 0, (short) 0, word.bits()), dstPlace, operands.place);
    }

    /** {@code *(u32 *)(r1 + 4)} or {@code *(u16 *)skb[12]}. */
    private void load(CodeDraft program, int dst, int dstPlace) {
        memory.type();
        Size size = memory.size;
        boolean signed = memory.signed;
        if (cursor.peek() == 's' && cursor.acceptWord("skb")) {
            packet(program, dst, dstPlace);
            return;
        }
        if (signed && size == Size.DW) {
            throw cursor.error(memory.typePlace, "a load of 64 bits has nothing to sign-extend, expected u64");
        }
        if (dst >= Operands.LOWER_HALF && (signed || size == Size.DW)) {
            throw cursor.error(dstPlace, "a load of " + (signed ? "s" : "u") + size.bytes() * 8
                    + " fills the whole register, expected r" + (dst - Operands.LOWER_HALF));
        }
        memory.address();
        int code = BPF_LDX | (signed ? BPF_MEMSX : BPF_MEM) | size.bits();
        program.add(
                Insn.pack(code, dst & ~Operands.LOWER_HALF, memory.base, memory.off, 0), dstPlace, operands.place);
    }

    private void packet(CodeDraft program, int dst, int dstPlace) {
        Size size = memory.size;
        if (memory.signed || size == Size.DW) {
            throw cursor.error(memory.typePlace, "a packet load is of u8, u16 or u32, "
                    + cursor.found(memory.typePlace) + ", expected one of these");
        }
        if (dst != 0) {
            throw cursor.error(dstPlace, "a packet load comes in r0, " + cursor.found(dstPlace) + ", expected r0");
        }
        cursor.expect('[');
        int src = operands.tryRegister();
        long insn;
        if (src < 0) {
            insn = Insn.pack(BPF_LD | BPF_ABS | size.bits(), 0, 0, (short) 0, operands.immediate(true));
        } else {
            operands.requireSameWidth(src, 0);
            // the kernel adds imm to the register; LLVM's text has no place for it
            insn = Insn.pack(BPF_LD | BPF_IND | size.bits(), 0, src, (short) 0, 0);
        }
        program.add(insn, dstPlace, operands.place);
        cursor.expect(']');
    }

    /** {@code addr_space_cast(r1, 0, 1)}. */
    private void addressSpaceCast(CodeDraft program, int dst, int dstPlace) {
        operands.requireWhole(dst, dstPlace, "addr_space_cast");
        cursor.expect('(');
        int src = operands.register();
        cursor.expect(',');
        int to = addressSpace();
        cursor.expect(',');
        int from = addressSpace();
        cursor.expect(')');
        int code = BPF_ALU64 | BPF_MOV | BPF_X;
        program.add(Insn.pack(code, dst, src, (short) 1, to << 16 | from), dstPlace, dstPlace);
    }

    private int addressSpace() {
        long space = operands.value();
        if (space < 0 || space > 0xffff) {
            throw cursor.error(operands.place, "address space " + space + ", expected 0 to 65535");
        }
        return (int) space;
    }

    private void requireSame(int src, int dst, String why) {
        if (src != dst) {
            String name = (dst >= Operands.LOWER_HALF ? "w" : "r") + (dst & ~Operands.LOWER_HALF);
            throw cursor.error(operands.place, why + ", " + cursor.found(operands.place) + ", expected " + name);
        }
    }
}
