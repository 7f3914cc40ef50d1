package dev.xdpasm.isa;

import static dev.xdpasm.isa.Opcode.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which fields an instruction does not use, and the verifier therefore wants to be zero (kernel/bpf/verifier.c). */
final class ReservedFields {
    private static final int DST = 1;
    private static final int SRC = 2;
    private static final int OFF = 4;
    private static final int IMM = 8;

    private ReservedFields() {}

    /** {@return what is in a field that should be zero; empty if nothing is} */
    static Optional<String> problem(long insn) {
        int reserved = reserved(insn);
        List<String> used = new ArrayList<>();
        if ((reserved & DST) != 0 && Insn.dstReg(insn) != 0) {
            used.add("dst_reg is " + Insn.dstReg(insn));
        }
        if ((reserved & SRC) != 0 && Insn.srcReg(insn) != 0) {
            used.add("src_reg is " + Insn.srcReg(insn));
        }
        if ((reserved & OFF) != 0 && Insn.off(insn) != 0) {
            used.add("off is " + Insn.off(insn));
        }
        if ((reserved & IMM) != 0 && Insn.imm(insn) != 0) {
            used.add("imm is " + Insn.imm(insn));
        }
        return used.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", used) + ", but the instruction does not use it: it has to be 0");
    }

    private static int reserved(long insn) {
        int code = Insn.code(insn);
        boolean constant = (code & BPF_X) == 0;
        return switch (classOf(code)) {
            case BPF_LD -> switch (code & 0xe0) {
                case BPF_IMM -> OFF;
                case BPF_ABS -> DST | SRC | OFF;
                default -> DST | OFF;
            };
            case BPF_LDX -> IMM;
            case BPF_ST -> SRC;
            case BPF_STX -> (code & 0xe0) == BPF_ATOMIC ? 0 : IMM;
            case BPF_ALU, BPF_ALU64 -> arithmetic(insn, code & 0xf0, constant);
            default -> jump(insn, code, constant);
        };
    }

    private static int arithmetic(long insn, int operation, boolean constant) {
        return switch (operation) {
            case BPF_NEG -> SRC | OFF | IMM;
            case BPF_END -> SRC | OFF;
            case BPF_MOV -> constant ? SRC | OFF : Insn.off(insn) == 1 ? 0 : IMM;
            default -> (constant ? SRC : IMM) | (isSigned(insn, operation) ? 0 : OFF);
        };
    }

    private static boolean isSigned(long insn, int operation) {
        return Insn.off(insn) == 1 && (operation == AluOp.DIV.bits() || operation == AluOp.MOD.bits());
    }

    private static int jump(long insn, int code, boolean constant) {
        return switch (code) {
            case GOTO -> DST | SRC | IMM;
            case GOTOL -> DST | SRC | OFF;
            case CALL -> Insn.srcReg(insn) == BPF_PSEUDO_KFUNC_CALL ? DST : DST | OFF;
            case EXIT -> DST | SRC | IMM; // nobody looks at its off
            case BPF_JMP | BPF_JCOND -> DST | SRC | IMM;
            default -> constant ? SRC : IMM;
        };
    }
}
