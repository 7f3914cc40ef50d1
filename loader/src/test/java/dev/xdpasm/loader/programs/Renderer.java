package dev.xdpasm.loader.programs;

import dev.xdpasm.dsl.Bool;
import dev.xdpasm.dsl.BytesField;
import dev.xdpasm.dsl.Checksum;
import dev.xdpasm.dsl.Computation;
import dev.xdpasm.dsl.Found;
import dev.xdpasm.dsl.Ipv4Net;
import dev.xdpasm.dsl.Loop;
import dev.xdpasm.dsl.LoopForm;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Net;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.NetVar;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.NumVar;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.programs.Tree.*;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.XdpAction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Says a {@link Tree} in the DSL. */
final class Renderer {
    private final Xdp p;
    private final Map<Integer, Num> numbers = new HashMap<>();
    private final Map<Integer, Net> nets = new HashMap<>();
    private final Map<Integer, NumVar> variables = new HashMap<>();
    private final Map<Integer, NetVar> netVariables = new HashMap<>();
    private final Map<Integer, List<Object>> holders = new HashMap<>();
    private final Map<Integer, Object> structs = new HashMap<>();
    private final Map<Integer, Loop> loops = new HashMap<>();
    private final Map<Integer, Computation> computations = new HashMap<>();

    private Renderer(Xdp p) {
        this.p = p;
    }

    static BpfObject object(Tree tree, IsaLevel level) {
        return Xdp.program("random", level, XdpAction.values()[tree.byDefault()], p -> new Renderer(p).all(tree.statements()));
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
            p.action(number(s.action()));
        } else if (statement instanceof ByDefault) {
            p.byDefault();
        } else {
            sayOfMemory(statement);
        }
    }

    private void sayOfMemory(Statement statement) {
        if (statement instanceof Need s) {
            p.need(s.bytes());
        } else if (statement instanceof Skip s) {
            p.skip(number(s.bytes()), s.most());
        } else if (statement instanceof SkipConstant s) {
            p.skip(s.bytes());
        } else if (statement instanceof Take s) {
            hold(s.holder(), p.header(() -> new Fields.OfHeader(s.shape())));
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

    private Object field(Ref ref) {
        return holders.get(ref.holder()).get(ref.field());
    }

    private NumField numField(Ref ref) {
        return (NumField) field(ref);
    }

    private BytesField bytes(Ref ref) {
        return (BytesField) field(ref);
    }

    // ---- values

    private Num number(Expr expr) {
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
        return expr instanceof Length ? p.length() : p.offset();
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

    private Net net(NetExpr expr) {
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
        Replaced e = (Replaced) expr;
        return Checksum.replaced(net(e.checksum()), net(e.before()), net(e.after()));
    }

    // ---- conditions

    private Bool holds(Cond cond) {
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
            return p.has(c.bytes());
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
}
