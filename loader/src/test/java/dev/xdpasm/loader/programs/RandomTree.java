package dev.xdpasm.loader.programs;

import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.programs.Tree.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Well-typed programs made by chance from a seed: what they compute ends in the first fields of the packet, in maps and globals.
 * Paths are few enough for the verifier to follow: branches that are in loops count as often as they turn.
 */
final class RandomTree {
    /** Where results go: the first fields of the header. */
    private static final int RESULTS = 6;

    static final Shape FRONT = Shape.packed(
            number(Kind.U64), number(Kind.U64), number(Kind.U64), number(Kind.U64), number(Kind.U64), number(Kind.U64),
            number(Kind.U8), number(Kind.U16), number(Kind.U32), number(Kind.U64),
            number(Kind.S8), number(Kind.S16), number(Kind.S32), number(Kind.S64),
            new Shape.Network(16), new Shape.Network(32), new Shape.Network(64), new Shape.Network(32), new Shape.Network(16),
            new Shape.Raw(6), new Shape.Raw(6), new Shape.Raw(16), new Shape.Raw(16),
            number(Kind.U8), new Shape.Bits(23, 4, 4), new Shape.Bits(23, 0, 4),
            number(Kind.U16), new Shape.Bits(26, 5, 7), number(Kind.U32), number(Kind.U32));

    private static final List<Shape> LATER = List.of(
            Shape.packed(number(Kind.U8), new Shape.Network(16), number(Kind.S32)),
            Shape.packed(new Shape.Network(32), number(Kind.U16), new Shape.Raw(6), number(Kind.U64)),
            Shape.packed(number(Kind.U32), new Shape.Network(16), new Shape.Network(64)));

    private final Random random;
    private final IsaLevel level;
    private int budget;
    private int ids;

    private RandomTree(long seed, IsaLevel level, int statements) {
        this.random = new Random(seed);
        this.level = level;
        this.budget = statements;
    }

    private static Shape.Part number(Kind kind) {
        return new Shape.Number(kind);
    }

    /** {@return the program of a seed, of about so many statements, that a level can say} */
    static Tree of(long seed, IsaLevel level, int statements) {
        return new RandomTree(seed, level, statements).program();
    }

    private Tree program() {
        TreeScope scope = new TreeScope(10);
        List<Statement> all = new ArrayList<>();
        if (chance(5)) {
            all.add(new SkipConstant(random.nextInt(8)));
        }
        take(all, scope, FRONT);
        int front = scope.holders.get(0).id();
        RandomValues values = values(scope);
        for (int i = random.nextInt(14); i > 0; i--) {
            let(all, scope, values.expr(1));
        }
        body(all, scope, 0);
        RandomValues last = values(scope);
        for (int i = 0; i < RESULTS; i++) {
            all.add(new Write(new Ref(front, i), last.gathered(i, RESULTS)));
        }
        if (chance(2)) {
            all.add(new Exit(last.expr(1)));
        }
        return new Tree(1 + random.nextInt(3), all);
    }

    private RandomValues values(TreeScope scope) {
        return new RandomValues(random, level, scope);
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private void body(List<Statement> into, TreeScope scope, int depth) {
        for (int i = 0; budget > 0 && (depth == 0 || i < 6); i++) {
            budget--;
            statement(into, scope, depth);
            if (depth > 0 && chance(6)) {
                break;
            }
        }
    }

    private List<Statement> inner(TreeScope scope, int depth) {
        List<Statement> into = new ArrayList<>();
        TreeScope own = scope.inner();
        body(into, own, depth + 1);
        if (chance(4)) {
            end(into, own);
        }
        return into;
    }

    private void end(List<Statement> into, TreeScope scope) {
        int choice = random.nextInt(6);
        if (choice < 2 && !scope.computations.isEmpty()) {
            TreeScope.Named to = any(scope.computations);
            into.add(new Give(to.id(), to.kind(), values(scope).expr(1)));
        } else if (choice < 4 && !scope.loops.isEmpty()) {
            int loop = any(scope.loops);
            into.add(chance(2) ? new Leave(loop) : new Next(loop));
        } else {
            into.add(chance(3) ? new ByDefault() : new Exit(values(scope).expr(0)));
        }
    }

    private void statement(List<Statement> into, TreeScope scope, int depth) {
        RandomValues values = values(scope);
        switch (random.nextInt(24)) {
            case 0, 1, 2 -> let(into, scope, values.expr(3));
            case 3 -> {
                NetExpr net = values.net(values.netBits(), 2);
                scope.nets.add(new TreeScope.NetNamed(ids, net.bits()));
                into.add(new NetLet(ids++, net));
            }
            case 4 -> variable(into, scope, values);
            case 5, 6 -> assign(into, scope, values);
            case 7, 8, 9 -> write(into, scope, values);
            case 10 -> values.copy().ifPresent(into::add);
            case 11 -> atomic(into, scope, values);
            case 12, 13 -> when(into, scope, depth, values);
            case 14 -> match(into, scope, depth, values);
            case 15 -> compute(into, scope, depth);
            case 16 -> repeat(into, scope, depth);
            case 17 -> packet(into, scope, values);
            case 18, 19 -> lookup(into, scope, depth, values);
            case 20 -> update(into, scope, values);
            case 21 -> {
                if (scope.weight <= 4) {
                    make(into, scope, chance(2) ? Table.Tables.RECORD : Table.Tables.FLOW);
                }
            }
            case 22 -> element(into, scope);
            default -> global(into, scope);
        }
    }

    private Optional<List<Statement>> otherwise(TreeScope scope, int depth) {
        return chance(2) ? Optional.empty() : Optional.of(inner(scope, depth));
    }

    private void let(List<Statement> into, TreeScope scope, Expr number) {
        scope.numbers.add(new TreeScope.Named(ids, number.kind()));
        into.add(new Let(ids++, number));
    }

    private void variable(List<Statement> into, TreeScope scope, RandomValues values) {
        if (chance(3)) {
            NetExpr net = values.net(values.netBits(), 1);
            scope.netVariables.add(new TreeScope.NetNamed(ids, net.bits()));
            into.add(new NetDeclare(ids++, net));
        } else {
            Kind kind = values.kind();
            Expr initial = values.expr(1);
            scope.variables.add(new TreeScope.Named(ids, kind));
            into.add(new Declare(ids++, kind, initial));
        }
    }

    private void assign(List<Statement> into, TreeScope scope, RandomValues values) {
        if (!scope.netVariables.isEmpty() && chance(4)) {
            TreeScope.NetNamed to = any(scope.netVariables);
            into.add(new NetAssign(to.id(), values.net(to.bits(), 2)));
        } else if (!scope.variables.isEmpty()) {
            TreeScope.Named to = any(scope.variables);
            into.add(
                    chance(2)
                            ? new Assign(to.id(), to.kind(), values.expr(2))
                            : new Increase(to.id(), to.kind(), values.signed(to.kind().signed(), 2)));
        }
    }

    private void write(List<Statement> into, TreeScope scope, RandomValues values) {
        Optional<Ref> ref = values.ref(part -> !(part instanceof Shape.Raw), true);
        if (ref.isEmpty()) {
            return;
        }
        Shape.Part part = values.part(ref.get());
        if (part instanceof Shape.Network network) {
            into.add(new NetWrite(ref.get(), values.net(network.bits(), 2)));
        } else if (part instanceof Shape.Bits) {
            into.add(new Write(ref.get(), values.signed(false, 2)));
        } else {
            Kind kind = ((Shape.Number) part).kind();
            switch (random.nextInt(3)) {
                case 0 -> into.add(new AddTo(ref.get(), kind, values.signed(kind.signed(), 2)));
                case 1 -> into.add(new WriteConstant(ref.get(), values.constant(kind)));
                default -> into.add(new Write(ref.get(), values.expr(2)));
            }
        }
    }

    private void atomic(List<Statement> into, TreeScope scope, RandomValues values) {
        Optional<Ref> ref = values.ref(
                part -> part instanceof Shape.Number n && n.kind().bits() >= 32, false);
        if (ref.isEmpty()) {
            return;
        }
        Kind kind = ((Shape.Number) values.part(ref.get())).kind();
        AtomicOp[] ops = {
            AtomicOp.ADD, AtomicOp.OR, AtomicOp.AND, AtomicOp.XOR,
            AtomicOp.FETCH_ADD, AtomicOp.FETCH_OR, AtomicOp.XCHG, AtomicOp.CMPXCHG
        };
        AtomicOp op = level.compareTo(IsaLevel.V3) < 0 ? AtomicOp.ADD : ops[random.nextInt(ops.length)];
        boolean constant = op == AtomicOp.OR || op == AtomicOp.AND || op == AtomicOp.XOR || op == AtomicOp.FETCH_OR;
        Expr number = constant ? new Constant(kind, values.constant(kind)) : values.expr(1);
        Optional<Expr> expected = op == AtomicOp.CMPXCHG
                ? Optional.of(chance(2) ? new Read(kind, ref.get()) : values.expr(1))
                : Optional.empty();
        into.add(new Atomic(op, ref.get(), kind, number, expected, ids));
        if (op.fetches()) {
            scope.numbers.add(new TreeScope.Named(ids, kind));
        }
        ids++;
    }

    private void when(List<Statement> into, TreeScope scope, int depth, RandomValues values) {
        if (scope.branch(1)) {
            into.add(new Tree.When(values.cond(1), inner(scope, depth), otherwise(scope, depth)));
        }
    }

    private void match(List<Statement> into, TreeScope scope, int depth, RandomValues values) {
        Expr number = values.dynamic();
        List<Case> cases = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0 && scope.branch(1); i--) {
            long low = values.constant(number.kind());
            long high = chance(2) ? low : values.constant(number.kind());
            boolean turned = number.kind().compare(low, high) > 0;
            cases.add(new Case(turned ? high : low, turned ? low : high, inner(scope, depth)));
        }
        into.add(new Tree.Match(number, cases, otherwise(scope, depth)));
    }

    private void compute(List<Statement> into, TreeScope scope, int depth) {
        int id = ids++;
        Kind kind = values(scope).kind();
        TreeScope own = scope.inner();
        own.computations.add(new TreeScope.Named(id, kind));
        List<Statement> body = new ArrayList<>();
        body(body, own, depth + 1);
        if (chance(2)) {
            body.add(new Give(id, kind, values(own).expr(2)));
        }
        into.add(new Compute(id, kind, values(scope).constant(kind), body));
        scope.numbers.add(new TreeScope.Named(id, kind));
    }

    private void repeat(List<Statement> into, TreeScope scope, int depth) {
        int[] turns = {0, 1, 2, 3, 4, 5, 6, 9, 17};
        int times = turns[random.nextInt(turns.length)];
        if (scope.weight * times > 20) {
            return;
        }
        int loop = ids++;
        int index = ids++;
        TreeScope own = scope.inner();
        own.weight = scope.weight * Math.max(1, times);
        own.loops.add(loop);
        own.numbers.add(new TreeScope.Named(index, Kind.U32));
        List<Statement> body = new ArrayList<>();
        body(body, own, depth + 1);
        into.add(new Repeat(loop, times, index, body));
    }

    private void packet(List<Statement> into, TreeScope scope, RandomValues values) {
        switch (random.nextInt(4)) {
            case 0 -> into.add(new SkipConstant(random.nextInt(20)));
            case 1 -> into.add(new Need(random.nextInt(80)));
            case 2 -> {
                if (scope.weight <= 4) {
                    into.add(new Skip(values.expr(1), (1 << 1 + random.nextInt(8)) - 1));
                    take(into, scope, any(LATER));
                }
            }
            default -> take(into, scope, any(LATER));
        }
    }

    private void take(List<Statement> into, TreeScope scope, Shape shape) {
        scope.holders.add(new TreeScope.Holder(ids, shape, true, Optional.empty()));
        into.add(new Take(ids++, shape));
    }

    private void lookup(List<Statement> into, TreeScope scope, int depth, RandomValues values) {
        Table table = any(List.of(Table.values()));
        if (!scope.branch(1)) {
            return;
        }
        Content key = key(into, scope, table, values);
        int holder = ids++;
        TreeScope.Holder found = new TreeScope.Holder(holder, table.value, false, Optional.of(table));
        if (chance(4)) {
            TreeScope own = scope.inner();
            List<Statement> otherwise = new ArrayList<>();
            if (chance(2)) {
                body(otherwise, own, depth + 1);
                end(otherwise, own);
            }
            into.add(new OrElse(holder, table, key, otherwise));
            hold(scope, found, table);
            return;
        }
        TreeScope own = scope.inner();
        hold(own, found, table);
        List<Statement> body = new ArrayList<>();
        if (table == Table.COUNTS) {
            body.add(new AddTo(new Ref(holder, 0), Kind.U64, values(scope).signed(false, 1)));
        }
        body(body, own, depth + 1);
        into.add(new Lookup(holder, table, key, body, otherwise(scope, depth)));
    }

    /** A value that each processor has of its own is only added to, so that the sum tells all. */
    private static void hold(TreeScope scope, TreeScope.Holder found, Table table) {
        if (table != Table.COUNTS) {
            scope.holders.add(found);
        }
    }

    private Content key(List<Statement> into, TreeScope scope, Table table, RandomValues values) {
        if (table == Table.FLOWS) {
            List<TreeScope.Holder> made = scope.holders.stream()
                    .filter(holder -> holder.shape() == Table.Tables.FLOW && !holder.inPacket())
                    .toList();
            return new Tree.OfStruct(made.isEmpty() || chance(3) ? make(into, scope, Table.Tables.FLOW) : any(made).id());
        }
        if (table.key.parts().get(0) instanceof Shape.Network network) {
            return new OfNet(values.net(network.bits(), random.nextInt(2)));
        }
        return new OfNumber(values.small(table.key.parts().get(0) instanceof Shape.Number n ? n.kind() : Kind.U32));
    }

    private void update(List<Statement> into, TreeScope scope, RandomValues values) {
        Table table = any(List.of(Table.values()));
        if (table == Table.COUNTS || !table.isArray() && scope.isHeld(table) || scope.weight > 6) {
            return;
        }
        Content key = key(into, scope, table, values);
        if (!table.isArray() && chance(3)) {
            into.add(new Delete(table, key));
            return;
        }
        Content value = table.value == Table.Tables.RECORD
                ? new Tree.OfStruct(make(into, scope, Table.Tables.RECORD))
                : new OfNumber(values.expr(2));
        into.add(new Update(table, key, value));
    }

    private int make(List<Statement> into, TreeScope scope, Shape shape) {
        int holder = ids++;
        RandomValues values = values(scope);
        List<Statement> writes = new ArrayList<>();
        for (int i = 0; i < shape.parts().size(); i++) {
            Ref ref = new Ref(holder, i);
            if (chance(4) || shape.parts().get(i) instanceof Shape.Bits) {
                continue;
            }
            if (shape.parts().get(i) instanceof Shape.Number number) {
                writes.add(new Write(ref, shape == Table.Tables.FLOW ? values.small(number.kind()) : values.expr(1)));
            } else if (shape.parts().get(i) instanceof Shape.Network network) {
                writes.add(new NetWrite(ref, values.net(network.bits(), 1)));
            } else {
                values.raw(6).ifPresent(from -> writes.add(new Copy(ref, from)));
            }
        }
        into.add(new Make(holder, shape, writes));
        scope.holders.add(new TreeScope.Holder(holder, shape, false, Optional.empty()));
        return holder;
    }

    private void element(List<Statement> into, TreeScope scope) {
        scope.holders.add(new TreeScope.Holder(ids, Table.ONLY.value, false, Optional.of(Table.ONLY)));
        into.add(new Element(ids++, Table.ONLY));
    }

    private void global(List<Statement> into, TreeScope scope) {
        String name = any(Table.GLOBAL_KINDS.keySet().stream().sorted().toList());
        scope.holders.add(
                new TreeScope.Holder(ids, Table.Tables.number(Table.GLOBAL_KINDS.get(name)), false, Optional.empty()));
        into.add(new Tree.Global(ids++, name));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
