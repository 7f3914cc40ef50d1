package dev.xdpasm.print;

import java.util.List;

/**
 * A section as a {@link Listing} shows it: its bytes, and what is known about places in it.
 *
 * @param name its name
 * @param bytes its content, whole instructions or not; the caller's, not copied
 * @param size its bytes in memory, which are zeros without room in the file where there are none
 * @param executable whether it is meant to hold instructions: only there a symbol of data is listed as data
 * @param symbols names of places, in any order; one outside of the section names targets of branches at most
 * @param relocations what a linker or loader changes in it, in any order
 * @param lines which instructions begin a source line, in the order of their offsets
 */
public record ListedSection(
        String name,
        byte[] bytes,
        long size,
        boolean executable,
        List<Symbol> symbols,
        List<Relocation> relocations,
        List<Line> lines) {

    /** Creates a section. */
    public ListedSection {
        symbols = List.copyOf(symbols);
        relocations = List.copyOf(relocations);
        lines = List.copyOf(lines);
    }

    /** {@return a section of code with symbols and nothing else} */
    public static ListedSection of(String name, byte[] bytes, List<Symbol> symbols) {
        return new ListedSection(name, bytes, bytes.length, true, symbols, List.of(), List.of());
    }

    /**
     * A name of a place in a section.
     *
     * @param name the name
     * @param offset where, in bytes from the section's start, unsigned
     * @param data whether data begins there, not code (STT_OBJECT)
     */
    public record Symbol(String name, long offset, boolean data) implements Comparable<Symbol> {
        /** By place, then by name: an offset before the section lies far behind it. */
        @Override
        public int compareTo(Symbol other) {
            int place = Long.compareUnsigned(offset, other.offset);
            return place != 0 ? place : name.compareTo(other.name);
        }
    }

    /**
     * What is to be changed in an instruction.
     *
     * @param offset where, in bytes from the section's start, unsigned
     * @param text its type and its symbol as llvm-objdump writes them, {@code R_BPF_64_64<tab>blocked}
     */
    public record Relocation(long offset, String text) implements Comparable<Relocation> {
        /** By place alone. */
        @Override
        public int compareTo(Relocation other) {
            return Long.compareUnsigned(offset, other.offset);
        }
    }

    /**
     * The line that an instruction comes from.
     *
     * @param offset where, in bytes from the section's start
     * @param file the name of the source file
     * @param line the line, from 1; 0 if it comes from none
     * @param text the line itself, empty if it is not known
     */
    public record Line(long offset, String file, int line, String text) {}
}
