package dev.xdpasm.opt;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Width;

/** What operations make of numbers that are known (RFC 9669 sections 4.1 to 4.3), on a little-endian machine. */
public final class Evaluation {
    private static final long LOWER = 0xffff_ffffL;

    private Evaluation() {}

    /** {@return a number with as many of its lowest bits set} */
    static long ones(int bits) {
        return bits >= Long.SIZE ? -1 : (1L << bits) - 1;
    }

    /** {@return what an operation makes of two numbers} */
    public static long binary(AluOp op, Width width, long left, long right) {
        return width == Width.W64 ? wide(op, left, right) : narrow(op, (int) left, (int) right) & LOWER;
    }

    private static long wide(AluOp op, long left, long right) {
        return switch (op) {
            case ADD -> left + right;
            case SUB -> left - right;
            case MUL -> left * right;
            case DIV -> right == 0 ? 0 : Long.divideUnsigned(left, right);
            case SDIV -> right == 0 ? 0 : left / right;
            case MOD -> right == 0 ? left : Long.remainderUnsigned(left, right);
            case SMOD -> right == 0 ? left : left % right;
            case OR -> left | right;
            case AND -> left & right;
            case XOR -> left ^ right;
            case LSH -> left << right;
            case RSH -> left >>> right;
            case ARSH -> left >> right;
            case MOV -> right;
        };
    }

    private static int narrow(AluOp op, int left, int right) {
        return switch (op) {
            case ADD -> left + right;
            case SUB -> left - right;
            case MUL -> left * right;
            case DIV -> right == 0 ? 0 : Integer.divideUnsigned(left, right);
            case SDIV -> right == 0 ? 0 : left / right;
            case MOD -> right == 0 ? left : Integer.remainderUnsigned(left, right);
            case SMOD -> right == 0 ? left : left % right;
            case OR -> left | right;
            case AND -> left & right;
            case XOR -> left ^ right;
            case LSH -> left << right;
            case RSH -> left >>> right;
            case ARSH -> left >> right;
            case MOV -> right;
        };
    }

    /** {@return a number's lower bytes turned as an operation says, or only cut} */
    public static long swap(ByteOrderOp op, int width, long value) {
        return op == ByteOrderOp.LE ? value & ones(width) : Long.reverseBytes(value) >>> (Long.SIZE - width);
    }

    /** {@return a number's lower bits with the sign repeated above} */
    static long signExtend(int width, long value) {
        return value << (Long.SIZE - width) >> (Long.SIZE - width);
    }

    /** {@return whether a condition holds between two numbers} */
    static boolean holds(Condition condition, Width width, long left, long right) {
        if (width == Width.W32) {
            return condition.isSigned()
                    ? holds(condition, Width.W64, (int) left, (int) right)
                    : holds(condition, Width.W64, left & LOWER, right & LOWER);
        }
        return switch (condition) {
            case JEQ -> left == right;
            case JNE -> left != right;
            case JGT -> Long.compareUnsigned(left, right) > 0;
            case JGE -> Long.compareUnsigned(left, right) >= 0;
            case JLT -> Long.compareUnsigned(left, right) < 0;
            case JLE -> Long.compareUnsigned(left, right) <= 0;
            case JSGT -> left > right;
            case JSGE -> left >= right;
            case JSLT -> left < right;
            case JSLE -> left <= right;
            case JSET -> (left & right) != 0;
        };
    }
}
