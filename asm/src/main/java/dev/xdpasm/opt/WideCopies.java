package dev.xdpasm.opt;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Step.Load;
import dev.xdpasm.ir.Step.Store;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two stores side by side of one block are one: of constants, and of fields of the packet that lie side by side as well. A wider
 * store makes no load wait that waited for none before; a wider load would, for narrower stores that it reads, so that packets
 * are copied so only by graphs that do not write them. The stack has its own: structs are put together before they are stored.
 */
final class WideCopies implements Pass {
    @Override
    public String name() {
        return "wide copies";
    }

    @Override
    public boolean run(Graph graph) {
        Block[] blocks = graph.reached();
        if (!stores(blocks)) {
            return false;
        }
        boolean packetIsWritten = false;
        int[] reads = new int[graph.temps()];
        for (Block block : blocks) {
            for (Lined lined : block.steps()) {
                Uses.count(lined.what(), reads, 1);
                packetIsWritten |= writesPacket(lined.what());
            }
            Uses.count(block.ending(), reads, 1);
        }
        boolean changed = false;
        for (Block block : blocks) {
            changed |= block.size() > 1 && new Body(graph, block, reads, !packetIsWritten).join();
        }
        return changed;
    }

    /** Whether there is a store that could be part of a wide one. */
    private static boolean stores(Block[] blocks) {
        for (Block block : blocks) {
            for (Lined lined : block.steps()) {
                if (lined.what() instanceof Store store && isWidened(store)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isWidened(Store store) {
        return store.at().base() instanceof Temp base
                && !base.isVariable()
                && store.size() != Size.DW
                && !store.at().region().isAligned()
                && store.at().region().kind() != Region.Kind.CONTEXT;
    }

    private static boolean writesPacket(Step step) {
        return step instanceof Store store && store.at().region().kind() == Region.Kind.PACKET || Memory.movesPacket(step);
    }

    /** One block. */
    private static final class Body {
        private final Graph graph;
        private final Block block;
        private final List<Lined> steps;
        private final int[] reads;
        private final boolean copies;

        Body(Graph graph, Block block, int[] reads, boolean copies) {
            this.graph = graph;
            this.block = block;
            this.steps = new ArrayList<>(List.of(block.steps()));
            this.reads = reads;
            this.copies = copies;
        }

        boolean join() {
            boolean changed = false;
            for (int first = 0; first < steps.size(); first++) {
                if (steps.get(first).what() instanceof Store store && isWidened(store)) {
                    int second = partner(first, store);
                    if (second > 0) {
                        changed = true;
                        first--; // what stands there now may have a partner too
                    }
                }
            }
            if (changed) {
                block.steps(steps);
            }
            return changed;
        }

        /** Joins a store with one behind it if there is one; {@return where the wide one stands, 0 if there is none} */
        private int partner(int first, Store store) {
            for (int at = first + 1; at < steps.size(); at++) {
                Step step = steps.get(at).what();
                if (step instanceof Store other && isBeside(store, other)) {
                    boolean rising = store.at().offset() < other.at().offset();
                    Optional<Step> load = rising ? load(first, at, store, other) : load(first, at, other, store);
                    Optional<Value> value = rising ? value(store, other, load) : value(other, store, load);
                    if (value.isPresent()) {
                        replace(first, at, new Store(twice(store.size()), rising ? store.at() : other.at(), value.get()), load);
                        return at;
                    }
                }
                if (stops(step, store)) {
                    return 0;
                }
            }
            return 0;
        }

        private static boolean isBeside(Store one, Store other) {
            return one.at().base() == other.at().base()
                    && one.at().region().equals(other.at().region())
                    && one.size() == other.size()
                    && Math.abs(one.at().offset() - other.at().offset()) == one.size().bytes();
        }

        /** Whether a store cannot be done later than this step. */
        private static boolean stops(Step step, Store store) {
            if (step instanceof Step.Call || step instanceof Step.Atomic) {
                return true;
            }
            if (step instanceof Load load) {
                return load.from().region().equals(store.at().region());
            }
            return step instanceof Store other
                    && Memory.meet(other.at(), other.size().bytes(), store.at(), store.size().bytes());
        }

        private void replace(int first, int second, Store wide, Optional<Step> load) {
            Lined line = steps.get(second);
            steps.set(second, line.with(wide));
            load.ifPresent(step -> steps.add(second, line.with(step)));
            steps.remove(first);
        }

        private Optional<Value> value(Store low, Store high, Optional<Step> load) {
            if (load.isPresent()) {
                return load.get().result().map(Value.class::cast);
            }
            if (low.value() instanceof Const one && high.value() instanceof Const other) {
                int bits = low.size().bytes() * Byte.SIZE;
                long whole = one.value() & -1L >>> Long.SIZE - bits | other.value() << bits;
                boolean fits = 2 * bits < Long.SIZE || whole == (int) whole;
                return fits ? Optional.of(Value.of(2 * bits < Long.SIZE ? whole & -1L >>> Long.SIZE - 2 * bits : whole)) : Optional.empty();
            }
            return Optional.empty();
        }

        /** The load of what two stores copy, if they do. */
        private Optional<Step> load(int first, int second, Store low, Store high) {
            int one = source(low, second);
            int other = source(high, second);
            if (!copies || one < 0 || other < 0) {
                return Optional.empty();
            }
            Address from = ((Load) steps.get(one).what()).from();
            Address behind = ((Load) steps.get(other).what()).from();
            boolean beside = from.base() == behind.base()
                    && from.base() instanceof Temp base
                    && !base.isVariable()
                    && behind.offset() - from.offset() == low.size().bytes();
            if (!beside || hasCall(Math.min(one, other), second)) {
                return Optional.empty();
            }
            Size size = twice(low.size());
            return Optional.of(new Load(graph.temp("", size.bytes() * Byte.SIZE), size, from));
        }

        /** Where the packet's field is loaded that a store alone copies, -1 if it does not. */
        private int source(Store store, int before) {
            if (store.value() instanceof Temp value && !value.isVariable() && value.number() < reads.length && reads[value.number()] == 1) {
                for (int at = before - 1; at >= 0; at--) {
                    if (steps.get(at).what() instanceof Load load && load.to() == value) {
                        boolean whole = load.size() == store.size() && load.from().region().kind() == Region.Kind.PACKET;
                        return whole ? at : -1;
                    }
                }
            }
            return -1;
        }

        private boolean hasCall(int from, int to) {
            for (Lined lined : steps.subList(from, to)) {
                if (lined.what() instanceof Step.Call) {
                    return true;
                }
            }
            return false;
        }

        private static Size twice(Size size) {
            return switch (size) {
                case B -> Size.H;
                case H -> Size.W;
                default -> Size.DW;
            };
        }
    }
}
