package dev.xdpasm.ir;

import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Does what a {@link Graph} says, step by step and as plainly as can be: what the code of the graph is compared with. Memory
 * is little-endian. What a call does is told by the test.
 */
public final class GraphInterpreter {
    /** What calls do. */
    @FunctionalInterface
    public interface Calls {
        /** {@return what a call returns} */
        long call(Step.Call call, List<Long> arguments, Memory memory);
    }

    private final Graph graph;
    private final Memory memory;
    private final Calls calls;
    private final Map<Temp, Long> temps = new HashMap<>();
    private final Map<Slot, Long> slots = new HashMap<>();
    private final Map<String, Long> names = new HashMap<>();
    private long budget = 5_000_000;

    /** Creates an interpreter of a graph over memory, which stays as the graph leaves it. */
    public GraphInterpreter(Graph graph, Memory memory, Calls calls) {
        this.graph = graph;
        this.memory = memory;
        this.calls = calls;
        for (Slot slot : graph.slots()) {
            slots.put(slot, memory.add(new byte[slot.size()]));
        }
    }

    /** Says where the values of a map begin. */
    public GraphInterpreter withMap(String name, long address) {
        names.put(name, address);
        return this;
    }

    /**
     * {@return what an XDP program of a graph returns for a packet, whose bytes become what it leaves} Its one parameter is the
     * context, of which {@code data} and {@code data_end} are there.
     */
    public static long xdp(Graph graph, byte[] packet, Calls calls) {
        Memory memory = new Memory();
        long data = memory.add(packet);
        long context = memory.add(new byte[24]);
        memory.store(context, Size.W, data);
        memory.store(context + 4, Size.W, data + packet.length);
        return new GraphInterpreter(graph, memory, calls).run(context);
    }

    /** {@return the result for these parameters} */
    public long run(long... parameters) {
        for (int i = 0; i < graph.parameters().size(); i++) {
            temps.put(graph.parameters().get(i), parameters[i]);
        }
        Block block = graph.entry();
        while (true) {
            for (Block.Lined step : block.steps()) {
                spend(step);
                step(step.what());
            }
            spend(block);
            Ending ending = block.ending();
            if (ending instanceof Ending.Exit exit) {
                return value(exit.result());
            }
            block = next(ending);
        }
    }

    private void spend(Object where) {
        if (--budget < 0) {
            throw new IllegalStateException("runs too long, at " + where);
        }
    }

    private Block next(Ending ending) {
        if (ending instanceof Ending.Jump jump) {
            return jump.to();
        }
        if (ending instanceof Ending.Branch b) {
            return holds(b.condition(), b.width(), value(b.left()), value(b.right())) ? b.yes() : b.no();
        }
        if (ending instanceof Ending.Bounds b) {
            return value(b.from()) + b.bytes() <= value(b.end()) ? b.enough() : b.tooShort();
        }
        return ((Ending.MayGoto) ending).next();
    }

    private void step(Step step) {
        if (step instanceof Step.Move s) {
            set(s.to(), value(s.value()));
        } else if (step instanceof Step.Binary s) {
            set(s.to(), binary(s.op(), s.width(), value(s.left()), value(s.right())));
        } else if (step instanceof Step.Swap s) {
            set(s.to(), swap(s.op(), s.width(), value(s.value())));
        } else if (step instanceof Step.SignExtend s) {
            int shift = Long.SIZE - s.width();
            set(s.to(), value(s.value()) << shift >> shift);
        } else if (step instanceof Step.Load s) {
            set(s.to(), memory.load(address(s.from()), s.size()));
        } else if (step instanceof Step.Store s) {
            memory.store(address(s.at()), s.size(), value(s.value()));
        } else if (step instanceof Step.Atomic s) {
            atomic(s);
        } else if (step instanceof Step.StackAddress s) {
            set(s.to(), slots.get(s.slot()) + s.offset());
        } else if (step instanceof Step.MapHandle s) {
            set(s.to(), s.map().hashCode());
        } else if (step instanceof Step.MapValue s) {
            set(s.to(), names.get(s.map()) + s.offset());
        } else if (step instanceof Step.FunctionAddress s) {
            set(s.to(), s.function().hashCode());
        } else if (step instanceof Step.Call s) {
            long result = calls.call(s, s.arguments().stream().map(this::value).toList(), memory);
            s.to().ifPresent(to -> set(to, result));
        }
    }

    private void atomic(Step.Atomic s) {
        long at = address(s.at());
        long before = memory.load(at, s.size());
        long value = value(s.value());
        long mask = s.size() == Size.W ? 0xffff_ffffL : -1;
        long after =
                switch (s.op()) {
                    case ADD, FETCH_ADD -> before + value;
                    case OR, FETCH_OR -> before | value;
                    case AND, FETCH_AND -> before & value;
                    case XOR, FETCH_XOR -> before ^ value;
                    case XCHG -> value;
                    case CMPXCHG -> before == (value(s.expected().orElseThrow()) & mask) ? value : before;
                };
        memory.store(at, s.size(), after);
        if (s.to().isPresent() && !s.op().fetches()) {
            throw new IllegalStateException(s + ": does not fetch");
        }
        s.to().ifPresent(to -> set(to, before));
    }

    private long address(Address address) {
        long base = address.base() instanceof Slot slot ? slots.get(slot) : value((Temp) address.base());
        return base + address.offset();
    }

    private long value(Value value) {
        if (value instanceof Const constant) {
            return constant.value();
        }
        Long known = temps.get((Temp) value);
        if (known == null) {
            throw new IllegalStateException(value + " is read and was never set");
        }
        return known;
    }

    private void set(Temp temp, long value) {
        if (temp.bits() < Long.SIZE && value >>> temp.bits() != 0) {
            throw new IllegalStateException(temp + " of " + temp.bits() + " bits is set to 0x" + Long.toHexString(value));
        }
        temps.put(temp, value);
    }

    /** {@return {@code left op right}} */
    public static long binary(AluOp op, Width width, long left, long right) {
        if (width == Width.W32) {
            return narrow(op, (int) left, (int) right) & 0xffff_ffffL;
        }
        return switch (op) {
            case ADD -> left + right;
            case SUB -> left - right;
            case MUL -> left * right;
            case DIV -> right == 0 ? 0 : Long.divideUnsigned(left, right);
            case SDIV -> right == 0 ? 0 : left / right;
            case OR -> left | right;
            case AND -> left & right;
            case LSH -> left << right;
            case RSH -> left >>> right;
            case MOD -> right == 0 ? left : Long.remainderUnsigned(left, right);
            case SMOD -> right == 0 ? left : left % right;
            case XOR -> left ^ right;
            case ARSH -> left >> right;
            case MOV -> throw new IllegalArgumentException("a move is no binary step");
        };
    }

    private static int narrow(AluOp op, int left, int right) {
        return switch (op) {
            case ADD -> left + right;
            case SUB -> left - right;
            case MUL -> left * right;
            case DIV -> right == 0 ? 0 : Integer.divideUnsigned(left, right);
            case SDIV -> right == 0 ? 0 : left / right;
            case OR -> left | right;
            case AND -> left & right;
            case LSH -> left << right;
            case RSH -> left >>> right;
            case MOD -> right == 0 ? left : Integer.remainderUnsigned(left, right);
            case SMOD -> right == 0 ? left : left % right;
            case XOR -> left ^ right;
            case ARSH -> left >> right;
            case MOV -> throw new IllegalArgumentException("a move is no binary step");
        };
    }

    /** {@return what a swap gives on a little-endian machine} */
    public static long swap(ByteOrderOp op, int width, long value) {
        int above = Long.SIZE - width;
        long cut = value << above >>> above;
        return op == ByteOrderOp.LE ? cut : Long.reverseBytes(cut) >>> above;
    }

    /** {@return whether a condition holds} */
    public static boolean holds(Condition condition, Width width, long left, long right) {
        long l = width == Width.W32 ? (int) left : left;
        long r = width == Width.W32 ? (int) right : right;
        return switch (condition) {
            case JEQ -> l == r;
            case JNE -> l != r;
            case JSET -> (l & r) != 0;
            case JGT -> Long.compareUnsigned(l, r) > 0;
            case JGE -> Long.compareUnsigned(l, r) >= 0;
            case JLT -> Long.compareUnsigned(l, r) < 0;
            case JLE -> Long.compareUnsigned(l, r) <= 0;
            case JSGT -> l > r;
            case JSGE -> l >= r;
            case JSLT -> l < r;
            case JSLE -> l <= r;
        };
    }
}
