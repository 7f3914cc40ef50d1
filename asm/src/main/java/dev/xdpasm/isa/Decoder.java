package dev.xdpasm.isa;

import static dev.xdpasm.isa.Opcode.*;

import dev.xdpasm.isa.Instruction.AddressSpaceCast;
import dev.xdpasm.isa.Instruction.Alu;
import dev.xdpasm.isa.Instruction.Atomic;
import dev.xdpasm.isa.Instruction.Branch;
import dev.xdpasm.isa.Instruction.ByteSwap;
import dev.xdpasm.isa.Instruction.CallHelper;
import dev.xdpasm.isa.Instruction.CallKfunc;
import dev.xdpasm.isa.Instruction.CallLocal;
import dev.xdpasm.isa.Instruction.CallRegister;
import dev.xdpasm.isa.Instruction.Exit;
import dev.xdpasm.isa.Instruction.Jump;
import dev.xdpasm.isa.Instruction.JumpLong;
import dev.xdpasm.isa.Instruction.Load;
import dev.xdpasm.isa.Instruction.LoadAcquire;
import dev.xdpasm.isa.Instruction.LoadImm64;
import dev.xdpasm.isa.Instruction.LoadPacket;
import dev.xdpasm.isa.Instruction.LoadPacketIndexed;
import dev.xdpasm.isa.Instruction.MayGoto;
import dev.xdpasm.isa.Instruction.MoveSignExtended;
import dev.xdpasm.isa.Instruction.Negate;
import dev.xdpasm.isa.Instruction.Store;
import dev.xdpasm.isa.Instruction.StoreRelease;
import dev.xdpasm.isa.Instruction.Unknown;
import org.jspecify.annotations.Nullable;

/** From the packed form to the view. Total: what no case takes is {@link Unknown}. */
final class Decoder {

    private Decoder() {}

    static Instruction decode(long insn, long next, boolean hasNext) {
        int code = Insn.code(insn);
        Instruction decoded =
                switch (classOf(code)) {
                    case BPF_LD -> ld(insn, code, next, hasNext);
                    case BPF_LDX -> ldx(insn, code);
                    case BPF_ST -> st(insn, code);
                    case BPF_STX -> stx(insn, code);
                    case BPF_ALU -> alu(insn, code, Width.W32);
                    case BPF_ALU64 -> alu(insn, code, Width.W64);
                    case BPF_JMP -> jump(insn, code, Width.W64);
                    default -> jump(insn, code, Width.W32);
                };
        return decoded == null ? new Unknown(insn) : decoded;
    }

    private static @Nullable Instruction ld(long insn, int code, long next, boolean hasNext) {
        if (code == LDDW) {
            Register dst = dst(insn);
            boolean whole = hasNext && Insn.code(next) == 0 && Insn.srcReg(insn) <= BPF_PSEUDO_MAP_IDX_VALUE;
            return dst == null || !whole
                    ? null
                    : new LoadImm64(dst, Insn.srcReg(insn), Insn.imm(insn) & 0xffff_ffffL | next & ~0xffff_ffffL);
        }
        Size size = Size.of(code);
        if (size == Size.DW) {
            return null;
        }
        Register src = src(insn);
        return switch (mode(code)) {
            case BPF_ABS -> new LoadPacket(size, Insn.imm(insn));
            case BPF_IND -> src == null ? null : new LoadPacketIndexed(size, src, Insn.imm(insn));
            default -> null;
        };
    }

    private static @Nullable Instruction ldx(long insn, int code) {
        Size size = Size.of(code);
        boolean signed = mode(code) == BPF_MEMSX;
        Register dst = dst(insn);
        Register src = src(insn);
        if (dst == null || src == null || !signed && mode(code) != BPF_MEM || signed && size == Size.DW) {
            return null;
        }
        return new Load(size, signed, dst, src, Insn.off(insn));
    }

    private static @Nullable Instruction st(long insn, int code) {
        Register dst = dst(insn);
        return dst == null || mode(code) != BPF_MEM
                ? null
                : new Store(Size.of(code), dst, Insn.off(insn), new Immediate(Insn.imm(insn)));
    }

    private static @Nullable Instruction stx(long insn, int code) {
        Size size = Size.of(code);
        Register dst = dst(insn);
        Register src = src(insn);
        short off = Insn.off(insn);
        if (dst == null || src == null) {
            return null;
        }
        return switch (mode(code)) {
            case BPF_MEM -> new Store(size, dst, off, src);
            case BPF_ATOMIC -> switch (Insn.imm(insn)) {
                case BPF_LOAD_ACQ -> new LoadAcquire(size, dst, src, off);
                case BPF_STORE_REL -> new StoreRelease(size, dst, off, src);
                default -> {
                    AtomicOp op = AtomicOp.of(Insn.imm(insn));
                    boolean exists = op != null && (size == Size.W || size == Size.DW);
                    yield exists ? new Atomic(op, size, dst, off, src) : null;
                }
            };
            default -> null;
        };
    }

    private static @Nullable Instruction alu(long insn, int code, Width width) {
        Register dst = dst(insn);
        if (dst == null) {
            return null;
        }
        int off = Insn.off(insn);
        switch (code & 0xf0) {
            case BPF_NEG:
                return (code & BPF_X) == 0 ? new Negate(width, dst) : null;
            case BPF_END:
                return byteSwap(insn, code, width, dst);
            case BPF_MOV:
                if ((code & BPF_X) != 0 && off != 0) {
                    return specialMove(insn, width, dst, off);
                }
                break;
            default:
                break;
        }
        AluOp op = AluOp.of(code, off);
        Operand operand = operand(insn, code);
        return op == null || operand == null ? null : new Alu(width, op, dst, operand);
    }

    private static @Nullable Instruction byteSwap(long insn, int code, Width width, Register dst) {
        int bits = Insn.imm(insn);
        if (bits != 16 && bits != 32 && bits != 64) {
            return null;
        }
        if (width == Width.W32) {
            return new ByteSwap((code & BPF_X) == 0 ? ByteOrderOp.LE : ByteOrderOp.BE, dst, bits);
        }
        return (code & BPF_X) == 0 ? new ByteSwap(ByteOrderOp.BSWAP, dst, bits) : null;
    }

    private static @Nullable Instruction specialMove(long insn, Width width, Register dst, int off) {
        Register src = src(insn);
        if (src == null) {
            return null;
        }
        if (off == 8 || off == 16 || off == 32 && width == Width.W64) {
            return new MoveSignExtended(width, dst, src, off);
        }
        int spaces = Insn.imm(insn);
        return off == 1 && width == Width.W64
                ? new AddressSpaceCast(dst, src, spaces >>> 16, spaces & 0xffff)
                : null;
    }

    private static @Nullable Instruction jump(long insn, int code, Width width) {
        switch (code) {
            case BPF_JMP | BPF_JA:
                return new Jump(Insn.off(insn));
            case BPF_JMP32 | BPF_JA:
                return new JumpLong(Insn.imm(insn));
            case BPF_JMP | BPF_EXIT:
                return new Exit();
            case BPF_JMP | BPF_JCOND:
                return Insn.srcReg(insn) == 0 ? new MayGoto(Insn.off(insn)) : null;
            case BPF_JMP | BPF_CALL:
                return switch (Insn.srcReg(insn)) {
                    case 0 -> new CallHelper(Insn.imm(insn));
                    case BPF_PSEUDO_CALL -> new CallLocal(Insn.imm(insn));
                    case BPF_PSEUDO_KFUNC_CALL -> new CallKfunc(Insn.imm(insn), Insn.off(insn));
                    default -> null;
                };
            case BPF_JMP | BPF_CALL | BPF_X:
                Register target = dst(insn);
                return target == null ? null : new CallRegister(target);
            default:
                Condition condition = Condition.of(code);
                Register dst = dst(insn);
                Operand operand = operand(insn, code);
                return condition == null || dst == null || operand == null
                        ? null
                        : new Branch(width, condition, dst, operand, Insn.off(insn));
        }
    }

    private static @Nullable Operand operand(long insn, int code) {
        return (code & BPF_X) != 0 ? src(insn) : new Immediate(Insn.imm(insn));
    }

    private static @Nullable Register dst(long insn) {
        return Register.exists(Insn.dstReg(insn)) ? Register.of(Insn.dstReg(insn)) : null;
    }

    private static @Nullable Register src(long insn) {
        return Register.exists(Insn.srcReg(insn)) ? Register.of(Insn.srcReg(insn)) : null;
    }

    private static int mode(int code) {
        return code & 0xe0;
    }
}
