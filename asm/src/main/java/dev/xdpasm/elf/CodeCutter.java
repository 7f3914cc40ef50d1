package dev.xdpasm.elf;

import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Relocation;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the code of a section, with what is known about it, into functions. Goes forward only, so that any number of functions
 * costs one pass.
 */
final class CodeCutter {

    /** A function that was cut out; the offsets of its CO-RE relocations count from its start. */
    record Cut(Code code, List<BtfExt.CoreRelocation> coreRelocations) {}

    private final Code whole;
    private final List<BtfExt.LineInfo> lines;
    private final List<BtfExt.CoreRelocation> core;
    private int relocation;
    private int line;
    private int coreRelocation;

    /** Creates it; what is known must be in the order of the instructions. */
    CodeCutter(Code whole, List<BtfExt.LineInfo> lines, List<BtfExt.CoreRelocation> core) {
        this.whole = whole;
        this.lines = lines;
        this.core = core;
    }

    /** {@return the function from one slot to another, behind those that were cut before} */
    Cut cut(int from, int to) {
        long[] words = new long[to - from];
        for (int i = 0; i < words.length; i++) {
            words[i] = whole.word(from + i);
        }
        return new Cut(Code.of(words, words.length, relocations(from, to), lines(from, to)), coreRelocations(from, to));
    }

    private List<Relocation> relocations(int from, int to) {
        List<Relocation> all = whole.relocations();
        List<Relocation> own = new ArrayList<>();
        while (relocation < all.size() && all.get(relocation).slot() < to) {
            Relocation next = all.get(relocation++);
            if (next.slot() >= from) {
                own.add(next.movedBy(-from));
            }
        }
        return own;
    }

    private List<BtfExt.CoreRelocation> coreRelocations(int from, int to) {
        List<BtfExt.CoreRelocation> own = new ArrayList<>();
        while (coreRelocation < core.size() && core.get(coreRelocation).offset() / Insn.BYTES < to) {
            BtfExt.CoreRelocation next = core.get(coreRelocation++);
            int offset = next.offset() - from * Insn.BYTES;
            if (offset >= 0) {
                own.add(new BtfExt.CoreRelocation(next.section(), offset, next.type(), next.access(), next.kind()));
            }
        }
        return own;
    }

    /** A function's lines begin with it: it says nothing of the one before, whose last line may also be its first. */
    private LineTable lines(int from, int to) {
        LineTable.Builder own = new LineTable.Builder();
        boolean known = false;
        while (line < lines.size() && lines.get(line).offset() / Insn.BYTES < to) {
            BtfExt.LineInfo info = lines.get(line++);
            int at = info.offset() / Insn.BYTES - from;
            // compilers say line 0 of what comes from no line
            if (at >= 0 && info.line() > 0) {
                own.add(at, info.file(), info.line(), info.column(), info.knownText());
                known = true;
            } else if (at >= 0 && known) {
                own.addNone(at);
            }
        }
        return own.build();
    }
}
