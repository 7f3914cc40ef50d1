package dev.xdpasm.loader.programs;

import dev.xdpasm.loader.programs.Tree.*;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Does in Java what a {@link Tree} says, as the DSL's Javadoc promises it: one packet, over maps that live on. */
final class Evaluator extends EvaluatedValues {
    private final Tree tree;
    private final TableState state;

    /** What is being done: computations, functions, turns of the kernel's loop. */
    private final Deque<Object> around = new ArrayDeque<>();

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

    private record Returned(int function) {}

    private record Turned(int loop) {}

    private record Stopped(int loop) {}

    private record Discarded(int holder) {}

    /** What came of a packet. */
    record Outcome(int action, byte[] packet) {}

    private Evaluator(Tree tree, TableState state, byte[] packet) {
        super(packet);
        this.tree = tree;
        this.state = state;
    }

    /** {@return the action for a packet, and the packet as it is then} */
    static Outcome run(Tree tree, TableState state, byte[] packet) {
        Evaluator evaluator = new Evaluator(tree, state, packet.clone());
        try {
            evaluator.all(tree.statements());
            evaluator.byDefault();
        } catch (End end) {
            return new Outcome((int) end.value, Arrays.copyOfRange(evaluator.packet, evaluator.begin, evaluator.end));
        }
        throw new IllegalStateException("byDefault() goes on");
    }

    private void all(List<Statement> statements) {
        statements.forEach(this::does);
    }

    private void byDefault() {
        Object inside = around.peek();
        if (inside instanceof Compute compute) {
            throw new End(new Given(compute.id()), compute.byDefault());
        } else if (inside instanceof Function function) {
            throw new End(new Returned(function.id()), 0);
        } else if (inside instanceof Turns turns) {
            throw new End(new Turned(turns.loop()), 0);
        }
        throw new End(new Program(), tree.byDefault());
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
            holders.get(s.ref().holder()).write(s.ref().field(), value(s.number()));
        } else if (statement instanceof WriteConstant s) {
            holders.get(s.ref().holder()).write(s.ref().field(), s.number());
        } else if (statement instanceof NetWrite s) {
            holders.get(s.ref().holder()).write(s.ref().field(), net(s.number()));
        } else if (statement instanceof Copy s) {
            Area from = holders.get(s.from().holder());
            Area to = holders.get(s.to().holder());
            int size = from.shape().parts().get(s.from().field()).size();
            System.arraycopy(
                    from.bytes(), from.base() + from.shape().offset(s.from().field()),
                    to.bytes(), to.base() + to.shape().offset(s.to().field()), size);
        } else if (statement instanceof AddTo s) {
            Area area = holders.get(s.ref().holder());
            area.write(s.ref().field(), area.read(s.ref().field()) + value(s.number()));
        } else if (statement instanceof Atomic s) {
            atomic(s);
        } else if (statement instanceof Need s) {
            need(s.bytes());
        } else if (statement instanceof Skip s) {
            cursor += (int) (value(s.bytes()) & s.most());
        } else if (statement instanceof SkipConstant s) {
            cursor += s.bytes();
        } else if (statement instanceof MoveHead s) {
            move(begin + s.bytes(), end);
        } else if (statement instanceof MoveTail s) {
            move(begin, end + s.bytes());
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
        } else {
            doesCalls(statement);
        }
    }

    private void doesCalls(Statement statement) {
        if (statement instanceof Call s) {
            call(s);
        } else if (statement instanceof Return s) {
            throw new End(new Returned(s.function()), value(s.number()));
        } else if (statement instanceof Turns s) {
            turns(s);
        } else if (statement instanceof NextTurn s) {
            throw new End(new Turned(s.loop()), 0);
        } else if (statement instanceof Stop s) {
            throw new End(new Stopped(s.loop()), 0);
        } else if (statement instanceof Emit s) {
            emit(s);
        } else if (statement instanceof Discard s) {
            throw new End(new Discarded(s.holder()), 0);
        }
    }

    private void call(Call s) {
        List<Long> given = s.arguments().stream().map(this::value).toList();
        for (int i = 0; i < given.size(); i++) {
            Known parameter = s.function().parameters().get(i);
            numbers.put(parameter.id(), parameter.kind().of(given.get(i)));
        }
        s.struct().ifPresent(struct -> holders.put(s.function().struct().orElseThrow(), holders.get(struct)));
        long result = upTo(new Returned(s.function().id()), s.function(), s.function().body(), 0);
        numbers.put(s.id(), s.function().result().of(result));
    }

    private void turns(Turns s) {
        long times = value(s.times());
        holders.put(s.inner(), holders.get(s.state()));
        for (long i = 0; i < times; i++) {
            numbers.put(s.index(), i);
            try {
                upTo(new Turned(s.loop()), s, s.body(), 0);
            } catch (End end) {
                if (end.target.equals(new Stopped(s.loop()))) {
                    return;
                }
                throw end;
            }
        }
    }

    private void emit(Emit s) {
        byte[] record = new byte[Table.Tables.RECORD.size()];
        state.records.add(record);
        holders.put(s.holder(), new Area(record, 0, Table.Tables.RECORD));
        try {
            all(s.body());
        } catch (End end) {
            if (!end.target.equals(new Discarded(s.holder()))) {
                throw end;
            }
            state.records.removeIf(other -> other == record);
        }
    }

    /** {@return what a body was ended with towards this target, or what it is if it was not ended} */
    private long upTo(Object target, Object inside, List<Statement> body, long otherwise) {
        around.push(inside);
        try {
            all(body);
            return otherwise;
        } catch (End end) {
            if (!end.target.equals(target)) {
                throw end;
            }
            return end.value;
        } finally {
            around.pop();
        }
    }

    /** As the kernel does: a packet keeps 14 bytes. */
    private void move(int newBegin, int newEnd) {
        int least = 14;
        if (newEnd - newBegin < least) {
            byDefault();
        }
        begin = newBegin;
        end = newEnd;
        cursor = begin;
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
            area.write(0, value(number.number()));
        } else if (content instanceof OfNet net) {
            area.write(0, net(net.number()));
        } else {
            Area made = holders.get(((Tree.OfStruct) content).holder());
            System.arraycopy(made.bytes(), made.base(), bytes, 0, bytes.length);
        }
        return bytes;
    }

    private void need(int bytes) {
        if (cursor + bytes > end) {
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
        long result = upTo(new Given(s.id()), s, s.body(), s.byDefault());
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
        Area area = holders.get(s.ref().holder());
        int field = s.ref().field();
        long before = area.read(field);
        long number = value(s.number());
        boolean same = s.expected().isEmpty() || s.kind().of(value(s.expected().get())) == s.kind().of(before);
        switch (s.op()) {
            case ADD, FETCH_ADD -> area.write(field, before + number);
            case OR, FETCH_OR -> area.write(field, before | number);
            case AND -> area.write(field, before & number);
            case XOR -> area.write(field, before ^ number);
            case XCHG -> area.write(field, number);
            default -> area.write(field, same ? number : before);
        }
        numbers.put(s.id(), before);
    }
}
