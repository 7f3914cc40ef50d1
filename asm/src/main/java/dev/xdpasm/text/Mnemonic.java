package dev.xdpasm.text;

import static dev.xdpasm.isa.Opcode.*;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words that a statement may begin with, and what each makes: names of the instructions as uBPF, rbpf, the GNU assembler and RFC 9669
 * spell them, and the words of LLVM's dialect. Data only.
 *
 * @param shape which operands follow
 * @param code the operation's byte, without the bit that says register or immediate where the operand decides
 * @param detail what else the instruction carries: the off field of arithmetic, the bits of a swap, the imm of an atomic
 */
record Mnemonic(Shape shape, int code, int detail) {

    /** The operands behind a word. */
    enum Shape {
        /** {@code add r1, r2|imm} */
        ALU,
        /** {@code neg r1}, {@code be16 r1} */
        UNARY,
        /** {@code movsx864 r1, r2} */
        MOVE_SIGN_EXTENDED,
        /** {@code movs r1, r2, 8} */
        MOVE_SIGN_EXTENDED_BITS,
        /** {@code endbe r1, 16} */
        SWAP_BITS,
        /** {@code lddw r1, imm64|map NAME} */
        LDDW,
        /** {@code ldxw r1, [r2+4]} */
        LOAD,
        /** {@code stw [r1+4], imm} */
        STORE_IMMEDIATE,
        /** {@code stxw [r1+4], r2} */
        STORE_REGISTER,
        /** {@code ldabsw imm} */
        PACKET,
        /** {@code ldindw r1, imm} */
        PACKET_INDEXED,
        /** {@code jeq r1, r2|imm, T} */
        BRANCH,
        /** {@code ja T}, {@code goto T} */
        JUMP,
        /** {@code call 1}, {@code call bpf_ktime_get_ns}, {@code call local T} */
        CALL,
        /** {@code callx r1} */
        CALL_REGISTER,
        /** {@code exit} */
        EXIT,
        /** {@code lock add [r1+0], r2}, {@code lock *(u64 *)(r1 + 0) += r2} */
        LOCK,
        /** LLVM: {@code if r1 == 0 goto T} */
        IF,
        /** LLVM: {@code store_release((u64 *)(r1 + 0), r2)} */
        STORE_RELEASE,
        /** LLVM: {@code ld_pseudo r1, 1, 5} */
        LD_PSEUDO
    }

    private static final NameTable<Mnemonic> TABLE = new NameTable<>();
    private static final NameTable<AtomicOp> ATOMICS = new NameTable<>();

    static {
        arithmetic();
        memory();
        jumps();
        put("lock", Shape.LOCK, 0, 0);
        put("if", Shape.IF, 0, 0);
        put("store_release", Shape.STORE_RELEASE, 0, 0);
        put("ld_pseudo", Shape.LD_PSEUDO, 0, 0);
    }

    private static void arithmetic() {
        for (AluOp op : AluOp.values()) {
            put(op.mnemonic(), Shape.ALU, Width.W64.aluClass() | op.bits(), op.off());
            put(op.mnemonic() + "64", Shape.ALU, Width.W64.aluClass() | op.bits(), op.off());
            put(op.mnemonic() + "32", Shape.ALU, Width.W32.aluClass() | op.bits(), op.off());
        }
        put("neg", Shape.UNARY, BPF_ALU64 | BPF_NEG, 0);
        put("neg64", Shape.UNARY, BPF_ALU64 | BPF_NEG, 0);
        put("neg32", Shape.UNARY, BPF_ALU | BPF_NEG, 0);
        for (int bits = 16; bits <= 64; bits *= 2) {
            for (ByteOrderOp op : ByteOrderOp.values()) {
                put(op.mnemonic() + bits, Shape.UNARY, op.code(), bits);
            }
            put("swap" + bits, Shape.UNARY, ByteOrderOp.BSWAP.code(), bits);
        }
        put("endle", Shape.SWAP_BITS, ByteOrderOp.LE.code(), 0);
        put("endbe", Shape.SWAP_BITS, ByteOrderOp.BE.code(), 0);
        put("bswap", Shape.SWAP_BITS, ByteOrderOp.BSWAP.code(), 0);
        put("movs", Shape.MOVE_SIGN_EXTENDED_BITS, BPF_ALU64 | BPF_MOV | BPF_X, 0);
        put("movs32", Shape.MOVE_SIGN_EXTENDED_BITS, BPF_ALU | BPF_MOV | BPF_X, 0);
        for (int bits : new int[] {8, 16, 32}) {
            put("movsx" + bits + "64", Shape.MOVE_SIGN_EXTENDED, BPF_ALU64 | BPF_MOV | BPF_X, bits);
        }
        for (int bits : new int[] {8, 16}) {
            put("movsx" + bits + "32", Shape.MOVE_SIGN_EXTENDED, BPF_ALU | BPF_MOV | BPF_X, bits);
        }
    }

    private static void memory() {
        put("lddw", Shape.LDDW, LDDW, 0);
        for (Size size : Size.values()) {
            String suffix = size.suffix();
            put("ldx" + suffix, Shape.LOAD, BPF_LDX | BPF_MEM | size.bits(), 0);
            put("st" + suffix, Shape.STORE_IMMEDIATE, BPF_ST | BPF_MEM | size.bits(), 0);
            put("stx" + suffix, Shape.STORE_REGISTER, BPF_STX | BPF_MEM | size.bits(), 0);
            if (size != Size.DW) {
                put("ldxs" + suffix, Shape.LOAD, BPF_LDX | BPF_MEMSX | size.bits(), 0);
                put("ldabs" + suffix, Shape.PACKET, BPF_LD | BPF_ABS | size.bits(), 0);
                put("ldind" + suffix, Shape.PACKET_INDEXED, BPF_LD | BPF_IND | size.bits(), 0);
            }
        }
        gnuAtomics();
        for (AtomicOp op : AtomicOp.values()) {
            // the fetching forms are spelt with a word before them: lock fetch add
            if (!op.symbol().startsWith("atomic_fetch")) {
                ATOMICS.put(atomicName(op), op);
            }
        }
    }

    /** As the GNU assembler spells them: {@code aadd}, {@code afadd32}, {@code axchg}, {@code acmp}, and of old {@code xaddw}. */
    private static void gnuAtomics() {
        for (AtomicOp op : AtomicOp.values()) {
            boolean fetches = op.symbol().startsWith("atomic_fetch");
            String name = fetches
                    ? "af" + op.symbol().substring(op.symbol().lastIndexOf('_') + 1)
                    : "a" + (op == AtomicOp.CMPXCHG ? "cmp" : atomicName(op));
            put(name, Shape.STORE_REGISTER, BPF_STX | BPF_ATOMIC | Size.DW.bits(), op.imm());
            put(name + "32", Shape.STORE_REGISTER, BPF_STX | BPF_ATOMIC | Size.W.bits(), op.imm());
        }
        put("xadddw", Shape.STORE_REGISTER, BPF_STX | BPF_ATOMIC | Size.DW.bits(), AtomicOp.ADD.imm());
        put("xaddw", Shape.STORE_REGISTER, BPF_STX | BPF_ATOMIC | Size.W.bits(), AtomicOp.ADD.imm());
    }

    private static void jumps() {
        for (Condition condition : Condition.values()) {
            put(condition.mnemonic(), Shape.BRANCH, Width.W64.jumpClass() | condition.bits(), 0);
            put(condition.mnemonic() + "32", Shape.BRANCH, Width.W32.jumpClass() | condition.bits(), 0);
        }
        put("ja", Shape.JUMP, BPF_JMP | BPF_JA, 0);
        put("goto", Shape.JUMP, BPF_JMP | BPF_JA, 0);
        put("ja32", Shape.JUMP, BPF_JMP32 | BPF_JA, 0);
        put("jal", Shape.JUMP, BPF_JMP32 | BPF_JA, 0);
        put("gotol", Shape.JUMP, BPF_JMP32 | BPF_JA, 0);
        put("may_goto", Shape.JUMP, BPF_JMP | BPF_JCOND, 0);
        put("call", Shape.CALL, BPF_JMP | BPF_CALL, 0);
        put("callx", Shape.CALL_REGISTER, BPF_JMP | BPF_CALL | BPF_X, 0);
        put("exit", Shape.EXIT, BPF_JMP | BPF_EXIT, 0);
    }

    /** The word of a statement in the text, or null. */
    static @Nullable Mnemonic of(char[] text, int from, int to) {
        return TABLE.get(text, from, to);
    }

    /** The word of that name, or null. */
    static @Nullable Mnemonic of(String name) {
        return TABLE.get(name);
    }

    /** The operation of an atomic by its word without {@code 32}, such as {@code add} or {@code xchg}; or null. */
    static @Nullable AtomicOp atomic(char[] text, int from, int to) {
        return ATOMICS.get(text, from, to);
    }

    /** All words, for the search for what was meant. */
    static List<String> names() {
        return TABLE.names();
    }

    private static void put(String name, Shape shape, int code, int detail) {
        TABLE.put(name, new Mnemonic(shape, code, detail));
    }

    private static String atomicName(AtomicOp op) {
        return switch (op) {
            case ADD -> "add";
            case OR -> "or";
            case AND -> "and";
            case XOR -> "xor";
            default -> op.symbol();
        };
    }
}
