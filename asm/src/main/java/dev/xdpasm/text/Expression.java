package dev.xdpasm.text;

import dev.xdpasm.uapi.NetworkOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Constant expressions: {@link Literal}s, named constants, {@code be16()} and {@code be32()}, with {@code + - * / % << >>
 * & | ^ ~} and parentheses, computed in 64 bits; in the text of a relocatable file also symbols, added and taken off. Knows
 * nothing of what a value is for.
 *
 * <p>As in GNU and LLVM assemblers, and unlike C, {@code * / % << >>} bind tightest, then {@code & | ^}, then {@code + -};
 * {@code >>} brings in zeros. What would lose bits is refused.
 */
final class Expression {
    private static final int DEEPEST = 100;
    private static final int LONGEST_PLAIN = 18;
    private static final long NOT_PLAIN = Long.MIN_VALUE;

    /** By character: whether it may go on with an expression, or begin a comment of which is not known where it ends. */
    private static final boolean[] GOES_ON = new boolean[128];

    static {
        for (char operator : "+-*/%<>&|^".toCharArray()) {
            GOES_ON[operator] = true;
        }
    }

    private final Cursor cursor;
    private final Constants constants;
    private final Literal literal;
    private boolean bits;
    private boolean beyondSigned;
    private int depth;

    /** The file whose symbols may stand in an expression, or null. */
    private final @Nullable RelocatableDraft file;

    private final LocalLabels localLabels;
    private final QuotedText quoted;
    private boolean symbolic;
    private boolean negative;
    private int symbols;
    private @Nullable SymbolDraft plus;
    private @Nullable SymbolDraft minus;

    /** @param file the file whose symbols may stand in an expression, or null */
    Expression(Cursor cursor, Constants constants, LocalLabels localLabels, @Nullable RelocatableDraft file) {
        this.cursor = cursor;
        this.constants = constants;
        this.localLabels = localLabels;
        this.file = file;
        this.quoted = new QuotedText(cursor);
        this.literal = new Literal(cursor);
    }

    /**
     * Whether the last expression was written as a pattern of bits (a hexadecimal, octal or binary number, {@code ~},
     * {@code be32}), so that a set top bit is meant as it stands.
     */
    boolean bits() {
        return bits;
    }

    /** Whether the last expression held a number of 2^63 or more, so that a negative value may mean a big one. */
    boolean beyondSigned() {
        return beyondSigned;
    }

    /** Reads an expression; {@return its value}. */
    long read() {
        symbolic = false;
        long plain = plain();
        return plain == NOT_PLAIN ? begin() : plain;
    }

    /** Reads an expression in which the file's symbols may stand, if there is a file; {@return the constant part}. */
    long readSymbolic() {
        symbolic = file != null;
        negative = false;
        plus = null;
        minus = null;
        long plain = plain();
        return plain == NOT_PLAIN ? begin() : plain;
    }

    /** Whether symbols stood in the expression that {@link #readSymbolic} read, and not only such whose distance is known. */
    boolean isSymbolic() {
        return symbolic && (plus != null || minus != null);
    }

    /** The symbol that was added, or null. */
    @Nullable SymbolDraft plus() {
        return symbolic ? plus : null;
    }

    /** The symbol that was taken off, or null. */
    @Nullable SymbolDraft minus() {
        return symbolic ? minus : null;
    }

    /**
     * Takes a decimal number and nothing else but its sign, which nearly all expressions are, without looking for operators at
     * each level; {@return it, or {@link #NOT_PLAIN} if more than that may stand here, with the cursor where it was}
     */
    private long plain() {
        char[] text = cursor.text();
        int i = cursor.at;
        char sign = text[i];
        if (sign == '+' || sign == '-') {
            do {
                i++;
            } while (text[i] == ' ');
        }
        int from = i;
        char c = text[i];
        long value = 0;
        while (c >= '0' && c <= '9') {
            value = value * 10 + c - '0';
            c = text[++i];
        }
        boolean number = i > from && i - from <= LONGEST_PLAIN && (text[from] != '0' || i == from + 1);
        if (!number || Cursor.inName(c)) {
            return NOT_PLAIN;
        }
        int to = i;
        while (c == ' ') {
            c = text[++i];
        }
        if (c < GOES_ON.length && GOES_ON[c]) {
            return NOT_PLAIN;
        }
        cursor.at = to;
        bits = false;
        beyondSigned = false;
        return sign == '-' ? -value : value;
    }

    private long begin() {
        bits = false;
        beyondSigned = false;
        depth = 0;
        symbols = 0;
        return sum();
    }

    /** {@return whether an expression, and not a name, can begin with this character} */
    static boolean startsWith(char c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '~' || c == '(' || c == '\'';
    }

    private long sum() {
        long value = pattern();
        while (true) {
            char operator = cursor.peek();
            if (operator != '+' && operator != '-') {
                return value;
            }
            int place = cursor.at++;
            negative ^= operator == '-';
            long right = pattern();
            negative ^= operator == '-';
            requireSigned(place);
            long result = operator == '+' ? value + right : value - right;
            boolean lost = operator == '+'
                    ? ((value ^ result) & (right ^ result)) < 0
                    : ((value ^ right) & (value ^ result)) < 0;
            if (lost) {
                throw overflow(place);
            }
            value = result;
        }
    }

    private long pattern() {
        int before = symbols;
        long value = product();
        while (true) {
            char operator = cursor.peek();
            if (operator != '&' && operator != '|' && operator != '^' || cursor.ahead(1) == operator) {
                return value;
            }
            int place = cursor.at++;
            long right = product();
            requireNumbers(before, place);
            value = switch (operator) {
                case '&' -> value & right;
                case '|' -> value | right;
                default -> value ^ right;
            };
        }
    }

    private long product() {
        int before = symbols;
        long value = unary();
        while (true) {
            char operator = cursor.peek();
            boolean shift = (operator == '<' || operator == '>') && cursor.ahead(1) == operator;
            if (!shift && operator != '*' && operator != '/' && operator != '%') {
                return value;
            }
            int place = cursor.at;
            cursor.at += shift ? 2 : 1;
            cursor.peek();
            int operand = cursor.at;
            long right = unary();
            requireNumbers(before, place);
            value = switch (operator) {
                case '*' -> times(value, right, place);
                case '/', '%' -> divided(value, right, operator == '/', place, operand);
                default -> shifted(value, right, operator == '<', place, operand);
            };
        }
    }

    private long times(long value, long right, int place) {
        requireSigned(place);
        long high = Math.multiplyHigh(value, right);
        long low = value * right;
        if (high != low >> 63) {
            throw overflow(place);
        }
        return low;
    }

    private long divided(long value, long right, boolean quotient, int place, int operand) {
        requireSigned(place);
        if (right == 0) {
            throw cursor.error(operand, "division by zero in a constant expression, expected another divisor");
        }
        if (value == Long.MIN_VALUE && right == -1) {
            throw overflow(place);
        }
        return quotient ? value / right : value % right;
    }

    private long shifted(long value, long right, boolean left, int place, int operand) {
        if (right < 0 || right > 63) {
            throw cursor.error(operand, "shift by " + right + " in a constant expression, expected 0 to 63");
        }
        if (!left) {
            return value >>> right;
        }
        long result = value << right;
        if (result >> right != value && result >>> right != value) {
            throw overflow(place);
        }
        if (value >= 0 && result < 0) {
            beyondSigned = true;
        }
        return result;
    }

    private long unary() {
        char c = cursor.peek();
        if (c >= '0' && c <= '9') {
            if (symbolic && localLabels.isReference()) {
                int place = cursor.at;
                return symbol(localLabels.reference(), place);
            }
            long value = literal.number();
            bits |= literal.bits();
            beyondSigned |= value < 0;
            return value;
        }
        if (c == '-' || c == '+' || c == '~' || c == '(') {
            return nested(c);
        }
        if (c == '\'') {
            return literal.character();
        }
        if (c == '"' && symbolic) {
            int place = cursor.at;
            return symbol(quoted.name("a symbol's name"), place);
        }
        if (Cursor.startsName(c)) {
            return named();
        }
        throw cursor.expected("a number, a named constant or '('");
    }

    private long nested(char operator) {
        int place = cursor.at++;
        if (++depth > DEEPEST) {
            throw cursor.error(place, "the expression is nested too deep, expected at most " + DEEPEST + " levels");
        }
        int before = symbols;
        negative ^= operator == '-';
        long value = operator == '(' ? sum() : unary();
        negative ^= operator == '-';
        depth--;
        switch (operator) {
            case '(' -> cursor.expect(')');
            case '~' -> {
                requireNumbers(before, place);
                bits = true;
                value = ~value;
            }
            case '-' -> {
                // only -2^63 has a magnitude that is itself beyond the signed range
                if ((value == Long.MIN_VALUE) != beyondSigned) {
                    throw overflow(place);
                }
                beyondSigned = false;
                value = -value;
            }
            default -> {}
        }
        return value;
    }

    private long named() {
        int from = cursor.at;
        int to = cursor.skipName();
        // where symbols may stand the kernel's names are symbols too
        Constants.Constant constant =
                symbolic ? constants.own(cursor.text(), from, to) : constants.get(cursor.text(), from, to);
        if (constant != null) {
            bits |= constant.bits();
            return constant.value();
        }
        String name = cursor.string(from, to);
        if (cursor.peek() == '(' && (name.equals("be16") || name.equals("be32"))) {
            return networkOrder(name.equals("be16"));
        }
        if (symbolic) {
            return symbol(name, from);
        }
        if (name.matches("[rw]([0-9]|10)")) {
            throw cursor.error(from, "'" + name + "' is a register, expected a constant");
        }
        throw cursor.error(
                from,
                "unknown constant '" + name + "', expected a number or a name that .const or the kernel defines"
                        + NearMiss.hint(name, constants.names()));
    }

    /** Takes a symbol into account; {@return what is known of it, which is 0}. */
    private long symbol(String name, int place) {
        RelocatableDraft symbolsOf = Objects.requireNonNull(file);
        SymbolDraft symbol = name.equals(".") ? symbolsOf.here() : symbolsOf.symbol(name, place);
        symbols++;
        SymbolDraft other = negative ? plus : minus;
        if (other != null && other.section != null && other.section == symbol.section) {
            long distance = symbol.offset - other.offset;
            plus = negative ? null : plus;
            minus = negative ? minus : null;
            // the caller adds or takes off what comes back
            return distance;
        }
        if ((negative ? minus : plus) != null) {
            throw cursor.error(place, "more symbols than one is added or taken off, expected SYMBOL - SYMBOL + NUMBER");
        }
        if (negative) {
            minus = symbol;
        } else {
            plus = symbol;
        }
        return 0;
    }

    /** Refuses a symbol where only a number can be computed with. */
    private void requireNumbers(int before, int place) {
        if (symbols != before && isSymbolic()) {
            throw cursor.error(place, "arithmetic with a symbol, expected only + and -");
        }
    }

    private long networkOrder(boolean half) {
        int place = cursor.at;
        long value = nested('(');
        long highest = half ? 0xffffL : 0xffff_ffffL;
        if (value < 0 || value > highest) {
            throw cursor.error(
                    place + 1, (half ? "be16" : "be32") + " of " + value + ", expected 0 to " + highest);
        }
        if (half) {
            return NetworkOrder.be16((int) value);
        }
        bits = true;
        return NetworkOrder.be32((int) value) & 0xffff_ffffL;
    }

    private void requireSigned(int place) {
        if (beyondSigned) {
            throw cursor.error(
                    place, "arithmetic with a number of 2^63 or more, expected smaller numbers or only & | ^ ~ << >>");
        }
    }

    private RuntimeException overflow(int place) {
        return cursor.error(place, "the constant expression overflows, expected a result within 64 bits");
    }
}
