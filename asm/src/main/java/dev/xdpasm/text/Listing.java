package dev.xdpasm.text;

import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The listing that llvm-objdump 19 prints with {@code -d --mcpu=v4 --no-print-imm-hex}, to the character: index, bytes and
 * text of each instruction under its symbol. Lists bytes; does not know where they come from.
 *
 * <p>Indices count slots of 8 bytes. Bytes that are no instruction are {@code <unknown>}; a cut tail is listed byte by byte;
 * 8 and more zero bytes in a row are one line of dots.
 */
public final class Listing {
    private static final int LEAST_ZEROS = 8;
    private static final int WIDE_BYTES = 2 * Insn.BYTES;
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final int INDEX_WIDTH = 8;
    private static final int HIGHEST_PADDED = 99_999_999;
    private static final String BLANK_INDEX = " ".repeat(INDEX_WIDTH) + ':';

    /** Characters of the listing for a byte of code, usually. */
    private static final int EXPANSION = 7;

    /** Room that is taken in advance, at most: the listing of a section of zeros is short. */
    private static final int MOST_ROOM = 1 << 24;

    private static final Comparator<Symbol> BY_PLACE =
            ((Comparator<Symbol>) (a, b) -> Long.compareUnsigned(a.offset(), b.offset())).thenComparing(Symbol::name);

    /**
     * A section with code.
     *
     * @param name its name
     * @param bytes its content, whole instructions or not
     * @param symbols names of places, in any order; one outside of the section names targets of branches at most
     */
    public record Section(String name, byte[] bytes, List<Symbol> symbols) {
        /** Creates a section; the bytes are the caller's and are not copied. */
        public Section {
            symbols = List.copyOf(symbols);
        }
    }

    /**
     * A name of a place in a section.
     *
     * @param name the name
     * @param offset where, in bytes from the section's start, unsigned
     */
    public record Symbol(String name, long offset) {}

    private final StringBuilder out;

    /** An index and the bytes of a slot as they were last written: copying a buffer costs less than appending characters. */
    private final StringBuilder indexText = new StringBuilder(BLANK_INDEX);

    private final StringBuilder slotText = new StringBuilder("00 00 00 00 00 00 00 00");
    private int lastIndex;
    private Symbol[] symbols = {};

    private Listing(int room) {
        out = new StringBuilder(room);
    }

    /** {@return the listing of sections, in their order, under a file's name} */
    public static String of(String fileName, List<Section> sections) {
        long bytes = sections.stream().mapToLong(section -> section.bytes().length).sum();
        Listing listing = new Listing((int) Math.min(MOST_ROOM, EXPANSION * bytes));
        listing.out.append('\n').append(fileName).append(":\tfile format elf64-bpf\n");
        for (Section section : sections) {
            if (section.bytes().length > 0) {
                listing.section(section);
            }
        }
        return listing.out.toString();
    }

    /** {@return the listing of an object's programs, section by section, as they lie in its ELF file} */
    public static String of(String fileName, BpfObject object) {
        return of(fileName, sections(object));
    }

    /** {@return the listing of bare instruction bytes, as of a section {@code .text} without symbols} */
    public static String ofBytes(String fileName, byte[] bytes) {
        return of(fileName, List.of(new Section(".text", bytes, List.of())));
    }

    /** {@return an object's programs as sections: those of one section stand in it one after another} */
    public static List<Section> sections(BpfObject object) {
        Map<String, ByteArrayOutputStream> bytes = new LinkedHashMap<>();
        Map<String, List<Symbol>> symbols = new LinkedHashMap<>();
        for (BpfProgram program : object.programs()) {
            ByteArrayOutputStream section = bytes.computeIfAbsent(program.section(), name -> new ByteArrayOutputStream());
            symbols.computeIfAbsent(program.section(), name -> new ArrayList<>())
                    .add(new Symbol(program.name(), section.size()));
            section.writeBytes(program.code().toBytes());
        }
        List<Section> sections = new ArrayList<>();
        bytes.forEach((name, content) ->
                sections.add(new Section(name, content.toByteArray(), symbols.getOrDefault(name, List.of()))));
        return sections;
    }

    private void section(Section section) {
        out.append("\nDisassembly of section ").append(section.name()).append(":\n");
        symbols = sorted(section);
        indexText.replace(0, BLANK_INDEX.length(), BLANK_INDEX);
        lastIndex = 0;
        ByteBuffer bytes = ByteBuffer.wrap(section.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < symbols.length; i++) {
            long start = symbols[i].offset();
            long end = i + 1 < symbols.length ? unsignedMin(symbols[i + 1].offset(), bytes.limit()) : bytes.limit();
            // of several symbols at one place the last one names it; those beyond the section name branch targets only
            if (Long.compareUnsigned(start, end) < 0) {
                heading(symbols[i]);
                block(bytes, (int) start, (int) end);
            }
        }
    }

    /** The symbols in llvm-objdump's order, for which an offset before the section lies far behind it; one names its start. */
    private static Symbol[] sorted(Section section) {
        List<Symbol> symbols = new ArrayList<>(section.symbols());
        if (symbols.stream().noneMatch(symbol -> symbol.offset() == 0)) {
            symbols.add(new Symbol(section.name(), 0));
        }
        symbols.sort(BY_PLACE);
        return symbols.toArray(Symbol[]::new);
    }

    private static long unsignedMin(long a, long b) {
        return Long.compareUnsigned(a, b) < 0 ? a : b;
    }

    private void heading(Symbol symbol) {
        out.append('\n');
        hex(symbol.offset(), 2 * Long.BYTES);
        out.append(" <").append(symbol.name()).append(">:\n");
    }

    private void block(ByteBuffer bytes, int start, int end) {
        int at = start;
        while (at < end) {
            int zeros = zeros(bytes, at, end);
            if (zeros > 0) {
                out.append("\t\t...\n");
                at += zeros;
            } else {
                at += instruction(bytes, at);
            }
        }
    }

    /** The zero bytes that are left out: none below 8, and whole groups of 4. */
    private static int zeros(ByteBuffer bytes, int at, int end) {
        int stop = at;
        while (stop < end && bytes.get(stop) == 0) {
            stop++;
        }
        return stop - at < LEAST_ZEROS ? 0 : stop - at & ~3;
    }

    /** Lists the instruction at an offset; {@return how many bytes it took}. */
    private int instruction(ByteBuffer bytes, int at) {
        int left = bytes.limit() - at;
        if (left < Insn.BYTES) {
            return unknown(bytes, at, 1);
        }
        long insn = bytes.getLong(at);
        boolean wide = Insn.isWide(insn);
        int size = wide ? WIDE_BYTES : Insn.BYTES;
        boolean cut = left < size;
        int lineAt = out.length();
        line(bytes, at, cut ? Insn.BYTES : size);
        boolean known = LlvmText.append(out, insn, wide && !cut ? bytes.getLong(at + Insn.BYTES) : 0, wide);
        if (cut || wide && !known) {
            out.setLength(lineAt);
            // llvm-objdump looks for the second slot when the first is good, and without it goes on byte by byte
            return unknown(bytes, at, known ? 1 : Insn.BYTES);
        }
        if (known && Insn.isJump(insn)) {
            target(at + Insn.BYTES + (long) Insn.distance(insn) * Insn.BYTES);
        }
        out.append('\n');
        return size;
    }

    private int unknown(ByteBuffer bytes, int at, int size) {
        line(bytes, at, size);
        out.append(LlvmText.UNKNOWN).append('\n');
        return size;
    }

    /** Writes what stands before an instruction's text: its index and its bytes. */
    private void line(ByteBuffer bytes, int at, int size) {
        index(at / Insn.BYTES);
        out.append('\t');
        if (size < Insn.BYTES) {
            hex(bytes.get(at) & 0xff, 2);
        } else {
            slot(bytes.getLong(at));
        }
        if (size > Insn.BYTES) {
            out.append(' ');
            slot(bytes.getLong(at + Insn.BYTES));
        }
        out.append('\t');
    }

    /** Writes an index, 8 characters wide; only those of its digits that differ from the last one's are made anew. */
    private void index(int index) {
        if (index > HIGHEST_PADDED) {
            out.append(index).append(':');
            return;
        }
        int rest = index;
        int before = lastIndex;
        int place = INDEX_WIDTH;
        do {
            indexText.setCharAt(--place, (char) ('0' + rest % 10));
            rest /= 10;
            before /= 10;
        } while (rest != before);
        lastIndex = index;
        out.append(indexText);
    }

    /** Writes the 8 bytes of a slot. */
    private void slot(long insn) {
        for (int i = 0; i < Insn.BYTES; i++) {
            int b = (int) (insn >>> i * Byte.SIZE);
            slotText.setCharAt(3 * i, HEX[b >>> 4 & 0xf]);
            slotText.setCharAt(3 * i + 1, HEX[b & 0xf]);
        }
        out.append(slotText);
    }

    private void target(long target) {
        Symbol nearest = symbols[lastUpTo(target)];
        out.append(" <").append(nearest.name());
        if (nearest.offset() != target) {
            out.append("+0x");
            hex(target - nearest.offset(), 1);
        }
        out.append('>');
    }

    /** The last symbol that does not lie behind an offset; there is one, as the first lies at 0. */
    private int lastUpTo(long offset) {
        int low = 0;
        int high = symbols.length - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (Long.compareUnsigned(symbols[middle].offset(), offset) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private void hex(long value, int leastDigits) {
        int digits = Math.max(leastDigits, (Long.SIZE - Long.numberOfLeadingZeros(value) + 3) / 4);
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            out.append(HEX[(int) (value >>> shift) & 0xf]);
        }
    }
}
