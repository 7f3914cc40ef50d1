package dev.xdpasm.asm;

import static dev.xdpasm.isa.Opcode.BPF_K;
import static dev.xdpasm.isa.Opcode.BPF_MOV;
import static dev.xdpasm.isa.Opcode.BPF_X;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.isa.Register;
import dev.xdpasm.isa.Width;
import dev.xdpasm.uapi.UapiConstant;

/**
 * The calls of {@link Assembler} that compute in registers (RFC 9669 section 4).
 *
 * <p>The plain names work on 64 bits, those with {@code 32} on the lower half and clear the upper. A constant has 32 bits and
 * is sign-extended to the width. Every call refuses a write to r10, a shift by the width or more and a division by the
 * constant 0 with an {@link AssemblyException}.
 */
public sealed interface Arithmetic permits Assembler {

    /**
     * Appends a packed instruction: the door for what has no call of its own.
     *
     * @throws AssemblyException if the instruction is wrong by itself ({@link dev.xdpasm.isa.Checks})
     */
    void emit(long insn);

    /** {@code dst += src}. */
    default void add(Register dst, Register src) {
        emit(register(Width.W64, AluOp.ADD, dst, src));
    }

    /** {@code dst += imm}. */
    default void add(Register dst, int imm) {
        emit(constant(Width.W64, AluOp.ADD, dst, imm));
    }

    /** {@code dst += src}. In 32 bits. */
    default void add32(Register dst, Register src) {
        emit(register(Width.W32, AluOp.ADD, dst, src));
    }

    /** {@code dst += imm}. In 32 bits. */
    default void add32(Register dst, int imm) {
        emit(constant(Width.W32, AluOp.ADD, dst, imm));
    }

    /** {@code dst -= src}. */
    default void sub(Register dst, Register src) {
        emit(register(Width.W64, AluOp.SUB, dst, src));
    }

    /** {@code dst -= imm}. */
    default void sub(Register dst, int imm) {
        emit(constant(Width.W64, AluOp.SUB, dst, imm));
    }

    /** {@code dst -= src}. In 32 bits. */
    default void sub32(Register dst, Register src) {
        emit(register(Width.W32, AluOp.SUB, dst, src));
    }

    /** {@code dst -= imm}. In 32 bits. */
    default void sub32(Register dst, int imm) {
        emit(constant(Width.W32, AluOp.SUB, dst, imm));
    }

    /** {@code dst *= src}. */
    default void mul(Register dst, Register src) {
        emit(register(Width.W64, AluOp.MUL, dst, src));
    }

    /** {@code dst *= imm}. */
    default void mul(Register dst, int imm) {
        emit(constant(Width.W64, AluOp.MUL, dst, imm));
    }

    /** {@code dst *= src}. In 32 bits. */
    default void mul32(Register dst, Register src) {
        emit(register(Width.W32, AluOp.MUL, dst, src));
    }

    /** {@code dst *= imm}. In 32 bits. */
    default void mul32(Register dst, int imm) {
        emit(constant(Width.W32, AluOp.MUL, dst, imm));
    }

    /** {@code dst /= src}, unsigned; by a register that is 0 gives 0. */
    default void div(Register dst, Register src) {
        emit(register(Width.W64, AluOp.DIV, dst, src));
    }

    /** {@code dst /= imm}, unsigned; by a register that is 0 gives 0. */
    default void div(Register dst, int imm) {
        emit(constant(Width.W64, AluOp.DIV, dst, imm));
    }

    /** {@code dst /= src}, unsigned; by a register that is 0 gives 0. In 32 bits. */
    default void div32(Register dst, Register src) {
        emit(register(Width.W32, AluOp.DIV, dst, src));
    }

    /** {@code dst /= imm}, unsigned; by a register that is 0 gives 0. In 32 bits. */
    default void div32(Register dst, int imm) {
        emit(constant(Width.W32, AluOp.DIV, dst, imm));
    }

    /** {@code dst /= src}, signed. Linux 6.6. */
    default void sdiv(Register dst, Register src) {
        emit(register(Width.W64, AluOp.SDIV, dst, src));
    }

    /** {@code dst /= imm}, signed. Linux 6.6. */
    default void sdiv(Register dst, int imm) {
        emit(constant(Width.W64, AluOp.SDIV, dst, imm));
    }

    /** {@code dst /= src}, signed. Linux 6.6. In 32 bits. */
    default void sdiv32(Register dst, Register src) {
        emit(register(Width.W32, AluOp.SDIV, dst, src));
    }

    /** {@code dst /= imm}, signed. Linux 6.6. In 32 bits. */
    default void sdiv32(Register dst, int imm) {
        emit(constant(Width.W32, AluOp.SDIV, dst, imm));
    }

    /** {@code dst %= src}, unsigned; by a register that is 0 leaves dst. */
    default void mod(Register dst, Register src) {
        emit(register(Width.W64, AluOp.MOD, dst, src));
    }

    /** {@code dst %= imm}, unsigned; by a register that is 0 leaves dst. */
    default void mod(Register dst, int imm) {
        emit(constant(Width.W64, AluOp.MOD, dst, imm));
    }

    /** {@code dst %= src}, unsigned; by a register that is 0 leaves dst. In 32 bits. */
    default void mod32(Register dst, Register src) {
        emit(register(Width.W32, AluOp.MOD, dst, src));
    }

    /** {@code dst %= imm}, unsigned; by a register that is 0 leaves dst. In 32 bits. */
    default void mod32(Register dst, int imm) {
        emit(constant(Width.W32, AluOp.MOD, dst, imm));
    }

    /** {@code dst %= src}, signed, with the sign of dst. Linux 6.6. */
    default void smod(Register dst, Register src) {
        emit(register(Width.W64, AluOp.SMOD, dst, src));
    }

    /** {@code dst %= imm}, signed, with the sign of dst. Linux 6.6. */
    default void smod(Register dst, int imm) {
        emit(constant(Width.W64, AluOp.SMOD, dst, imm));
    }

    /** {@code dst %= src}, signed, with the sign of dst. Linux 6.6. In 32 bits. */
    default void smod32(Register dst, Register src) {
        emit(register(Width.W32, AluOp.SMOD, dst, src));
    }

    /** {@code dst %= imm}, signed, with the sign of dst. Linux 6.6. In 32 bits. */
    default void smod32(Register dst, int imm) {
        emit(constant(Width.W32, AluOp.SMOD, dst, imm));
    }

    /** {@code dst |= src}. */
    default void or(Register dst, Register src) {
        emit(register(Width.W64, AluOp.OR, dst, src));
    }

    /** {@code dst |= imm}. */
    default void or(Register dst, int imm) {
        emit(constant(Width.W64, AluOp.OR, dst, imm));
    }

    /** {@code dst |= src}. In 32 bits. */
    default void or32(Register dst, Register src) {
        emit(register(Width.W32, AluOp.OR, dst, src));
    }

    /** {@code dst |= imm}. In 32 bits. */
    default void or32(Register dst, int imm) {
        emit(constant(Width.W32, AluOp.OR, dst, imm));
    }

    /** {@code dst &= src}. */
    default void and(Register dst, Register src) {
        emit(register(Width.W64, AluOp.AND, dst, src));
    }

    /** {@code dst &= imm}. */
    default void and(Register dst, int imm) {
        emit(constant(Width.W64, AluOp.AND, dst, imm));
    }

    /** {@code dst &= src}. In 32 bits. */
    default void and32(Register dst, Register src) {
        emit(register(Width.W32, AluOp.AND, dst, src));
    }

    /** {@code dst &= imm}. In 32 bits. */
    default void and32(Register dst, int imm) {
        emit(constant(Width.W32, AluOp.AND, dst, imm));
    }

    /** {@code dst ^= src}. */
    default void xor(Register dst, Register src) {
        emit(register(Width.W64, AluOp.XOR, dst, src));
    }

    /** {@code dst ^= imm}. */
    default void xor(Register dst, int imm) {
        emit(constant(Width.W64, AluOp.XOR, dst, imm));
    }

    /** {@code dst ^= src}. In 32 bits. */
    default void xor32(Register dst, Register src) {
        emit(register(Width.W32, AluOp.XOR, dst, src));
    }

    /** {@code dst ^= imm}. In 32 bits. */
    default void xor32(Register dst, int imm) {
        emit(constant(Width.W32, AluOp.XOR, dst, imm));
    }

    /** {@code dst <<= src}. */
    default void lsh(Register dst, Register src) {
        emit(register(Width.W64, AluOp.LSH, dst, src));
    }

    /** {@code dst <<= imm}. */
    default void lsh(Register dst, int imm) {
        emit(constant(Width.W64, AluOp.LSH, dst, imm));
    }

    /** {@code dst <<= src}. In 32 bits. */
    default void lsh32(Register dst, Register src) {
        emit(register(Width.W32, AluOp.LSH, dst, src));
    }

    /** {@code dst <<= imm}. In 32 bits. */
    default void lsh32(Register dst, int imm) {
        emit(constant(Width.W32, AluOp.LSH, dst, imm));
    }

    /** {@code dst >>= src}, filling with zeros. */
    default void rsh(Register dst, Register src) {
        emit(register(Width.W64, AluOp.RSH, dst, src));
    }

    /** {@code dst >>= imm}, filling with zeros. */
    default void rsh(Register dst, int imm) {
        emit(constant(Width.W64, AluOp.RSH, dst, imm));
    }

    /** {@code dst >>= src}, filling with zeros. In 32 bits. */
    default void rsh32(Register dst, Register src) {
        emit(register(Width.W32, AluOp.RSH, dst, src));
    }

    /** {@code dst >>= imm}, filling with zeros. In 32 bits. */
    default void rsh32(Register dst, int imm) {
        emit(constant(Width.W32, AluOp.RSH, dst, imm));
    }

    /** {@code dst >>= src}, filling with the sign. */
    default void arsh(Register dst, Register src) {
        emit(register(Width.W64, AluOp.ARSH, dst, src));
    }

    /** {@code dst >>= imm}, filling with the sign. */
    default void arsh(Register dst, int imm) {
        emit(constant(Width.W64, AluOp.ARSH, dst, imm));
    }

    /** {@code dst >>= src}, filling with the sign. In 32 bits. */
    default void arsh32(Register dst, Register src) {
        emit(register(Width.W32, AluOp.ARSH, dst, src));
    }

    /** {@code dst >>= imm}, filling with the sign. In 32 bits. */
    default void arsh32(Register dst, int imm) {
        emit(constant(Width.W32, AluOp.ARSH, dst, imm));
    }

    /** {@code dst = src}. */
    default void mov(Register dst, Register src) {
        emit(register(Width.W64, AluOp.MOV, dst, src));
    }

    /** {@code dst = imm}. */
    default void mov(Register dst, int imm) {
        emit(constant(Width.W64, AluOp.MOV, dst, imm));
    }

    /** {@code dst = constant}, by the kernel's name for it. */
    default void mov(Register dst, UapiConstant constant) {
        mov(dst, constant.value());
    }

    /** {@code dst = src}. In 32 bits. */
    default void mov32(Register dst, Register src) {
        emit(register(Width.W32, AluOp.MOV, dst, src));
    }

    /** {@code dst = imm}. In 32 bits. */
    default void mov32(Register dst, int imm) {
        emit(constant(Width.W32, AluOp.MOV, dst, imm));
    }

    /** {@code dst = constant}, by the kernel's name for it. In 32 bits. */
    default void mov32(Register dst, UapiConstant constant) {
        mov32(dst, constant.value());
    }

    /** {@code dst = -dst}. */
    default void neg(Register dst) {
        emit(new Instruction.Negate(Width.W64, dst).pack());
    }

    /** {@code dst = -dst}. In 32 bits. */
    default void neg32(Register dst) {
        emit(new Instruction.Negate(Width.W32, dst).pack());
    }

    /** {@code dst} = the lowest 8, 16 or 32 {@code bits} of {@code src}, sign-extended to 64. Linux 6.6. */
    default void movsx(Register dst, Register src, int bits) {
        emit(signExtended(Width.W64, dst, src, bits));
    }

    /** {@code dst} = the lowest 8 or 16 {@code bits} of {@code src}, sign-extended to 32. Linux 6.6. */
    default void movsx32(Register dst, Register src, int bits) {
        emit(signExtended(Width.W32, dst, src, bits));
    }

    /** Turns the lowest 16, 32 or 64 {@code bits} from host into network order or back, and clears the rest. */
    default void be(Register dst, int bits) {
        emit(byteSwap(ByteOrderOp.BE, dst, bits));
    }

    /** Turns the lowest 16, 32 or 64 {@code bits} from host into little-endian order or back, and clears the rest. */
    default void le(Register dst, int bits) {
        emit(byteSwap(ByteOrderOp.LE, dst, bits));
    }

    /** Turns the lowest 16, 32 or 64 {@code bits} around and clears the rest. Linux 6.6. */
    default void bswap(Register dst, int bits) {
        emit(byteSwap(ByteOrderOp.BSWAP, dst, bits));
    }

    private static long register(Width width, AluOp op, Register dst, Register src) {
        return Insn.pack(width.aluClass() | op.bits() | BPF_X, dst.number(), src.number(), (short) op.off(), 0);
    }

    private static long constant(Width width, AluOp op, Register dst, int imm) {
        return Insn.pack(width.aluClass() | op.bits() | BPF_K, dst.number(), 0, (short) op.off(), imm);
    }

    private static long signExtended(Width width, Register dst, Register src, int bits) {
        short off = (short) Range.require("a sign-extending move's number of bits", bits, 8, 32);
        return Insn.pack(width.aluClass() | BPF_MOV | BPF_X, dst.number(), src.number(), off, 0);
    }

    private static long byteSwap(ByteOrderOp op, Register dst, int bits) {
        return Insn.pack(op.code(), dst.number(), 0, (short) 0, bits);
    }
}
