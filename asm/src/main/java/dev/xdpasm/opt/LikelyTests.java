package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Ending.Branch;
import dev.xdpasm.ir.Ending.Jump;
import dev.xdpasm.ir.Ending.Likely;
import dev.xdpasm.ir.Flow;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Width;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is likely is asked before what is not: a value that is compared with unlikely constants (VLAN tags), and behind those with
 * others (protocols), is compared with the others first. The way of a packet without tags is then as short as if nobody had asked for
 * any. What lies between the tests is done on that way too.
 */
final class LikelyTests implements Pass {
    /** Steps between the unlikely tests and the likely one, which are written twice. */
    private static final int STEPS = 8;

    /** Blocks before the unlikely tests that may say what a variable is. */
    private static final int SEARCHED = 8;

    /** How many tests a round moves at most. */
    private static final int MOVED = 50;

    @Override
    public String name() {
        return "likely tests";
    }

    @Override
    public boolean run(Graph graph) {
        int moved = 0;
        while (moved < MOVED && new Walk(graph, graph.flow()).run()) {
            moved++;
        }
        return moved > 0;
    }

    private static boolean isTest(Branch branch) {
        return branch.condition() == Condition.JEQ
                && branch.width() == Width.W64
                && branch.left() instanceof Temp
                && branch.right() instanceof Const
                && branch.yes() != branch.no();
    }

    /** {@return the test of a value with an unlikely constant that a block ends with, null if it ends otherwise} */
    private static @Nullable Branch unlikely(Block block) {
        return block.ending() instanceof Branch branch
                        && branch.likely() == Likely.NO
                        && isTest(branch)
                        && !((Temp) branch.left()).isVariable()
                ? branch
                : null;
    }

    /**
     * Unlikely tests and a likely one behind them.
     *
     * @param first the block that ends with the first of the unlikely tests
     * @param end the block that ends with the last of them
     * @param between what is passed between the last of those and the likely one, the block that ends with it included
     */
    private record Chain(Block first, Block end, List<Block> between) {
        Block last() {
            return between.get(between.size() - 1);
        }

        Branch likely() {
            return (Branch) last().ending();
        }
    }

    private record Walk(Graph graph, Flow flow) {
        boolean run() {
            for (int at = 0; at < flow.size(); at++) {
                Block first = flow.block(at);
                Chain chain = unlikely(first) == null ? null : chain(first);
                if (chain != null && detach(chain.last())) {
                    move(chain);
                    return true;
                }
            }
            return false;
        }

        private boolean isAlone(Block block) {
            return flow.before(flow.at(block)).length == 1;
        }

        private @Nullable Chain chain(Block first) {
            Branch test = (Branch) first.ending();
            Set<Value> asked = new HashSet<>();
            Block end = first;
            Block at = first;
            Branch next = test;
            while (next != null && next.left() == test.left() && asked.add(next.right())) {
                end = at;
                at = next.no();
                next = isAlone(at) && at.size() == 0 ? unlikely(at) : null;
            }
            List<Block> between = new ArrayList<>();
            if (isAlone(at) && at.ending() instanceof Jump jump) {
                between.add(at);
                at = jump.to();
            }
            between.add(at);
            Chain chain = new Chain(first, end, between);
            boolean fits = at.ending() instanceof Branch likely
                    && isTest(likely)
                    && likely.likely() != Likely.NO
                    && !flow.isLoopHead(flow.at(at))
                    && !asked.contains(likely.right())
                    && !wasAsked(first, test.left(), likely.right())
                    && areCopiable(between)
                    && arriving(chain) == test.left();
            return fits ? chain : null;
        }

        private static boolean areCopiable(List<Block> blocks) {
            for (Block block : blocks) {
                for (Lined step : block.steps()) {
                    if (block.size() > STEPS || step.what().hasEffect() || step.what() instanceof Step.Call) {
                        return false;
                    }
                }
            }
            return true;
        }

        /** Whether a value was compared with a constant right before a block. */
        private boolean wasAsked(Block block, Value value, Value constant) {
            int at = flow.at(block);
            while (flow.before(at).length == 1) {
                at = flow.before(at)[0];
                if (flow.block(at).ending() instanceof Branch branch && branch.left() == value && branch.right().equals(constant)) {
                    return true;
                }
            }
            return false;
        }

        /** What the likely test asks of on the way behind the unlikely ones, as far as moves tell. */
        private Value arriving(Chain chain) {
            List<Block> way = new ArrayList<>();
            int at = flow.at(chain.first());
            way.add(chain.first());
            while (flow.before(at).length == 1 && way.size() < SEARCHED) {
                at = flow.before(at)[0];
                way.add(0, flow.block(at));
            }
            way.addAll(chain.between());
            Value value = chain.likely().left();
            for (int i = way.size() - 1; i >= 0; i--) {
                Lined[] steps = way.get(i).steps();
                for (int k = steps.length - 1; k >= 0; k--) {
                    if (value instanceof Temp now && steps[k].what().sets(now)) {
                        if (!(steps[k].what() instanceof Step.Move move)) {
                            return value;
                        }
                        value = move.value();
                    }
                }
            }
            return value;
        }

        /**
         * Lets nothing outside a block read what it sets, but variables: copies of variables are made by the blocks behind it
         * instead, so that these can be come to from elsewhere. Does nothing and says so if that cannot be.
         */
        private boolean detach(Block block) {
            Branch branch = (Branch) block.ending();
            List<Block> ways = List.of(branch.yes(), branch.no());
            if (!isAlone(branch.yes()) || !isAlone(branch.no())) {
                return false;
            }
            Map<Temp, Temp> copies = new HashMap<>();
            for (Lined lined : block.steps()) {
                Temp to = lined.what().result().orElseThrow();
                copies.values().removeIf(from -> from == to);
                if (!to.isVariable() && lined.what() instanceof Step.Move move && move.value() instanceof Temp from && from.isVariable()) {
                    copies.put(to, from);
                }
            }
            Map<Block, Set<Temp>> readers = new HashMap<>();
            for (Lined lined : block.steps()) {
                Temp to = lined.what().result().orElseThrow();
                if (!to.isVariable() && !findReaders(to, block, ways, copies.containsKey(to), readers)) {
                    return false;
                }
            }
            ways.forEach(way -> copy(way, readers.getOrDefault(way, Set.of()), copies));
            return true;
        }

        /** Finds behind which ways a temp is read; {@return whether all of these can have a copy} */
        private boolean findReaders(Temp temp, Block home, List<Block> ways, boolean isCopy, Map<Block, Set<Temp>> readers) {
            for (int at = 0; at < flow.size(); at++) {
                Block block = flow.block(at);
                if (block == home || !reads(block, temp)) {
                    continue;
                }
                Block way = null;
                for (Block one : ways) {
                    way = way == null && flow.dominates(flow.at(one), at) ? one : way;
                }
                if (way == null || !isCopy) {
                    return false;
                }
                readers.computeIfAbsent(way, w -> new LinkedHashSet<>()).add(temp);
            }
            return true;
        }

        private static boolean reads(Block block, Temp temp) {
            for (Lined lined : block.steps()) {
                if (lined.what().reads(temp)) {
                    return true;
                }
            }
            return block.ending().reads(temp);
        }

        private void copy(Block way, Set<Temp> temps, Map<Temp, Temp> copies) {
            if (temps.isEmpty()) {
                return;
            }
            Map<Value, Value> news = new HashMap<>();
            List<Lined> moves = new ArrayList<>();
            for (Temp temp : temps) {
                Temp copy = graph.temp(temp.name(), temp.bits());
                news.put(temp, copy);
                moves.add(new Lined(new Step.Move(copy, copies.get(temp)), way.size() == 0 ? way.endingLine() : way.steps()[0].line()));
            }
            for (int at = 0; at < flow.size(); at++) {
                if (flow.dominates(flow.at(way), at)) {
                    Block block = flow.block(at);
                    Lined[] steps = block.steps();
                    for (int i = 0; i < steps.length; i++) {
                        steps[i] = steps[i].with(Reading.reading(steps[i].what(), value -> news.getOrDefault(value, value)));
                    }
                    block.end(Reading.reading(block.ending(), value -> news.getOrDefault(value, value)));
                }
            }
            way.insert(0, moves.toArray(new Lined[0]));
        }

        /** Asks the likely test before the unlikely ones; behind those it is known then. */
        private void move(Chain chain) {
            Branch first = (Branch) chain.first().ending();
            Branch likely = chain.likely();
            Block otherwise = passing(chain, likely.no());
            Block rest = graph.block();
            rest.end(first, chain.first().endingLine());
            Block end = chain.end() == chain.first() ? rest : chain.end();
            Branch last = (Branch) end.ending();
            end.end(new Branch(last.condition(), last.width(), last.left(), last.right(), last.yes(), otherwise, last.likely()));
            chain.first().end(
                    new Branch(Condition.JEQ, Width.W64, first.left(), likely.right(), passing(chain, likely.yes()), rest, likely.likely()),
                    chain.last().endingLine());
        }

        /** A block that does what lies between the tests and goes on with one of the ways of the likely one. */
        private Block passing(Chain chain, Block to) {
            Block way = graph.block();
            Map<Value, Value> news = new HashMap<>();
            for (Block block : chain.between()) {
                for (Lined lined : block.steps()) {
                    Step step = Reading.reading(lined.what(), value -> news.getOrDefault(value, value));
                    Temp set = step.result().orElseThrow();
                    if (!set.isVariable()) {
                        Temp copy = graph.temp(set.name(), set.bits());
                        news.put(set, copy);
                        step = Reading.setting(step, copy);
                    }
                    way.add(step, lined.line());
                }
            }
            way.end(new Jump(to), chain.last().endingLine());
            return way;
        }
    }
}
