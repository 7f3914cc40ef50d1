package dev.xdpasm.loader.programs;

import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.programs.Tree.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Statements without bodies, made by chance: numbers and variables, fields and what lies in maps. */
class RandomStatements {
    final Random random;
    final IsaLevel level;

    /** The number of what is named next. */
    int ids;

    /** How many structs there may still be on the stack, which all functions together share. */
    int structs;

    RandomStatements(Random random, IsaLevel level, int structs) {
        this.random = random;
        this.level = level;
        this.structs = structs;
    }

    void let(List<Statement> into, TreeScope scope, Expr number) {
        scope.numbers.add(new TreeScope.Named(ids, number.kind()));
        into.add(new Let(ids++, number));
    }

    void variable(List<Statement> into, TreeScope scope, RandomValues values) {
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

    void assign(List<Statement> into, TreeScope scope, RandomValues values) {
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

    void write(List<Statement> into, TreeScope scope, RandomValues values) {
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

    void atomic(List<Statement> into, TreeScope scope, RandomValues values) {
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

    void take(List<Statement> into, TreeScope scope, Shape shape) {
        scope.holders.add(new TreeScope.Holder(ids, shape, TreeScope.Place.PACKET, Optional.empty()));
        into.add(new Take(ids++, shape));
    }

    /** A struct that this body has on its stack. */
    Optional<Integer> made(TreeScope scope, Shape shape) {
        List<Integer> made = scope.holders.stream()
                .filter(holder -> holder.shape() == shape && holder.place() == TreeScope.Place.STACK)
                .map(TreeScope.Holder::id)
                .toList();
        return made.isEmpty() ? Optional.empty() : Optional.of(any(made));
    }

    Content key(List<Statement> into, TreeScope scope, Table table, RandomValues values) {
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

    void update(List<Statement> into, TreeScope scope, RandomValues values) {
        Table table = any(List.of(Table.values()));
        if (table == Table.COUNTS || !table.isArray() && scope.isHeld(table) || scope.weight > 6) {
            return;
        }
        boolean ofStruct = table == Table.FLOWS || table.value == Table.Tables.RECORD;
        if (ofStruct && structs <= 0 || !table.isArray() && scope.body != TreeScope.Body.PROGRAM) {
            return; // a caller may hold a value of that table
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

    int make(List<Statement> into, TreeScope scope, Shape shape) {
        int holder = ids++;
        structs--;
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
        scope.holders.add(new TreeScope.Holder(holder, shape, TreeScope.Place.STACK, Optional.empty()));
        return holder;
    }

    void element(List<Statement> into, TreeScope scope) {
        scope.holders.add(new TreeScope.Holder(ids, Table.ONLY.value, TreeScope.Place.ELSEWHERE, Optional.of(Table.ONLY)));
        into.add(new Element(ids++, Table.ONLY));
    }

    void global(List<Statement> into, TreeScope scope) {
        String name = any(Table.GLOBAL_KINDS.keySet().stream().sorted().toList());
        scope.holders.add(
                new TreeScope.Holder(ids, Table.Tables.number(Table.GLOBAL_KINDS.get(name)), TreeScope.Place.ELSEWHERE, Optional.empty()));
        into.add(new Tree.Global(ids++, name));
    }

    RandomValues values(TreeScope scope) {
        return new RandomValues(random, level, scope);
    }

    boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
