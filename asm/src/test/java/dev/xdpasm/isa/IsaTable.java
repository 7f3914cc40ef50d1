package dev.xdpasm.isa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The measured facts of testdata/isa/isa.tsv: each encoding, what the kernel says of it and how tools print it. */
public final class IsaTable {

    /**
     * One encoding.
     *
     * @param level the level that has it, {@link IsaLevel#V1} where the file gives none of LLVM's
     * @param name the row's name
     * @param bytes 8 or 16 example bytes
     * @param kernel {@code ok} where Linux 6.18 loads it
     * @param llvm what llvm-objdump 19 prints with {@code --mcpu=v4}, numbers in decimal
     */
    public record Row(IsaLevel level, String name, byte[] bytes, String kernel, String llvm) {

        /** {@return whether Linux 6.18 loads it} */
        public boolean accepted() {
            return kernel.equals("ok");
        }

        /** {@return the packed form of a slot} */
        public long word(int slot) {
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(slot * Insn.BYTES);
        }

        /** {@return the number of slots} */
        public int slots() {
            return bytes.length / Insn.BYTES;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Pattern HEX = Pattern.compile("0x([0-9a-f]+)");

    private IsaTable() {}

    /** {@return the rows that have example bytes} */
    public static Stream<Row> rows() {
        Path file = Path.of(System.getProperty("xdpasm.testdata"), "isa", "isa.tsv");
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> head = List.of(lines.get(0).split("\t", -1));
            return lines.stream()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .filter(cells -> !cells[head.indexOf("example_bytes")].isEmpty())
                    .map(cells -> new Row(
                            level(cells[head.indexOf("min_cpu")]),
                            cells[head.indexOf("name")],
                            HexFormat.ofDelimiter(" ").parseHex(cells[head.indexOf("example_bytes")]),
                            cells[head.indexOf("kernel_6.18")],
                            decimal(cells[head.indexOf("llvm-objdump-19 --mcpu=v4")])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IsaLevel level(String minCpu) {
        return IsaLevel.named(minCpu.substring(0, Math.min(2, minCpu.length()))).orElse(IsaLevel.V1);
    }

    private static String decimal(String text) {
        Matcher hex = HEX.matcher(text);
        return hex.replaceAll(match -> Long.toString(Long.parseUnsignedLong(match.group(1), 16)))
                .replace("\\t", "\t");
    }
}
