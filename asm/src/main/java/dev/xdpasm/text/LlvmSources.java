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

    /** The words that begin a source and are no constant. */
    private interface Form {
        void read(LlvmSources sources, CodeDraft program, int dst, int dstPlace);
    }

    private static final NameTable<Form> FORMS = new NameTable<>();

    static {
        for (ByteOrderOp op : ByteOrderOp.values()) {
            for (int bits = 16; bits <= 64; bits *= 2) {
                int width = bits;
                FORMS.put(op.mnemonic() + bits, (s, program, dst, place) -> s.byteSwap(program, op, width, dst, place));
            }
        }
        for (AtomicOp op : AtomicOp.values()) {
            if (op.symbol().startsWith("atomic_fetch")) {
                FORMS.put(op.symbol(), (s, program, dst, place) -> s.atomicFetch(program, op, dst, place));
            }
        }
        FORMS.put("xchg_64", (s, program, dst, place) -> s.exchange(program, AtomicOp.XCHG, Size.DW, dst, place));
        FORMS.put("xchg32_32", (s, program, dst, place) -> s.exchange(program, AtomicOp.XCHG, Size.W, dst, place));
        FORMS.put("cmpxchg_64", (s, program, dst, place) -> s.exchange(program, AtomicOp.CMPXCHG, Size.DW, dst, place));
        FORMS.put("cmpxchg32_32", (s, program, dst, place) -> s.exchange(program, AtomicOp.CMPXCHG, Size.W, dst, place));
        FORMS.put("load_acquire", LlvmSources::loadAcquire);
        FORMS.put("addr_space_cast", LlvmSources::addressSpaceCast);
        FORMS.put("map", LlvmSources::map);
    }

    private final Cursor cursor;
    private final Operands operands;
    private final Constants constants;
    private final @Nullable SectionCode sections;

    /** @param sections where the code goes if it is the text of a relocatable file, else null */
    LlvmSources(
            Cursor cursor,
            Operands operands,
            Constants constants,
            @Nullable SectionCode sections) {
        this.cursor = cursor;
        this.operands = operands;
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
        requireWhole(dst, dstPlace, "a map's address");
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
            requireWhole(dst, dstPlace, "a constant of 64 bits");
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
        requireWhole(dst, dstPlace, "a symbol's address");
        code.addAddress(Insn.pack(LDDW, dst, 0, (short) 0, 0), value, dstPlace, from);
        return true;
    }

    /** A form of this dialect, a constant, or as LLVM has it {@code NAME ll} for a map. */
    private void named(CodeDraft program, int dst, int dstPlace) {
        int from = cursor.at;
        int to = cursor.skipName();
        Form form = FORMS.get(cursor.text(), from, to);
        if (form != null) {
            form.read(this, program, dst, dstPlace);
        } else if (sections == null && constants.get(cursor.text(), from, to) == null && cursor.acceptWord("ll")) {
            requireWhole(dst, dstPlace, "a map's address");
            program.addMap(dst, from, to, dstPlace);
        } else {
            cursor.at = from;
            constant(program, dst, dstPlace);
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

    private void byteSwap(CodeDraft program, ByteOrderOp op, int bits, int dst, int dstPlace) {
        int wordPlace = cursor.at - op.mnemonic().length() - 2;
        if (cursor.peek() == '(') {
            // not an instruction: be16(ETH_P_IP) is a constant
            cursor.at = wordPlace;
            constant(program, dst, dstPlace);
            return;
        }
        requireWhole(dst, dstPlace, op.mnemonic() + bits);
        int src = operands.register();
        requireSame(src, dst, "bytes are swapped in place");
        program.add(Insn.pack(op.code(), dst, 0, (short) 0, bits), dstPlace, operands.place);
    }

    /** {@code *(u32 *)(r1 + 4)} or {@code *(u16 *)skb[12]}. */
    private void load(CodeDraft program, int dst, int dstPlace) {
        cursor.expect('*');
        cursor.expect('(');
        Size size = operands.size();
        boolean signed = operands.signed();
        int typePlace = operands.place;
        cursor.expect('*');
        cursor.expect(')');
        if (cursor.peek() == 's' && cursor.acceptWord("skb")) {
            packet(program, size, signed, typePlace, dst, dstPlace);
            return;
        }
        if (signed && size == Size.DW) {
            throw cursor.error(typePlace, "a load of 64 bits has nothing to sign-extend, expected u64");
        }
        if (dst >= Operands.LOWER_HALF && (signed || size == Size.DW)) {
            throw cursor.error(dstPlace, "a load of " + (signed ? "s" : "u") + size.bytes() * 8
                    + " fills the whole register, expected r" + (dst - Operands.LOWER_HALF));
        }
        cursor.expect('(');
        int base = operands.register();
        short off = operands.offset();
        cursor.expect(')');
        int code = BPF_LDX | (signed ? BPF_MEMSX : BPF_MEM) | size.bits();
        program.add(Insn.pack(code, dst & ~Operands.LOWER_HALF, base, off, 0), dstPlace, operands.place);
    }

    private void packet(CodeDraft program, Size size, boolean signed, int typePlace, int dst, int dstPlace) {
        if (signed || size == Size.DW) {
            throw cursor.error(typePlace, "a packet load is of u8, u16 or u32, " + cursor.found(typePlace)
                    + ", expected one of these");
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

    /** {@code atomic_fetch_add((u64 *)(r1 + 0), r2)}. */
    private void atomicFetch(CodeDraft program, AtomicOp op, int dst, int dstPlace) {
        cursor.expect('(');
        Size size = pointerType();
        if (size != Size.W && size != Size.DW) {
            throw cursor.error(operands.place, "atomics work on 4 or 8 bytes, expected u32 or u64");
        }
        requireWidth(dst, dstPlace, size);
        cursor.expect('(');
        int base = operands.register();
        short off = operands.offset();
        cursor.expect(')');
        cursor.expect(',');
        operands.exactly(dst);
        cursor.expect(')');
        int code = BPF_STX | BPF_ATOMIC | size.bits();
        program.add(Insn.pack(code, base, dst & ~Operands.LOWER_HALF, off, op.imm()), dstPlace, dstPlace);
    }

    /** {@code xchg_64(r1 + 0, r2)} or {@code cmpxchg_64(r1 + 0, r0, r2)}. */
    private void exchange(CodeDraft program, AtomicOp op, Size size, int dst, int dstPlace) {
        requireWidth(dst, dstPlace, size);
        cursor.expect('(');
        int base = operands.register();
        short off = operands.offset();
        cursor.expect(',');
        int src;
        if (op == AtomicOp.CMPXCHG) {
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
            src = dst & ~Operands.LOWER_HALF;
        }
        int srcPlace = operands.place;
        cursor.expect(')');
        int code = BPF_STX | BPF_ATOMIC | size.bits();
        program.add(Insn.pack(code, base, src, off, op.imm()), dstPlace, srcPlace);
    }

    /** {@code load_acquire((u64 *)(r1 + 0))}. */
    private void loadAcquire(CodeDraft program, int dst, int dstPlace) {
        cursor.expect('(');
        Size size = pointerType();
        if (size == Size.DW) {
            requireWhole(dst, dstPlace, "a load of u64");
        }
        cursor.expect('(');
        int base = operands.register();
        short off = operands.offset();
        cursor.expect(')');
        cursor.expect(')');
        int code = BPF_STX | BPF_ATOMIC | size.bits();
        program.add(Insn.pack(code, dst & ~Operands.LOWER_HALF, base, off, BPF_LOAD_ACQ), dstPlace, dstPlace);
    }

    /** {@code addr_space_cast(r1, 0, 1)}. */
    private void addressSpaceCast(CodeDraft program, int dst, int dstPlace) {
        requireWhole(dst, dstPlace, "addr_space_cast");
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

    /** {@code (u64 *)}. */
    private Size pointerType() {
        cursor.expect('(');
        Size size = operands.size();
        if (operands.signed()) {
            throw cursor.error(operands.place, "atomics have no sign, expected u8, u16, u32 or u64");
        }
        cursor.expect('*');
        cursor.expect(')');
        return size;
    }

    private void requireWidth(int dst, int place, Size size) {
        boolean half = dst >= Operands.LOWER_HALF;
        if (half != (size == Size.W)) {
            throw cursor.error(place, cursor.found(place) + " as the result of an atomic of " + size.bytes() * 8
                    + " bits, expected " + (half ? "r" : "w") + (dst & ~Operands.LOWER_HALF));
        }
    }

    private void requireWhole(int dst, int place, String what) {
        if (dst >= Operands.LOWER_HALF) {
            throw cursor.error(place, what + " fills the whole register, expected r" + (dst - Operands.LOWER_HALF)
                    + " instead of w" + (dst - Operands.LOWER_HALF));
        }
    }

    private void requireSame(int src, int dst, String why) {
        if (src != dst) {
            String name = (dst >= Operands.LOWER_HALF ? "w" : "r") + (dst & ~Operands.LOWER_HALF);
            throw cursor.error(operands.place, why + ", " + cursor.found(operands.place) + ", expected " + name);
        }
    }
}
