package dev.xdpasm.gen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Removes instructions whose result nobody reads, such as that of a constant which found its way into an immediate. */
final class DeadCode {
    private DeadCode() {}

    static void remove(VirtualCode code) {
        int[] reads = new int[code.registers()];
        for (CodeBlock block : code.blocks) {
            for (VirtualInsn insn : block.insns) {
                count(insn, reads, 1);
            }
        }
        for (int b = code.blocks.size() - 1; b >= 0; b--) {
            CodeBlock block = code.blocks.get(b);
            List<VirtualInsn> kept = new ArrayList<>(block.insns.size());
            for (int i = block.insns.size() - 1; i >= 0; i--) {
                VirtualInsn insn = block.insns.get(i);
                if (insn.isPure() && insn.dst >= VirtualInsn.FIRST && reads[insn.dst] == 0) {
                    count(insn, reads, -1);
                } else {
                    kept.add(insn);
                }
            }
            if (kept.size() < block.insns.size()) {
                Collections.reverse(kept);
                block.insns = kept;
            }
        }
    }

    /** What an operation reads only to write it anew is no read. */
    private static void count(VirtualInsn insn, int[] reads, int by) {
        if (insn.readsSrc() && insn.src != insn.dst) {
            reads[insn.src] += by;
        }
        if (insn.readsDst() && !insn.writesDst()) {
            reads[insn.dst] += by;
        }
    }
}
