package dev.xdpasm.elf;

import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Relocation;
import java.util.ArrayList;
import java.util.List;

/**
 * The code of a section with its relocations and source lines, cut into functions from its start to its end. Goes forward
 * only, so that any number of functions costs one pass.
 */
final class SectionCode {
    private final Code whole;
    private final List<Relocation> relocations;
    private final List<BtfExt.LineInfo> lines;
    private int slot;
    private int relocation;
    private int line;

    /** Creates it; relocations and lines must be in the order of their instructions. */
    SectionCode(Code whole, List<Relocation> relocations, List<BtfExt.LineInfo> lines) {
        this.whole = whole;
        this.relocations = relocations;
        this.lines = lines;
    }

    /** {@return the code of the next {@code slots} slots} */
    Code next(int slots) {
        int from = slot;
        int to = from + slots;
        long[] words = new long[slots];
        for (int i = 0; i < slots; i++) {
            words[i] = whole.word(from + i);
        }
        List<Relocation> own = new ArrayList<>();
        while (relocation < relocations.size() && relocations.get(relocation).slot() < to) {
            own.add(relocations.get(relocation++).movedBy(-from));
        }
        LineTable ownLines = lines(from, to);
        slot = to;
        return Code.of(words, slots, own, ownLines);
    }

    /** A function's lines begin with it: it says nothing of the one before, whose last line may also be its first. */
    private LineTable lines(int from, int to) {
        LineTable.Builder own = new LineTable.Builder();
        boolean known = false;
        while (line < lines.size() && lines.get(line).offset() / Insn.BYTES < to) {
            BtfExt.LineInfo info = lines.get(line++);
            int at = info.offset() / Insn.BYTES - from;
            // compilers say line 0 of what comes from no line
            if (info.line() > 0) {
                own.add(at, info.file(), info.line(), info.column(), info.knownText());
                known = true;
            } else if (known) {
                own.addNone(at);
            }
        }
        return own.build();
    }
}
