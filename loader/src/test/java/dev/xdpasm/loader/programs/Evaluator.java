package dev.xdpasm.loader.programs;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.loader.programs.Tree.*;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does in Java what a {@link Tree} says, as the DSL's Javadoc promises it: one packet, over maps that live on. */
final class Evaluator {
    private final Tree tree;
    private final TableState state;
    private final byte[] packet;
    private final Map<Integer, Long> numbers = new HashMap<>();
    private final Map<Integer, Long> nets = new HashMap<>();
    private final Map<Integer, Long> variables = new HashMap<>();
    private final Map<Integer, Long> netVariables = new HashMap<>();
    private final Map<Integer, Area> holders = new HashMap<>();
    private final Deque<Compute> computing = new ArrayDeque<>();
    private int cursor;

    /** Bytes that a holder shows, from {@code base} on. */
    private record Area(byte[] bytes, int base, Shape shape) {}

    /** How a path ends that does not go on behind its statement. */
    private static final class End extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Object target;
        private final long value;

        /** Ends what {@code target} is: the program, a computation, a loop, a turn of it. */
        private End(Object target, long value) {
            super("", null, false, false);
            this.target = target;
            this.value = value;
        }
    }

    private record Program() {}

    private record Given(int computation) {}

    private record Left(int loop) {}

    private record Turn(int loop) {}

    private Evaluator(Tree tree, TableState state, byte[] packet) {
        this.tree = tree;
        this.state = state;
        this.packet = packet;
    }

    /** {@return the action for a packet, which is changed in place} */
    static int run(Tree tree, TableState state, byte[] packet) {
        Evaluator evaluator = new Evaluator(tree, state, packet);
        try {
            evaluator.all(tree.statements());
            evaluator.byDefault();
        } catch (End end) {
            return (int) end.value;
        }
        throw new IllegalStateException("byDefault() goes on");
    }

    private void all(List<Statement> statements) {
        statements.forEach(this::does);
    }

    private void byDefault() {
        throw computing.isEmpty()
                ? new End(new Program(), tree.byDefault())
                : new End(new Given(computing.peek().id()), computing.peek().byDefault());
    }

    // ---- statements

    private void does(Statement statement) {
        if (statement instanceof Let s) {
            numbers.put(s.id(), value(s.number()));
        } else if (statement instanceof NetLet s) {
            nets.put(s.id(), net(s.number()));
        } else if (statement instanceof Declare s) {
            variables.put(s.id(), s.kind().of(value(s.initial())));
        } else if (statement instanceof NetDeclare s) {
            netVariables.put(s.id(), net(s.initial()));
        } else if (statement instanceof Assign s) {
            variables.put(s.id(), s.kind().of(value(s.number())));
        } else if (statement instanceof Increase s) {
            long by = value(s.by());
            variables.merge(s.id(), by, (before, more) -> s.kind().of(before + more));
        } else if (statement instanceof NetAssign s) {
            netVariables.put(s.id(), net(s.number()));
        } else if (statement instanceof Tree.When s) {
            if (holds(s.condition())) {
                all(s.then());
            } else {
                s.otherwise().ifPresent(this::all);
            }
        } else if (statement instanceof Tree.Match s) {
            match(s);
        } else if (statement instanceof Compute s) {
            compute(s);
        } else if (statement instanceof Give s) {
            throw new End(new Given(s.computation()), s.kind().of(value(s.number())));
        } else if (statement instanceof Repeat s) {
            repeat(s);
        } else if (statement instanceof Leave s) {
            throw new End(new Left(s.loop()), 0);
        } else if (statement instanceof Next s) {
            throw new End(new Turn(s.loop()), 0);
        } else if (statement instanceof Exit s) {
            throw new End(new Program(), value(s.action()));
        } else if (statement instanceof ByDefault) {
            byDefault();
        } else {
            doesToMemory(statement);
        }
    }

    private void doesToMemory(Statement statement) {
        if (statement instanceof Write s) {
            write(s.ref(), value(s.number()));
        } else if (statement instanceof WriteConstant s) {
            write(s.ref(), s.number());
        } else if (statement instanceof NetWrite s) {
            write(s.ref(), net(s.number()));
        } else if (statement instanceof Copy s) {
            Area from = holders.get(s.from().holder());
            Area to = holders.get(s.to().holder());
            int size = from.shape().parts().get(s.from().field()).size();
            System.arraycopy(
                    from.bytes(), from.base() + from.shape().offset(s.from().field()),
                    to.bytes(), to.base() + to.shape().offset(s.to().field()), size);
        } else if (statement instanceof AddTo s) {
            write(s.ref(), read(s.ref()) + value(s.number()));
        } else if (statement instanceof Atomic s) {
            atomic(s);
        } else if (statement instanceof Need s) {
            need(s.bytes());
        } else if (statement instanceof Skip s) {
            cursor += (int) (value(s.bytes()) & s.most());
        } else if (statement instanceof SkipConstant s) {
            cursor += s.bytes();
        } else if (statement instanceof Take s) {
            need(s.shape().size());
            holders.put(s.holder(), new Area(packet, cursor, s.shape()));
            cursor += s.shape().size();
        } else if (statement instanceof Make s) {
            holders.put(s.holder(), new Area(new byte[s.shape().size()], 0, s.shape()));
            all(s.writes());
        } else if (statement instanceof Tree.Global s) {
            holders.put(s.holder(), new Area(state.global(s.name()), 0, Table.Tables.number(Table.GLOBAL_KINDS.get(s.name()))));
        } else {
            doesToMaps(statement);
        }
    }

    private void doesToMaps(Statement statement) {
        if (statement instanceof Element s) {
            found(s.holder(), s.table(), TableState.index(0));
        } else if (statement instanceof Lookup s) {
            if (found(s.holder(), s.table(), content(s.key(), s.table().key))) {
                all(s.found());
            } else {
                s.otherwise().ifPresent(this::all);
            }
        } else if (statement instanceof OrElse s) {
            if (!found(s.holder(), s.table(), content(s.key(), s.table().key))) {
                all(s.otherwise());
                byDefault();
            }
        } else if (statement instanceof Update s) {
            state.put(s.table(), content(s.key(), s.table().key), content(s.value(), s.table().value));
        } else if (statement instanceof Delete s) {
            state.delete(s.table(), content(s.key(), s.table().key));
        }
    }

    private boolean found(int holder, Table table, byte[] key) {
        byte[] value = state.find(table, key);
        if (value != null) {
            holders.put(holder, new Area(value, 0, table.value));
        }
        return value != null;
    }

    private byte[] content(Content content, Shape shape) {
        byte[] bytes = new byte[shape.size()];
        Area area = new Area(bytes, 0, shape);
        if (content instanceof OfNumber number) {
            write(area, 0, value(number.number()));
        } else if (content instanceof OfNet net) {
            write(area, 0, net(net.number()));
        } else {
            Area made = holders.get(((Tree.OfStruct) content).holder());
            System.arraycopy(made.bytes(), made.base(), bytes, 0, bytes.length);
        }
        return bytes;
    }

    private void need(int bytes) {
        if (cursor + bytes > packet.length) {
            byDefault();
        }
    }

    private void match(Tree.Match s) {
        Kind kind = s.number().kind();
        long number = value(s.number());
        Optional<Case> met = s.cases().stream()
                .filter(one -> kind.compare(number, one.low()) >= 0 && kind.compare(number, one.high()) <= 0)
                .findFirst();
        met.map(Case::body).or(s::otherwise).ifPresent(this::all);
    }

    private void compute(Compute s) {
        int before = cursor;
        computing.push(s);
        long result = 0;
        try {
            all(s.body());
            result = s.byDefault();
        } catch (End end) {
            if (!end.target.equals(new Given(s.id()))) {
                throw end;
            }
            result = end.value;
        } finally {
            computing.pop();
        }
        cursor = before;
        numbers.put(s.id(), s.kind().of(result));
    }

    private void repeat(Repeat s) {
        for (int i = 0; i < s.times(); i++) {
            numbers.put(s.index(), (long) i);
            try {
                all(s.body());
            } catch (End end) {
                if (end.target.equals(new Left(s.loop()))) {
                    return;
                }
                if (!end.target.equals(new Turn(s.loop()))) {
                    throw end;
                }
            }
        }
    }

    private void atomic(Atomic s) {
        long before = read(s.ref());
        long number = value(s.number());
        boolean same = s.expected().isEmpty() || s.kind().of(value(s.expected().get())) == s.kind().of(before);
        switch (s.op()) {
            case ADD, FETCH_ADD -> write(s.ref(), before + number);
            case OR, FETCH_OR -> write(s.ref(), before | number);
            case AND -> write(s.ref(), before & number);
            case XOR -> write(s.ref(), before ^ number);
            case XCHG -> write(s.ref(), number);
            default -> write(s.ref(), same ? number : before);
        }
        numbers.put(s.id(), before);
    }

    // ---- memory

    private long read(Ref ref) {
        Area area = holders.get(ref.holder());
        return read(area, ref.field());
    }

    private static long read(Area area, int field) {
        Shape.Part part = area.shape().parts().get(field);
        int at = area.base() + area.shape().offset(field);
        if (part instanceof Shape.Bits bits) {
            Shape.Number of = (Shape.Number) area.shape().parts().get(bits.of());
            return littleEndian(area.bytes(), at, of.size()) >>> bits.shift() & (1L << bits.width()) - 1;
        }
        if (part instanceof Shape.Number number) {
            return number.kind().of(littleEndian(area.bytes(), at, part.size()));
        }
        return Long.reverseBytes(littleEndian(area.bytes(), at, part.size())) >>> Long.SIZE - 8 * part.size();
    }

    private static long littleEndian(byte[] bytes, int at, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }

    private void write(Ref ref, long value) {
        write(holders.get(ref.holder()), ref.field(), value);
    }

    private static void write(Area area, int field, long value) {
        Shape.Part part = area.shape().parts().get(field);
        int at = area.base() + area.shape().offset(field);
        long written = value;
        int size = part.size();
        if (part instanceof Shape.Bits bits) {
            size = area.shape().parts().get(bits.of()).size();
            long mask = (1L << bits.width()) - 1 << bits.shift();
            written = littleEndian(area.bytes(), at, size) & ~mask | value << bits.shift() & mask;
        } else if (part instanceof Shape.Network) {
            written = Long.reverseBytes(value) >>> Long.SIZE - 8 * size;
        }
        for (int i = 0; i < size; i++) {
            area.bytes()[at + i] = (byte) (written >>> 8 * i);
        }
    }

    // ---- values

    private long value(Expr expr) {
        Kind kind = expr.kind();
        if (expr instanceof Constant e) {
            return e.value();
        } else if (expr instanceof Known e) {
            return numbers.get(e.id());
        } else if (expr instanceof Variable e) {
            return variables.get(e.id());
        } else if (expr instanceof Read e) {
            return read(e.ref());
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
        return expr instanceof Length ? packet.length : cursor;
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
    private long net(NetExpr expr) {
        if (expr instanceof NetConstant e) {
            return e.value();
        } else if (expr instanceof NetKnown e) {
            return nets.get(e.id());
        } else if (expr instanceof NetVariable e) {
            return netVariables.get(e.id());
        } else if (expr instanceof NetRead e) {
            return read(e.ref());
        } else if (expr instanceof ToNet e) {
            return new Kind(e.bits(), false).of(value(e.of()));
        } else if (expr instanceof NetTwo e) {
            return binary(Kind.U64, e.op(), net(e.left()), net(e.right()));
        } else if (expr instanceof NetWithConstant e) {
            return binary(Kind.U64, e.op(), net(e.left()), e.right());
        }
        Replaced e = (Replaced) expr;
        long sum = (~net(e.checksum()) & 0xffff) + (~net(e.before()) & 0xffff) + net(e.after());
        sum = (sum & 0xffff) + (sum >> 16);
        sum = (sum & 0xffff) + (sum >> 16);
        return ~sum & 0xffff;
    }

    // ---- conditions

    private boolean holds(Cond cond) {
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
            return cursor + c.bytes() <= packet.length;
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

    private byte[] bytes(Ref ref) {
        Area area = holders.get(ref.holder());
        int from = area.base() + area.shape().offset(ref.field());
        return Arrays.copyOfRange(area.bytes(), from, from + area.shape().parts().get(ref.field()).size());
    }
}
