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
import dev.xdpasm.ir.Reader;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
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

    /** Reads what is known instead of temps. */
    private record Told(Map<Value, Value> known) implements UnaryOperator<Value> {
        @Override
        public Value apply(Value value) {
            return known.getOrDefault(value, value);
        }
    }

    private static final class Walk implements Flow.Visitor {
        private final Graph graph;
        private final Flow flow;
        private final Facts facts;
        /** Whether nothing that a block sets is read elsewhere, by position. */
        private final boolean[] passable;

        private final Map<Long, Block> exits = new HashMap<>();
        /** What variables are as the block ends whose ways are followed, as far as was asked. */
        private final Map<Temp, Value> set = new HashMap<>();

        private boolean changed;

        Walk(Graph graph, Flow flow) {
            this.graph = graph;
            this.flow = flow;
            this.facts = new Facts(Terms.of(graph, flow), graph.temps());
            this.passable = passable(graph, flow);
        }

        @Override
        public void enter(int at) {
            facts.open();
            Block block = flow.block(at);
            if (flow.before(at).length == 1) {
                facts.learn(flow.block(flow.before(at)[0]).ending(), block);
            }
            Block only = facts.way(block.ending());
            if (only != null) {
                block.end(new Jump(only));
                changed = true;
            }
            thread(block);
        }

        @Override
        public void leave(int at) {
            facts.close();
        }

        private void thread(Block block) {
            set.clear();
            Ending ending = block.ending();
            Block[] ways = block.successors();
            Block[] goals = new Block[ways.length];
            boolean isDirect = true;
            for (int i = 0; i < goals.length; i++) {
                goals[i] = goal(block, ending, ways[i]);
                isDirect &= goals[i] == ways[i];
            }
            Ending direct = isDirect ? ending : ending.leadingTo(goals);
            if (!isDirect) {
                block.end(direct);
                changed = true;
            }
            Temp result = direct instanceof Jump jump ? returned(block, jump.to()) : null;
            if (result != null) {
                block.end(new Exit(result));
                changed = true;
            }
        }

        private boolean isPassable(Block block) {
            int at = flow.at(block);
            return at >= 0 && passable[at];
        }

        /** Where a way from a block that ends so really leads. */
        private Block goal(Block from, Ending ending, Block next) {
            if (!isPassable(next)) {
                return next;
            }
            Ending then = arriving(from, next);
            boolean asks = then instanceof Branch || then instanceof Bounds;
            if (asks && !Facts.bearsOn(ending, then) && facts.way(then) == null) {
                return next;
            }
            facts.open();
            facts.learn(ending, next);
            Block goal = goal(from, next);
            facts.close();
            return goal;
        }

        /** Where a way from a block really leads. */
        private Block goal(Block from, Block first) {
            Block at = first;
            for (int passed = 0; at != from && isPassable(at); passed++) {
                if (passed == PASSED) {
                    return first;
                }
                Ending ending = arriving(from, at);
                if (ending instanceof Exit exit && exit.result() instanceof Const constant && at.size() > 0) {
                    Block known = exits.get(constant.value());
                    Block same = known == null ? exit(constant, at) : known;
                    exits.put(constant.value(), same);
                    return same;
                }
                Block next = ending instanceof Jump jump ? jump.to() : facts.way(ending);
                if (next == null) {
                    return at;
                }
                at = next;
            }
            return at;
        }

        private Block exit(Const value, Block like) {
            Block exit = graph.block();
            exit.end(new Exit(value), like.endingLine());
            return exit;
        }

        /** The temp that a block which does nothing else returns when one comes from another, null if there is none such. */
        private @Nullable Temp returned(Block from, Block to) {
            return isPassable(to)
                            && arriving(from, to) instanceof Exit exit
                            && exit.result() instanceof Temp result
                            && !result.isVariable()
                            && !sets(to, result)
                    ? result
                    : null;
        }

        private static boolean sets(Block block, Temp temp) {
            for (Lined lined : block.steps()) {
                if (lined.what().sets(temp)) {
                    return true;
                }
            }
            return false;
        }

        /** How a block ends when one comes from another, told what that sets. */
        private Ending arriving(Block from, Block at) {
            Map<Value, Value> here = Map.of();
            for (Lined lined : at.steps()) {
                Step step = told(lined.what(), here);
                Value known = result(from, step);
                if (known != null) {
                    here = here.isEmpty() ? new HashMap<>() : here;
                    here.put(step.result().orElseThrow(), known);
                }
            }
            if (here.isEmpty()) {
                return at.ending();
            }
            return Reading.reading(at.ending(), new Told(here));
        }

        private static Step told(Step step, Map<Value, Value> known) {
            return known.isEmpty() ? step : Reading.reading(step, new Told(known));
        }

        /** What a step sets when one comes from a block, null if that is not known. */
        private @Nullable Value result(Block from, Step step) {
            if (step instanceof Step.Move move) {
                return move.value() instanceof Temp temp && temp.isVariable() ? set(from, temp) : move.value();
            }
            if (step instanceof Step.Binary b && b.left() instanceof Const left && b.right() instanceof Const right) {
                return Value.of(Evaluation.binary(b.op(), b.width(), left.value(), right.value()));
            }
            return step instanceof Step.Swap s && s.value() instanceof Const value
                    ? Value.of(Evaluation.swap(s.op(), s.width(), value.value()))
                    : null;
        }

        /** What a variable is as a block ends, as far as the block and those right before it tell; else the variable. */
        private Value set(Block from, Temp variable) {
            Value known = set.get(variable);
            if (known == null) {
                known = search(from, variable);
                set.put(variable, known);
            }
            return known;
        }

        private Value search(Block from, Temp variable) {
            int at = flow.at(from);
            for (int searched = 0; searched < STEPS; searched++) {
                Lined[] steps = flow.block(at).steps();
                for (int i = steps.length - 1; i >= 0; i--) {
                    if (steps[i].what().sets(variable)) {
                        return steps[i].what() instanceof Step.Move move
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
        }

        private static boolean[] passable(Graph graph, Flow flow) {
            int[] home = new int[graph.temps()];
            Arrays.fill(home, -1);
            boolean[] passable = new boolean[flow.size()];
            for (int at = 0; at < flow.size(); at++) {
                Lined[] steps = flow.block(at).steps();
                passable[at] = steps.length <= STEPS && !flow.isLoopHead(at);
                for (Lined lined : steps) {
                    Step step = lined.what();
                    Temp to = step.result().orElse(null);
                    passable[at] &= to != null && !to.isVariable() && !step.hasEffect() && !(step instanceof Step.Call);
                    if (to != null) {
                        home[to.number()] = at;
                    }
                }
            }
            for (int at = 0; at < flow.size(); at++) {
                Block block = flow.block(at);
                for (Lined lined : block.steps()) {
                    leaves(lined.what(), at, home, passable);
                }
                leaves(block.ending(), at, home, passable);
            }
            return passable;
        }

        /** What a step or an ending reads of other blocks lets no way pass those by. */
        private static void leaves(Reader reader, int here, int[] home, boolean[] passable) {
            for (int i = 0; i < Reader.operands(reader); i++) {
                if (Reader.operand(reader, i) instanceof Temp temp && home[temp.number()] >= 0 && home[temp.number()] != here) {
                    passable[home[temp.number()]] = false;
                }
            }
        }
    }
}
