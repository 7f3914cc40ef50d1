package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Reader;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Step.Binary;
import dev.xdpasm.ir.Step.Load;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields that lie side by side in the packet and are put together as they lie, such as the two ports of a key, are one load:
 * {@code *(u16 *)p | *(u16 *)(p + 2) << 16} is {@code *(u32 *)p}. All loads stand in one block, so what checked the packet's
 * length for the last holds for the first as well.
 */
final class WideLoads implements Pass {
    @Override
    public String name() {
        return "wide loads";
    }

    @Override
    public boolean run(Graph graph) {
        List<Block> blocks = new ArrayList<>();
        for (Block block : graph.reached()) {
            if (hasOr(block)) {
                blocks.add(block);
            }
        }
        if (blocks.isEmpty()) {
            return false;
        }
        Terms terms = Terms.of(graph, graph.flow());
        Uses uses = new Uses(graph, graph.flow());
        boolean changed = false;
        for (Block block : blocks) {
            changed |= new Body(graph, block, terms, uses).join();
        }
        return changed;
    }

    private static boolean hasOr(Block block) {
        for (Lined lined : block.steps()) {
            if (isOr(lined.what())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOr(@Nullable Step step) {
        return step instanceof Binary binary && binary.op() == AluOp.OR && binary.width() == Width.W64;
    }

    /**
     * Bytes of the packet that stand so many bits up in a value.
     *
     * @param field the load of the first of them
     * @param value that value, null if no step makes it yet
     * @param first the place of the first of the loads
     */
    private record Part(Load field, int bytes, int shift, @Nullable Value value, int first) {
        boolean isBefore(Part next) {
            return field.from().base() == next.field.from().base()
                    && field.from().offset() + bytes == next.field.from().offset()
                    && shift + bytes * Byte.SIZE == next.shift;
        }

        boolean isLoadableWith(Part next) {
            return Integer.bitCount(bytes + next.bytes) == 1 && bytes + next.bytes <= Long.BYTES;
        }

        boolean isAligned() {
            return shift % (bytes * Byte.SIZE) == 0;
        }

        Part with(Part next) {
            return new Part(field, bytes + next.bytes, shift, null, Math.min(first, next.first));
        }

        Size size() {
            return bytes == Size.DW.bytes() ? Size.DW : bytes == Size.W.bytes() ? Size.W : Size.H;
        }
    }

    /** The steps of a block while they are gone through. */
    private static final class Body {
        private final Graph graph;
        private final Block block;
        private final Terms terms;
        private final Uses uses;
        private final Map<Temp, Integer> places = new HashMap<>();
        /** What only another disjunction of the block reads. */
        private final Set<Value> inner = new HashSet<>();

        Body(Graph graph, Block block, Terms terms, Uses uses) {
            this.graph = graph;
            this.block = block;
            this.terms = terms;
            this.uses = uses;
            for (Lined lined : block.steps()) {
                if (isOr(lined.what())) {
                    for (int i = 0; i < Reader.operands(lined.what()); i++) {
                        if (uses.of(Reader.operand(lined.what(), i)) == 1) {
                            inner.add(Reader.operand(lined.what(), i));
                        }
                    }
                }
            }
        }

        boolean join() {
            boolean changed = false;
            for (int i = 0; i < block.size(); i++) {
                Step step = block.steps()[i].what();
                if (isOr(step) && !inner.contains(step.result().orElseThrow())) {
                    int more = join(i, (Binary) step);
                    changed |= more > 0;
                    i += more;
                }
                Temp to = block.steps()[i].what().result().orElse(null);
                if (to != null) {
                    places.put(to, i);
                }
            }
            return changed;
        }

        /** Joins what a disjunction puts together; {@return how many steps were put before it} */
        private int join(int index, Binary all) {
            List<Part> parts = new ArrayList<>();
            List<Value> others = new ArrayList<>();
            gather(all, parts, others);
            int before = parts.size();
            // halves of a word first, so that all of it can follow
            for (boolean halves : new boolean[] {true, false}) {
                while (joinTwo(parts, index, halves)) {
                    // until no two lie side by side
                }
            }
            return parts.size() == before ? 0 : write(index, all, parts, others);
        }

        private void gather(Binary all, List<Part> parts, List<Value> others) {
            for (Value value : List.of(all.left(), all.right())) {
                boolean here = value instanceof Temp temp && places.containsKey(temp);
                Step made = here ? terms.definition(value) : null;
                Part part = made == null ? null : part(value, made);
                if (isOr(made) && uses.of(value) == 1) {
                    gather((Binary) made, parts, others);
                } else if (part != null) {
                    parts.add(part);
                } else {
                    others.add(value);
                }
            }
        }

        private @Nullable Part part(Value value, Step made) {
            int shift = 0;
            Step field = made;
            if (terms.withConstant(value, AluOp.LSH) instanceof Binary up) {
                shift = (int) Algebra.constant(up) & up.width().bits() - 1;
                field = terms.definition(up.left());
                if (field instanceof Load load && shift + load.size().bytes() * Byte.SIZE > up.width().bits()) {
                    return null;
                }
            }
            boolean fits = field instanceof Load load
                    && load.from().region().equals(Region.PACKET)
                    && places.containsKey(load.to());
            if (!fits) {
                return null;
            }
            Load load = (Load) field;
            return new Part(load, load.size().bytes(), shift, value, places.get(load.to()));
        }

        private boolean joinTwo(List<Part> parts, int index, boolean halves) {
            for (Part one : parts) {
                for (Part next : parts) {
                    Part both = one.with(next);
                    boolean fits = one.isBefore(next) && one.isLoadableWith(next) && (both.isAligned() || !halves);
                    if (fits && isStill(both, index)) {
                        parts.set(parts.indexOf(one), both);
                        parts.remove(next);
                        return true;
                    }
                }
            }
            return false;
        }

        /** Whether nothing has written into the packet or moved it since the first load of a part. */
        private boolean isStill(Part part, int index) {
            for (int i = part.first(); i < index; i++) {
                Step step = block.steps()[i].what();
                if (Memory.changes(step, Region.PACKET) || Memory.movesPacket(step)) {
                    return false;
                }
            }
            return true;
        }

        /** Writes wide loads, and what puts the rest together, before the disjunction. */
        private int write(int index, Binary all, List<Part> parts, List<Value> others) {
            Lined root = block.steps()[index];
            List<Lined> more = new ArrayList<>();
            List<Value> values = new ArrayList<>();
            for (Part part : parts) {
                values.add(part.value() != null ? part.value() : load(part, root, more));
            }
            values.addAll(others);
            Value sum = values.get(0);
            for (Value value : values.subList(1, values.size())) {
                sum = emit(AluOp.OR, sum, value, Long.SIZE, root, more);
            }
            block.steps()[index] = root.with(new Step.Move(all.to(), sum));
            block.insert(index, more.toArray(new Lined[0]));
            return more.size();
        }

        private Value load(Part part, Lined root, List<Lined> more) {
            Temp wide = graph.temp("", part.bytes() * Byte.SIZE);
            more.add(root.with(new Load(wide, part.size(), part.field().from())));
            int bits = part.bytes() * Byte.SIZE + part.shift();
            return part.shift() == 0 ? wide : emit(AluOp.LSH, wide, Value.of(part.shift()), bits, root, more);
        }

        private Value emit(AluOp op, Value left, Value right, int bits, Lined root, List<Lined> more) {
            Temp to = graph.temp("", bits);
            more.add(root.with(new Binary(to, op, Width.W64, left, right)));
            return to;
        }
    }
}
