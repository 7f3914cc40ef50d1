package dev.xdpasm.isa;

/**
 * An instruction as a record: the view for printers, checks and readers, where matching over all kinds pays. The packed
 * form ({@link Insn}) is what programs are kept in.
 *
 * <p>Both directions are total. Any 8 bytes decode ({@link #decode}), to {@link Unknown} if no machine runs them. What
 * cannot be encoded cannot be built: a constructor refuses it with an {@link IllegalArgumentException}. Reserved fields
 * that are not zero are not part of the view; the packed form keeps them.
 */
public sealed interface Instruction {

    /** Arithmetic: {@code dst = dst op src} (RFC 9669 section 4.1). */
    record Alu(Width width, AluOp op, Register dst, Operand src) implements Instruction {
        @Override
        public long pack() {
            return packed(width.aluClass() | op.bits(), dst, src, (short) op.off());
        }
    }

    /** {@code dst = -dst} (RFC 9669 section 4.1). */
    record Negate(Width width, Register dst) implements Instruction {
        @Override
        public long pack() {
            return Insn.pack(width.aluClass() | Opcode.BPF_NEG, dst.number(), 0, (short) 0, 0);
        }
    }

    /** {@code dst} becomes the lowest {@code bits} of {@code src}, sign-extended (RFC 9669 section 4.1). Linux 6.6. */
    record MoveSignExtended(Width width, Register dst, Register src, int bits) implements Instruction {
        public MoveSignExtended {
            if (bits != 8 && bits != 16 && !(bits == 32 && width == Width.W64)) {
                throw new IllegalArgumentException("a sign-extending move of " + width.bits()
                        + " bits takes 8, 16" + (width == Width.W64 ? " or 32" : "") + " bits, not " + bits);
            }
        }

        @Override
        public long pack() {
            int code = width.aluClass() | Opcode.BPF_MOV | Opcode.BPF_X;
            return Insn.pack(code, dst.number(), src.number(), (short) bits, 0);
        }
    }

    /** Turns the lowest 16, 32 or 64 bits of a register around and clears the rest (RFC 9669 section 4.2). */
    record ByteSwap(ByteOrderOp op, Register dst, int bits) implements Instruction {
        public ByteSwap {
            if (bits != 16 && bits != 32 && bits != 64) {
                throw new IllegalArgumentException(op.mnemonic() + " takes 16, 32 or 64 bits, not " + bits);
            }
        }

        @Override
        public long pack() {
            return Insn.pack(op.code(), dst.number(), 0, (short) 0, bits);
        }
    }

    /** Casts a pointer between address spaces (arenas). Linux 6.9. */
    record AddressSpaceCast(Register dst, Register src, int dstSpace, int srcSpace) implements Instruction {
        public AddressSpaceCast {
            if ((dstSpace & ~0xffff) != 0 || (srcSpace & ~0xffff) != 0) {
                throw new IllegalArgumentException(
                        "an address space is 0 to 65535, not " + dstSpace + " and " + srcSpace);
            }
        }

        @Override
        public long pack() {
            int code = Opcode.BPF_ALU64 | Opcode.BPF_MOV | Opcode.BPF_X;
            return Insn.pack(code, dst.number(), src.number(), (short) 1, dstSpace << 16 | srcSpace);
        }
    }

    /**
     * {@code lddw}, the only instruction of two slots: 64 bits, or by its pseudo source ({@code BPF_PSEUDO_*}, 0 to 6) a map,
     * a value's address, a variable or a function (RFC 9669 section 5.4).
     */
    record LoadImm64(Register dst, int pseudo, long imm) implements Instruction {
        public LoadImm64 {
            if (pseudo < 0 || pseudo > Opcode.BPF_PSEUDO_MAP_IDX_VALUE) {
                throw new IllegalArgumentException("the pseudo source of lddw is 0 to 6, not " + pseudo);
            }
        }

        @Override
        public long pack() {
            return Insn.pack(Opcode.LDDW, dst.number(), pseudo, (short) 0, (int) imm);
        }

        /** {@return the packed form of the second slot, which holds the upper half of the immediate} */
        public long packSecond() {
            return Insn.pack(0, 0, 0, (short) 0, (int) (imm >>> 32));
        }

        @Override
        public int slots() {
            return 2;
        }
    }

    /** {@code dst = *(size *)(base + off)}, sign-extended if {@code signed} (RFC 9669 sections 5.1 and 5.2). */
    record Load(Size size, boolean signed, Register dst, Register base, short off) implements Instruction {
        public Load {
            if (signed && size == Size.DW) {
                throw new IllegalArgumentException("a double word has nothing to sign-extend");
            }
        }

        @Override
        public long pack() {
            int code = Opcode.BPF_LDX | (signed ? Opcode.BPF_MEMSX : Opcode.BPF_MEM) | size.bits();
            return Insn.pack(code, dst.number(), base.number(), off, 0);
        }
    }

    /** {@code *(size *)(base + off) = src} (RFC 9669 section 5.1). */
    record Store(Size size, Register base, short off, Operand src) implements Instruction {
        @Override
        public long pack() {
            if (src instanceof Register register) {
                int code = Opcode.BPF_STX | Opcode.BPF_MEM | size.bits();
                return Insn.pack(code, base.number(), register.number(), off, 0);
            }
            int code = Opcode.BPF_ST | Opcode.BPF_MEM | size.bits();
            return Insn.pack(code, base.number(), 0, off, ((Immediate) src).value());
        }
    }

    /** An atomic on a word or double word (RFC 9669 section 5.3). */
    record Atomic(AtomicOp op, Size size, Register base, short off, Register src) implements Instruction {
        public Atomic {
            if (size != Size.W && size != Size.DW) {
                throw new IllegalArgumentException("atomics work on W and DW, not on " + size);
            }
        }

        @Override
        public long pack() {
            int code = Opcode.BPF_STX | Opcode.BPF_ATOMIC | size.bits();
            return Insn.pack(code, base.number(), src.number(), off, op.imm());
        }
    }

    /** {@code dst = load_acquire((size *)(base + off))}. Linux 6.15. */
    record LoadAcquire(Size size, Register dst, Register base, short off) implements Instruction {
        @Override
        public long pack() {
            int code = Opcode.BPF_STX | Opcode.BPF_ATOMIC | size.bits();
            return Insn.pack(code, dst.number(), base.number(), off, Opcode.BPF_LOAD_ACQ);
        }
    }

    /** {@code store_release((size *)(base + off), src)}. Linux 6.15. */
    record StoreRelease(Size size, Register base, short off, Register src) implements Instruction {
        @Override
        public long pack() {
            int code = Opcode.BPF_STX | Opcode.BPF_ATOMIC | size.bits();
            return Insn.pack(code, base.number(), src.number(), off, Opcode.BPF_STORE_REL);
        }
    }

    /** {@code r0 = *(size *)skb[imm]}, in host order; r6 must be the skb (RFC 9669 section 5.5, legacy). */
    record LoadPacket(Size size, int imm) implements Instruction {
        public LoadPacket {
            requirePacketSize(size);
        }

        @Override
        public long pack() {
            return Insn.pack(Opcode.BPF_LD | Opcode.BPF_ABS | size.bits(), 0, 0, (short) 0, imm);
        }
    }

    /** {@code r0 = *(size *)skb[src + imm]}, in host order; r6 must be the skb (RFC 9669 section 5.5, legacy). */
    record LoadPacketIndexed(Size size, Register src, int imm) implements Instruction {
        public LoadPacketIndexed {
            requirePacketSize(size);
        }

        @Override
        public long pack() {
            return Insn.pack(Opcode.BPF_LD | Opcode.BPF_IND | size.bits(), 0, src.number(), (short) 0, imm);
        }
    }

    /** {@code goto off}: {@code off} slots from the next instruction (RFC 9669 section 4.3). */
    record Jump(short off) implements Instruction {
        @Override
        public long pack() {
            return Insn.pack(Opcode.BPF_JMP | Opcode.BPF_JA, 0, 0, off, 0);
        }
    }

    /** {@code gotol off}: as {@link Jump} with 32 bits of distance. Linux 6.6. */
    record JumpLong(int off) implements Instruction {
        @Override
        public long pack() {
            return Insn.pack(Opcode.BPF_JMP32 | Opcode.BPF_JA, 0, 0, (short) 0, off);
        }
    }

    /** {@code may_goto off}: taken once the loop's budget is used up. Linux 6.9. */
    record MayGoto(short off) implements Instruction {
        @Override
        public long pack() {
            return Insn.pack(Opcode.BPF_JMP | Opcode.BPF_JCOND, 0, 0, off, 0);
        }
    }

    /** {@code if dst condition src goto off}: {@code off} slots from the next instruction (RFC 9669 section 4.3). */
    record Branch(Width width, Condition condition, Register dst, Operand src, short off) implements Instruction {
        @Override
        public long pack() {
            return packed(width.jumpClass() | condition.bits(), dst, src, off);
        }
    }

    /** {@code call}: a helper by its number (RFC 9669 section 4.3.1). */
    record CallHelper(int id) implements Instruction {
        @Override
        public long pack() {
            return Insn.pack(Opcode.BPF_JMP | Opcode.BPF_CALL, 0, 0, (short) 0, id);
        }
    }

    /** {@code call}: a function of the program, {@code off} slots from the next instruction. Linux 4.16. */
    record CallLocal(int off) implements Instruction {
        @Override
        public long pack() {
            return Insn.pack(Opcode.BPF_JMP | Opcode.BPF_CALL, 0, Opcode.BPF_PSEUDO_CALL, (short) 0, off);
        }
    }

    /** {@code call}: a kernel function by its BTF id; {@code btfFd} is 0 for vmlinux, else an index of fd_array. Linux 5.13. */
    record CallKfunc(int btfId, short btfFd) implements Instruction {
        @Override
        public long pack() {
            return Insn.pack(Opcode.BPF_JMP | Opcode.BPF_CALL, 0, Opcode.BPF_PSEUDO_KFUNC_CALL, btfFd, btfId);
        }
    }

    /** {@code callx}: the function at a register's address. LLVM knows it, no kernel runs it. */
    record CallRegister(Register target) implements Instruction {
        @Override
        public long pack() {
            return Insn.pack(Opcode.BPF_JMP | Opcode.BPF_CALL | Opcode.BPF_X, target.number(), 0, (short) 0, 0);
        }
    }

    /** {@code exit}: returns r0. */
    record Exit() implements Instruction {
        @Override
        public long pack() {
            return Insn.pack(Opcode.BPF_JMP | Opcode.BPF_EXIT, 0, 0, (short) 0, 0);
        }
    }

    /** Eight bytes that are no instruction, kept as they are. */
    record Unknown(long pack) implements Instruction {}

    /** {@return the packed form; of {@code lddw} that of its first slot} */
    long pack();

    /** {@return how many slots of 8 bytes the instruction takes} */
    default int slots() {
        return 1;
    }

    /**
     * {@return the instruction of a packed form}
     *
     * @param insn the slot
     * @param next the slot behind it, for {@code lddw}
     * @param hasNext whether there is a slot behind it; an {@code lddw} without is {@link Unknown}
     */
    static Instruction decode(long insn, long next, boolean hasNext) {
        return Decoder.decode(insn, next, hasNext);
    }

    private static long packed(int code, Register dst, Operand src, short off) {
        if (src instanceof Register register) {
            return Insn.pack(code | Opcode.BPF_X, dst.number(), register.number(), off, 0);
        }
        return Insn.pack(code | Opcode.BPF_K, dst.number(), 0, off, ((Immediate) src).value());
    }

    private static void requirePacketSize(Size size) {
        if (size == Size.DW) {
            throw new IllegalArgumentException("packet loads are of B, H or W, not of DW");
        }
    }
}
