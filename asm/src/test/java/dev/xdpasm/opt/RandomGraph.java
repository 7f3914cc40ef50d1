package dev.xdpasm.opt;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Callee;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A graph such as the DSL builds, of a seed: everything computed where it is said, checks of the packet, short-circuit
 * conditions, variables, loops, stores, calls. It ends for every packet and reads nothing that was not set or checked.
 */
final class RandomGraph {
    static final String MAP = "values";
    static final int MAP_BYTES = 64;

    private static final AluOp[] OPS = {
        AluOp.ADD, AluOp.ADD, AluOp.SUB, AluOp.MUL, AluOp.DIV, AluOp.MOD, AluOp.OR, AluOp.AND, AluOp.AND, AluOp.XOR, AluOp.LSH,
        AluOp.RSH, AluOp.RSH, AluOp.ARSH, AluOp.SDIV, AluOp.SMOD
    };
    private static final long[] CONSTANTS = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 14, 15, 16, 17, 20, 31, 32, 63, 64, 0xf0, 0xff, 0x100, 0x800, 0x806, 0x1fff, 0x3fff, 0xff00,
        0xffff, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL, 0xff00_0000L, 0x1_0000_0000L, -1, -2, -14, Long.MIN_VALUE, 4093, 641
    };

    private final Random random;
    private final Graph graph = new Graph("random");
    private final Temp context = graph.parameter("ctx", 64);
    private final List<Temp> variables = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private final Temp map;
    private Block at = graph.entry();
    private int budget;

    /** What is known on the way to where steps are added. */
    private record Scope(List<Value> numbers, List<View> views, Temp data, Temp end) {
        Scope inner() {
            return new Scope(new ArrayList<>(numbers), new ArrayList<>(views), data, end);
        }
    }

    /** A pointer into the packet with bytes that were checked. */
    private record View(Temp base, int bytes) {}

    private RandomGraph(long seed, int size) {
        random = new Random(seed);
        budget = size;
        map = graph.temp("map", 64);
        add(new Step.MapValue(map, MAP, 0));
        for (int i = 0; i < 3; i++) {
            Temp variable = graph.variable("v" + i, i == 0 ? 64 : i == 1 ? 32 : 8);
            variables.add(variable);
            add(new Step.Move(variable, Value.of(i)));
        }
        for (int i = 0; i < 2; i++) {
            Slot slot = graph.slot("s" + i, 16, 0, Optional.empty());
            slots.add(slot);
            add(new Step.Store(Size.DW, new Address(slot, 0, Region.STACK), Value.of(i)));
            add(new Step.Store(Size.DW, new Address(slot, 8, Region.STACK), Value.of(-i)));
        }
        Scope scope = body(scope(), size, 0);
        finish(scope);
    }

    private void finish(Scope scope) {
        Temp sum = graph.temp("", 64);
        add(new Step.Binary(sum, AluOp.ADD, Width.W64, number(scope), variable()));
        at.end(new Ending.Exit(sum), Optional.empty());
    }

    static Graph of(long seed, int size) {
        return new RandomGraph(seed, size).graph;
    }

    private Scope scope() {
        Temp data = graph.temp("data", 64);
        Temp end = graph.temp("end", 64);
        add(new Step.Load(data, Size.W, new Address(context, 0, Region.CONTEXT)));
        add(new Step.Load(end, Size.W, new Address(context, 4, Region.CONTEXT)));
        return new Scope(new ArrayList<>(List.of(Value.of(1))), new ArrayList<>(), data, end);
    }

    private void add(Step step) {
        at.add(step, Optional.empty());
    }

    private Scope body(Scope outer, int statements, int depth) {
        Scope scope = outer;
        for (int i = 0; i < statements && budget > 0; i++) {
            budget--;
            scope = statement(scope, depth);
        }
        return scope;
    }

    private Scope statement(Scope scope, int depth) {
        int kind = random.nextInt(depth < 4 ? 34 : 17);
        switch (kind) {
            case 0, 1, 2, 3 -> scope.numbers().add(arithmetic(scope));
            case 4, 5, 6 -> load(scope);
            case 7 -> store(scope);
            case 8, 9 -> set(scope);
            case 10 -> stack(scope);
            case 11 -> map(scope);
            case 12, 13, 14 -> check(scope);
            case 15 -> {
                return call(scope);
            }
            case 16 -> view(scope);
            case 17, 18, 19 -> guards(scope, depth);
            case 20 -> loop(scope, depth);
            case 21, 22 -> tags(scope, depth);
            default -> choice(scope, depth);
        }
        return scope;
    }

    private Value number(Scope scope) {
        int choice = random.nextInt(10);
        if (choice < 2) {
            return constant();
        }
        return choice < 4 ? variable() : scope.numbers().get(scope.numbers().size() - 1 - random.nextInt(Math.min(6, scope.numbers().size())));
    }

    private Value constant() {
        return Value.of(random.nextInt(5) == 0 ? random.nextInt(256) : CONSTANTS[random.nextInt(CONSTANTS.length)]);
    }

    private Temp variable() {
        return variables.get(random.nextInt(variables.size()));
    }

    private Temp arithmetic(Scope scope) {
        int kind = random.nextInt(8);
        if (kind == 0) {
            int width = 16 << random.nextInt(3);
            Temp to = graph.temp("", width);
            add(new Step.Swap(to, ByteOrderOp.values()[random.nextInt(3)], width, number(scope)));
            return to;
        }
        if (kind == 1) {
            Temp to = graph.temp("", 64);
            add(new Step.SignExtend(to, 8 << random.nextInt(3), number(scope)));
            return to;
        }
        AluOp op = OPS[random.nextInt(OPS.length)];
        Width width = random.nextInt(3) == 0 ? Width.W32 : Width.W64;
        Value left = number(scope);
        Value right = random.nextInt(4) == 0 ? number(scope) : constant();
        if (op.isShift() && right instanceof dev.xdpasm.ir.Const c) {
            right = Value.of(c.value() & width.bits() - 1);
        }
        int bits = width == Width.W32 ? 32 : 64;
        if (op == AluOp.AND) {
            bits = Math.min(bits, Math.min(left.bits(), right.bits()));
        } else if (op == AluOp.RSH && right instanceof dev.xdpasm.ir.Const c) {
            bits = Math.max(0, Math.min(bits, left.bits()) - (int) c.value());
        }
        Temp to = graph.temp("", bits);
        add(new Step.Binary(to, op, width, left, right));
        return to;
    }

    private void load(Scope scope) {
        if (scope.views().isEmpty()) {
            check(scope);
            return;
        }
        View view = scope.views().get(random.nextInt(scope.views().size()));
        if (random.nextInt(3) == 0) {
            together(scope, view);
            return;
        }
        Size size = size(view.bytes());
        Temp to = graph.temp("", size.bytes() * 8);
        add(new Step.Load(to, size, field(view, size)));
        scope.numbers().add(to);
    }

    /** Fields side by side, put together much as they lie. */
    private void together(Scope scope, View view) {
        Value sum = Value.of(0);
        int offset = random.nextInt(view.bytes());
        int up = 8 * random.nextInt(3);
        for (int parts = 2 + random.nextInt(3); parts > 0; parts--) {
            Size size = random.nextInt(3) == 0 ? Size.B : Size.H;
            int bits = size.bytes() * 8;
            if (offset + size.bytes() > view.bytes() || up + bits > 64) {
                break;
            }
            Temp field = graph.temp("", bits);
            Temp moved = graph.temp("", 64);
            Temp both = graph.temp("", 64);
            add(new Step.Load(field, size, new Address(view.base(), offset, Region.PACKET)));
            add(new Step.Binary(moved, AluOp.LSH, up < 32 && random.nextInt(4) == 0 ? Width.W32 : Width.W64, field, Value.of(up)));
            if (random.nextInt(8) == 0) {
                store(scope);
            }
            add(new Step.Binary(both, AluOp.OR, Width.W64, sum, moved));
            sum = both;
            offset += size.bytes() + (random.nextInt(6) == 0 ? 1 : 0);
            up += random.nextInt(6) == 0 ? 8 : bits;
        }
        scope.numbers().add(sum);
    }

    private Address field(View view, Size size) {
        return new Address(view.base(), random.nextInt(view.bytes() - size.bytes() + 1), Region.PACKET);
    }

    private Size size(int most) {
        Size size = Size.values()[random.nextInt(4)];
        return size.bytes() <= most ? size : Size.B;
    }

    private void store(Scope scope) {
        if (!scope.views().isEmpty()) {
            View view = scope.views().get(random.nextInt(scope.views().size()));
            Size size = size(view.bytes());
            add(new Step.Store(size, field(view, size), number(scope)));
        }
    }

    private void set(Scope scope) {
        Temp variable = variable();
        Value value = number(scope);
        if (value.bits() <= variable.bits()) {
            add(new Step.Move(variable, value));
        } else {
            add(new Step.Binary(variable, AluOp.AND, Width.W64, value, Value.of(Evaluation.ones(variable.bits()))));
        }
    }

    private void stack(Scope scope) {
        Size size = Size.values()[random.nextInt(4)];
        int offset = random.nextInt(16 / size.bytes()) * size.bytes();
        Address where = new Address(slots.get(random.nextInt(slots.size())), offset, Region.STACK);
        if (random.nextInt(4) == 0) {
            Temp address = graph.temp("", 64);
            add(new Step.StackAddress(address, (Slot) where.base(), offset));
            where = new Address(address, 0, Region.STACK);
        }
        memory(scope, size, where);
    }

    private void map(Scope scope) {
        Size size = Size.values()[random.nextInt(4)];
        Address where = new Address(map, random.nextInt(MAP_BYTES / 8) * 8, Region.map(MAP));
        if (random.nextInt(4) == 0) {
            Size wide = random.nextBoolean() ? Size.W : Size.DW;
            Temp to = graph.temp("", wide.bytes() * 8);
            add(new Step.Atomic(Optional.of(to), AtomicOp.FETCH_ADD, wide, where, number(scope), Optional.empty()));
            scope.numbers().add(to);
        } else {
            memory(scope, size, where);
        }
    }

    private void memory(Scope scope, Size size, Address where) {
        if (random.nextBoolean()) {
            add(new Step.Store(size, where, number(scope)));
        } else {
            Temp to = graph.temp("", size.bytes() * 8);
            add(new Step.Load(to, size, where));
            scope.numbers().add(to);
        }
    }

    /** A pointer further on, by a constant or by a field that was masked. */
    private void view(Scope scope) {
        Temp from = scope.views().isEmpty() ? scope.data() : scope.views().get(random.nextInt(scope.views().size())).base();
        Value by = Value.of(1 + random.nextInt(20));
        if (random.nextBoolean()) {
            Temp length = graph.temp("", 6);
            Temp masked = graph.temp("", 4);
            add(new Step.Binary(masked, AluOp.AND, Width.W64, number(scope), Value.of(15)));
            add(new Step.Binary(length, AluOp.LSH, Width.W64, masked, Value.of(2)));
            by = length;
        }
        Temp pointer = graph.temp("p", 64);
        add(new Step.Binary(pointer, AluOp.ADD, Width.W64, from, by));
        check(scope, pointer);
    }

    private void check(Scope scope) {
        check(scope, scope.data());
    }

    private void check(Scope scope, Temp from) {
        int bytes = 1 + random.nextInt(random.nextInt(3) == 0 ? 40 : 12);
        Block enough = graph.block();
        Block tooShort = graph.block();
        at.end(new Ending.Bounds(from, bytes, scope.end(), enough, tooShort), Optional.empty());
        tooShort.end(new Ending.Exit(Value.of(random.nextInt(5) == 0 ? 1 : 2)), Optional.empty());
        at = enough;
        scope.views().add(new View(from, bytes));
    }

    /** Something done after tests of fields near each other have passed, each of which leads to the same when it fails. */
    private void guards(Scope outer, int depth) {
        if (outer.views().isEmpty()) {
            check(outer);
        }
        Scope scope = outer.inner();
        Block out = graph.block();
        boolean ends = random.nextInt(12) == 0;
        View view = scope.views().get(random.nextInt(scope.views().size()));
        int around = random.nextInt(view.bytes());
        boolean same = random.nextBoolean();
        Temp field = null;
        for (int i = 2 + random.nextInt(3); i > 0; i--) {
            if (field == null || !same) {
                Size size = size(Math.min(view.bytes(), 4));
                int offset = Math.max(0, Math.min(view.bytes() - size.bytes(), around + random.nextInt(5) - 2));
                field = graph.temp("", size.bytes() * 8);
                add(new Step.Load(field, size, new Address(view.base(), offset, Region.PACKET)));
                scope.numbers().add(field);
            }
            guard(field, out);
            if (random.nextInt(3) == 0) {
                set(scope);
            }
        }
        if (ends) {
            out.end(new Ending.Exit(Value.of(2)), Optional.empty());
            outer.numbers().addAll(scope.numbers().subList(outer.numbers().size(), scope.numbers().size()));
        } else {
            side(scope, depth, out);
            at = out;
        }
    }

    private void guard(Temp field, Block out) {
        Temp asked = field;
        int kind = random.nextInt(6);
        if (kind == 0) {
            asked = graph.temp("", field.bits() - 4);
            add(new Step.Binary(asked, AluOp.RSH, Width.W64, field, Value.of(4)));
        } else if (kind < 3) {
            long mask = random.nextBoolean() ? 15 : random.nextInt() & Evaluation.ones(field.bits());
            asked = graph.temp("", field.bits());
            add(new Step.Binary(asked, AluOp.AND, Width.W64, field, Value.of(mask)));
        } else if (kind == 3 && field.bits() > 8) {
            asked = graph.temp("", field.bits());
            add(new Step.Swap(asked, ByteOrderOp.BE, field.bits(), field));
        }
        Block on = graph.block();
        Condition condition = Condition.values()[random.nextInt(Condition.values().length)];
        boolean rarely = condition == Condition.JEQ || condition == Condition.JGT || condition == Condition.JGE;
        boolean turned = random.nextInt(4) == 0 != rarely;
        Value right = Value.of(random.nextInt(3) == 0 ? random.nextInt(16) : random.nextInt() & Evaluation.ones(asked.bits()));
        at.end(
                new Ending.Branch(condition, Width.W64, asked, right, turned ? out : on, turned ? on : out, Ending.Likely.EITHER),
                Optional.empty());
        at = on;
    }

    private Scope call(Scope scope) {
        Temp result = graph.temp("r", 64);
        boolean moves = random.nextInt(3) == 0;
        Set<Region.Kind> writes = moves ? Set.of(Region.Kind.PACKET) : random.nextBoolean() ? Set.of(Region.Kind.MAP) : Set.of();
        boolean pure = writes.isEmpty() && random.nextInt(3) == 0;
        List<Value> arguments = List.of(number(scope), number(scope));
        add(new Step.Call(Optional.of(result), new Callee.OfSubprogram("f"), arguments, false, writes, pure));
        Scope after = scope;
        if (moves) {
            Scope fresh = scope();
            after = new Scope(scope.numbers(), new ArrayList<>(), fresh.data(), fresh.end());
        }
        after.numbers().add(result);
        return after;
    }

    private void choice(Scope scope, int depth) {
        Block yes = graph.block();
        Block no = graph.block();
        condition(scope, yes, no, 1 + random.nextInt(3));
        boolean otherwise = random.nextInt(3) == 0;
        Block join = otherwise ? graph.block() : no;
        at = yes;
        side(scope, depth, join);
        if (otherwise) {
            at = no;
            side(scope, depth, join);
        }
        at = join;
    }

    /** A field compared with unlikely constants, then with others; where it was one of the first, something else is. */
    private void tags(Scope scope, int depth) {
        if (scope.views().isEmpty()) {
            check(scope);
        }
        View view = scope.views().get(random.nextInt(scope.views().size()));
        Temp field = graph.temp("", 8);
        Temp type = variables.get(random.nextInt(2));
        add(new Step.Load(field, Size.B, field(view, Size.B)));
        add(new Step.Move(type, field));
        Block tagged = graph.block();
        Block join = graph.block();
        for (int tags = 1 + random.nextInt(2); tags > 0; tags--) {
            at = compared(field, tagged, Ending.Likely.NO);
        }
        side(scope, 4, join);
        at = tagged;
        set(scope);
        side(scope, 4, join);
        at = join;
        Temp asked = graph.temp("", 64);
        Temp copy = graph.temp("", 64);
        add(new Step.Move(asked, type));
        add(new Step.Move(copy, variables.get(0)));
        scope.numbers().add(copy);
        scope.numbers().add(asked);
        Block out = graph.block();
        for (int kinds = 1 + random.nextInt(3); kinds > 0; kinds--) {
            Block yes = graph.block();
            Block no = compared(asked, yes, Ending.Likely.EITHER);
            at = yes;
            side(scope, depth, out);
            at = no;
        }
        side(scope, depth, out);
        at = out;
    }

    /** Compares with a number; {@return where it goes on when that is another} */
    private Block compared(Temp value, Block same, Ending.Likely likely) {
        Block other = graph.block();
        at.end(
                new Ending.Branch(Condition.JEQ, Width.W64, value, Value.of(random.nextInt(9)), same, other, likely), Optional.empty());
        return other;
    }

    /** One side of a choice, which ends if the packet may have moved. */
    private void side(Scope scope, int depth, Block join) {
        Scope inner = body(scope.inner(), 1 + random.nextInt(4), depth + 1);
        boolean moved = inner.data() != scope.data();
        if (random.nextInt(6) == 0 || moved) {
            at.end(new Ending.Exit(random.nextBoolean() ? Value.of(random.nextInt(3)) : variable()), Optional.empty());
        } else {
            at.end(new Ending.Jump(join), Optional.empty());
        }
    }

    private void condition(Scope scope, Block yes, Block no, int terms) {
        boolean all = random.nextBoolean();
        List<Value[]> operands = new ArrayList<>();
        for (int i = 0; i < terms; i++) {
            Value left = random.nextInt(3) == 0 ? number(scope) : arithmetic(scope);
            operands.add(new Value[] {left, random.nextInt(5) == 0 ? number(scope) : constant()});
        }
        for (int i = 0; i < terms; i++) {
            Block next = graph.block();
            Condition condition = Condition.values()[random.nextInt(Condition.values().length)];
            Width width = random.nextInt(4) == 0 ? Width.W32 : Width.W64;
            boolean last = i == terms - 1;
            at.end(
                    new Ending.Branch(
                            condition,
                            width,
                            operands.get(i)[0],
                            operands.get(i)[1],
                            last || !all ? yes : next,
                            last || all ? no : next,
                            Ending.Likely.EITHER),
                    Optional.empty());
            if (!last) {
                at = next;
            }
        }
    }

    private void loop(Scope scope, int depth) {
        Temp counter = graph.variable("i", 8);
        add(new Step.Move(counter, Value.of(0)));
        Block head = graph.block();
        Block inside = graph.block();
        Block out = graph.block();
        at.end(new Ending.Jump(head), Optional.empty());
        head.end(
                new Ending.Branch(
                        Condition.JLT, Width.W64, counter, Value.of(1 + random.nextInt(4)), inside, out, Ending.Likely.YES),
                Optional.empty());
        at = inside;
        Scope inner = scope.inner();
        inner.numbers().add(counter);
        Scope left = body(inner, 1 + random.nextInt(4), depth + 2);
        if (left.data() != scope.data()) {
            at.end(new Ending.Exit(counter), Optional.empty());
        } else {
            Temp next = graph.temp("", 8);
            add(new Step.Binary(next, AluOp.ADD, Width.W64, counter, Value.of(1)));
            add(new Step.Move(counter, next));
            at.end(new Ending.Jump(head), Optional.empty());
        }
        at = out;
    }
}
