package dev.xdpasm.loader.programs;

import dev.xdpasm.dsl.CallProgram;
import dev.xdpasm.dsl.Callback;
import dev.xdpasm.dsl.Computation;
import dev.xdpasm.dsl.Found;
import dev.xdpasm.dsl.FunctionBody;
import dev.xdpasm.dsl.Loop;
import dev.xdpasm.dsl.LoopForm;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Record;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.programs.Fields.OfStruct;
import dev.xdpasm.loader.programs.Tree.*;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.XdpAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Says a {@link Tree} in the DSL. */
final class Renderer extends RenderedValues {
    private final Map<Integer, Object> structs = new HashMap<>();
    private final Map<Integer, Loop> loops = new HashMap<>();
    private final Map<Integer, Computation> computations = new HashMap<>();
    private final Map<Integer, Record> records = new HashMap<>();
    private final Map<Integer, FunctionBody<Num>> functions = new HashMap<>();
    private final Map<Integer, Callback> callbacks = new HashMap<>();
    private final RenderedFunctions rendered;

    private Renderer(CallProgram p, Optional<Xdp> packet, RenderedFunctions rendered) {
        super(p, packet);
        this.rendered = rendered;
    }

    static BpfObject object(Tree tree, IsaLevel level) {
        return Xdp.program("random", level, XdpAction.values()[tree.byDefault()], p ->
                new Renderer(p, Optional.of(p), new RenderedFunctions()).all(tree.statements()));
    }

    /** Says the body of a function. */
    static void function(Function function, FunctionBody<Num> f, List<Object> arguments, RenderedFunctions rendered) {
        Renderer body = new Renderer(f, Optional.empty(), rendered);
        body.functions.put(function.id(), f);
        int next = 0;
        if (function.struct().isPresent()) {
            body.hold(function.struct().get(), arguments.get(next++));
        }
        for (Known parameter : function.parameters()) {
            body.numbers.put(parameter.id(), (Num) arguments.get(next++));
        }
        body.all(function.body());
    }

    private void all(List<Statement> statements) {
        for (Statement statement : statements) {
            if (!p.hasEnded()) {
                say(statement);
            }
        }
    }

    private Runnable body(List<Statement> statements) {
        return () -> all(statements);
    }

    // ---- statements

    private void say(Statement statement) {
        if (statement instanceof Let s) {
            numbers.put(s.id(), number(s.number()).get());
        } else if (statement instanceof NetLet s) {
            nets.put(s.id(), net(s.number()).get());
        } else if (statement instanceof Declare s) {
            variables.put(s.id(), p.var(s.kind().type(), number(s.initial())));
        } else if (statement instanceof NetDeclare s) {
            netVariables.put(s.id(), p.var(Kind.netType(s.initial().bits()), net(s.initial())));
        } else if (statement instanceof Assign s) {
            variables.get(s.id()).set(number(s.number()));
        } else if (statement instanceof Increase s) {
            variables.get(s.id()).add(number(s.by()));
        } else if (statement instanceof NetAssign s) {
            netVariables.get(s.id()).set(net(s.number()));
        } else if (statement instanceof Write s) {
            numField(s.ref()).set(number(s.number()));
        } else if (statement instanceof WriteConstant s) {
            numField(s.ref()).set(s.number());
        } else if (statement instanceof NetWrite s) {
            ((NetField) field(s.ref())).set(net(s.number()));
        } else if (statement instanceof Copy s) {
            bytes(s.to()).set(bytes(s.from()));
        } else if (statement instanceof AddTo s) {
            numField(s.ref()).add(number(s.number()));
        } else if (statement instanceof Atomic s) {
            atomic(s);
        } else if (statement instanceof Tree.When s) {
            var when = p.when(holds(s.condition()), body(s.then()));
            s.otherwise().ifPresent(otherwise -> when.otherwise(body(otherwise)));
        } else if (statement instanceof Tree.Match s) {
            match(s);
        } else if (statement instanceof Compute s) {
            numbers.put(s.id(), p.compute(s.kind().type(), s.byDefault(), computation -> {
                computations.put(s.id(), computation);
                all(s.body());
            }));
        } else if (statement instanceof Give s) {
            computations.get(s.computation()).give(number(s.number()));
        } else if (statement instanceof Repeat s) {
            Loop.Body body = (index, loop) -> {
                numbers.put(s.index(), index.get());
                loops.put(s.loop(), loop);
                all(s.body());
            };
            switch (s.loop() % 4) {
                case 0 -> p.repeat(LoopForm.UNROLLED, s.times(), body);
                case 1 -> p.repeat(LoopForm.VERIFIED, s.times(), body);
                default -> p.repeat(s.times(), body);
            }
        } else if (statement instanceof Leave s) {
            loops.get(s.loop()).leave();
        } else if (statement instanceof Next s) {
            loops.get(s.loop()).next();
        } else if (statement instanceof Exit s) {
            packet().action(number(s.action()));
        } else if (statement instanceof ByDefault) {
            p.byDefault();
        } else {
            sayOfMemory(statement);
        }
    }

    private void sayOfCalls(Statement statement) {
        if (statement instanceof Call s) {
            List<Object> arguments = new ArrayList<>();
            s.struct().ifPresent(struct -> arguments.add(structs.get(struct)));
            s.arguments().forEach(argument -> arguments.add(number(argument)));
            numbers.put(s.id(), rendered.call(p, s.function(), arguments));
        } else if (statement instanceof Return s) {
            functions.get(s.function()).give(number(s.number()));
        } else if (statement instanceof Turns s) {
            p.loop(number(s.times()), Table.Tables.RECORD_TYPE, (OfStruct) structs.get(s.state()), (turn, index, state) -> {
                Renderer body = new Renderer(turn, Optional.empty(), rendered);
                body.callbacks.put(s.loop(), turn);
                body.numbers.put(s.index(), index);
                body.hold(s.inner(), state);
                body.all(s.body());
            });
        } else if (statement instanceof NextTurn s) {
            callbacks.get(s.loop()).next();
        } else if (statement instanceof Stop s) {
            callbacks.get(s.loop()).stop();
        } else if (statement instanceof Emit s) {
            p.reserve(Table.RING, (view, record) -> {
                hold(s.holder(), view);
                records.put(s.holder(), record);
                all(s.body());
            });
        } else if (statement instanceof Discard s) {
            records.get(s.holder()).discard();
        }
    }

    private void sayOfMemory(Statement statement) {
        if (statement instanceof Need s) {
            packet().need(s.bytes());
        } else if (statement instanceof Skip s) {
            packet().skip(number(s.bytes()), s.most());
        } else if (statement instanceof SkipConstant s) {
            packet().skip(s.bytes());
        } else if (statement instanceof MoveHead s) {
            packet().adjustHead(s.bytes());
        } else if (statement instanceof MoveTail s) {
            packet().adjustTail(s.bytes());
        } else if (statement instanceof Take s) {
            hold(s.holder(), packet().header(() -> new Fields.OfHeader(s.shape())));
        } else if (statement instanceof Make s) {
            hold(s.holder(), p.make(Table.Tables.type(s.shape()), made -> {
                holders.put(s.holder(), made.list());
                all(s.writes());
            }));
        } else if (statement instanceof Tree.Global s) {
            hold(s.holder(), p.global(Table.GLOBALS.get(s.name())));
        } else if (statement instanceof Element s) {
            hold(s.holder(), p.element(Renderer.<Num>map(s.table())));
        } else if (statement instanceof Lookup s) {
            Consumer<Object> found = view -> {
                hold(s.holder(), view);
                all(s.found());
            };
            var when = lookup(s.table(), s.key()).ifPresent(found);
            s.otherwise().ifPresent(otherwise -> when.otherwise(body(otherwise)));
        } else if (statement instanceof OrElse s) {
            Found<Object> found = lookup(s.table(), s.key());
            hold(s.holder(), s.otherwise().isEmpty() ? found.orDefault() : found.orElse(body(s.otherwise())));
        } else if (statement instanceof Update s) {
            p.update(Renderer.<Object>map(s.table()), content(s.key()), content(s.value()));
        } else if (statement instanceof Delete s) {
            p.delete(Renderer.<Object>map(s.table()), content(s.key()));
        } else {
            sayOfCalls(statement);
        }
    }

    private void match(Tree.Match s) {
        p.match(number(s.number()), on -> {
            for (Case one : s.cases()) {
                if (one.low() == one.high()) {
                    on.on(one.low(), body(one.body()));
                } else {
                    on.onRange(one.low(), one.high(), body(one.body()));
                }
            }
            s.otherwise().ifPresent(otherwise -> on.otherwise(body(otherwise)));
        });
    }

    private void atomic(Atomic s) {
        NumField at = numField(s.ref());
        long constant = s.number() instanceof Constant known ? known.value() : 0;
        switch (s.op()) {
            case ADD -> at.atomicAdd(number(s.number()));
            case OR -> at.atomicOr(constant);
            case AND -> at.atomicAnd(constant);
            case XOR -> at.atomicXor(constant);
            case FETCH_ADD -> numbers.put(s.id(), at.fetchAdd(number(s.number())));
            case FETCH_OR -> numbers.put(s.id(), at.fetchOr(constant));
            case XCHG -> numbers.put(s.id(), at.exchange(number(s.number())));
            case CMPXCHG -> numbers.put(
                    s.id(), at.compareAndExchange(number(s.expected().orElseThrow()), number(s.number())));
            default -> throw new IllegalArgumentException(s.toString());
        }
    }

    private Found<Object> lookup(Table table, Content key) {
        return p.lookup(Renderer.<Object>map(table), content(key));
    }

    @SuppressWarnings("unchecked") // a table's keys are what its shape says
    private static <K> MapRef<K, Object> map(Table table) {
        return (MapRef<K, Object>) table.map;
    }

    private Object content(Content content) {
        if (content instanceof OfNumber number) {
            return number(number.number());
        }
        return content instanceof OfNet net ? net(net.number()) : structs.get(((Tree.OfStruct) content).holder());
    }

    private void hold(int holder, Object view) {
        structs.put(holder, view);
        holders.put(holder, view instanceof Fields fields ? fields.list() : List.of(view));
    }

}
