package dev.xdpasm.print;

import static dev.xdpasm.isa.TextBuffer.piece;

import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.object.BpfObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The listing that llvm-objdump 19 prints with {@code -d --mcpu=v4 --no-print-imm-hex}, to the character: index, bytes and
 * text of each instruction under its symbol; with {@link ListingOption}s what llvm-objdump's options of those names do.
 * Lists bytes; does not know where they come from.
 *
 * <p>Indices count slots of 8 bytes. Bytes that are no instruction are {@code <unknown>}; a cut tail is listed byte by byte;
 * 8 and more zero bytes in a row are one line of dots.
 */
public final class Listing {
    /** Characters of the listing for a byte of code, usually. */
    private static final int EXPANSION = 8;

    /** Room that is taken in advance, at most: the listing of a section of zeros is short. */
    private static final int MOST_ROOM = 1 << 24;

    private static final int LEAST_ZEROS = 8;
    private static final int WIDE_BYTES = 2 * Insn.BYTES;
    private static final int DATA_BYTES = 8;
    private static final int ADDRESS_DIGITS = 16;

    private static final long BLANK_INDEX = piece("        ");
    private static final int HIGHEST_PADDED = 99_999_999;
    private static final long INDEX_END = piece(":");
    
    private static final long TARGET = piece(" <");
    private static final long PLUS_HEX = piece("+0x");
    private static final long TARGET_END = piece(">\n");

    private final TextBuffer out;
    private final LlvmText text;
    private final Set<String> wanted;
    private final boolean showsBytes;
    private final boolean showsAddresses;
    private final boolean showsZeros;
    private final boolean showsRelocations;
    private final SourceLines sourceLines;

    private ListedSection section = ListedSection.of("", new byte[0], List.of());
    private byte[] bytes = {};
    private ByteBuffer slots = ByteBuffer.allocate(0);
    private ListedSection.Symbol[] symbols = {};
    private byte[][] names = {};
    private ListedSection.Relocation[] relocations = {};
    private int relocation;

    /** The digits of the last index and the index itself: the next one differs in the last digit mostly. */
    private long indexDigits = BLANK_INDEX;

    private int index;

    private Listing(Set<ListingOption> options, Set<String> wanted, TextBuffer out) {
        this.out = out;
        this.wanted = wanted;
        text = new LlvmText(out, options.contains(ListingOption.HEX_IMMEDIATES));
        showsBytes = !options.contains(ListingOption.NO_RAW_BYTES);
        showsAddresses = !options.contains(ListingOption.NO_ADDRESSES);
        showsZeros = options.contains(ListingOption.ZEROS);
        showsRelocations = options.contains(ListingOption.RELOCATIONS);
        sourceLines = new SourceLines(
                out, options.contains(ListingOption.SOURCE), options.contains(ListingOption.LINE_NUMBERS));
    }

    /**
     * Appends the listing of sections, in their order, under a file's name.
     *
     * @param wanted names of symbols: only what stands under them is listed, or everything if there are none
     */
    public static void print(
            String fileName, List<ListedSection> sections, Set<ListingOption> options, Set<String> wanted, TextBuffer out) {
        Listing listing = new Listing(options, wanted, out);
        out.append('\n').append(fileName).append(":\tfile format elf64-bpf\n");
        for (ListedSection section : sections) {
            if (section.size() > 0) {
                listing.section(section);
            }
        }
    }

    /** {@return the listing of sections, in their order, under a file's name} */
    public static String of(String fileName, List<ListedSection> sections) {
        long bytes = sections.stream().mapToLong(section -> section.bytes().length).sum();
        TextBuffer out = new TextBuffer((int) Math.min(MOST_ROOM, EXPANSION * (bytes + Insn.BYTES)));
        print(fileName, sections, Set.of(), Set.of(), out);
        return out.toString();
    }

    /** {@return the listing of an object's programs, section by section, as they lie in its ELF file} */
    public static String of(String fileName, BpfObject object) {
        return of(fileName, ListedSections.of(object));
    }

    /** {@return the listing of bare instruction bytes, as of a section {@code .text} without symbols} */
    public static String ofBytes(String fileName, byte[] bytes) {
        return of(fileName, List.of(ListedSection.of(".text", bytes, List.of())));
    }

    private void section(ListedSection listed) {
        section = listed;
        bytes = listed.bytes();
        slots = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        symbols = sorted(listed);
        names = new byte[symbols.length][];
        relocations = listed.relocations().toArray(new ListedSection.Relocation[0]);
        Arrays.sort(relocations);
        relocation = 0;
        indexDigits = BLANK_INDEX;
        index = -1;
        sourceLines.begin(listed);
        boolean headed = false;
        int next;
        for (int first = 0; first < symbols.length; first = next) {
            next = first + 1;
            while (next < symbols.length && symbols[next].offset() == symbols[first].offset()) {
                next++;
            }
            long start = symbols[first].offset();
            long end = next < symbols.length ? unsignedMin(symbols[next].offset(), listed.size()) : listed.size();
            // symbols beyond the section name targets of branches only
            if (Long.compareUnsigned(start, end) < 0 && isWanted(first, next)) {
                if (!headed) {
                    out.append("\nDisassembly of section ").append(listed.name()).append(":\n");
                    headed = true;
                }
                block(first, next, start, end);
            }
        }
    }

    /** The symbols in llvm-objdump's order, for which an offset before the section lies far behind it; one names its start. */
    private static ListedSection.Symbol[] sorted(ListedSection section) {
        List<ListedSection.Symbol> symbols = new ArrayList<>(section.symbols());
        boolean startIsNamed = false;
        for (ListedSection.Symbol symbol : symbols) {
            startIsNamed |= symbol.offset() == 0;
        }
        if (!startIsNamed) {
            symbols.add(new ListedSection.Symbol(section.name(), 0, false));
        }
        ListedSection.Symbol[] sorted = symbols.toArray(new ListedSection.Symbol[0]);
        Arrays.sort(sorted);
        return sorted;
    }

    private static long unsignedMin(long a, long b) {
        return Long.compareUnsigned(a, b) < 0 ? a : b;
    }

    private boolean isWanted(int first, int next) {
        if (wanted.isEmpty()) {
            return true;
        }
        for (int i = first; i < next; i++) {
            if (wanted.contains(symbols[i].name())) {
                return true;
            }
        }
        return false;
    }

    /** Lists what lies between two places, of which the first has the symbols from {@code first} to {@code next}. */
    private void block(int first, int next, long start, long end) {
        out.append('\n');
        boolean data = section.executable();
        int shown = next - 1;
        for (int i = first; i < next && section.executable(); i++) {
            if (!symbols[i].data()) {
                // of several symbols at one place the last one of code names it
                shown = i;
                data = false;
            }
        }
        for (int i = first; i < next; i++) {
            if (wanted.isEmpty() ? i == shown : wanted.contains(symbols[i].name())) {
                heading(symbols[i]);
            }
        }
        while (relocation < relocations.length && Long.compareUnsigned(relocations[relocation].offset(), start) < 0) {
            relocation++;
        }
        if (bytes.length == 0) {
            out.append("...\n");
        } else if (data) {
            data((int) start, (int) end);
        } else {
            code((int) start, (int) end);
        }
    }

    private void heading(ListedSection.Symbol symbol) {
        if (showsAddresses) {
            out.hex(symbol.offset(), ADDRESS_DIGITS).append(' ');
        }
        out.append('<').append(symbol.name()).append(">:\n");
    }

    private void code(int start, int end) {
        int at = start;
        while (at < end) {
            int zeros = bytes[at] != 0 || showsZeros ? 0 : zeros(at, end);
            if (zeros > 0) {
                out.append("\t\t...\n");
                at += zeros;
                continue;
            }
            if (sourceLines.any()) {
                sourceLines.at(at);
            }
            at += instruction(at);
            if (showsRelocations) {
                relocationsBefore(at);
            }
            out.settle();
        }
    }

    /** The zero bytes that are left out: none below 8, whole groups of 4, and none that a relocation fills. */
    private int zeros(int at, int end) {
        int last = end;
        if (showsRelocations && relocation < relocations.length) {
            last = (int) unsignedMin(relocations[relocation].offset(), end);
        }
        int stop = at;
        while (stop < last && bytes[stop] == 0) {
            stop++;
        }
        return stop - at < LEAST_ZEROS ? 0 : stop - at & ~3;
    }

    /** Lists the instruction at an offset; {@return how many bytes it took}. */
    private int instruction(int at) {
        int left = bytes.length - at;
        if (left < Insn.BYTES) {
            return unknown(at, 1);
        }
        long insn = slots.getLong(at);
        boolean wide = Insn.isWide(insn);
        int size = wide ? WIDE_BYTES : Insn.BYTES;
        boolean cut = left < size;
        int lineAt = out.size();
        line(at, cut ? Insn.BYTES : size);
        boolean known = text.append(insn, wide && !cut ? slots.getLong(at + Insn.BYTES) : 0, wide);
        if (cut || wide && !known) {
            out.truncate(lineAt);
            // llvm-objdump looks for the second slot when the first is good, and without it goes on byte by byte
            return unknown(at, known ? 1 : Insn.BYTES);
        }
        if (known && Insn.isJump(insn)) {
            target(at + Insn.BYTES + (long) Insn.distance(insn) * Insn.BYTES);
        } else {
            out.append('\n');
        }
        return size;
    }

    private int unknown(int at, int size) {
        line(at, size);
        out.append(LlvmText.UNKNOWN).append('\n');
        return size;
    }

    /** Writes what stands before an instruction's text: its index and its bytes. */
    private void line(int at, int size) {
        if (showsAddresses) {
            index(at / Insn.BYTES);
        }
        out.append('\t');
        if (!showsBytes) {
            return;
        }
        if (size < Insn.BYTES) {
            out.hex(bytes[at] & 0xff, 2);
        } else {
            out.hexBytes(slots.getLong(at));
        }
        if (size > Insn.BYTES) {
            out.append(' ').hexBytes(slots.getLong(at + Insn.BYTES));
        }
        out.append('\t');
    }

    /** Writes an index, 8 characters wide, and a colon. */
    private void index(int wantedIndex) {
        if (wantedIndex > HIGHEST_PADDED) {
            out.decimal(wantedIndex).append(INDEX_END);
            return;
        }
        int further = wantedIndex - index;
        int lastDigit = (int) (indexDigits >>> 56);
        if (index >= 0 && further >= 0 && lastDigit + further <= '9') {
            indexDigits += (long) further << 56;
        } else {
            indexDigits = digits(wantedIndex);
        }
        index = wantedIndex;
        out.append(indexDigits).append(INDEX_END);
    }

    private static long digits(int value) {
        long digits = BLANK_INDEX;
        int rest = value;
        int shift = 56;
        do {
            digits += (long) (rest % 10 + '0' - ' ') << shift;
            shift -= Byte.SIZE;
            rest /= 10;
        } while (rest != 0);
        return digits;
    }

    /** Lists bytes that are no code, 8 a line, with their characters. */
    private void data(int start, int end) {
        for (int at = start; at < end; at += DATA_BYTES) {
            int count = Math.min(DATA_BYTES, end - at);
            String offset = Integer.toHexString(at);
            out.append(" ".repeat(Math.max(0, 8 - offset.length()))).append(offset).append(':');
            for (int i = 0; i < count; i++) {
                out.append(' ').hex(bytes[at + i] & 0xff, 2);
            }
            out.append(" ".repeat(3 * (DATA_BYTES - count) + 9));
            for (int i = 0; i < count; i++) {
                byte b = bytes[at + i];
                out.append(b >= ' ' && b <= '~' ? (char) b : '.');
            }
            out.append('\n').settle();
        }
    }

    private void relocationsBefore(int end) {
        while (relocation < relocations.length && Long.compareUnsigned(relocations[relocation].offset(), end) < 0) {
            ListedSection.Relocation here = relocations[relocation++];
            out.append("\t\t");
            if (showsAddresses) {
                out.hex(here.offset(), ADDRESS_DIGITS).append(":  ");
            }
            out.append(here.text()).append('\n');
        }
    }

    private void target(long target) {
        int nearest = lastUpTo(target);
        out.append(TARGET).append(name(nearest));
        long distance = target - symbols[nearest].offset();
        if (distance != 0) {
            out.append(PLUS_HEX).hex(distance, 1);
        }
        out.append(TARGET_END);
    }

    private byte[] name(int symbol) {
        byte[] name = names[symbol];
        if (name == null) {
            name = symbols[symbol].name().getBytes(StandardCharsets.UTF_8);
            names[symbol] = name;
        }
        return name;
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
}
