package dev.xdpasm.loader.programs;

import dev.xdpasm.isa.AluOp;
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
final class RandomTree extends RandomStatements {
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

    private final TreeScope.Words words;
    private final List<Function> functions = new ArrayList<>();
    private int budget;
    private int front;

    private RandomTree(long seed, IsaLevel level, int statements, TreeScope.Words words) {
        super(new Random(seed), level, words == TreeScope.Words.ALL ? 5 : Integer.MAX_VALUE);
        this.budget = statements;
        this.words = words;
    }

    private static Shape.Part number(Kind kind) {
        return new Shape.Number(kind);
    }

    /** {@return the program of a seed, of about so many statements, that a level can say} */
    static Tree of(long seed, IsaLevel level, int statements, TreeScope.Words words) {
        return new RandomTree(seed, level, statements, words).program();
    }

    private Tree program() {
        TreeScope scope = new TreeScope(words, TreeScope.Body.PROGRAM, -1, 10);
        List<Statement> all = new ArrayList<>();
        if (chance(5)) {
            all.add(new SkipConstant(random.nextInt(8)));
        }
        take(all, scope, FRONT);
        front = scope.holders.get(0).id();
        if (words == TreeScope.Words.ALL) {
            functions();
        }
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
        if (scope.words == TreeScope.Words.ALL && !scope.records.isEmpty() && chance(4)) {
            into.add(new Discard(any(scope.records)));
            return;
        }
        int choice = random.nextInt(6);
        if (choice < 2 && !scope.computations.isEmpty()) {
            TreeScope.Named to = any(scope.computations);
            into.add(new Give(to.id(), to.kind(), values(scope).expr(1)));
        } else if (choice < 4 && !scope.loops.isEmpty()) {
            int loop = any(scope.loops);
            into.add(chance(2) ? new Leave(loop) : new Next(loop));
        } else if (scope.body == TreeScope.Body.CALLBACK) {
            into.add(chance(2) ? new NextTurn(scope.owner) : new Stop(scope.owner));
        } else {
            Expr result = values(scope).expr(0);
            Statement given = scope.body == TreeScope.Body.PROGRAM ? new Exit(result) : new Return(scope.owner, result);
            into.add(chance(3) ? new ByDefault() : given);
        }
    }

    private void statement(List<Statement> into, TreeScope scope, int depth) {
        RandomValues values = values(scope);
        switch (random.nextInt(words == TreeScope.Words.ALL ? 30 : 24)) {
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
            case 17 -> {
                if (scope.body == TreeScope.Body.PROGRAM) {
                    packet(into, scope, values);
                }
            }
            case 18, 19 -> lookup(into, scope, depth, values);
            case 20 -> update(into, scope, values);
            case 21 -> {
                if (scope.weight <= 4 && structs > 0) {
                    make(into, scope, chance(2) ? Table.Tables.RECORD : Table.Tables.FLOW);
                }
            }
            case 22 -> element(into, scope);
            case 24, 25, 26 -> call(into, scope, values);
            case 27 -> turns(into, scope, values);
            case 28 -> emit(into, scope, depth);
            case 29 -> {
                if (depth == 0 && scope.body == TreeScope.Body.PROGRAM) {
                    move(into, scope);
                }
            }
            default -> global(into, scope);
        }
    }

    private Optional<List<Statement>> otherwise(TreeScope scope, int depth) {
        return chance(2) ? Optional.empty() : Optional.of(inner(scope, depth));
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

    /** Takes some bytes off an end of the packet, or gives those at the front back. */
    private void move(List<Statement> into, TreeScope scope) {
        if (chance(4)) {
            into.add(new MoveTail(-random.nextInt(20)));
        } else {
            int by = random.nextInt(16);
            into.add(new MoveHead(by));
            if (chance(2)) {
                into.add(new MoveHead(-random.nextInt(by + 1)));
            }
        }
        scope.holders.removeIf(TreeScope.Holder::inPacket);
        front = ids;
        take(into, scope, FRONT);
    }

    // ---- functions

    private void functions() {
        for (int i = random.nextInt(4); i > 0; i--) {
            int id = ids++;
            boolean global = chance(3);
            TreeScope scope = new TreeScope(words, TreeScope.Body.FUNCTION, id, 2);
            List<Known> parameters = new ArrayList<>();
            Optional<Integer> struct = chance(3) ? Optional.of(ids++) : Optional.empty();
            struct.ifPresent(holder -> scope.holders.add(
                    new TreeScope.Holder(holder, Table.Tables.RECORD, TreeScope.Place.ELSEWHERE, Optional.empty())));
            int numbers = 1 + (global ? struct.isPresent() ? 0 : 1 : random.nextInt(3));
            for (int n = 0; n < numbers; n++) {
                Kind kind = values(scope).kind();
                parameters.add(new Known(kind, ids));
                scope.numbers.add(new TreeScope.Named(ids++, kind));
            }
            Kind result = values(scope).kind();
            List<Statement> body = new ArrayList<>();
            global(body, scope);
            separately(1 + random.nextInt(9), body, scope);
            if (chance(2)) {
                body.add(new Return(id, values(scope).expr(2)));
            }
            functions.add(new Function(id, global, result, parameters, struct, body));
        }
    }

    /** A body that takes nothing of what the program may still say. */
    private void separately(int statements, List<Statement> into, TreeScope scope) {
        int around = budget;
        budget = statements;
        body(into, scope, 1);
        budget = around;
    }

    private void call(List<Statement> into, TreeScope scope, RandomValues values) {
        if (functions.isEmpty() || !scope.branch(2)) {
            return;
        }
        Function function = any(functions);
        Optional<Integer> struct = Optional.empty();
        if (function.struct().isPresent()) {
            struct = made(scope, Table.Tables.RECORD);
            if (struct.isEmpty()) {
                return;
            }
        }
        List<Expr> arguments = new ArrayList<>();
        function.parameters().forEach(parameter -> arguments.add(values.expr(1)));
        into.add(new Call(ids, function, arguments, struct));
        scope.numbers.add(new TreeScope.Named(ids++, function.result()));
    }

    private void turns(List<Statement> into, TreeScope scope, RandomValues values) {
        Optional<Integer> state = made(scope, Table.Tables.RECORD);
        if (state.isEmpty() || scope.body == TreeScope.Body.CALLBACK || !scope.branch(2)) {
            return;
        }
        int loop = ids++;
        int inner = ids++;
        int index = ids++;
        TreeScope own = new TreeScope(words, TreeScope.Body.CALLBACK, loop, 2);
        own.holders.add(new TreeScope.Holder(inner, Table.Tables.RECORD, TreeScope.Place.ELSEWHERE, Optional.empty()));
        own.numbers.add(new TreeScope.Named(index, Kind.U32));
        List<Statement> body = new ArrayList<>();
        separately(1 + random.nextInt(6), body, own);
        Expr any = values.expr(1);
        Expr times = new WithConstant(any.kind().promoted(), AluOp.AND, any, 15);
        into.add(new Turns(loop, times, state.get(), inner, index, body));
    }

    private void emit(List<Statement> into, TreeScope scope, int depth) {
        if (!scope.branch(1)) {
            return;
        }
        int holder = ids++;
        TreeScope own = scope.inner();
        own.records.add(holder);
        own.holders.add(new TreeScope.Holder(holder, Table.Tables.RECORD, TreeScope.Place.ELSEWHERE, Optional.empty()));
        List<Statement> body = new ArrayList<>();
        body(body, own, depth + 1);
        if (chance(3)) {
            end(body, own);
        }
        into.add(new Emit(holder, body));
    }

    private void lookup(List<Statement> into, TreeScope scope, int depth, RandomValues values) {
        Table table = any(List.of(Table.values()));
        if (table == Table.FLOWS && structs <= 0 || !scope.branch(1)) {
            return;
        }
        Content key = key(into, scope, table, values);
        int holder = ids++;
        TreeScope.Holder found = new TreeScope.Holder(holder, table.value, TreeScope.Place.ELSEWHERE, Optional.of(table));
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

}
