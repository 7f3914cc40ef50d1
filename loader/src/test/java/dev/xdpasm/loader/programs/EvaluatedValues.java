package dev.xdpasm.loader.programs;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.loader.programs.Tree.*;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What numbers and conditions are where a program stands in a packet. */
class EvaluatedValues {
    final byte[] packet;
    final Map<Integer, Long> numbers = new HashMap<>();
    final Map<Integer, Long> nets = new HashMap<>();
    final Map<Integer, Long> variables = new HashMap<>();
    final Map<Integer, Long> netVariables = new HashMap<>();
    final Map<Integer, Area> holders = new HashMap<>();

    /** Where the packet begins and ends in the bytes, once it was moved. */
    int begin;

    int end;
    int cursor;

    EvaluatedValues(byte[] packet) {
        this.packet = packet;
        this.end = packet.length;
    }

    final long value(Expr expr) {
        Kind kind = expr.kind();
        if (expr instanceof Constant e) {
            return e.value();
        } else if (expr instanceof Known e) {
            return numbers.get(e.id());
        } else if (expr instanceof Variable e) {
            return variables.get(e.id());
        } else if (expr instanceof Read e) {
            return holders.get(e.ref().holder()).read(e.ref().field());
        } else if (expr instanceof Two e) {
            return binary(kind, e.op(), kind.of(value(e.left())), kind.of(value(e.right())));
        } else if (expr instanceof WithConstant e) {
            return binary(kind, e.op(), kind.of(value(e.left())), kind.of(e.right()));
        } else if (expr instanceof ShiftBy e) {
            return shift(kind, e.op(), value(e.left()), (int) value(e.count()) & kind.bits() - 1);
        } else if (expr instanceof Shift e) {
            return shift(kind, e.op(), value(e.left()), e.count());
        } else if (expr instanceof Inverted e) {
            return kind.of(~value(e.of()));
        } else if (expr instanceof Converted e) {
            return kind.of(value(e.of()));
        } else if (expr instanceof Chosen e) {
            long left = value(e.left());
            long right = value(e.right());
            return kind.compare(left, right) <= 0 == e.smaller() ? left : right;
        } else if (expr instanceof Truth e) {
            return holds(e.of()) ? 1 : 0;
        } else if (expr instanceof Host e) {
            return net(e.of());
        }
        return expr instanceof Length ? end - begin : cursor - begin;
    }

    private static long binary(Kind kind, AluOp op, long a, long b) {
        boolean signed = kind.signed();
        return kind.of(
                switch (op) {
                    case ADD -> a + b;
                    case SUB -> a - b;
                    case MUL -> a * b;
                    case DIV -> b == 0 ? 0 : signed ? a / b : Long.divideUnsigned(a, b);
                    case MOD -> b == 0 ? a : signed ? a % b : Long.remainderUnsigned(a, b);
                    case AND -> a & b;
                    case OR -> a | b;
                    default -> a ^ b;
                });
    }

    private static long shift(Kind kind, AluOp op, long value, int count) {
        return kind.of(op == AluOp.LSH ? value << count : kind.signed() ? value >> count : value >>> count);
    }

    /** The number in the way people say it: in host order. */
    final long net(NetExpr expr) {
        if (expr instanceof NetConstant e) {
            return e.value();
        } else if (expr instanceof NetKnown e) {
            return nets.get(e.id());
        } else if (expr instanceof NetVariable e) {
            return netVariables.get(e.id());
        } else if (expr instanceof NetRead e) {
            return holders.get(e.ref().holder()).read(e.ref().field());
        } else if (expr instanceof ToNet e) {
            return new Kind(e.bits(), false).of(value(e.of()));
        } else if (expr instanceof NetTwo e) {
            return binary(Kind.U64, e.op(), net(e.left()), net(e.right()));
        } else if (expr instanceof NetWithConstant e) {
            return binary(Kind.U64, e.op(), net(e.left()), e.right());
        }
        if (expr instanceof Summed e) {
            return summed(e);
        }
        Replaced e = (Replaced) expr;
        long sum = (~net(e.checksum()) & 0xffff) + (~net(e.before()) & 0xffff) + net(e.after());
        sum = (sum & 0xffff) + (sum >> 16);
        sum = (sum & 0xffff) + (sum >> 16);
        return ~sum & 0xffff;
    }

    private long summed(Summed e) {
        long sum = ~net(e.checksum()) & 0xffff;
        for (NetExpr word : e.added()) {
            sum += halves(net(word));
        }
        for (NetExpr word : e.removed()) {
            sum += halves(~net(word) & -1L >>> Long.SIZE - word.bits());
        }
        byte[] removed = e.removedBytes().map(this::bytes).orElse(new byte[0]);
        for (int i = 0; i < removed.length; i += 2) {
            sum += ~(removed[i] << 8 | removed[i + 1] & 0xff) & 0xffff;
        }
        while (sum > 0xffff) {
            sum = halves(sum);
        }
        return ~sum & 0xffff;
    }

    private static long halves(long word) {
        return (word >>> Short.SIZE) + (word & 0xffff);
    }

    // ---- conditions

    final boolean holds(Cond cond) {
        if (cond instanceof Compare c) {
            boolean signed = (c.left() instanceof Constant ? c.right() : c.left()).kind().signed();
            return holds(c.condition(), signed, value(c.left()), value(c.right()));
        } else if (cond instanceof CompareConstant c) {
            return holds(c.condition(), c.left().kind().signed(), value(c.left()), c.right());
        } else if (cond instanceof In c) {
            Kind kind = c.number().kind();
            long number = value(c.number());
            return kind.compare(number, c.low()) >= 0 && kind.compare(number, c.high()) <= 0;
        } else if (cond instanceof OneOf c) {
            return c.numbers().contains(value(c.number()));
        } else if (cond instanceof NetCompare c) {
            return net(c.left()) == net(c.right()) == (c.condition() == Condition.JEQ);
        } else if (cond instanceof NetCompareConstant c) {
            return holds(c.condition(), false, net(c.left()), c.right());
        } else if (cond instanceof NetIn c) {
            long number = net(c.number());
            return Long.compareUnsigned(number, c.low()) >= 0 && Long.compareUnsigned(number, c.high()) <= 0;
        } else if (cond instanceof NetOneOf c) {
            return c.numbers().contains(net(c.number()));
        } else if (cond instanceof Cidr c) {
            return c.prefix() == 0 || net(c.number()) >>> 32 - c.prefix() == c.address() >>> 32 - c.prefix();
        } else if (cond instanceof SameBytes c) {
            return Arrays.equals(bytes(c.left()), bytes(c.right()));
        } else if (cond instanceof ZeroBytes c) {
            return Arrays.equals(bytes(c.of()), new byte[bytes(c.of()).length]);
        } else if (cond instanceof Enough c) {
            return cursor + c.bytes() <= end;
        } else if (cond instanceof Both c) {
            return holds(c.left()) && holds(c.right());
        } else if (cond instanceof Either c) {
            return holds(c.left()) || holds(c.right());
        } else if (cond instanceof Not c) {
            return !holds(c.of());
        }
        return holds(((Hinted) cond).of());
    }

    private static boolean holds(Condition condition, boolean signed, long left, long right) {
        int order = signed ? Long.compare(left, right) : Long.compareUnsigned(left, right);
        return switch (condition) {
            case JEQ -> order == 0;
            case JNE -> order != 0;
            case JLT -> order < 0;
            case JLE -> order <= 0;
            case JGT -> order > 0;
            case JGE -> order >= 0;
            default -> (left & right) != 0;
        };
    }

    final byte[] bytes(Ref ref) {
        return holders.get(ref.holder()).raw(ref.field());
    }

}
