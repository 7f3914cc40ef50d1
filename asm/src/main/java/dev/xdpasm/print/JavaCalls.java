package dev.xdpasm.print;

import dev.xdpasm.isa.Immediate;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.isa.Operand;
import dev.xdpasm.isa.Register;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import dev.xdpasm.uapi.Helper;
import java.util.Locale;

/** The call of the {@code Assembler} that makes an instruction: the counterpart of its methods, a case a kind. */
final class JavaCalls {
    private JavaCalls() {}

    /**
     * {@return the call, without the assembler before it}
     *
     * @param label where it goes, if it is a jump or a local call
     */
    static String of(Instruction instruction, String label) {
        if (instruction instanceof Instruction.Alu alu) {
            return alu.op().mnemonic() + suffix(alu.width()) + "(" + name(alu.dst()) + ", " + operand(alu.src()) + ")";
        }
        if (instruction instanceof Instruction.Negate negate) {
            return "neg" + suffix(negate.width()) + "(" + name(negate.dst()) + ")";
        }
        if (instruction instanceof Instruction.MoveSignExtended move) {
            return "movsx" + suffix(move.width()) + "(" + name(move.dst()) + ", " + name(move.src()) + ", " + move.bits() + ")";
        }
        if (instruction instanceof Instruction.ByteSwap swap) {
            return swap.op().mnemonic() + "(" + name(swap.dst()) + ", " + swap.bits() + ")";
        }
        if (instruction instanceof Instruction.AddressSpaceCast cast) {
            return "emit(new Instruction.AddressSpaceCast(" + name(cast.dst()) + ", " + name(cast.src()) + ", " + cast.dstSpace()
                    + ", " + cast.srcSpace() + "))";
        }
        String jump = jump(instruction, label);
        return jump.isEmpty() ? memory(instruction) : jump;
    }

    private static String jump(Instruction instruction, String label) {
        if (instruction instanceof Instruction.Branch branch) {
            return branch.condition().mnemonic() + suffix(branch.width()) + "(" + name(branch.dst()) + ", "
                    + operand(branch.src()) + ", " + label + ")";
        }
        if (instruction instanceof Instruction.Jump) {
            return "ja(" + label + ")";
        }
        if (instruction instanceof Instruction.JumpLong) {
            return "gotol(" + label + ")";
        }
        if (instruction instanceof Instruction.MayGoto) {
            return "mayGoto(" + label + ")";
        }
        if (instruction instanceof Instruction.CallLocal) {
            return "call(" + label + ")";
        }
        if (instruction instanceof Instruction.CallHelper call) {
            return Helper.byId(call.id()).map(helper -> "call(Helper." + helper.name() + ")")
                    .orElse("emit(new Instruction.CallHelper(" + call.id() + "))");
        }
        if (instruction instanceof Instruction.CallKfunc call) {
            return "emit(new Instruction.CallKfunc(" + call.btfId() + ", (short) " + call.btfFd() + "))";
        }
        if (instruction instanceof Instruction.CallRegister call) {
            return "emit(new Instruction.CallRegister(" + name(call.target()) + "))";
        }
        return instruction instanceof Instruction.Exit ? "exit()" : "";
    }

    private static String memory(Instruction instruction) {
        if (instruction instanceof Instruction.Load load) {
            return "ldx" + (load.signed() ? "s" : "") + suffix(load.size()) + "(" + name(load.dst()) + ", " + name(load.base())
                    + ", " + load.off() + ")";
        }
        if (instruction instanceof Instruction.Store store) {
            String word = store.src() instanceof Register ? "stx" : "st";
            return word + suffix(store.size()) + "(" + name(store.base()) + ", " + store.off() + ", " + operand(store.src()) + ")";
        }
        if (instruction instanceof Instruction.Atomic atomic) {
            return "atomic(AtomicOp." + atomic.op().name() + ", Size." + atomic.size().name() + ", " + name(atomic.base()) + ", "
                    + atomic.off() + ", " + name(atomic.src()) + ")";
        }
        if (instruction instanceof Instruction.LoadAcquire load) {
            return "loadAcquire(Size." + load.size().name() + ", " + name(load.dst()) + ", " + name(load.base()) + ", "
                    + load.off() + ")";
        }
        if (instruction instanceof Instruction.StoreRelease store) {
            return "storeRelease(Size." + store.size().name() + ", " + name(store.base()) + ", " + store.off() + ", "
                    + name(store.src()) + ")";
        }
        if (instruction instanceof Instruction.LoadPacket load) {
            return "emit(new Instruction.LoadPacket(Size." + load.size().name() + ", " + load.imm() + "))";
        }
        if (instruction instanceof Instruction.LoadPacketIndexed load) {
            return "emit(new Instruction.LoadPacketIndexed(Size." + load.size().name() + ", " + name(load.src()) + ", "
                    + load.imm() + "))";
        }
        if (instruction instanceof Instruction.LoadImm64 load) {
            String imm = "0x" + Long.toHexString(load.imm()) + "L";
            return load.pseudo() == 0
                    ? "lddw(" + name(load.dst()) + ", " + imm + ")"
                    : "emit(new Instruction.LoadImm64(" + name(load.dst()) + ", " + load.pseudo() + ", " + imm + "))";
        }
        throw new IllegalArgumentException("no call makes " + instruction);
    }

    private static String name(Register register) {
        return "R" + register.number();
    }

    private static String operand(Operand operand) {
        return operand instanceof Register register ? name(register) : Integer.toString(((Immediate) operand).value());
    }

    private static String suffix(Width width) {
        return width == Width.W32 ? "32" : "";
    }

    private static String suffix(Size size) {
        return size.name().toLowerCase(Locale.ROOT);
    }
}
