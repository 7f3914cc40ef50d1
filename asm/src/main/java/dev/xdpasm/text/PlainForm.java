package dev.xdpasm.text;

import static dev.xdpasm.isa.Opcode.*;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of a shape makes: the statements that the text of compilers consists of. Data only. In a shape {@code r} and
 * {@code w} stand for registers, {@code #} for a decimal number with its sign, a blank for blanks; {@code goto} is the last
 * word of a shape, whatever its target.
 *
 * @param code the operation's byte
 * @param off the off field, if no number stands for it
 * @param imm the imm field, if no number stands for it
 * @param readsOff whether the first number is the off field
 * @param readsImm whether the last number is the imm field
 * @param inPlace whether both registers must be the same, of which the instruction has one
 */
record PlainForm(int code, int off, int imm, boolean readsOff, boolean readsImm, boolean inPlace) {
    private static final NameTable<PlainForm> BY_SHAPE = new NameTable<>();

    static {
        for (AluOp op : AluOp.values()) {
            alu("r", BPF_ALU64, op);
            alu("w", BPF_ALU, op);
        }
        for (Size size : Size.values()) {
            memory(size);
        }
        for (Condition condition : Condition.values()) {
            branch("r", BPF_JMP, condition);
            branch("w", BPF_JMP32, condition);
        }
        for (ByteOrderOp op : ByteOrderOp.values()) {
            for (int bits = 16; bits <= 64; bits *= 2) {
                put("r = " + op.mnemonic() + bits + " r", new PlainForm(op.code(), 0, bits, false, false, true));
            }
        }
        put("r = -r", new PlainForm(BPF_ALU64 | BPF_NEG, 0, 0, false, false, true));
        put("w = -w", new PlainForm(BPF_ALU | BPF_NEG, 0, 0, false, false, true));
        put("goto", of(BPF_JMP | BPF_JA));
        put("call #", of(BPF_JMP | BPF_CALL).readingImm());
        put("exit", of(BPF_JMP | BPF_EXIT));
    }

    private static void alu(String register, int aluClass, AluOp op) {
        PlainForm form = new PlainForm(aluClass | op.bits() | BPF_X, op.off(), 0, false, false, false);
        put(register + " " + op.symbol() + " " + register, form);
        put(register + " " + op.symbol() + " #", form.withCode(aluClass | op.bits() | BPF_K).readingImm());
    }

    private static void memory(Size size) {
        int bits = size.bytes() * Byte.SIZE;
        String place = "*(u" + bits + " *)(r #)";
        PlainForm load = of(BPF_LDX | BPF_MEM | size.bits()).readingOff();
        PlainForm store = of(BPF_STX | BPF_MEM | size.bits()).readingOff();
        put("r = " + place, load);
        put(place + " = r", store);
        put(place + " = #", of(BPF_ST | BPF_MEM | size.bits()).readingOff().readingImm());
        if (size != Size.DW) {
            put("w = " + place, load);
            put(place + " = w", store);
            put("r = *(s" + bits + " *)(r #)", of(BPF_LDX | BPF_MEMSX | size.bits()).readingOff());
        }
        if (size == Size.W || size == Size.DW) {
            for (AtomicOp op : new AtomicOp[] {AtomicOp.ADD, AtomicOp.OR, AtomicOp.AND, AtomicOp.XOR}) {
                String register = size == Size.W ? "w" : "r";
                int code = BPF_STX | BPF_ATOMIC | size.bits();
                put(
                        "lock " + place + " " + op.symbol() + " " + register,
                        new PlainForm(code, 0, op.imm(), true, false, false));
            }
        }
    }

    private static void branch(String register, int jumpClass, Condition condition) {
        PlainForm form = of(jumpClass | condition.bits() | BPF_X);
        String compared = "if " + register + " " + condition.symbol() + " ";
        put(compared + register + " goto", form);
        put(compared + "# goto", form.withCode(jumpClass | condition.bits() | BPF_K).readingImm());
    }

    private static PlainForm of(int code) {
        return new PlainForm(code, 0, 0, false, false, false);
    }

    private PlainForm withCode(int other) {
        return new PlainForm(other, off, imm, readsOff, readsImm, inPlace);
    }

    private PlainForm readingOff() {
        return new PlainForm(code, off, imm, true, readsImm, inPlace);
    }

    private PlainForm readingImm() {
        return new PlainForm(code, off, imm, readsOff, true, inPlace);
    }

    private static void put(String shape, PlainForm form) {
        BY_SHAPE.put(shape, form);
    }

    /** The form of the shape that stands in the first {@code length} characters, or null. */
    static @Nullable PlainForm of(char[] shape, int length) {
        return BY_SHAPE.get(shape, 0, length);
    }
}
