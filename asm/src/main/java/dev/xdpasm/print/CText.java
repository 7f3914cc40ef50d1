package dev.xdpasm.print;

import static dev.xdpasm.isa.Opcode.*;

import dev.xdpasm.BpfException;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.TextBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The instructions of sections as C: an array of {@code struct bpf_insn} (include/uapi/linux/bpf.h) for each function, in the
 * macros of that header, with the instruction's text behind each. Compiles with any kernel's headers since 4.14 and gives the
 * same bytes.
 */
public final class CText {
    private static final String HEAD =
            """
            #include <linux/bpf.h>

            /* for headers that are older than an instruction */
            #ifndef BPF_JMP32
            #define BPF_JMP32 0x06
            #endif
            #ifndef BPF_MEMSX
            #define BPF_MEMSX 0x80
            #endif
            #ifndef BPF_ATOMIC
            #define BPF_ATOMIC 0xc0
            #endif
            #ifndef BPF_JCOND
            #define BPF_JCOND 0xe0
            #endif
            """;
    private static final String[] CLASSES = {
        "BPF_LD", "BPF_LDX", "BPF_ST", "BPF_STX", "BPF_ALU", "BPF_JMP", "BPF_JMP32", "BPF_ALU64"
    };
    private static final String[] SIZES = {"BPF_W", "BPF_H", "BPF_B", "BPF_DW"};
    private static final String[] MODES = {
        "BPF_IMM", "BPF_ABS", "BPF_IND", "BPF_MEM", "BPF_MEMSX", "0xa0", "BPF_ATOMIC", "0xe0"
    };
    private static final int HIGHEST_REGISTER = 10;

    /** Names that C or the header has already. */
    private static final Set<String> TAKEN = Set.of(
            "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern", "float",
            "for", "goto", "if", "inline", "int", "long", "register", "restrict", "return", "short", "signed", "sizeof",
            "static", "struct", "switch", "typedef", "union", "unsigned", "void", "volatile", "while", "main");

    private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9_]");

    private final TextBuffer out;
    private final Set<String> names = new HashSet<>(TAKEN);

    private CText(TextBuffer out) {
        this.out = out;
    }

    /**
     * Appends the arrays of all functions of all sections.
     *
     * @throws BpfException if a section's bytes are no whole instructions
     */
    public static void print(List<ListedSection> sections, TextBuffer out) {
        new CText(out).sections(sections);
    }

    private void sections(List<ListedSection> sections) {
        out.append(HEAD);
        for (ListedSection section : sections) {
            if (ListedFunctions.tail(section).isPresent()) {
                throw new BpfException("section " + section.name() + " has " + section.bytes().length
                        + " bytes, expected a multiple of 8 to write it as struct bpf_insn");
            }
            String function = "";
            for (ListedFunctions.Instruction instruction : ListedFunctions.of(section)) {
                if (function.isEmpty() || !function.equals(instruction.function())) {
                    end(function);
                    function = instruction.function();
                    out.append("\nstatic const struct bpf_insn ").append(name(function)).append("[] = {\n");
                }
                long insn = instruction.insn();
                slot(insn);
                comment(LlvmText.of(insn, instruction.next(), instruction.slots() == 2), section, instruction);
                if (instruction.slots() == 2) {
                    slot(instruction.next());
                    out.append('\n');
                }
                out.settle();
            }
            end(function);
        }
    }

    private void end(String function) {
        if (!function.isEmpty()) {
            out.append("};\n");
        }
    }

    private String name(String function) {
        String clean = NO_NAME.matcher(function).replaceAll("_");
        String wanted = Character.isDigit(clean.charAt(0)) ? "_" + clean : clean;
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    private void slot(long insn) {
        out.append("\t{ .code = ").append(code(insn)).append(", .dst_reg = ").append(register(Insn.dstReg(insn)));
        out.append(", .src_reg = ").append(register(Insn.srcReg(insn))).append(", .off = ").decimal(Insn.off(insn));
        // C has no literal for the least number: it is the negation of one that does not fit
        out.append(", .imm = ");
        if (Insn.imm(insn) == Integer.MIN_VALUE) {
            out.append("-2147483647 - 1");
        } else {
            out.decimal(Insn.imm(insn));
        }
        out.append(" },");
    }

    private void comment(String text, ListedSection section, ListedFunctions.Instruction instruction) {
        out.append(" /* ").append(text.replace('\t', ' ').replace("*/", "* /"));
        long from = (long) instruction.slot() * Insn.BYTES;
        for (ListedSection.Relocation relocation : section.relocations()) {
            if (relocation.offset() == from) {
                out.append("; ").append(relocation.text().replace('\t', ' ').replace("*/", "* /"));
            }
        }
        out.append(" */\n");
    }

    private static String register(int number) {
        return number <= HIGHEST_REGISTER ? "BPF_REG_" + number : Integer.toString(number);
    }

    /** The code's byte in macros; as a number where there are none for it. */
    private static String code(long insn) {
        int code = Insn.code(insn);
        int kind = classOf(code);
        String prefix = CLASSES[kind] + " | ";
        String source = (code & BPF_X) != 0 ? " | BPF_X" : " | BPF_K";
        return switch (kind) {
            case BPF_ALU, BPF_ALU64 -> prefix + operation(code) + ((code & 0xf0) == BPF_END && kind == BPF_ALU
                    ? (code & BPF_X) != 0 ? " | BPF_TO_BE" : " | BPF_TO_LE"
                    : source);
            case BPF_JMP, BPF_JMP32 -> prefix + jump(code) + source;
            default -> prefix + MODES[code >>> 5] + " | " + SIZES[code >>> 3 & 3];
        };
    }

    private static String operation(int code) {
        int operation = code & 0xf0;
        for (AluOp op : AluOp.values()) {
            if (op.bits() == operation && op.off() == 0) {
                return "BPF_" + op.name();
            }
        }
        return operation == BPF_NEG ? "BPF_NEG" : operation == BPF_END ? "BPF_END" : "0x" + Integer.toHexString(operation);
    }

    private static String jump(int code) {
        int operation = code & 0xf0;
        for (Condition condition : Condition.values()) {
            if (condition.bits() == operation) {
                return "BPF_" + condition.name().toUpperCase(Locale.ROOT);
            }
        }
        return switch (operation) {
            case BPF_JA -> "BPF_JA";
            case BPF_CALL -> "BPF_CALL";
            case BPF_EXIT -> "BPF_EXIT";
            case BPF_JCOND -> "BPF_JCOND";
            default -> "0x" + Integer.toHexString(operation);
        };
    }
}
