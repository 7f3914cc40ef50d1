package dev.xdpasm.isa;

/** Whether arithmetic or a comparison works on whole registers or on their lower halves. */
public enum Width {
    /** The lower 32 bits; arithmetic sets the upper half to zero. */
    W32(Opcode.BPF_ALU, Opcode.BPF_JMP32),
    /** All 64 bits. */
    W64(Opcode.BPF_ALU64, Opcode.BPF_JMP);

    private final int aluClass;
    private final int jumpClass;

    Width(int aluClass, int jumpClass) {
        this.aluClass = aluClass;
        this.jumpClass = jumpClass;
    }

    /** {@return the class of arithmetic of this width} */
    public int aluClass() {
        return aluClass;
    }

    /** {@return the class of conditional jumps of this width} */
    public int jumpClass() {
        return jumpClass;
    }

    /** {@return the number of bits} */
    public int bits() {
        return this == W64 ? 64 : 32;
    }
}
