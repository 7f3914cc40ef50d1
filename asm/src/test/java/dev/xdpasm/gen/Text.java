package dev.xdpasm.gen;

import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LlvmText;

/** Code as text for tests: an instruction a line, as llvm-objdump writes it, jumps with the slot that they lead to. */
final class Text {
    private Text() {}

    static String of(Code code) {
        StringBuilder text = new StringBuilder();
        for (int slot = 0; slot < code.size(); slot++) {
            long insn = code.word(slot);
            boolean hasNext = slot + 1 < code.size();
            String said = LlvmText.of(insn, hasNext ? code.word(slot + 1) : 0, hasNext);
            text.append(slot).append(": ").append(said);
            if (Insn.isJump(insn)) {
                text.setLength(text.lastIndexOf("goto") + "goto ".length());
                text.append(slot + 1 + Insn.distance(insn));
            }
            code.relocationAt(slot).ifPresent(name -> text.append("  ; ").append(name.symbol()));
            text.append('\n');
            if (Insn.isWide(insn)) {
                slot++;
            }
        }
        return text.toString();
    }

    /** The number of instructions, an {@code lddw} counted once. */
    static int count(Code code) {
        return (int) of(code).lines().count();
    }
}
