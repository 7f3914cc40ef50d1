package dev.xdpasm.isa;

/**
 * An instruction whose immediate is a name until something resolves it: a map until it is created, a function until it is
 * placed. Until then its src_reg is as compilers leave it: 0 in an {@code lddw}, 0 or BPF_PSEUDO_CALL in a {@code call}.
 *
 * @param slot index of the instruction, in 8-byte slots from the start of its {@link Code}
 * @param kind what the name means
 * @param symbol the name
 */
public record Relocation(int slot, Kind kind, String symbol) {

    /** What a relocated instruction refers to. */
    public enum Kind {
        /** The address of a map: an {@code lddw} whose src_reg becomes BPF_PSEUDO_MAP_FD and whose imm its descriptor. */
        MAP,
        /**
         * The address of a byte in an array map's values: an {@code lddw} whose src_reg becomes BPF_PSEUDO_MAP_VALUE; the imm of
         * its second slot is the byte's offset.
         */
        MAP_VALUE,
        /**
         * A function of the same object: a {@code call} whose src_reg becomes BPF_PSEUDO_CALL or an {@code lddw} whose becomes
         * BPF_PSEUDO_FUNC.
         */
        FUNCTION,
        /**
         * What the kernel has, or another object: a {@code call} of a kernel function, or an {@code lddw} of the address of a
         * kernel variable or of a value of the kernel's configuration; in code that is being made, a load or store at the offset of
         * a field of the kernel's.
         */
        EXTERN;

        /** Whether an instruction can refer to a name of this kind. */
        boolean fits(long insn) {
            return Insn.isWide(insn)
                    || (this == FUNCTION || this == EXTERN) && Insn.code(insn) == Opcode.CALL
                    || this == EXTERN && accessesMemory(Insn.code(insn));
        }

        private static boolean accessesMemory(int code) {
            return Opcode.classOf(code) == Opcode.BPF_LDX || Opcode.classOf(code) == Opcode.BPF_STX;
        }
    }

    /** Creates a relocation; refuses a negative slot and an empty name. */
    public Relocation {
        if (slot < 0 || symbol.isEmpty()) {
            throw new IllegalArgumentException("not a relocation: slot " + slot + ", symbol '" + symbol + "'");
        }
    }

    /** {@return the same relocation, {@code slots} further on} */
    public Relocation movedBy(int slots) {
        return new Relocation(slot + slots, kind, symbol);
    }
}
