package dev.xdpasm.text;

import static dev.xdpasm.isa.Opcode.*;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Size;

/** The statements that the text of compilers consists of: what each shape makes. Data only; {@link ShapeTree} says how to read it. */
final class PlainForms {
    /** All shapes. */
    static final ShapeTree SHAPES;

    private final ShapeTree.Builder shapes = new ShapeTree.Builder();

    static {
        PlainForms forms = new PlainForms();
        forms.putAll();
        SHAPES = forms.shapes.build();
    }

    private PlainForms() {}

    private void putAll() {
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
                put("rD = " + op.mnemonic() + bits + " rD", op.code(), 0, bits);
            }
        }
        put("rD = -rD", BPF_ALU64 | BPF_NEG, 0, 0);
        put("wD = -wD", BPF_ALU | BPF_NEG, 0, 0);
        put("call I", BPF_JMP | BPF_CALL, 0, 0);
        put("exit", BPF_JMP | BPF_EXIT, 0, 0);
        put("goto ", BPF_JMP | BPF_JA, 0, 0);
    }

    private void alu(String register, int aluClass, AluOp op) {
        String begin = register + "D " + op.symbol() + " ";
        put(begin + register + "S", aluClass | op.bits() | BPF_X, op.off(), 0);
        put(begin + "I", aluClass | op.bits() | BPF_K, op.off(), 0);
    }

    private void memory(Size size) {
        int bits = size.bytes() * Byte.SIZE;
        String type = "*(u" + bits + " *)";
        put("rD = " + type + "(rS O)", BPF_LDX | BPF_MEM | size.bits(), 0, 0);
        put(type + "(rD O) = rS", BPF_STX | BPF_MEM | size.bits(), 0, 0);
        put(type + "(rD O) = I", BPF_ST | BPF_MEM | size.bits(), 0, 0);
        if (size != Size.DW) {
            put("wD = " + type + "(rS O)", BPF_LDX | BPF_MEM | size.bits(), 0, 0);
            put(type + "(rD O) = wS", BPF_STX | BPF_MEM | size.bits(), 0, 0);
            put("rD = *(s" + bits + " *)(rS O)", BPF_LDX | BPF_MEMSX | size.bits(), 0, 0);
        }
        if (size == Size.W || size == Size.DW) {
            String register = size == Size.W ? "wS" : "rS";
            for (AtomicOp op : new AtomicOp[] {AtomicOp.ADD, AtomicOp.OR, AtomicOp.AND, AtomicOp.XOR}) {
                String shape = "lock " + type + "(rD O) " + op.symbol() + " " + register;
                put(shape, BPF_STX | BPF_ATOMIC | size.bits(), 0, op.imm());
            }
        }
    }

    private void branch(String register, int jumpClass, Condition condition) {
        String begin = "if " + register + "D " + condition.symbol() + " ";
        put(begin + register + "S goto ", jumpClass | condition.bits() | BPF_X, 0, 0);
        put(begin + "I goto ", jumpClass | condition.bits() | BPF_K, 0, 0);
    }

    /** Adds a shape with the fields that its text does not say. */
    private void put(String shape, int code, int off, int imm) {
        shapes.put(shape, Insn.pack(code, 0, 0, (short) off, imm));
    }
}
