package dev.xdpasm.text;

/**
 * What instructions of both dialects are made of: registers, immediates, offsets. Reads one operand at the cursor and
 * leaves the cursor behind it; knows no instruction.
 *
 * <p>A register is read as its number, plus {@link #LOWER_HALF} where it was written {@code w}.
 */
final class Operands {
    /** Added to the number of a register that was written as its lower half, {@code w0} to {@code w10}. */
    static final int LOWER_HALF = 16;

    /** What {@link #tryRegister} gives where no register stands. */
    static final int NONE = -1;

    private static final int HIGHEST_REGISTER = 10;

    private final Cursor cursor;
    private final Expression expression;

    /** Where the last operand began. */
    int place;

    Operands(Cursor cursor, Expression expression) {
        this.cursor = cursor;
        this.expression = expression;
    }

    /** Takes a register if one is next; {@code %} may stand before it. {@return it, or {@link #NONE}} */
    int tryRegister() {
        char c = cursor.peek();
        return c == 'r' || c == 'w' || c == '%' ? tryRegister(cursor.at, false) : NONE;
    }

    /** As {@link #tryRegister()} right at the cursor, at the start of a statement, where LLVM allows capitals. */
    int tryRegisterAnyCase() {
        return tryRegister(cursor.at, true);
    }

    private int tryRegister(int from, boolean anyCase) {
        char[] text = cursor.text();
        boolean marked = text[from] == '%';
        int i = marked ? from + 1 : from;
        char letter = anyCase ? (char) (text[i] | 0x20) : text[i];
        char digit = text[i] == Cursor.END ? Cursor.END : text[i + 1];
        if (letter != 'r' && letter != 'w' || digit < '0' || digit > '9') {
            if (marked) {
                if (text[i] == 'f' && text[i + 1] == 'p' && !Cursor.inName(text[i + 2])) {
                    // the GNU assembler's name of the frame pointer
                    place = from;
                    cursor.at = i + 2;
                    return HIGHEST_REGISTER;
                }
                throw cursor.expected("a register behind '%': r0 to r10");
            }
            return NONE;
        }
        int number = digit - '0';
        int next = i + 2;
        if (Cursor.inName(text[next])) {
            cursor.at = i;
            int end = cursor.skipName();
            cursor.at = from;
            for (int k = i + 2; k < end; k++) {
                if (text[k] < '0' || text[k] > '9') {
                    return NONE;
                }
            }
            number = end - i > 3 || digit == '0' ? HIGHEST_REGISTER + 1 : number * 10 + text[next] - '0';
            next = end;
            if (number > HIGHEST_REGISTER) {
                throw cursor.error(
                        from, "there is no register " + cursor.string(i, end) + ", registers are r0 to r10");
            }
        }
        place = from;
        cursor.at = next;
        return letter == 'w' ? number + LOWER_HALF : number;
    }

    /** Takes a register of 64 bits, {@code r0} to {@code r10}. */
    int register() {
        int register = tryRegister();
        if (register < 0) {
            throw cursor.expected("a register, r0 to r10");
        }
        if (register >= LOWER_HALF) {
            requireSameWidth(register, 0);
        }
        return register;
    }

    /** Takes a register as wide as another; {@return its number}. */
    int sameWidth(int other) {
        int register = tryRegister();
        if (register < 0) {
            throw cursor.expected(other >= LOWER_HALF ? "a register, w0 to w10" : "a register, r0 to r10");
        }
        requireSameWidth(register, other);
        return register & ~LOWER_HALF;
    }

    /** Refuses a register just read that is not as wide as another. */
    void requireSameWidth(int register, int other) {
        if ((register ^ other) >= LOWER_HALF) {
            boolean half = other >= LOWER_HALF;
            throw cursor.error(place, (half ? "r" : "w") + (register & ~LOWER_HALF) + " is "
                    + (half ? "64 bits wide, expected a 32-bit register, w0 to w10"
                            : "32 bits wide, expected a 64-bit register, r0 to r10"));
        }
    }

    /** Refuses the lower half of a register, read at a place, as the target of what fills all of it. */
    void requireWhole(int register, int at, String what) {
        if (register >= LOWER_HALF) {
            int number = register - LOWER_HALF;
            throw cursor.error(
                    at, what + " fills the whole register, expected r" + number + " instead of w" + number);
        }
    }

    /** Takes a register that must be a given one. */
    void exactly(int wanted) {
        int register = tryRegister();
        if (register != wanted) {
            String name = (wanted >= LOWER_HALF ? "w" : "r") + (wanted & ~LOWER_HALF);
            throw register < 0
                    ? cursor.expected(name)
                    : cursor.error(place, cursor.found(place) + ", expected " + name);
        }
    }

    /**
     * Takes an expression of 32 bits: -2^31 to 2^31-1, and up to 2^32-1 where the operation is 32 bits wide or the number
     * was written as a pattern of bits.
     *
     * @param wide whether the instruction sign-extends the value to 64 bits
     */
    int immediate(boolean wide) {
        long value = value();
        if (value == (int) value && !(value < 0 && expression.beyondSigned())) {
            return (int) value;
        }
        boolean word = value >= 0 && value <= 0xffff_ffffL;
        if (word && (!wide || expression.bits())) {
            return (int) value;
        }
        String shown = expression.beyondSigned() ? Long.toUnsignedString(value) : Long.toString(value);
        throw cursor.error(
                place,
                word
                        ? "immediate " + shown + " would be sign-extended to " + (int) value
                                + ", expected -2147483648 to 2147483647, or hexadecimal digits to mean these 32 bits"
                        : "immediate " + shown + " does not fit 32 bits, expected " + Integer.MIN_VALUE + " to "
                                + (wide ? Integer.toString(Integer.MAX_VALUE) : "4294967295"));
    }

    /** Takes an expression of 64 bits, -2^63 to 2^64-1. */
    long value() {
        cursor.peek();
        int from = cursor.at;
        long value = expression.read();
        place = from;
        return value;
    }

    /** Takes an expression of 64 bits in which symbols may stand; {@return what it stands for}. */
    SymbolValue symbolic() {
        cursor.peek();
        int from = cursor.at;
        long constant = expression.readSymbolic();
        place = from;
        return expression.isSymbolic()
                ? new SymbolValue(constant, expression.plus(), expression.minus())
                : SymbolValue.of(constant);
    }

    /** Takes an expression of 64 bits in which only symbols may stand whose distance is known by now. */
    long settled() {
        SymbolValue value = symbolic();
        if (!value.isNumber()) {
            throw cursor.error(place, "the value depends on symbols that are not known here, expected a number or a"
                    + " difference of labels before it");
        }
        return value.constant();
    }

    /** Takes a count, size or number of what is not negative and fits an int. */
    int count(String what) {
        long value = value();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw cursor.error(place, what + " is " + value + ", expected 0 to " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** Takes {@code + N} or {@code - N} behind a base register; the sign belongs to the expression. */
    short offset() {
        char sign = cursor.peek();
        if (sign != '+' && sign != '-') {
            throw cursor.expected("'+' or '-' and an offset in bytes");
        }
        long value = value();
        if (value != (short) value) {
            throw cursor.error(place, "offset " + value + " does not fit 16 bits, expected -32768 to 32767");
        }
        return (short) value;
    }

    /** Takes a comma if one is there: between operands of mnemonics it may be left out. */
    void optionalComma() {
        cursor.accept(',');
    }
}
