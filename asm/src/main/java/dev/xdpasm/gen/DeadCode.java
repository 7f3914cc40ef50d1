package dev.xdpasm.gen;

import java.util.List;

/** Removes instructions whose result nobody reads, such as that of a constant which found its way into an immediate. */
final class DeadCode {
    private DeadCode() {}

    static void remove(VirtualCode code) {
        int[] reads = new int[code.registers()];
        for (CodeBlock block : code.blocks) {
            List<VirtualInsn> insns = block.insns;
            for (int i = 0; i < insns.size(); i++) {
                count(insns.get(i), reads, 1);
            }
        }
        for (int b = code.blocks.size() - 1; b >= 0; b--) {
            CodeBlock block = code.blocks.get(b);
            List<VirtualInsn> insns = block.insns;
            int kept = insns.size();
            for (int i = insns.size() - 1; i >= 0; i--) {
                VirtualInsn insn = insns.get(i);
                if (insn.dst >= VirtualInsn.FIRST && reads[insn.dst] == 0 && insn.isPure()) {
                    count(insn, reads, -1);
                } else {
                    // what is kept moves to the end
                    insns.set(--kept, insn);
                }
            }
            if (kept > 0) {
                insns.subList(0, kept).clear();
            }
        }
    }

    /** What an operation reads only to write it anew is no read. */
    private static void count(VirtualInsn insn, int[] reads, int by) {
        int effects = insn.effects;
        if ((effects & Effects.READS_SRC) != 0 && insn.src != insn.dst) {
            reads[insn.src] += by;
        }
        if ((effects & (Effects.READS_DST | Effects.WRITES_DST)) == Effects.READS_DST) {
            reads[insn.dst] += by;
        }
    }
}
