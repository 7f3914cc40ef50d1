package dev.xdpasm.print;

import dev.xdpasm.isa.TextBuffer;

/** Bytes of data as directives: texts where they are such, zeros counted, numbers of the size that something has. */
final class DataText {
    private static final int IN_LINE = 16;
    private static final int LEAST_ZEROS = 4;
    private static final int LEAST_TEXT = 3;

    private final byte[] bytes;
    private final TextBuffer out;

    DataText(byte[] bytes, TextBuffer out) {
        this.bytes = bytes;
        this.out = out;
    }

    /** {@return the number in some bytes, little-endian, with a sign} */
    long number(long at, int size) {
        long number = 0;
        for (int i = 0; i < size; i++) {
            number |= (bytes[(int) at + i] & 0xffL) << i * Byte.SIZE;
        }
        int unused = Long.SIZE - size * Byte.SIZE;
        return number << unused >> unused;
    }

    /** Appends the bytes between two places. */
    void print(long from, long to) {
        int at = (int) from;
        while (at < to) {
            int zeros = run(at, (int) to);
            int text = text(at, (int) to);
            if (zeros >= LEAST_ZEROS || zeros == to - at && zeros > 0) {
                out.append("    .zero ").decimal(zeros).append('\n');
                at += zeros;
            } else if (text >= LEAST_TEXT) {
                asciz(at, text);
                at += text + 1;
            } else {
                at = numbers(at, (int) to);
            }
        }
    }

    /** How many zeros there are. */
    private int run(int from, int to) {
        int at = from;
        while (at < to && bytes[at] == 0) {
            at++;
        }
        return at - from;
    }

    /** How many printable characters there are before a zero; 0 if something else comes before that. */
    private int text(int from, int to) {
        int at = from;
        while (at < to && (bytes[at] >= ' ' && bytes[at] < 0x7f || bytes[at] == '\n' || bytes[at] == '\t')) {
            at++;
        }
        return at < to && bytes[at] == 0 ? at - from : 0;
    }

    private void asciz(int from, int length) {
        out.append("    .asciz \"");
        for (int i = from; i < from + length; i++) {
            switch (bytes[i]) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> out.append((char) bytes[i]);
            }
        }
        out.append("\"\n");
    }

    /** Appends a line of numbers; {@return the place behind the last}. */
    private int numbers(int from, int to) {
        int size = from % Integer.BYTES == 0 && to - from >= Integer.BYTES ? Integer.BYTES : 1;
        if (from % Long.BYTES == 0 && to - from == Long.BYTES) {
            size = Long.BYTES;
        } else if (from % Short.BYTES == 0 && to - from == Short.BYTES) {
            size = Short.BYTES;
        }
        int end = Math.min(to, from + IN_LINE);
        String name = size == 1 ? ".byte " : size == Short.BYTES ? ".short " : size == Long.BYTES ? ".quad " : ".long ";
        out.append("    ").append(name);
        int at = from;
        do {
            out.append(at == from ? "" : ", ").append("0x").hex(number(at, size) & (size == Long.BYTES ? -1L : (1L << size * Byte.SIZE) - 1), size * 2);
            at += size;
        } while (at + size <= end && run(at, to) < LEAST_ZEROS && text(at, to) < LEAST_TEXT);
        out.append('\n');
        return at;
    }
}
