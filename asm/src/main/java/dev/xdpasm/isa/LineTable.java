package dev.xdpasm.isa;

import dev.xdpasm.SourceLine;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which source line each instruction came from, kept sparse as the kernel's line info is: an entry holds from its slot up
 * to the next entry. An entry can also say that from its slot on no line is known. Immutable.
 */
public final class LineTable {
    private static final int NO_LINE = 0;
    private static final LineTable EMPTY = new Builder().build();

    /** Where the lines themselves are to be had: asked when one is shown, so that reading a source need not keep each line. */
    @FunctionalInterface
    public interface Texts {
        /** {@return what stands in a line, counted from 1, without its end; empty if it is not known} */
        String of(String file, int line);
    }

    private final int[] slots;
    private final StringRuns files;
    private final int[] lines;
    private final int[] columns;
    private final StringRuns texts;
    private final Optional<Texts> source;

    private LineTable(int[] slots, StringRuns files, int[] lines, int[] columns, StringRuns texts, Optional<Texts> source) {
        this.slots = slots;
        this.files = files;
        this.lines = lines;
        this.columns = columns;
        this.texts = texts;
        this.source = source;
    }

    /** {@return the table that knows no line} */
    public static LineTable empty() {
        return EMPTY;
    }

    /** {@return the number of entries} */
    public int size() {
        return slots.length;
    }

    /** {@return the slot where entry {@code i} begins} */
    public int slot(int i) {
        return slots[i];
    }

    /** {@return the source line of entry {@code i}, empty if it says that none is known} */
    public Optional<SourceLine> line(int i) {
        return lines[i] == NO_LINE ? Optional.empty() : Optional.of(new SourceLine(files.get(i), lines[i], columns[i]));
    }

    /** {@return the file of entry {@code i}, empty if it says that no line is known} */
    public String file(int i) {
        return lines[i] == NO_LINE ? "" : files.get(i);
    }

    /** {@return the line of entry {@code i}, from 1; 0 if it says that none is known} */
    public int lineNumber(int i) {
        return lines[i];
    }

    /** {@return the column of entry {@code i}, from 1; 0 if it is not known} */
    public int column(int i) {
        return columns[i];
    }

    /** {@return what stands in the source line of entry {@code i}; empty if that is not known} */
    public String text(int i) {
        String text = texts.get(i);
        boolean asks = text.isEmpty() && lines[i] != NO_LINE && source.isPresent();
        return asks ? source.get().of(files.get(i), lines[i]) : text;
    }

    /** {@return the same table with the source at hand, which is asked for the lines whose text is not known} */
    public LineTable withTexts(Texts known) {
        return new LineTable(slots, files, lines, columns, texts, Optional.of(known));
    }

    /** {@return the source line of the instruction at {@code slot}, if it is known} */
    public Optional<SourceLine> at(int slot) {
        int found = Arrays.binarySearch(slots, slot);
        int entry = found >= 0 ? found : -found - 2;
        return entry < 0 ? Optional.empty() : line(entry);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LineTable that
                && Arrays.equals(slots, that.slots)
                && Arrays.equals(lines, that.lines)
                && Arrays.equals(columns, that.columns)
                && IntStream.range(0, size()).allMatch(i -> line(i).equals(that.line(i)) && text(i).equals(that.text(i)));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(slots) * 31 + Arrays.hashCode(lines);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("LineTable[");
        for (int i = 0; i < size(); i++) {
            text.append(i == 0 ? "" : ", ").append(slots[i]).append('=');
            text.append(line(i).map(SourceLine::toString).orElse("?"));
        }
        return text.append(']').toString();
    }

    /** Collects entries in the order of their slots; not thread-safe. */
    public static final class Builder {
        private int size;
        private int[] slots = new int[16];
        private final StringRuns files = new StringRuns();
        private int[] lines = new int[16];
        private int[] columns = new int[16];
        private final StringRuns texts = new StringRuns();

        /**
         * Says that the instructions from {@code slot} on come from a line. An entry that says the same as the one before is
         * left out.
         *
         * @param line counted from 1
         * @param column counted from 1; 0 where the source knows none
         * @throws IllegalArgumentException if {@code slot} is not after the last entry's, or this is no place in a source
         */
        public Builder add(int slot, String file, int line, int column) {
            return add(slot, file, line, column, "");
        }

        /** As {@link #add(int, String, int, int)}, of a line of which is known what stands in it. */
        public Builder add(int slot, String file, int line, int column, String text) {
            if (line < 1 || column < 0) {
                throw new IllegalArgumentException("not a place in a source: line " + line + ", column " + column);
            }
            return append(slot, file, line, column, text);
        }

        /** Says what entry {@code i} of another table says, at a slot of this one. */
        public Builder add(int slot, LineTable from, int i) {
            return append(slot, from.files.get(i), from.lines[i], from.columns[i], from.text(i));
        }

        /**
         * Says that of the instructions from {@code slot} on no line is known.
         *
         * @throws IllegalArgumentException if {@code slot} is not after the last entry's
         */
        public Builder addNone(int slot) {
            return append(slot, "", NO_LINE, 0, "");
        }

        /** Says what an entry of another table says: {@link #add(int, String, int, int)} or {@link #addNone}. */
        public Builder add(int slot, Optional<SourceLine> line) {
            return line.isPresent()
                    ? add(slot, line.get().file(), line.get().line(), line.get().column())
                    : addNone(slot);
        }

        private Builder append(int slot, String file, int line, int column, String text) {
            boolean sameFile = size > 0 && files.isLast(file);
            boolean sameText = size > 0 && texts.isLast(text);
            if (size > 0) {
                int last = size - 1;
                if (slot <= slots[last]) {
                    throw new IllegalArgumentException("slot " + slot + " does not come after slot " + slots[last]);
                }
                if (lines[last] == line && columns[last] == column && sameFile && sameText) {
                    return this;
                }
            }
            if (!sameFile) {
                files.add(size, file);
            }
            if (!sameText) {
                texts.add(size, text);
            }
            if (size == slots.length) {
                grow(size * 2);
            }
            slots[size] = slot;
            lines[size] = line;
            columns[size] = column;
            size++;
            return this;
        }

        private void grow(int room) {
            slots = Arrays.copyOf(slots, room);
            lines = Arrays.copyOf(lines, room);
            columns = Arrays.copyOf(columns, room);
        }

        /** Forgets all entries and keeps the room. */
        public void clear() {
            size = 0;
            files.clear();
            texts.clear();
        }

        /** {@return the table; the builder can go on} */
        public LineTable build() {
            return new LineTable(
                    Arrays.copyOf(slots, size),
                    files.copy(),
                    Arrays.copyOf(lines, size),
                    Arrays.copyOf(columns, size),
                    texts.copy(),
                    Optional.empty());
        }
    }
}
