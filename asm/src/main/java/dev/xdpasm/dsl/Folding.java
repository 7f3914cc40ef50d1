package dev.xdpasm.dsl;

import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Width;
import java.util.Optional;

/** Computes with what is known when the program is made, as the kernel would when it runs (RFC 9669 section 4.1). */
final class Folding {
    private Folding() {}

    /** {@return the result of two constants; empty if one of them is none} */
    static Optional<Const> of(AluOp op, Width width, Value left, Value right) {
        if (!(left instanceof Const a) || !(right instanceof Const b)) {
            return Optional.empty();
        }
        return Optional.of(Value.of(
                width == Width.W64
                        ? whole(op, a.value(), b.value())
                        : Integer.toUnsignedLong(half(op, (int) a.value(), (int) b.value()))));
    }

    private static long whole(AluOp op, long a, long b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> b == 0 ? 0 : Long.divideUnsigned(a, b);
            case SDIV -> b == 0 ? 0 : a / b;
            case MOD -> b == 0 ? a : Long.remainderUnsigned(a, b);
            case SMOD -> b == 0 ? a : a % b;
            case OR -> a | b;
            case AND -> a & b;
            case XOR -> a ^ b;
            case LSH -> a << b;
            case RSH -> a >>> b;
            case ARSH -> a >> b;
            case MOV -> b;
        };
    }

    private static int half(AluOp op, int a, int b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> b == 0 ? 0 : Integer.divideUnsigned(a, b);
            case SDIV -> b == 0 ? 0 : a / b;
            case MOD -> b == 0 ? a : Integer.remainderUnsigned(a, b);
            case SMOD -> b == 0 ? a : a % b;
            case OR -> a | b;
            case AND -> a & b;
            case XOR -> a ^ b;
            case LSH -> a << b;
            case RSH -> a >>> b;
            case ARSH -> a >> b;
            case MOV -> b;
        };
    }

    /** {@return the lower bits of a number in network order: what a load of those bytes gives on a little-endian machine} */
    static long swapped(int width, long value) {
        return switch (width) {
            case Byte.SIZE -> value & 0xff;
            case Short.SIZE -> Short.toUnsignedLong(Short.reverseBytes((short) value));
            case Integer.SIZE -> Integer.toUnsignedLong(Integer.reverseBytes((int) value));
            default -> Long.reverseBytes(value);
        };
    }
}
