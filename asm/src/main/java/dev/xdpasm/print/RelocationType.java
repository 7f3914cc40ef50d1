package dev.xdpasm.print;

/** The relocations of BPF objects (LLVM's BinaryFormat/ELFRelocs/BPF.def): one row a type. */
enum RelocationType {
    R_BPF_NONE(0),
    R_BPF_64_64(1),
    R_BPF_64_ABS64(2),
    R_BPF_64_ABS32(3),
    R_BPF_64_NODYLD32(4),
    R_BPF_64_32(10);

    private final int number;

    RelocationType(int number) {
        this.number = number;
    }

    /** {@return the name of a type as llvm-objdump prints it} */
    static String nameOf(int number) {
        for (RelocationType type : values()) {
            if (type.number == number) {
                return type.name();
            }
        }
        return "Unknown";
    }
}
