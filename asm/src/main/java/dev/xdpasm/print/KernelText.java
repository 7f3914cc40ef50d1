package dev.xdpasm.print;

import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Operand;
import dev.xdpasm.isa.Register;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.isa.Width;
import dev.xdpasm.uapi.Helper;

/**
 * One instruction as the kernel writes it in the verifier's log and bpftool in its dumps (kernel/bpf/disasm.c, Linux 6.18):
 * {@code (b7) r0 = 2}, {@code (15) if r0 == 0x0 goto pc+2}.
 *
 * <p>What stands for a map before the kernel knows it is as bpftool writes it: {@code map[fd:3]}, {@code map[idx:0]+4}.
 */
final class KernelText implements InstructionText {

    @Override
    public boolean append(TextBuffer out, long insn, long next) {
        String text = text(Instruction.decode(insn, next, true));
        if (text.isEmpty()) {
            return false;
        }
        out.append('(').hex(Insn.code(insn), 2).append(") ").append(text);
        return true;
    }

    private static String text(Instruction instruction) {
        if (instruction instanceof Instruction.Alu alu) {
            return register(alu.width(), alu.dst()) + " " + alu.op().symbol() + " " + operand(alu.width(), alu.src());
        }
        if (instruction instanceof Instruction.Negate negate) {
            String name = register(negate.width(), negate.dst());
            return name + " = -" + name;
        }
        if (instruction instanceof Instruction.MoveSignExtended move) {
            return register(move.width(), move.dst()) + " = (s" + move.bits() + ")" + register(move.width(), move.src());
        }
        if (instruction instanceof Instruction.ByteSwap swap) {
            return swap.dst() + " = " + swap.op().mnemonic() + swap.bits() + " " + swap.dst();
        }
        if (instruction instanceof Instruction.AddressSpaceCast cast) {
            return cast.dst() + " = addr_space_cast(" + cast.src() + ", " + cast.dstSpace() + ", " + cast.srcSpace() + ")";
        }
        String jump = jump(instruction);
        return jump.isEmpty() ? memory(instruction) : jump;
    }

    private static String jump(Instruction instruction) {
        if (instruction instanceof Instruction.Branch branch) {
            String operand = branch.src() instanceof Register register
                    ? register(branch.width(), register)
                    : "0x" + Integer.toHexString(Insn.imm(branch.pack()));
            return "if " + register(branch.width(), branch.dst()) + " " + branch.condition().symbol() + " " + operand
                    + " goto " + target(branch.off());
        }
        if (instruction instanceof Instruction.Jump jump) {
            return "goto " + target(jump.off());
        }
        if (instruction instanceof Instruction.JumpLong jump) {
            return "gotol " + target(jump.off());
        }
        if (instruction instanceof Instruction.MayGoto jump) {
            return "may_goto " + target(jump.off());
        }
        if (instruction instanceof Instruction.CallHelper call) {
            return "call " + Helper.byId(call.id()).map(Helper::name).orElse("unknown") + "#" + call.id();
        }
        if (instruction instanceof Instruction.CallLocal call) {
            return "call " + target(call.off());
        }
        if (instruction instanceof Instruction.CallKfunc call) {
            return "call kernel-function#" + call.btfId();
        }
        if (instruction instanceof Instruction.CallRegister call) {
            return "callx " + call.target();
        }
        return instruction instanceof Instruction.Exit ? "exit" : "";
    }

    private static String memory(Instruction instruction) {
        if (instruction instanceof Instruction.Load load) {
            return load.dst() + " = " + place(load.signed() ? "s" : "u", load.size(), load.base(), load.off());
        }
        if (instruction instanceof Instruction.Store store) {
            return place("u", store.size(), store.base(), store.off()) + " = " + operand(Width.W64, store.src());
        }
        if (instruction instanceof Instruction.Atomic atomic) {
            return atomic(atomic);
        }
        if (instruction instanceof Instruction.LoadAcquire load) {
            return load.dst() + " = load_acquire(" + pointer(load.size(), load.base(), load.off()) + ")";
        }
        if (instruction instanceof Instruction.StoreRelease store) {
            return "store_release(" + pointer(store.size(), store.base(), store.off()) + ", " + store.src() + ")";
        }
        if (instruction instanceof Instruction.LoadPacket load) {
            return "r0 = *(" + type("u", load.size()) + " *)skb[" + load.imm() + "]";
        }
        if (instruction instanceof Instruction.LoadPacketIndexed load) {
            return "r0 = *(" + type("u", load.size()) + " *)skb[" + load.src() + " + " + load.imm() + "]";
        }
        return instruction instanceof Instruction.LoadImm64 load ? load.dst() + " = " + wide(load) : "";
    }

    private static String wide(Instruction.LoadImm64 load) {
        int low = (int) load.imm();
        String upper = Integer.toUnsignedString((int) (load.imm() >>> 32));
        return switch (load.pseudo()) {
            case Opcode.BPF_PSEUDO_MAP_FD -> "map[fd:" + low + "]";
            case Opcode.BPF_PSEUDO_MAP_VALUE -> "map[fd:" + low + "][0]+" + upper;
            case Opcode.BPF_PSEUDO_BTF_ID -> "btf[" + low + "]";
            case Opcode.BPF_PSEUDO_FUNC -> "subprog[" + signed(low) + "]";
            case Opcode.BPF_PSEUDO_MAP_IDX -> "map[idx:" + low + "]";
            case Opcode.BPF_PSEUDO_MAP_IDX_VALUE -> "map[idx:" + low + "]+" + upper;
            default -> "0x" + Long.toHexString(load.imm());
        };
    }

    private static String atomic(Instruction.Atomic atomic) {
        String name = atomic.size() == Size.DW ? "atomic64_" : "atomic_";
        String pointer = pointer(atomic.size(), atomic.base(), atomic.off());
        AtomicOp op = atomic.op();
        return switch (op) {
            case ADD, OR, AND, XOR -> "lock " + place("u", atomic.size(), atomic.base(), atomic.off()) + " " + op.symbol() + " "
                    + atomic.src();
            case FETCH_ADD, FETCH_OR, FETCH_AND, FETCH_XOR -> atomic.src() + " = " + name
                    + op.symbol().substring("atomic_".length()) + "(" + pointer + ", " + atomic.src() + ")";
            case XCHG -> atomic.src() + " = " + name + "xchg(" + pointer + ", " + atomic.src() + ")";
            case CMPXCHG -> "r0 = " + name + "cmpxchg(" + pointer + ", r0, " + atomic.src() + ")";
        };
    }

    /** {@code *(u32 *)(r10 -8)}. */
    private static String place(String sign, Size size, Register base, int off) {
        return "*(" + type(sign, size) + " *)(" + base + " " + signed(off) + ")";
    }

    /** {@code (u32 *)(r10 -8)}. */
    private static String pointer(Size size, Register base, int off) {
        return "(" + type("u", size) + " *)(" + base + " " + signed(off) + ")";
    }

    private static String type(String sign, Size size) {
        return sign + size.bytes() * Byte.SIZE;
    }

    private static String operand(Width width, Operand operand) {
        return operand instanceof Register register ? register(width, register) : operand.toString();
    }

    private static String register(Width width, Register register) {
        return (width == Width.W32 ? "w" : "r") + register.number();
    }

    private static String target(int slots) {
        return "pc" + signed(slots);
    }

    private static String signed(int value) {
        return value < 0 ? Integer.toString(value) : "+" + value;
    }
}
