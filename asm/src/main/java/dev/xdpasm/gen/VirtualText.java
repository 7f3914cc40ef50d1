package dev.xdpasm.gen;

import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.Opcode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Virtual code as text, for those who read what the generator did: LLVM's text, its registers the virtual ones. */
final class VirtualText {
    private static final Pattern REGISTER = Pattern.compile("\\b([rw])([12])\\b");
    private static final int LINE_COLUMN = 56;

    private VirtualText() {}

    /** {@return a function, block by block} */
    static String of(VirtualCode code) {
        StringBuilder text = new StringBuilder(code.name()).append(":\n");
        for (CodeBlock block : code.blocks) {
            text.append(block).append(":\n");
            for (VirtualInsn insn : block.insns) {
                int from = text.length();
                text.append("    ").append(of(insn));
                if (insn == block.last() && block.taken != null) {
                    text.append(' ').append(block.taken);
                }
                line(text, from, insn);
            }
            if (block.next != null) {
                text.append("    -> ").append(block.next).append('\n');
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, int from, VirtualInsn insn) {
        insn.line().ifPresent(where -> {
            while (text.length() - from < LINE_COLUMN) {
                text.append(' ');
            }
            text.append("  ; ").append(where);
        });
        text.append('\n');
    }

    /** {@return an instruction} */
    static String of(VirtualInsn insn) {
        if (insn.writesAddress()) {
            return register(insn.dst) + " = &frame" + insn.frame() + " + " + insn.imm();
        }
        if (insn.isMayGoto()) {
            return "may_goto";
        }
        if (insn.isCall()) {
            return "call " + (insn.symbol().isEmpty() ? Long.toString(insn.imm()) : insn.symbol());
        }
        if (insn.code() == Opcode.LDDW) {
            String what = insn.symbol().isEmpty() ? "0x" + Long.toHexString(insn.imm()) : insn.symbol();
            return register(insn.dst) + " = " + what + " ll";
        }
        // registers 1 and 2 stand for the two until the text is made
        int dst = insn.dst == VirtualInsn.NONE ? 0 : 1;
        int src = insn.src == VirtualInsn.NONE ? 0 : 2;
        String text = LlvmText.of(Insn.pack(insn.code(), dst, src, (short) insn.off(), (int) insn.imm()));
        Matcher found = REGISTER.matcher(text);
        StringBuilder named = new StringBuilder();
        while (found.find()) {
            int number = found.group(2).equals("1") ? insn.dst : insn.src;
            found.appendReplacement(named, found.group(1) + number);
        }
        found.appendTail(named);
        if (insn.isConditionalJump()) {
            int jump = named.indexOf(" goto");
            return jump < 0 ? named.toString() : named.substring(0, jump) + " goto";
        }
        if (insn.hasSymbol()) {
            return named + "  (" + insn.symbol() + ")";
        }
        return insn.frame() == VirtualInsn.NONE ? named.toString() : named + "  (frame" + insn.frame() + ")";
    }

    private static String register(int number) {
        return "r" + number;
    }
}
