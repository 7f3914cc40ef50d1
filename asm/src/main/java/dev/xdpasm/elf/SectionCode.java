package dev.xdpasm.elf;

import dev.xdpasm.isa.Code;
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
    private final LineTable lines;
    private int slot;
    private int relocation;
    private int line;

    /** Creates it; relocations must be in the order of their slots. */
    SectionCode(Code whole, List<Relocation> relocations, LineTable lines) {
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
        LineTable.Builder ownLines = new LineTable.Builder();
        while (line < lines.size() && lines.slot(line) < to) {
            ownLines.add(lines.slot(line) - from, lines.line(line));
            line++;
        }
        slot = to;
        return Code.of(words, slots, own, ownLines.build());
    }
}
