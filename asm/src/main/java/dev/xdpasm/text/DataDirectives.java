package dev.xdpasm.text;

import dev.xdpasm.elf.Leb128;
import java.io.ByteArrayOutputStream;

/**
 * Directives that put bytes into a section: numbers, texts, zeros, padding. Reads one directive, of which the name is already
 * taken. Numbers that do not fit are refused, symbols wait for the end of the text.
 */
final class DataDirectives {

    private static final int MOST_FILL_BYTES = 8;
    private static final int HIGHEST_ALIGN_LOG = 31;

    /** What LLVM 19 fills gaps between instructions with; it is reached by no program, since it is no instruction. */
    private static final long CODE_PADDING = 0x15000000;

    private final Cursor cursor;
    private final Operands operands;
    private final Expression expression;
    private final QuotedText quoted;
    private final RelocatableDraft file;

    DataDirectives(Cursor cursor, Operands operands, Expression expression, QuotedText quoted, RelocatableDraft file) {
        this.cursor = cursor;
        this.operands = operands;
        this.expression = expression;
        this.quoted = quoted;
        this.file = file;
    }

    /** Reads the rest of the directive of that name; {@return whether it is one of these}. */
    boolean read(String name) {
        switch (name) {
            case ".byte" -> numbers(1);
            case ".short", ".2byte", ".hword", ".value" -> numbers(2);
            case ".long", ".4byte", ".int" -> numbers(4);
            case ".quad", ".8byte" -> numbers(8);
            case ".uleb128" -> leb128(false);
            case ".sleb128" -> leb128(true);
            case ".ascii" -> texts(false);
            case ".asciz", ".string" -> texts(true);
            case ".zero", ".skip", ".space" -> skip();
            case ".fill" -> fill();
            case ".org" -> org();
            case ".p2align" -> align(true);
            case ".balign", ".align" -> align(false);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** {@return whether a number fits that many bytes, with a sign or without} */
    static boolean fits(long value, int bytes) {
        int bits = bytes * 8;
        return bits == Long.SIZE || value >= -(1L << bits - 1) && value < 1L << bits;
    }

    /** {@return what {@link #fits}, in words} */
    static String range(int bytes) {
        return bytes == Long.BYTES ? "-2^63 to 2^64-1" : -(1L << bytes * 8 - 1) + " to " + ((1L << bytes * 8) - 1);
    }

    private void numbers(int bytes) {
        if (cursor.atStatementEnd()) {
            return;
        }
        do {
            SymbolValue value = operands.symbolic();
            int place = operands.place;
            file.requireRoom(bytes, value.isNumber() && value.constant() == 0, place);
            if (value.isNumber()) {
                if (!fits(value.constant(), bytes) || bytes < Long.BYTES && expression.beyondSigned()) {
                    throw cursor.error(place, (expression.beyondSigned() ? Long.toUnsignedString(value.constant())
                            : Long.toString(value.constant())) + " does not fit " + bytes + (bytes == 1 ? " byte" : " bytes")
                            + ", expected " + range(bytes));
                }
                file.current().append(value.constant(), bytes);
            } else {
                register(value);
                file.current().await(SectionDraft.Fixup.ofData(bytes), value.constant(), value.plus(), value.minus(), place);
                file.current().append(0, bytes);
            }
        } while (cursor.accept(','));
    }

    private void register(SymbolValue value) {
        file.register(value.plus());
        file.register(value.minus());
    }

    /** A number whose length depends on it, so that it must be known at once. */
    private void leb128(boolean signed) {
        do {
            long value = operands.settled();
            if (!signed && value < 0 && !expression.beyondSigned()) {
                throw cursor.error(operands.place, value + " in .uleb128, expected 0 to 2^64-1");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (signed) {
                Leb128.writeSigned(bytes, value);
            } else {
                Leb128.writeUnsigned(bytes, value);
            }
            file.requireRoom(bytes.size(), value == 0, operands.place);
            file.current().append(bytes.toByteArray());
        } while (cursor.accept(','));
    }

    private void texts(boolean closed) {
        if (cursor.atStatementEnd()) {
            return;
        }
        do {
            do {
                cursor.peek();
                int place = cursor.at;
                byte[] bytes = quoted.bytes();
                file.requireRoom(bytes.length + 1L, bytes.length == 0, place);
                file.current().append(bytes);
            } while (cursor.peek() == '"');
            if (closed) {
                file.current().append(0, 1);
            }
        } while (cursor.accept(','));
    }

    /** {@code .zero COUNT} or {@code .zero COUNT, BYTE}. */
    private void skip() {
        long count = operands.settled();
        int place = operands.place;
        int value = cursor.accept(',') ? byteValue() : 0;
        fillRoom(count, value, place);
    }

    private int byteValue() {
        long value = operands.value();
        if (!fits(value, 1)) {
            throw cursor.error(operands.place, value + " does not fit 1 byte, expected " + range(1));
        }
        return (int) value & 0xff;
    }

    private void fillRoom(long count, int value, int place) {
        if (count < 0) {
            throw cursor.error(place, count + " bytes, expected 0 or more");
        }
        file.requireFilling(count, value == 0 || count == 0, place);
        file.current().fill(value, count);
    }

    /** {@code .fill COUNT, BYTES, VALUE}. */
    private void fill() {
        long count = operands.settled();
        int place = operands.place;
        long bytes = 1;
        long value = 0;
        if (cursor.accept(',')) {
            bytes = operands.settled();
            if (bytes < 0 || bytes > MOST_FILL_BYTES) {
                throw cursor.error(operands.place, bytes + " bytes in .fill, expected 0 to " + MOST_FILL_BYTES);
            }
            if (cursor.accept(',')) {
                value = operands.value();
                int room = Math.min((int) bytes, Integer.BYTES);
                if (room == 0 ? value != 0 : !fits(value, room)) {
                    throw cursor.error(operands.place, value + " in .fill, expected "
                            + (room == 0 ? "0" : range(room)));
                }
            }
        }
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw cursor.error(place, count + " times in .fill, expected 0 to " + Integer.MAX_VALUE);
        }
        file.requireFilling(count * bytes, value == 0, place);
        for (long i = 0; i < count && bytes > 0; i++) {
            // of 8 bytes only the lower half is filled, as GNU and LLVM do
            file.current().append(value & 0xffff_ffffL, (int) bytes);
        }
    }

    /** {@code .org OFFSET, BYTE}: goes on at that offset of the section. */
    private void org() {
        SymbolValue target = operands.symbolic();
        int place = operands.place;
        SymbolDraft symbol = target.plus();
        long offset = target.constant();
        if (symbol != null) {
            if (symbol.section != file.current() || target.minus() != null) {
                throw cursor.error(place, "the offset is not known here, expected a label before it in this section");
            }
            offset += symbol.offset;
        }
        int value = cursor.accept(',') ? byteValue() : 0;
        long size = file.current().size();
        if (offset < size) {
            throw cursor.error(place, "offset " + offset + " in .org, expected " + size + " or more");
        }
        fillRoom(offset - size, value, place);
    }

    /** {@code .p2align LOG, BYTE, MOST} or {@code .balign BYTES, BYTE, MOST}: goes on at a multiple. */
    private void align(boolean logarithm) {
        long given = operands.settled();
        int place = operands.place;
        if (logarithm && (given < 0 || given > HIGHEST_ALIGN_LOG)) {
            throw cursor.error(place, "alignment 2^" + given + ", expected 0 to " + HIGHEST_ALIGN_LOG);
        }
        long align = logarithm ? 1L << given : given == 0 ? 1 : given;
        if (align < 0 || Long.bitCount(align) != 1 || align > 1L << HIGHEST_ALIGN_LOG) {
            throw cursor.error(place, "alignment " + align + ", expected a power of 2 up to 2^" + HIGHEST_ALIGN_LOG);
        }
        int value = 0;
        long most = Long.MAX_VALUE;
        if (cursor.accept(',')) {
            if (cursor.peek() != ',' && !cursor.atStatementEnd()) {
                value = byteValue();
            }
            if (cursor.accept(',')) {
                most = operands.settled();
                if (most < 1) {
                    throw cursor.error(operands.place, "at most " + most + " bytes of padding, expected 1 or more");
                }
            }
        }
        SectionDraft section = file.current();
        file.align(section, align, place);
        long padding = -section.size() & align - 1;
        if (padding <= most) {
            pad(padding, value, place);
        }
    }

    private void pad(long padding, int value, int place) {
        SectionDraft section = file.current();
        if (!section.isExecutable() || value != 0) {
            fillRoom(padding, value, place);
            return;
        }
        if (padding % Long.BYTES != 0) {
            throw cursor.error(place, padding + " bytes of padding between instructions, expected a multiple of "
                    + Long.BYTES);
        }
        file.requireFilling(padding, padding == 0, place);
        for (long i = 0; i < padding; i += Long.BYTES) {
            section.append(CODE_PADDING, Long.BYTES);
        }
    }
}
