package dev.xdpasm.print;

import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Register;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.isa.Width;
import java.util.Locale;

/**
 * One instruction in mnemonics, {@code ldxw r1, [r2+4]}, as uBPF, rbpf and bpf_conformance spell them. What mnemonics have no
 * word for (acquiring loads, releasing stores, casts of address spaces, pseudo sources, {@code may_goto}) is in LLVM's words.
 */
final class MnemonicText implements InstructionText {

    @Override
    public boolean append(TextBuffer out, long insn, long next) {
        Instruction instruction = Instruction.decode(insn, next, true);
        String text = text(instruction);
        if (text.isEmpty()) {
            return new LlvmText(out, false).append(insn, next, true);
        }
        out.append(text);
        return true;
    }

    /** The text; empty where LLVM's stands for it. */
    private static String text(Instruction instruction) {
        if (instruction instanceof Instruction.Alu alu) {
            return alu.op().mnemonic() + suffix(alu.width()) + " " + alu.dst() + ", " + alu.src();
        }
        if (instruction instanceof Instruction.Negate negate) {
            return "neg" + suffix(negate.width()) + " " + negate.dst();
        }
        if (instruction instanceof Instruction.MoveSignExtended move) {
            return "movsx" + move.bits() + move.width().bits() + " " + move.dst() + ", " + move.src();
        }
        if (instruction instanceof Instruction.ByteSwap swap) {
            String name = swap.op().mnemonic().equals("bswap") ? "swap" : swap.op().mnemonic();
            return name + swap.bits() + " " + swap.dst();
        }
        if (instruction instanceof Instruction.Branch branch) {
            return branch.condition().mnemonic() + suffix(branch.width()) + " " + branch.dst() + ", " + branch.src() + ", "
                    + distance(branch.off());
        }
        if (instruction instanceof Instruction.Jump jump) {
            return "ja " + distance(jump.off());
        }
        if (instruction instanceof Instruction.JumpLong jump) {
            return "ja32 " + distance(jump.off());
        }
        if (instruction instanceof Instruction.CallHelper call) {
            return "call " + call.id();
        }
        if (instruction instanceof Instruction.LoadImm64 load && load.pseudo() == 0) {
            return "lddw " + load.dst() + ", 0x" + Long.toHexString(load.imm());
        }
        return memory(instruction);
    }

    private static String memory(Instruction instruction) {
        if (instruction instanceof Instruction.Load load) {
            return "ldx" + (load.signed() ? "s" : "") + load.size().suffix() + " " + load.dst() + ", "
                    + address(load.base(), load.off());
        }
        if (instruction instanceof Instruction.Store store) {
            String word = store.src() instanceof Register ? "stx" : "st";
            return word + store.size().suffix() + " " + address(store.base(), store.off()) + ", " + store.src();
        }
        if (instruction instanceof Instruction.Atomic atomic) {
            return "lock " + word(atomic.op()) + (atomic.size() == Size.W ? "32 " : " ")
                    + address(atomic.base(), atomic.off()) + ", " + atomic.src();
        }
        if (instruction instanceof Instruction.LoadPacket load) {
            return "ldabs" + load.size().suffix() + " " + load.imm();
        }
        if (instruction instanceof Instruction.LoadPacketIndexed load) {
            return "ldind" + load.size().suffix() + " " + load.src() + ", " + load.imm();
        }
        return "";
    }

    private static String word(AtomicOp op) {
        boolean plain = op == AtomicOp.XCHG || op == AtomicOp.CMPXCHG;
        String name = (plain ? op : arithmetic(op)).name().toLowerCase(Locale.ROOT);
        return !plain && op.fetches() ? "fetch " + name : name;
    }

    private static AtomicOp arithmetic(AtomicOp op) {
        for (AtomicOp other : AtomicOp.values()) {
            if (other.imm() == (op.imm() & ~Opcode.BPF_FETCH)) {
                return other;
            }
        }
        return op;
    }

    private static String address(Register base, int off) {
        return "[" + base + distance(off) + "]";
    }

    private static String distance(int slots) {
        return slots < 0 ? Integer.toString(slots) : "+" + slots;
    }

    private static String suffix(Width width) {
        return width == Width.W32 ? "32" : "";
    }
}
