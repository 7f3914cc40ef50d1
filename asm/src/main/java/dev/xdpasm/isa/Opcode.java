package dev.xdpasm.isa;

/**
 * The bits of an operation's byte (RFC 9669 section 3; include/uapi/linux/bpf_common.h and bpf.h), under the kernel's
 * names.
 */
public final class Opcode {
    // the three low bits: the class
    public static final int BPF_LD = 0x00;
    public static final int BPF_LDX = 0x01;
    public static final int BPF_ST = 0x02;
    public static final int BPF_STX = 0x03;
    public static final int BPF_ALU = 0x04;
    public static final int BPF_JMP = 0x05;
    public static final int BPF_JMP32 = 0x06;
    public static final int BPF_ALU64 = 0x07;

    // arithmetic and jumps: bit 3, the source
    public static final int BPF_K = 0x00;
    public static final int BPF_X = 0x08;

    // loads and stores: the three high bits, the mode
    public static final int BPF_IMM = 0x00;
    public static final int BPF_ABS = 0x20;
    public static final int BPF_IND = 0x40;
    public static final int BPF_MEM = 0x60;
    public static final int BPF_MEMSX = 0x80;
    public static final int BPF_ATOMIC = 0xc0;

    // arithmetic: the four high bits that are no AluOp
    public static final int BPF_NEG = 0x80;
    public static final int BPF_MOV = 0xb0;
    public static final int BPF_END = 0xd0;

    // jumps: the four high bits that are no Condition
    public static final int BPF_JA = 0x00;
    public static final int BPF_CALL = 0x80;
    public static final int BPF_EXIT = 0x90;
    public static final int BPF_JCOND = 0xe0;

    /** {@code lddw}: the only instruction of two slots. */
    public static final int LDDW = BPF_LD | BPF_IMM | 0x18;

    /** {@code goto}, with its distance in off. */
    public static final int GOTO = BPF_JMP | BPF_JA;

    /** {@code gotol}, with its distance in imm. */
    public static final int GOTOL = BPF_JMP32 | BPF_JA;

    /** {@code call} of what imm says. */
    public static final int CALL = BPF_JMP | BPF_CALL;

    /** {@code exit}. */
    public static final int EXIT = BPF_JMP | BPF_EXIT;

    // lddw: what src_reg says the immediate is
    public static final int BPF_PSEUDO_MAP_FD = 1;
    public static final int BPF_PSEUDO_MAP_VALUE = 2;
    public static final int BPF_PSEUDO_BTF_ID = 3;
    public static final int BPF_PSEUDO_FUNC = 4;
    public static final int BPF_PSEUDO_MAP_IDX = 5;
    public static final int BPF_PSEUDO_MAP_IDX_VALUE = 6;

    // call: what src_reg says the immediate is; 0 is a helper's number
    public static final int BPF_PSEUDO_CALL = 1;
    public static final int BPF_PSEUDO_KFUNC_CALL = 2;

    // atomics: bits of the immediate
    public static final int BPF_FETCH = 0x01;
    public static final int BPF_XCHG = 0xe0 | BPF_FETCH;
    public static final int BPF_CMPXCHG = 0xf0 | BPF_FETCH;
    public static final int BPF_LOAD_ACQ = 0x100;
    public static final int BPF_STORE_REL = 0x110;

    /** The class of code: its three low bits. */
    public static int classOf(int code) {
        return code & 0x07;
    }

    /** Whether what follows an instruction of this code can only be reached by a jump. */
    public static boolean neverFallsThrough(int code) {
        return code == EXIT || code == GOTO || code == GOTOL;
    }

    private Opcode() {}
}
