package dev.xdpasm.loader.programs;

import dev.xdpasm.dsl.Bool;
import dev.xdpasm.dsl.BytesField;
import dev.xdpasm.dsl.CallProgram;
import dev.xdpasm.dsl.Checksum;
import dev.xdpasm.dsl.ChecksumSum;
import dev.xdpasm.dsl.Ipv4Net;
import dev.xdpasm.dsl.Net;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.NetVar;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.NumVar;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.loader.programs.Tree.*;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says a tree's numbers and conditions in the DSL. */
class RenderedValues {
    final CallProgram p;
    final Map<Integer, Num> numbers = new HashMap<>();
    final Map<Integer, Net> nets = new HashMap<>();
    final Map<Integer, NumVar> variables = new HashMap<>();
    final Map<Integer, NetVar> netVariables = new HashMap<>();
    final Map<Integer, List<Object>> holders = new HashMap<>();
    private final Optional<Xdp> packet;

    RenderedValues(CallProgram p, Optional<Xdp> packet) {
        this.p = p;
        this.packet = packet;
    }

    /** The same program, where it has a packet. */
    final Xdp packet() {
        return packet.orElseThrow();
    }

    final Num number(Expr expr) {
        if (expr instanceof Constant e) {
            return p.num(e.kind().type(), e.value());
        } else if (expr instanceof Known e) {
            return numbers.get(e.id());
        } else if (expr instanceof Variable e) {
            return variables.get(e.id());
        } else if (expr instanceof Read e) {
            return numField(e.ref());
        } else if (expr instanceof Two e) {
            return two(e.op(), number(e.left()), number(e.right()));
        } else if (expr instanceof WithConstant e) {
            return withConstant(e.op(), number(e.left()), e.right());
        } else if (expr instanceof ShiftBy e) {
            Num left = number(e.left());
            return e.op() == AluOp.LSH ? left.shl(number(e.count())) : left.shr(number(e.count()));
        } else if (expr instanceof Shift e) {
            Num left = number(e.left());
            return e.op() == AluOp.LSH ? left.shl(e.count()) : left.shr(e.count());
        } else if (expr instanceof Inverted e) {
            return number(e.of()).not();
        } else if (expr instanceof Converted e) {
            return number(e.of()).as(e.kind().type());
        } else if (expr instanceof Chosen e) {
            Num left = number(e.left());
            return e.smaller() ? left.min(number(e.right())) : left.max(number(e.right()));
        } else if (expr instanceof Truth e) {
            return holds(e.of()).toNum();
        } else if (expr instanceof Host e) {
            return net(e.of()).host();
        }
        return expr instanceof Length ? packet().length() : packet().offset();
    }

    private static Num two(AluOp op, Num left, Num right) {
        return switch (op) {
            case ADD -> left.plus(right);
            case SUB -> left.minus(right);
            case MUL -> left.times(right);
            case DIV -> left.dividedBy(right);
            case MOD -> left.mod(right);
            case AND -> left.and(right);
            case OR -> left.or(right);
            default -> left.xor(right);
        };
    }

    private static Num withConstant(AluOp op, Num left, long right) {
        return switch (op) {
            case ADD -> left.plus(right);
            case SUB -> left.minus(right);
            case MUL -> left.times(right);
            case DIV -> left.dividedBy(right);
            case MOD -> left.mod(right);
            case AND -> left.and(right);
            case OR -> left.or(right);
            default -> left.xor(right);
        };
    }

    final Net net(NetExpr expr) {
        if (expr instanceof NetConstant e) {
            return p.num(e.value()).net(Kind.netType(e.bits()));
        } else if (expr instanceof NetKnown e) {
            return nets.get(e.id());
        } else if (expr instanceof NetVariable e) {
            return netVariables.get(e.id());
        } else if (expr instanceof NetRead e) {
            return (NetField) field(e.ref());
        } else if (expr instanceof ToNet e) {
            return number(e.of()).net(Kind.netType(e.bits()));
        } else if (expr instanceof NetTwo e) {
            Net left = net(e.left());
            Net right = net(e.right());
            return switch (e.op()) {
                case AND -> left.and(right);
                case OR -> left.or(right);
                default -> left.xor(right);
            };
        } else if (expr instanceof NetWithConstant e) {
            Net left = net(e.left());
            return e.op() == AluOp.AND ? left.and(e.right()) : left.or(e.right());
        }
        if (expr instanceof Summed e) {
            ChecksumSum sum = Checksum.changed(net(e.checksum()));
            e.removed().forEach(word -> sum.remove(net(word)));
            e.added().forEach(word -> sum.add(net(word)));
            e.removedBytes().ifPresent(ref -> sum.remove(bytes(ref)));
            return sum.checksum();
        }
        Replaced e = (Replaced) expr;
        return Checksum.replaced(net(e.checksum()), net(e.before()), net(e.after()));
    }

    // ---- conditions

    final Bool holds(Cond cond) {
        if (cond instanceof Compare c) {
            return compare(c);
        } else if (cond instanceof CompareConstant c) {
            return compareConstant(c);
        } else if (cond instanceof In c) {
            return number(c.number()).in(c.low(), c.high());
        } else if (cond instanceof OneOf c) {
            return number(c.number()).oneOf(c.numbers().get(0), rest(c.numbers()));
        } else if (cond instanceof NetCompare c) {
            Net left = net(c.left());
            return c.condition() == Condition.JEQ ? left.eq(net(c.right())) : left.ne(net(c.right()));
        } else if (cond instanceof NetCompareConstant c) {
            Net left = net(c.left());
            return switch (c.condition()) {
                case JEQ -> left.eq(c.right());
                case JNE -> left.ne(c.right());
                default -> left.has(c.right());
            };
        } else if (cond instanceof NetIn c) {
            return net(c.number()).in(c.low(), c.high());
        } else if (cond instanceof NetOneOf c) {
            return net(c.number()).oneOf(c.numbers().get(0), rest(c.numbers()));
        } else if (cond instanceof Cidr c) {
            return net(c.number()).in(new Ipv4Net(c.address(), c.prefix()).toString());
        } else if (cond instanceof SameBytes c) {
            return bytes(c.left()).eq(bytes(c.right()));
        } else if (cond instanceof ZeroBytes c) {
            return bytes(c.of()).isZero();
        } else if (cond instanceof Enough c) {
            return packet().has(c.bytes());
        } else if (cond instanceof Both c) {
            return holds(c.left()).and(holds(c.right()));
        } else if (cond instanceof Either c) {
            return holds(c.left()).or(holds(c.right()));
        } else if (cond instanceof Not c) {
            return holds(c.of()).not();
        }
        Hinted c = (Hinted) cond;
        return c.likely() ? holds(c.of()).likely() : holds(c.of()).unlikely();
    }

    private static long[] rest(List<Long> numbers) {
        return numbers.stream().skip(1).mapToLong(Long::longValue).toArray();
    }

    private Bool compare(Compare c) {
        Num left = number(c.left());
        Num right = number(c.right());
        return switch (c.condition()) {
            case JEQ -> left.eq(right);
            case JNE -> left.ne(right);
            case JLT -> left.lt(right);
            case JLE -> left.le(right);
            case JGT -> left.gt(right);
            default -> left.ge(right);
        };
    }

    private Bool compareConstant(CompareConstant c) {
        Num left = number(c.left());
        return switch (c.condition()) {
            case JEQ -> left.eq(c.right());
            case JNE -> left.ne(c.right());
            case JLT -> left.lt(c.right());
            case JLE -> left.le(c.right());
            case JGT -> left.gt(c.right());
            case JGE -> left.ge(c.right());
            default -> left.has(c.right());
        };
    }

    final NumField numField(Ref ref) {
        return (NumField) field(ref);
    }

    final BytesField bytes(Ref ref) {
        return (BytesField) field(ref);
    }

    final Object field(Ref ref) {
        return holders.get(ref.holder()).get(ref.field());
    }
}
