package dev.xdpasm.loader.programs;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.programs.Tree.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** Expressions and conditions made by chance of what a scope can name. */
final class RandomValues {
    private static final long[] CONSTANTS = {
        0, 1, 2, 3, 5, 7, 8, 16, 31, 32, 63, 100, 127, 128, 255, 256, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fff_ffffL, 0x8000_0000L,
        0xffff_ffffL, 0x1_0000_0000L, -1, -2, -128, Integer.MIN_VALUE, Integer.MIN_VALUE - 1L, Long.MIN_VALUE, Long.MAX_VALUE,
        0x1234_5678_9abc_def0L
    };
    private static final AluOp[] OPS = {
        AluOp.ADD, AluOp.SUB, AluOp.MUL, AluOp.DIV, AluOp.MOD, AluOp.AND, AluOp.OR, AluOp.XOR
    };
    private static final AluOp[] NET_OPS = {AluOp.AND, AluOp.OR, AluOp.XOR};
    private static final Condition[] CONDITIONS = {
        Condition.JEQ, Condition.JNE, Condition.JLT, Condition.JLE, Condition.JGT, Condition.JGE
    };
    private static final Kind[] KINDS = {Kind.U8, Kind.U16, Kind.U32, Kind.U64, Kind.S8, Kind.S16, Kind.S32, Kind.S64};

    private final Random random;
    private final IsaLevel level;
    private final TreeScope scope;

    RandomValues(Random random, IsaLevel level, TreeScope scope) {
        this.random = random;
        this.level = level;
        this.scope = scope;
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T any(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    Kind kind() {
        return any(KINDS);
    }

    int netBits() {
        return 16 << random.nextInt(3);
    }

    long constant(Kind kind) {
        return kind.of(chance(4) ? random.nextLong() >>> random.nextInt(64) : CONSTANTS[random.nextInt(CONSTANTS.length)]);
    }

    // ---- fields

    /** {@return a field that is such a one, if there is} */
    Optional<Ref> ref(Predicate<Shape.Part> wanted, boolean inPacket) {
        List<Ref> all = new ArrayList<>();
        for (TreeScope.Holder holder : scope.holders) {
            for (int i = 0; i < holder.shape().parts().size(); i++) {
                if ((inPacket || !holder.inPacket()) && wanted.test(holder.shape().parts().get(i))) {
                    all.add(new Ref(holder.id(), i));
                }
            }
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(any(all));
    }

    Shape.Part part(Ref ref) {
        return scope.holders.stream()
                .filter(holder -> holder.id() == ref.holder())
                .findFirst()
                .orElseThrow()
                .shape()
                .parts()
                .get(ref.field());
    }

    Optional<Ref> raw(int size) {
        return ref(part -> part instanceof Shape.Raw && part.size() == size, true);
    }

    Optional<Statement> copy() {
        int size = chance(3) ? 16 : 6;
        Optional<Ref> from = raw(size);
        return raw(size).filter(to -> from.isPresent()).map(to -> new Copy(to, from.get()));
    }

    private Read read() {
        Ref ref = ref(part -> part instanceof Shape.Number || part instanceof Shape.Bits, true).orElseThrow();
        if (part(ref) instanceof Shape.Number number) {
            return new Read(number.kind(), ref);
        }
        return new Read(Kind.U32, ref);
    }

    /** What is not known when the program is made. */
    Expr dynamic() {
        if (!scope.variables.isEmpty() && chance(2)) {
            TreeScope.Named variable = any(scope.variables);
            return new Variable(variable.kind(), variable.id());
        }
        return read();
    }

    // ---- numbers

    Expr expr(int depth) {
        if (depth == 0 || chance(4)) {
            return leaf();
        }
        Expr left = expr(depth - 1);
        return switch (random.nextInt(13)) {
            case 0, 1, 2, 3 -> two(left, depth);
            case 4, 5 -> withConstant(left);
            case 6 -> new ShiftBy(left.kind().promoted(), chance(2) ? AluOp.LSH : AluOp.RSH, left, expr(depth - 1));
            case 7 -> {
                Kind result = left.kind().promoted();
                yield new Shift(result, chance(2) ? AluOp.LSH : AluOp.RSH, left, random.nextInt(result.bits()));
            }
            case 8 -> new Inverted(left.kind(), left);
            case 9, 10 -> new Converted(kind(), left);
            case 11 -> scope.branch(1) ? chosen(left, depth) : left;
            default -> chance(2) && scope.branch(1) ? new Truth(Kind.U8, cond(1)) : host(depth);
        };
    }

    private Expr leaf() {
        int choice = random.nextInt(12);
        if (choice < 2) {
            Kind kind = kind();
            return new Constant(kind, constant(kind));
        }
        if (choice < 6 && !scope.numbers.isEmpty()) {
            TreeScope.Named known = any(scope.numbers);
            return new Known(known.kind(), known.id());
        }
        if (scope.body != TreeScope.Body.PROGRAM) {
            return dynamic();
        }
        return choice == 6 ? new Length(Kind.U64) : choice == 7 ? new Offset(Kind.U64) : dynamic();
    }

    private Expr host(int depth) {
        NetExpr net = net(netBits(), depth - 1);
        return new Host(new Kind(net.bits(), false), net);
    }

    /** A number of that sign, which may be a constant of the other. */
    Expr signed(boolean signed, int depth) {
        Expr expr = expr(depth);
        return expr.kind().signed() == signed ? expr : new Converted(expr.kind().as(signed), expr);
    }

    private Expr two(Expr left, int depth) {
        if (chance(5)) {
            return mixed();
        }
        AluOp op = any(OPS);
        boolean division = op == AluOp.DIV || op == AluOp.MOD;
        Expr first = division && level != IsaLevel.V4 ? unsigned(left) : left;
        Expr second = division ? dynamic() : expr(depth - 1);
        if (second.kind().signed() != first.kind().signed()) {
            second = new Converted(second.kind().as(first.kind().signed()), second);
        }
        return new Two(first.kind().with(second.kind()), op, first, second);
    }

    private static Expr unsigned(Expr of) {
        return of.kind().signed() ? new Converted(of.kind().as(false), of) : of;
    }

    /** A constant has the sign of what it meets. */
    private Expr mixed() {
        Expr known = dynamic();
        Kind other = kind().as(!known.kind().signed());
        Expr constant = new Constant(other, constant(other));
        AluOp[] ops = {AluOp.ADD, AluOp.SUB, AluOp.MUL, AluOp.AND, AluOp.OR, AluOp.XOR};
        Kind result = known.kind().with(other);
        return chance(2) ? new Two(result, any(ops), known, constant) : new Two(result, any(ops), constant, known);
    }

    private Expr withConstant(Expr left) {
        AluOp op = any(OPS);
        boolean division = op == AluOp.DIV || op == AluOp.MOD;
        Expr first = division && level != IsaLevel.V4 ? unsigned(left) : left;
        Kind result = first.kind().promoted();
        long constant = constant(chance(3) ? result.as(true) : result);
        return division && result.of(constant) == 0 ? first : new WithConstant(result, op, first, constant);
    }

    private Expr chosen(Expr left, int depth) {
        Expr right = expr(depth - 1);
        Expr second = right.kind().signed() == left.kind().signed() ? right : new Converted(right.kind().as(left.kind().signed()), right);
        return new Chosen(left.kind().with(second.kind()), chance(2), left, second);
    }

    /** A key that is often the same. */
    Expr small(Kind kind) {
        Expr some = chance(4) ? expr(1) : dynamic();
        if (chance(3)) {
            return some.kind().equals(kind) ? some : new Converted(kind, some);
        }
        Expr cut = new WithConstant(some.kind().promoted(), AluOp.AND, some, 7);
        return cut.kind().equals(kind) ? cut : new Converted(kind, cut);
    }

    /** All that is known and has a number that leaves this rest, in one. */
    Expr gathered(int rest, int of) {
        Expr all = new Constant(Kind.U64, rest);
        List<Expr> known = new ArrayList<>();
        scope.numbers.forEach(number -> known.add(new Known(number.kind(), number.id())));
        scope.variables.forEach(number -> known.add(new Variable(number.kind(), number.id())));
        scope.nets.forEach(net -> known.add(new Host(new Kind(net.bits(), false), new NetKnown(net.bits(), net.id()))));
        scope.netVariables.forEach(net -> known.add(new Host(new Kind(net.bits(), false), new NetVariable(net.bits(), net.id()))));
        for (int i = rest; i < known.size(); i += of) {
            Expr rotated = new WithConstant(Kind.U64, AluOp.MUL, all, 31);
            all = new Two(Kind.U64, AluOp.ADD, rotated, new Converted(Kind.U64, known.get(i)));
        }
        return all;
    }

    // ---- network order

    NetExpr net(int bits, int depth) {
        if (scope.words == TreeScope.Words.ALL && bits == Short.SIZE && depth > 0 && chance(6)) {
            return summed(depth - 1);
        }
        if (depth > 0 && chance(2)) {
            return switch (random.nextInt(5)) {
                case 0, 1 -> toNet(bits, expr(depth - 1));
                case 2 -> new NetTwo(bits, any(NET_OPS), net(bits, depth - 1), net(bits, depth - 1));
                case 3 -> new NetWithConstant(
                        bits, chance(2) ? AluOp.AND : AluOp.OR, net(bits, depth - 1), constant(new Kind(bits, false)));
                default -> bits == 16
                        ? new Replaced(bits, net(bits, 0), net(bits, depth - 1), net(bits, depth - 1))
                        : net(bits, depth - 1);
            };
        }
        List<NetExpr> known = new ArrayList<>();
        scope.nets.stream().filter(net -> net.bits() == bits).forEach(net -> known.add(new NetKnown(bits, net.id())));
        scope.netVariables.stream().filter(net -> net.bits() == bits).forEach(net -> known.add(new NetVariable(bits, net.id())));
        if (!known.isEmpty() && chance(2)) {
            return any(known);
        }
        Optional<Ref> ref = ref(part -> part instanceof Shape.Network network && network.bits() == bits, true);
        return ref.isPresent() && !chance(6)
                ? new NetRead(bits, ref.get())
                : new NetConstant(bits, bits == 64 ? constant(Kind.S64) : constant(new Kind(bits, false)));
    }

    private NetExpr summed(int depth) {
        List<NetExpr> removed = new ArrayList<>();
        List<NetExpr> added = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            (chance(2) ? removed : added).add(net(chance(2) ? Short.SIZE : Integer.SIZE, depth));
        }
        return new Summed(Short.SIZE, net(Short.SIZE, depth), removed, added, chance(3) ? raw(chance(2) ? 16 : 6) : Optional.empty());
    }

    private static NetExpr toNet(int bits, Expr number) {
        boolean wider = number.kind().bits() > bits;
        return new ToNet(bits, wider ? new Converted(new Kind(bits, false), number) : number);
    }

    // ---- conditions

    Cond cond(int depth) {
        if (depth > 0 && chance(3)) {
            return switch (random.nextInt(4)) {
                case 0 -> scope.branch(1) ? new Both(cond(depth - 1), cond(depth - 1)) : cond(0);
                case 1 -> scope.branch(1) ? new Either(cond(depth - 1), cond(depth - 1)) : cond(0);
                case 2 -> new Not(cond(depth - 1));
                default -> new Hinted(cond(depth - 1), chance(2));
            };
        }
        return switch (random.nextInt(10)) {
            case 0 -> compare(depth);
            case 1, 2 -> {
                Expr left = expr(depth);
                yield new CompareConstant(any(CONDITIONS), left, held(left));
            }
            case 3 -> new CompareConstant(Condition.JSET, expr(depth), constant(kind()));
            case 4 -> range(expr(depth));
            case 5 -> {
                Expr number = expr(depth);
                yield new OneOf(number, List.of(held(number), held(number), held(number)));
            }
            case 6, 7 -> netCond(depth);
            case 8 -> bytesCond(depth);
            default -> scope.body == TreeScope.Body.PROGRAM ? new Enough(random.nextInt(100)) : compare(depth);
        };
    }

    /** A constant that a number may be. */
    private long held(Expr number) {
        boolean bits = number instanceof Read read && part(read.ref()) instanceof Shape.Bits;
        return bits
                ? random.nextInt(1 << ((Shape.Bits) part(((Read) number).ref())).width())
                : constant(number.kind());
    }

    private Cond compare(int depth) {
        if (chance(5)) {
            Expr known = dynamic();
            Kind other = kind().as(!known.kind().signed());
            Expr constant = new Constant(other, constant(other));
            return chance(2)
                    ? new Compare(any(CONDITIONS), known, constant)
                    : new Compare(any(CONDITIONS), constant, known);
        }
        Expr left = expr(depth);
        Expr right = expr(depth);
        boolean same = right.kind().signed() == left.kind().signed();
        return new Compare(any(CONDITIONS), left, same ? right : new Converted(right.kind().as(left.kind().signed()), right));
    }

    private Cond range(Expr number) {
        long a = constant(number.kind());
        long b = constant(number.kind());
        return number.kind().compare(a, b) <= 0 ? new In(number, a, b) : new In(number, b, a);
    }

    private Cond netCond(int depth) {
        int bits = netBits();
        NetExpr left = net(bits, depth);
        Kind kind = new Kind(bits, false);
        long a = constant(kind);
        long b = constant(kind);
        return switch (random.nextInt(6)) {
            case 0 -> new NetCompare(chance(2) ? Condition.JEQ : Condition.JNE, left, net(bits, depth));
            case 1 -> new NetCompareConstant(chance(2) ? Condition.JEQ : Condition.JNE, left, a);
            case 2 -> new NetCompareConstant(Condition.JSET, left, a);
            case 3 -> kind.compare(a, b) <= 0 ? new NetIn(left, a, b) : new NetIn(left, b, a);
            case 4 -> new NetOneOf(left, List.of(a, b));
            default -> {
                int prefix = random.nextInt(33);
                long mask = prefix == 0 ? 0 : -1L << 32 - prefix & 0xffff_ffffL;
                yield new Cidr(net(32, depth), a & mask, prefix);
            }
        };
    }

    private Cond bytesCond(int depth) {
        int size = chance(2) ? 16 : 6;
        Optional<Ref> first = raw(size);
        if (first.isEmpty()) {
            return compare(depth);
        }
        Ref left = first.get();
        return chance(3) ? new ZeroBytes(left) : new SameBytes(left, raw(size).orElseThrow());
    }
}
