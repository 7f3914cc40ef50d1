package dev.xdpasm.gen;

import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instruction whose registers are virtual: 0 to 10 are the machine's, those above are numbers that the allocation gives a
 * register. Knows what it reads and writes. Mutable: the allocation changes the registers in place.
 */
final class VirtualInsn {
    /** No register. */
    static final int NONE = -1;

    /** The number of the first register that is not the machine's. */
    static final int FIRST = 11;

    private static final BitSet NOTHING = new BitSet(0);
    private static final Optional<SourceLine> NO_LINE = Optional.empty();
    private static final int R10 = 10;
    private static final int MOVE = Opcode.BPF_ALU64 | Opcode.BPF_MOV | Opcode.BPF_X;
    private static final int MOVE_CONSTANT = Opcode.BPF_ALU64 | Opcode.BPF_MOV | Opcode.BPF_K;

    private final int code;
    int dst;
    int src;
    private final int off;
    private final long imm;

    /** What it does with the registers that it names: see {@link Effects}. */
    final int effects;

    /** The frame object that the offset (of a move: the result) is relative to, or {@link #NONE}. */
    private int frame = NONE;

    /** The frame objects that it may touch through pointers and by itself, if there are any. */
    private @Nullable BitSet touched;

    private Relocation.@Nullable Kind kind;
    private String symbol = "";
    private Optional<SourceLine> line = NO_LINE;

    private VirtualInsn(int code, int dst, int src, int off, long imm) {
        this.code = code;
        this.dst = dst;
        this.src = src;
        this.off = off;
        this.imm = imm;
        this.effects = Effects.of(code, dst, src, imm);
    }

    /** {@code dst = src}. */
    static VirtualInsn move(int dst, int src) {
        return new VirtualInsn(MOVE, dst, src, 0, 0);
    }

    /** {@code dst = src}, the upper half zero. */
    static VirtualInsn zeroExtend(int dst, int src) {
        return new VirtualInsn(Opcode.BPF_ALU | Opcode.BPF_MOV | Opcode.BPF_X, dst, src, 0, 0);
    }

    /** {@code dst} = the lower bits of {@code src}, sign-extended; level v4. */
    static VirtualInsn signExtend(int dst, int src, int bits) {
        return new VirtualInsn(MOVE, dst, src, bits, 0);
    }

    /** {@code dst = value}, in the shortest form. */
    static VirtualInsn constant(int dst, long value) {
        if (value == (int) value) {
            return new VirtualInsn(MOVE_CONSTANT, dst, NONE, 0, value);
        }
        if (value >>> Integer.SIZE == 0) {
            return new VirtualInsn(Opcode.BPF_ALU | Opcode.BPF_MOV | Opcode.BPF_K, dst, NONE, 0, value);
        }
        return new VirtualInsn(Opcode.LDDW, dst, NONE, 0, value);
    }

    /** {@code dst} = what a name stands for, an {@code lddw}. */
    static VirtualInsn named(int dst, Relocation.Kind kind, String symbol, long imm) {
        return new VirtualInsn(Opcode.LDDW, dst, NONE, 0, imm).with(kind, symbol);
    }

    /** {@code dst} = the address of a byte of the stack; becomes a move and an addition. */
    static VirtualInsn stackAddress(int dst, int frame, int offset) {
        return new VirtualInsn(MOVE, dst, R10, 0, offset).in(frame);
    }

    /** {@code dst = dst op src}. */
    static VirtualInsn alu(AluOp op, Width width, int dst, int src) {
        return new VirtualInsn(width.aluClass() | op.bits() | Opcode.BPF_X, dst, src, op.off(), 0);
    }

    /** {@code dst = dst op imm}. */
    static VirtualInsn aluConstant(AluOp op, Width width, int dst, int imm) {
        return new VirtualInsn(width.aluClass() | op.bits() | Opcode.BPF_K, dst, NONE, op.off(), imm);
    }

    /** {@code dst = -dst}. */
    static VirtualInsn negate(Width width, int dst) {
        return new VirtualInsn(width.aluClass() | Opcode.BPF_NEG, dst, NONE, 0, 0);
    }

    /** Turns the bytes of {@code dst} around. */
    static VirtualInsn swap(ByteOrderOp op, int bits, int dst) {
        return new VirtualInsn(op.code(), dst, NONE, 0, bits);
    }

    /** {@code dst = *(size *)(base + off)}. */
    static VirtualInsn load(Size size, int dst, Place from) {
        return new VirtualInsn(Opcode.BPF_LDX | Opcode.BPF_MEM | size.bits(), dst, from.base(), from.offset(), 0).in(from.frame());
    }

    /** {@code dst = *(size *)(base + what a name stands for)}. */
    static VirtualInsn load(Size size, int dst, int base, String symbol) {
        return new VirtualInsn(Opcode.BPF_LDX | Opcode.BPF_MEM | size.bits(), dst, base, 0, 0).with(Relocation.Kind.EXTERN, symbol);
    }

    /** {@code *(size *)(base + off) = src}. */
    static VirtualInsn store(Size size, Place at, int src) {
        return new VirtualInsn(Opcode.BPF_STX | Opcode.BPF_MEM | size.bits(), at.base(), src, at.offset(), 0).in(at.frame());
    }

    /** {@code *(size *)(base + what a name stands for) = src}. */
    static VirtualInsn store(Size size, int base, int src, String symbol) {
        return new VirtualInsn(Opcode.BPF_STX | Opcode.BPF_MEM | size.bits(), base, src, 0, 0).with(Relocation.Kind.EXTERN, symbol);
    }

    /** {@code *(size *)(base + off) = imm}. */
    static VirtualInsn storeConstant(Size size, Place at, int imm) {
        return new VirtualInsn(Opcode.BPF_ST | Opcode.BPF_MEM | size.bits(), at.base(), NONE, at.offset(), imm).in(at.frame());
    }

    /** An atomic; one that fetches puts the old value into {@code src}, or into r0. */
    static VirtualInsn atomic(AtomicOp op, Size size, Place at, int src) {
        return new VirtualInsn(Opcode.BPF_STX | Opcode.BPF_ATOMIC | size.bits(), at.base(), src, at.offset(), op.imm()).in(at.frame());
    }

    /** Calls a helper. */
    static VirtualInsn call(int helper, int arguments) {
        return new VirtualInsn(Opcode.CALL, NONE, NONE, arguments, helper);
    }

    /** Calls a function by its name. */
    static VirtualInsn callNamed(Relocation.Kind kind, String symbol, int arguments) {
        // what compilers leave until the call is resolved: BPF_PSEUDO_CALL and no distance
        return new VirtualInsn(Opcode.CALL, NONE, NONE, arguments, -1).with(kind, symbol);
    }

    /** {@code if left condition right goto}. */
    static VirtualInsn branch(Condition condition, Width width, int left, int right) {
        return new VirtualInsn(width.jumpClass() | condition.bits() | Opcode.BPF_X, left, right, 0, 0);
    }

    /** {@code if left condition imm goto}. */
    static VirtualInsn branchConstant(Condition condition, Width width, int left, int imm) {
        return new VirtualInsn(width.jumpClass() | condition.bits() | Opcode.BPF_K, left, NONE, 0, imm);
    }

    /** {@code may_goto}. */
    static VirtualInsn mayGoto() {
        return new VirtualInsn(Opcode.BPF_JMP | Opcode.BPF_JCOND, NONE, NONE, 0, 0);
    }

    /** {@code exit}. */
    static VirtualInsn exit() {
        return new VirtualInsn(Opcode.EXIT, NONE, NONE, 0, 0);
    }

    /** {@return this instruction, whose offset is in an object of the frame} */
    private VirtualInsn in(int object) {
        frame = object;
        return this;
    }

    /** {@return this instruction, in which a name stands for a number} */
    private VirtualInsn with(Relocation.Kind of, String name) {
        kind = of;
        symbol = name;
        return this;
    }

    /** {@return this instruction, of that Java line} */
    VirtualInsn at(Optional<SourceLine> where) {
        line = where;
        return this;
    }

    /** {@return the same instruction with other registers} */
    VirtualInsn with(int otherDst, int otherSrc) {
        VirtualInsn copy = new VirtualInsn(code, otherDst, otherSrc, off, imm);
        copy.frame = frame;
        copy.touched = touched;
        copy.kind = kind;
        copy.symbol = symbol;
        copy.line = line;
        return copy;
    }

    /** {@return the same conditional jump with another condition} */
    VirtualInsn withCondition(Condition other) {
        int changed = code & ~0xf0 | other.bits();
        return new VirtualInsn(changed, dst, src, off, imm).at(line);
    }

    int code() {
        return code;
    }

    long imm() {
        return imm;
    }

    int off() {
        return off;
    }

    Optional<SourceLine> line() {
        return line;
    }

    /** {@return the number of the frame object that it touches or makes the address of, or {@link #NONE}} */
    int frame() {
        return frame;
    }

    /** Says which frame objects it may touch. */
    void touches(BitSet objects) {
        touched = objects.isEmpty() ? null : objects;
    }

    /** {@return whether it touches no frame object} */
    boolean touchesNothing() {
        return touched == null && frame == NONE;
    }

    /** {@return the frame objects that it may touch, not to be changed} */
    BitSet touched() {
        if (touched != null) {
            return touched;
        }
        if (frame == NONE) {
            return NOTHING;
        }
        BitSet own = new BitSet();
        own.set(frame);
        touched = own;
        return own;
    }

    /** {@return whether it names something that is known later} */
    boolean hasSymbol() {
        return kind != null;
    }

    Optional<Relocation.Kind> kind() {
        return Optional.ofNullable(kind);
    }

    String symbol() {
        return symbol;
    }

    private int codeClass() {
        return Opcode.classOf(code);
    }

    /** {@return whether it copies one register to another and nothing else} */
    boolean isMove() {
        return code == MOVE && off == 0 && frame == NONE;
    }

    /** {@return whether its result depends on nothing, so that it can be made anew instead of being kept} */
    boolean isRematerialisable() {
        return code == Opcode.LDDW
                || code == MOVE_CONSTANT
                || code == (Opcode.BPF_ALU | Opcode.BPF_MOV | Opcode.BPF_K)
                || code == MOVE && frame != NONE;
    }

    /** {@return whether both make the same value of nothing} */
    boolean makesSameAs(VirtualInsn other) {
        return code == other.code
                && imm == other.imm
                && frame == other.frame
                && kind == other.kind
                && symbol.equals(other.symbol);
    }

    /** {@return whether it does nothing but to write {@code dst}} */
    boolean isPure() {
        return (effects & Effects.PURE) != 0;
    }

    boolean isArithmetic() {
        int cls = codeClass();
        return cls == Opcode.BPF_ALU || cls == Opcode.BPF_ALU64;
    }

    /** {@return whether it writes memory and does nothing else} */
    boolean isStore() {
        int cls = codeClass();
        return cls == Opcode.BPF_ST || cls == Opcode.BPF_STX && !Effects.isAtomic(code);
    }

    boolean isCall() {
        return code == Opcode.CALL;
    }

    boolean isConditionalJump() {
        int cls = codeClass();
        return (cls == Opcode.BPF_JMP || cls == Opcode.BPF_JMP32) && dst != NONE;
    }

    boolean isExit() {
        return code == Opcode.EXIT;
    }

    boolean isMayGoto() {
        return code == (Opcode.BPF_JMP | Opcode.BPF_JCOND);
    }

    /** {@return whether {@code dst} is read} */
    boolean readsDst() {
        return (effects & Effects.READS_DST) != 0;
    }

    /** {@return whether {@code dst} is written} */
    boolean writesDst() {
        return (effects & Effects.WRITES_DST) != 0;
    }

    /** {@return whether {@code src} is read} */
    boolean readsSrc() {
        return (effects & Effects.READS_SRC) != 0;
    }

    /** {@return whether {@code src} is written too: an atomic that fetches into it} */
    boolean writesSrc() {
        return (effects & Effects.WRITES_SRC) != 0;
    }

    /** {@return whether this and another, both of the machine's registers, are the same instruction} */
    boolean sameAs(VirtualInsn other) {
        return makesSameAs(other) && off == other.off && dst == other.dst && src == other.src;
    }

    /** {@return a number that is equal for instructions that are the {@linkplain #sameAs same}} */
    int contentHash() {
        return ((((code * 31 + dst) * 31 + src) * 31 + off) * 31 + Long.hashCode(imm)) * 31 + symbol.hashCode();
    }

    /** {@return the same access for a frame in which its object begins at an offset from r10} */
    VirtualInsn inFrame(int offset) {
        return new VirtualInsn(code, dst, src, off + offset, imm).at(line);
    }

    /** {@return the packed form of its first slot} */
    long pack() {
        int source = src == NONE ? pseudoSource() : src;
        return Insn.pack(code, dst == NONE ? 0 : dst, source, (short) (isCall() ? 0 : off), (int) imm);
    }

    /** {@return the slots that it takes} */
    int slots() {
        return code == Opcode.LDDW ? 2 : 1;
    }

    /** {@return the packed form of the second slot of an {@code lddw}} */
    long packSecond() {
        return Insn.pack(0, 0, 0, (short) 0, (int) (imm >>> Integer.SIZE));
    }

    /** {@return whether it makes the address of a byte of the stack} */
    boolean writesAddress() {
        return code == MOVE && frame != NONE;
    }

    private int pseudoSource() {
        return isCall() && kind != null ? Opcode.BPF_PSEUDO_CALL : 0;
    }

    @Override
    public String toString() {
        return VirtualText.of(this);
    }
}
