package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Ending.Bounds;
import dev.xdpasm.ir.Ending.Branch;
import dev.xdpasm.ir.Ending.Exit;
import dev.xdpasm.ir.Ending.Jump;
import dev.xdpasm.ir.Flow;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was asked on the way is not asked again, nor what follows from it. A way that leads to a block which only asks what this
 * way knows (jump threading), or only returns what it knows, goes on behind that block.
 */
final class KnownBranches implements Pass {
    /** Steps of a block that ways may pass by. */
    private static final int STEPS = 12;

    /** How many blocks a way may pass by; one that would pass more, such as all rules of a long list, stays. */
    private static final int PASSED = 256;

    @Override
    public String name() {
        return "known branches";
    }

    @Override
    public boolean run(Graph graph) {
        Flow flow = graph.flow();
        Walk walk = new Walk(graph, flow);
        flow.walk(walk);
        return walk.changed;
    }

    private static final class Walk implements Flow.Visitor {
        private final Graph graph;
        private final Flow flow;
        private final Facts facts;
        /** Whether nothing that a block sets is read elsewhere, by position. */
        private final boolean[] passable;

        private final Map<Long, Block> exits = new HashMap<>();
        private boolean changed;

        Walk(Graph graph, Flow flow) {
            this.graph = graph;
            this.flow = flow;
            this.facts = new Facts(Terms.of(graph, flow));
            this.passable = passable(graph, flow);
        }

        @Override
        public void enter(int at) {
            facts.open();
            Block block = flow.block(at);
            if (flow.before(at).length == 1) {
                learn(flow.block(flow.before(at)[0]).ending(), block);
            }
            Optional<Block> only = way(block.ending());
            if (only.isPresent()) {
                block.end(new Jump(only.get()));
                changed = true;
            }
            thread(block);
        }

        @Override
        public void leave(int at) {
            facts.close();
        }

        private void learn(Ending ending, Block next) {
            List<Block> ways = ending.successors();
            if (ways.size() != 2 || ways.get(0) == ways.get(1) || !ways.contains(next)) {
                return;
            }
            if (ending instanceof Branch branch) {
                facts.learn(branch, branch.yes() == next);
            } else if (ending instanceof Bounds bounds) {
                facts.learn(bounds, bounds.enough() == next);
            }
        }

        /** The only way on that is possible, if it is known. */
        private Optional<Block> way(Ending ending) {
            if (ending instanceof Branch branch) {
                return facts.answer(branch).map(holds -> Branches.way(branch, holds));
            }
            if (ending instanceof Bounds bounds) {
                return facts.answer(bounds).map(enough -> enough ? bounds.enough() : bounds.tooShort());
            }
            return Optional.empty();
        }

        private void thread(Block block) {
            Ending ending = block.ending();
            if (ending instanceof Exit) {
                return;
            }
            Map<Temp, Value> set = new HashMap<>();
            Ending direct = ending.leadingTo(next -> {
                if (flow.at(next) < 0 || !passable[flow.at(next)]) {
                    return next;
                }
                facts.open();
                learn(ending, next);
                Block goal = goal(block, next, set);
                facts.close();
                return goal;
            });
            if (!direct.successors().equals(ending.successors())) {
                block.end(direct);
                changed = true;
            }
            if (direct instanceof Jump jump && returned(block, jump.to(), set) instanceof Temp result) {
                block.end(new Exit(result));
                changed = true;
            }
        }

        /** Where a way from a block really leads. */
        private Block goal(Block from, Block first, Map<Temp, Value> set) {
            Block at = first;
            for (int passed = 0; at != from && flow.at(at) >= 0 && passable[flow.at(at)]; passed++) {
                if (passed == PASSED) {
                    return first;
                }
                Ending ending = arriving(from, at, set);
                Block like = at;
                if (ending instanceof Exit exit && exit.result() instanceof Const constant && !at.steps().isEmpty()) {
                    return exits.computeIfAbsent(constant.value(), value -> exit(constant, like));
                }
                Optional<Block> next = ending instanceof Jump jump ? Optional.of(jump.to()) : way(ending);
                if (next.isEmpty()) {
                    return at;
                }
                at = next.get();
            }
            return at;
        }

        private Block exit(Const value, Block like) {
            Block exit = graph.block();
            exit.end(new Exit(value), like.endingLine());
            return exit;
        }

        /** What a block that does nothing else returns when one comes from another, null if that is not known there. */
        private @Nullable Value returned(Block from, Block to, Map<Temp, Value> set) {
            if (flow.at(to) < 0 || !passable[flow.at(to)] || !(arriving(from, to, set) instanceof Exit exit)) {
                return null;
            }
            boolean here = to.steps().stream().anyMatch(step -> step.what().result().filter(r -> r == exit.result()).isPresent());
            return here || exit.result() instanceof Temp temp && temp.isVariable() ? null : exit.result();
        }

        /** How a block ends when one comes from another, told what that sets. */
        private Ending arriving(Block from, Block at, Map<Temp, Value> set) {
            if (at.steps().isEmpty()) {
                return at.ending();
            }
            Map<Temp, Value> here = new HashMap<>();
            for (Lined<Step> lined : at.steps()) {
                Step step = Reading.reading(lined.what(), value -> here.getOrDefault(value, value));
                Temp to = step.result().orElseThrow();
                if (step instanceof Step.Move move) {
                    Value value = move.value() instanceof Temp temp && temp.isVariable() ? set(from, temp, set) : move.value();
                    here.put(to, value);
                } else if (step instanceof Step.Binary b && b.left() instanceof Const left && b.right() instanceof Const right) {
                    here.put(to, Value.of(Evaluation.binary(b.op(), b.width(), left.value(), right.value())));
                } else if (step instanceof Step.Swap s && s.value() instanceof Const value) {
                    here.put(to, Value.of(Evaluation.swap(s.op(), s.width(), value.value())));
                }
            }
            return Reading.reading(at.ending(), value -> here.getOrDefault(value, value));
        }

        /** What a variable is as a block ends, as far as the block and those right before it tell; else the variable. */
        private Value set(Block from, Temp variable, Map<Temp, Value> set) {
            return set.computeIfAbsent(variable, v -> {
                int at = flow.at(from);
                for (int searched = 0; searched < STEPS; searched++) {
                    List<Lined<Step>> steps = flow.block(at).steps();
                    for (int i = steps.size() - 1; i >= 0; i--) {
                        if (steps.get(i).what().result().filter(to -> to == variable).isPresent()) {
                            return steps.get(i).what() instanceof Step.Move move
                                            && !(move.value() instanceof Temp temp && temp.isVariable())
                                    ? move.value()
                                    : variable;
                        }
                    }
                    if (flow.before(at).length != 1) {
                        break;
                    }
                    at = flow.before(at)[0];
                }
                return variable;
            });
        }

        private static boolean[] passable(Graph graph, Flow flow) {
            int[] home = new int[graph.temps()];
            Arrays.fill(home, -1);
            boolean[] passable = new boolean[flow.size()];
            List<Integer> candidates = new ArrayList<>();
            for (int at = 0; at < flow.size(); at++) {
                List<Lined<Step>> steps = flow.block(at).steps();
                passable[at] = steps.size() <= STEPS && !flow.isLoopHead(at);
                for (Lined<Step> lined : steps) {
                    Step step = lined.what();
                    boolean plain = !step.hasEffect()
                            && !(step instanceof Step.Call)
                            && step.result().filter(to -> !to.isVariable()).isPresent();
                    passable[at] &= plain;
                    int here = at;
                    step.result().ifPresent(to -> home[to.number()] = here);
                }
                candidates.add(at);
            }
            for (int at : candidates) {
                int here = at;
                for (Lined<Step> lined : flow.block(at).steps()) {
                    Reading.each(lined.what(), value -> leaves(value, here, home, passable));
                }
                flow.block(at).ending().reads().forEach(value -> leaves(value, here, home, passable));
            }
            return passable;
        }

        private static void leaves(Value value, int here, int[] home, boolean[] passable) {
            if (value instanceof Temp temp && home[temp.number()] >= 0 && home[temp.number()] != here) {
                passable[home[temp.number()]] = false;
            }
        }
    }
}
