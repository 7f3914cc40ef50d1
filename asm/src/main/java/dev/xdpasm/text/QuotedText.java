package dev.xdpasm.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text between double quotes with C's escapes, as bytes, and names that may stand so. */
final class QuotedText {
    private static final String ESCAPES = "bfnrt\"\\";
    private static final String ESCAPED = "\b\f\n\r\t\"\\";
    private static final int HIGHEST_BYTE = 255;
    private static final int LONGEST_OCTAL = 3;

    private final Cursor cursor;

    QuotedText(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Takes a text that must be the next thing; {@return its bytes}. */
    byte[] bytes() {
        if (cursor.peek() != '"') {
            throw cursor.expected("text between double quotes");
        }
        int open = cursor.at++;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int plain = cursor.at;
        while (true) {
            char c = cursor.ahead(0);
            if (c == '\n' || c == Cursor.END && cursor.at >= cursor.text().length - 1) {
                throw cursor.error(open, "the text is not closed, expected \" in the same line");
            }
            if (c != '"' && c != '\\') {
                cursor.at++;
                continue;
            }
            bytes.writeBytes(cursor.string(plain, cursor.at).getBytes(StandardCharsets.UTF_8));
            cursor.at++;
            if (c == '"') {
                return bytes.toByteArray();
            }
            bytes.write(escaped());
            plain = cursor.at;
        }
    }

    /** Takes a text that must be the next thing and holds no zero; {@return it}. */
    String text() {
        cursor.peek();
        int open = cursor.at;
        String text = new String(bytes(), StandardCharsets.UTF_8);
        if (text.indexOf('\0') >= 0) {
            throw cursor.error(open, "a zero byte in a name, expected none");
        }
        return text;
    }

    /** Takes a name, in quotes or not. */
    String name(String what) {
        if (cursor.peek() != '"') {
            return cursor.name(what);
        }
        int open = cursor.at;
        String name = text();
        if (name.isEmpty()) {
            throw cursor.error(open, "an empty name, expected " + what);
        }
        return name;
    }

    /** Takes a name in quotes as it stands there: to LLVM a backslash in a section's name is one. */
    String rawName(String what) {
        cursor.peek();
        int open = cursor.at;
        name(what);
        return cursor.string(open + 1, cursor.at - 1);
    }

    private int escaped() {
        int place = cursor.at - 1;
        char c = cursor.ahead(0);
        int known = ESCAPES.indexOf(c);
        if (known >= 0) {
            cursor.at++;
            return ESCAPED.charAt(known);
        }
        int value = 0;
        if (c == 'x' || c == 'X') {
            int digits = 0;
            cursor.at++;
            for (int digit; (digit = digit(16)) >= 0; digits++) {
                value = (value << 4 | digit) & HIGHEST_BYTE;
                cursor.at++;
            }
            if (digits > 0) {
                return value;
            }
        } else if (c >= '0' && c <= '7') {
            int digit;
            for (int i = 0; i < LONGEST_OCTAL && (digit = digit(8)) >= 0; i++) {
                value = value << 3 | digit;
                cursor.at++;
            }
            if (value <= HIGHEST_BYTE) {
                return value;
            }
        }
        throw cursor.error(place, "unknown escape in a text, expected one of \\b \\f \\n \\r \\t \\\" \\\\ \\x1f \\037");
    }

    private int digit(int radix) {
        char c = cursor.ahead(0);
        return c < 0x80 ? Character.digit(c, radix) : -1;
    }
}
