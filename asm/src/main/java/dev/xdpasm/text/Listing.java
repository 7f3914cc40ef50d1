package dev.xdpasm.text;

import static dev.xdpasm.isa.Opcode.*;

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

    /**
     * A section with code.
     *
     * @param name its name
     * @param bytes its content, whole instructions or not
     * @param symbols names of places in it, in any order
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
     * @param offset where, in bytes from the section's start
     */
    public record Symbol(String name, long offset) {}

    private final StringBuilder out = new StringBuilder();

    private Listing() {}

    /** {@return the listing of sections, in their order, under a file's name} */
    public static String of(String fileName, List<Section> sections) {
        Listing listing = new Listing();
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
        List<Symbol> symbols = new ArrayList<>(section.symbols());
        symbols.sort(Comparator.comparingLong(Symbol::offset).thenComparing(Symbol::name));
        if (symbols.isEmpty() || symbols.get(0).offset() != 0) {
            symbols.add(0, new Symbol(section.name(), 0));
        }
        ByteBuffer bytes = ByteBuffer.wrap(section.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < symbols.size(); i++) {
            long start = symbols.get(i).offset();
            long end = i + 1 < symbols.size() ? symbols.get(i + 1).offset() : section.bytes().length;
            // of several symbols at one place the last one names it
            if (start < end && end <= section.bytes().length) {
                heading(symbols.get(i));
                block(bytes, (int) start, (int) end, symbols);
            }
        }
    }

    private void heading(Symbol symbol) {
        out.append('\n').append(String.format("%016x", symbol.offset()));
        out.append(" <").append(symbol.name()).append(">:\n");
    }

    private void block(ByteBuffer bytes, int start, int end, List<Symbol> symbols) {
        int at = start;
        while (at < end) {
            int zeros = zeros(bytes, at, end);
            if (zeros > 0) {
                out.append("\t\t...\n");
                at += zeros;
            } else {
                at += instruction(bytes, at, symbols);
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
    private int instruction(ByteBuffer bytes, int at, List<Symbol> symbols) {
        int left = bytes.limit() - at;
        if (left < Insn.BYTES || Insn.isWide(bytes.getLong(at)) && left < WIDE_BYTES) {
            line(bytes, at, 1);
            out.append(LlvmText.UNKNOWN).append('\n');
            return 1;
        }
        long insn = bytes.getLong(at);
        boolean wide = Insn.isWide(insn);
        int lineAt = out.length();
        line(bytes, at, wide ? WIDE_BYTES : Insn.BYTES);
        boolean known = LlvmText.append(out, insn, wide ? bytes.getLong(at + Insn.BYTES) : 0, wide);
        if (wide && !known) {
            out.setLength(lineAt);
            line(bytes, at, Insn.BYTES);
            out.append(LlvmText.UNKNOWN);
            wide = false;
        }
        if (known && isBranch(insn)) {
            target(at + Insn.BYTES + distance(insn) * Insn.BYTES, symbols);
        }
        out.append('\n');
        return wide ? WIDE_BYTES : Insn.BYTES;
    }

    private void line(ByteBuffer bytes, int at, int size) {
        String index = Integer.toString(at / Insn.BYTES);
        out.append(" ".repeat(Math.max(0, 8 - index.length()))).append(index).append(':');
        for (int i = 0; i < size; i++) {
            int b = bytes.get(at + i);
            out.append(i == 0 ? '\t' : ' ').append(HEX[b >> 4 & 0xf]).append(HEX[b & 0xf]);
        }
        out.append('\t');
    }

    private void target(long target, List<Symbol> symbols) {
        Symbol nearest = null;
        for (Symbol symbol : symbols) {
            // llvm-objdump takes a target before the section for one far behind it
            if (Long.compareUnsigned(symbol.offset(), target) <= 0) {
                nearest = symbol;
            }
        }
        if (nearest == null) {
            return;
        }
        long beyond = target - nearest.offset();
        out.append(" <").append(nearest.name());
        if (beyond != 0) {
            out.append("+0x").append(Long.toHexString(beyond));
        }
        out.append('>');
    }

    private static boolean isBranch(long insn) {
        int code = Insn.code(insn);
        int operation = code & 0xf0;
        boolean jumps = classOf(code) == BPF_JMP || classOf(code) == BPF_JMP32;
        return jumps && operation != BPF_CALL && operation != BPF_EXIT;
    }

    private static long distance(long insn) {
        return Insn.code(insn) == (BPF_JMP32 | BPF_JA) ? Insn.imm(insn) : Insn.off(insn);
    }
}
