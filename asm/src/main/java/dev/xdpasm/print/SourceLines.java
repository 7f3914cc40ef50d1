package dev.xdpasm.print;

import dev.xdpasm.isa.TextBuffer;

/**
 * The comments of a {@link Listing} that say which source line the next instruction comes from, as llvm-objdump 19 finds them
 * in BTF: an instruction of which nothing is known interrupts a line, and the line is shown again behind it. What was shown
 * last is remembered from one section to the next.
 */
final class SourceLines {
    private static final ListedSection.Line NONE = new ListedSection.Line(0, "", 0, "");

    private final TextBuffer out;
    private final boolean texts;
    private final boolean places;
    private ListedSection.Line[] lines = {};
    private int next;
    private ListedSection.Line last = NONE;

    SourceLines(TextBuffer out, boolean texts, boolean places) {
        this.out = out;
        this.texts = texts;
        this.places = places;
    }

    /** Goes to a section. */
    void begin(ListedSection section) {
        lines = section.lines().toArray(new ListedSection.Line[0]);
        next = 0;
    }

    /** {@return whether anything is ever shown} */
    boolean any() {
        return texts || places;
    }

    /** Shows the line of the instruction at an offset, unless it was shown last. */
    void at(int offset) {
        while (next < lines.length && lines[next].offset() < offset) {
            next++;
        }
        ListedSection.Line line = next < lines.length && lines[next].offset() == offset ? lines[next] : NONE;
        boolean same = line.line() == last.line() && line.file().equals(last.file());
        if (line.line() != 0 && !same) {
            if (places) {
                out.append("; ").append(line.file()).append(':').decimal(line.line()).append('\n');
            }
            if (texts && !line.text().isEmpty()) {
                out.append("; ").append(line.text()).append('\n');
            }
        }
        last = line;
    }
}
