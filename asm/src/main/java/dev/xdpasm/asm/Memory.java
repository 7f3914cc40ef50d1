package dev.xdpasm.asm;

import static dev.xdpasm.isa.Opcode.BPF_ATOMIC;
import static dev.xdpasm.isa.Opcode.BPF_LDX;
import static dev.xdpasm.isa.Opcode.BPF_MEM;
import static dev.xdpasm.isa.Opcode.BPF_MEMSX;
import static dev.xdpasm.isa.Opcode.BPF_ST;
import static dev.xdpasm.isa.Opcode.BPF_STX;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.isa.Register;
import dev.xdpasm.isa.Size;
import dev.xdpasm.object.BpfFunction;
import dev.xdpasm.object.Extern;
import dev.xdpasm.object.Global;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.UapiConstant;

/**
 * The calls of {@link Assembler} that move between registers and memory (RFC 9669 section 5).
 *
 * <p>The last letters say how much: {@code b} 1 byte, {@code h} 2, {@code w} 4, {@code dw} 8. An offset is in bytes from the
 * base register and has 16 bits, -32768 to 32767; one that does not fit is refused with an {@link AssemblyException}. Values
 * are in host byte order.
 */
public sealed interface Memory permits Assembler {

    /**
     * Appends a packed instruction: the door for what has no call of its own.
     *
     * @throws AssemblyException if the instruction is wrong by itself ({@link dev.xdpasm.isa.Checks})
     */
    void emit(long insn);

    /** {@code dst = imm}, all 64 bits; takes two slots. */
    void lddw(Register dst, long imm);

    /** {@code dst} = the address of the map of that name, as the map helpers take it; takes two slots. */
    void loadMap(Register dst, String map);

    /** {@code dst} = the address of a map, as the map helpers take it; takes two slots. */
    default void loadMap(Register dst, MapSpec map) {
        loadMap(dst, map.name());
    }

    /** {@code dst} = the address of byte {@code offset} of an array map's values; takes two slots. Linux 5.2. */
    void loadMapValue(Register dst, String map, int offset);

    /** {@code dst} = the address of a global variable; takes two slots. Linux 5.2. */
    default void loadGlobal(Register dst, Global global) {
        loadMapValue(dst, global.map(), global.offset());
    }

    /**
     * {@code dst} = the address of the function of that name, which helpers such as {@code bpf_loop} take as a callback; takes two
     * slots. Linux 5.13.
     */
    void loadFunction(Register dst, String function);

    /** {@code dst} = the address of a function of the object, as helpers take a callback; takes two slots. Linux 5.13. */
    default void loadFunction(Register dst, BpfFunction function) {
        loadFunction(dst, function.name());
    }

    /**
     * {@code dst} = the address of what the object does not have, by the name of an {@link Extern}: a variable of the kernel or a
     * value of its configuration; takes two slots. Linux 5.2, a variable by its type 5.10.
     */
    void loadExtern(Register dst, String extern);

    /** {@code dst} = the address of a variable of the kernel or of a value of its configuration; takes two slots. Linux 5.2. */
    default void loadExtern(Register dst, Extern extern) {
        loadExtern(dst, extern.name());
    }

    /** {@code dst = *(u8 *)(base + off)}. */
    default void ldxb(Register dst, Register base, int off) {
        emit(load(BPF_MEM, Size.B, dst, base, off));
    }

    /** {@code dst = *(u16 *)(base + off)}. */
    default void ldxh(Register dst, Register base, int off) {
        emit(load(BPF_MEM, Size.H, dst, base, off));
    }

    /** {@code dst = *(u32 *)(base + off)}. */
    default void ldxw(Register dst, Register base, int off) {
        emit(load(BPF_MEM, Size.W, dst, base, off));
    }

    /** {@code dst = *(u64 *)(base + off)}. */
    default void ldxdw(Register dst, Register base, int off) {
        emit(load(BPF_MEM, Size.DW, dst, base, off));
    }

    /** {@code dst = *(u32 *)(base + field)}: a field of the context, such as {@link dev.xdpasm.uapi.XdpMd#data}. */
    default void ldxw(Register dst, Register base, UapiConstant field) {
        ldxw(dst, base, field.value());
    }

    /** {@code dst = *(s8 *)(base + off)}, sign-extended. Linux 6.6. */
    default void ldxsb(Register dst, Register base, int off) {
        emit(load(BPF_MEMSX, Size.B, dst, base, off));
    }

    /** {@code dst = *(s16 *)(base + off)}, sign-extended. Linux 6.6. */
    default void ldxsh(Register dst, Register base, int off) {
        emit(load(BPF_MEMSX, Size.H, dst, base, off));
    }

    /** {@code dst = *(s32 *)(base + off)}, sign-extended. Linux 6.6. */
    default void ldxsw(Register dst, Register base, int off) {
        emit(load(BPF_MEMSX, Size.W, dst, base, off));
    }

    /** {@code *(u8 *)(base + off) = src}. */
    default void stxb(Register base, int off, Register src) {
        emit(store(Size.B, base, off, src));
    }

    /** {@code *(u16 *)(base + off) = src}. */
    default void stxh(Register base, int off, Register src) {
        emit(store(Size.H, base, off, src));
    }

    /** {@code *(u32 *)(base + off) = src}. */
    default void stxw(Register base, int off, Register src) {
        emit(store(Size.W, base, off, src));
    }

    /** {@code *(u64 *)(base + off) = src}. */
    default void stxdw(Register base, int off, Register src) {
        emit(store(Size.DW, base, off, src));
    }

    /** {@code *(u8 *)(base + off) = imm}; a constant outside -128 to 255 is refused. */
    default void stb(Register base, int off, int imm) {
        emit(store(Size.B, base, off, imm));
    }

    /** {@code *(u16 *)(base + off) = imm}; a constant outside -32768 to 65535 is refused. */
    default void sth(Register base, int off, int imm) {
        emit(store(Size.H, base, off, imm));
    }

    /** {@code *(u32 *)(base + off) = imm}. */
    default void stw(Register base, int off, int imm) {
        emit(store(Size.W, base, off, imm));
    }

    /** {@code *(u64 *)(base + off) = imm}, sign-extended. */
    default void stdw(Register base, int off, int imm) {
        emit(store(Size.DW, base, off, imm));
    }

    /**
     * An atomic on {@code *(size *)(base + off)}; those that fetch put what was there into {@code src}, {@link
     * AtomicOp#CMPXCHG} into r0.
     *
     * @param size {@link Size#W} or {@link Size#DW}
     */
    default void atomic(AtomicOp op, Size size, Register base, int off, Register src) {
        int code = BPF_STX | BPF_ATOMIC | size.bits();
        emit(Insn.pack(code, base.number(), src.number(), Range.offset(off), op.imm()));
    }

    /** {@code dst = load_acquire((size *)(base + off))}. Linux 6.15. */
    default void loadAcquire(Size size, Register dst, Register base, int off) {
        emit(new Instruction.LoadAcquire(size, dst, base, Range.offset(off)).pack());
    }

    /** {@code store_release((size *)(base + off), src)}. Linux 6.15. */
    default void storeRelease(Size size, Register base, int off, Register src) {
        emit(new Instruction.StoreRelease(size, base, Range.offset(off), src).pack());
    }

    private static long load(int mode, Size size, Register dst, Register base, int off) {
        return Insn.pack(BPF_LDX | mode | size.bits(), dst.number(), base.number(), Range.offset(off), 0);
    }

    private static long store(Size size, Register base, int off, Register src) {
        return Insn.pack(BPF_STX | BPF_MEM | size.bits(), base.number(), src.number(), Range.offset(off), 0);
    }

    private static long store(Size size, Register base, int off, int imm) {
        return Insn.pack(BPF_ST | BPF_MEM | size.bits(), base.number(), 0, Range.offset(off), imm);
    }
}
