package dev.xdpasm.text;

/** Numbers and characters as they are written in expressions: {@code 17}, {@code 0x11}, {@code 0b10001}, {@code 021}, {@code 'a'}. */
final class Literal {
    private static final int NO_DIGIT = 16;

    private final Cursor cursor;
    private boolean bits;

    Literal(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Whether the last number was written as a pattern of bits: hexadecimal, octal or binary. */
    boolean bits() {
        return bits;
    }

    /** Takes the character in quotes that begins here; {@return its code}. */
    long character() {
        int place = cursor.at++;
        char c = cursor.ahead(0);
        if (c == '\\') {
            cursor.at++;
            char escaped = cursor.ahead(0);
            int found = "ntrbf0\\'\"".indexOf(escaped);
            if (found < 0) {
                throw cursor.error(place, "unknown escape in a character, expected one of \\n \\t \\r \\b \\f \\0 \\\\ \\'");
            }
            c = "\n\t\r\b\f\0\\'\"".charAt(found);
        } else if (c < ' ' || c > '~' || c == '\'') {
            throw cursor.error(place, "not a character, expected one ASCII character between quotes");
        }
        cursor.at++;
        if (cursor.ahead(0) != '\'') {
            throw cursor.error(place, "the character is not closed, expected '");
        }
        cursor.at++;
        return c;
    }

    /** Takes the number that begins here; {@return it, negative if it is 2^63 or more}. */
    long number() {
        char[] text = cursor.text();
        int start = cursor.at;
        int i = start;
        int radix = 10;
        if (text[i] == '0') {
            char kind = text[i + 1];
            if (kind == 'x' || kind == 'X' || kind == 'b' || kind == 'B') {
                radix = kind == 'x' || kind == 'X' ? 16 : 2;
                i += 2;
            } else if (kind >= '0' && kind <= '9') {
                radix = 8;
                i++;
            }
        }
        bits = radix != 10;
        int digits = i;
        long value = 0;
        boolean lost = false;
        for (int digit = digit(text[i]); digit < radix; digit = digit(text[++i])) {
            long next = value * radix + digit;
            if (value >>> 58 != 0) {
                lost |= Long.compareUnsigned(value, Long.divideUnsigned(-1L, radix)) > 0
                        || Long.compareUnsigned(next, value * radix) < 0;
            }
            value = next;
        }
        // "5ll" is the number 5 and LLVM's mark of 64 bits
        boolean marked = text[i] == 'l' && text[i + 1] == 'l' && !Cursor.inName(text[i + 2]);
        if (i == digits || Cursor.inName(text[i]) && !marked) {
            cursor.at = start;
            int end = cursor.skipName();
            throw cursor.error(
                    start,
                    "'" + cursor.string(start, end) + "' is not a number, expected decimal, 0x hexadecimal, 0b binary"
                            + " or 0 octal digits");
        }
        if (lost) {
            throw cursor.error(start, cursor.string(start, i) + " does not fit 64 bits, expected at most 2^64-1");
        }
        cursor.at = i;
        return value;
    }

    /** The value of a digit of any radix up to 16; of what is none, one that is too high for all of them. */
    private static int digit(char c) {
        if (c <= '9') {
            return c >= '0' ? c - '0' : NO_DIGIT;
        }
        int letter = (c | 0x20) - 'a';
        return letter >= 0 && letter < 6 ? 10 + letter : NO_DIGIT;
    }
}
