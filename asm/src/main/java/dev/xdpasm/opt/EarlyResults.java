package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Ending.Branch;
import dev.xdpasm.ir.Ending.Likely;
import dev.xdpasm.ir.Flow;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Reader;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Step.Binary;
import dev.xdpasm.ir.Step.Load;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Width;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What two values are kept over a call for is computed before it, such as the length of the packet from its two ends: one register
 * that calls spare is then wanted instead of two, and each of those costs every packet a push and a pop.
 *
 * <p>Only numbers, since the verifier forbids arithmetic with pointers that were not tested yet, and only where the way from the call
 * on is the likely one. Comes behind all others: {@link Sinking} would move it back.
 */
final class EarlyResults implements Pass {
    /** Blocks behind a call that are searched for other readers; where there are more, nothing moves. */
    private static final int SEARCHED = 200;

    @Override
    public String name() {
        return "early results";
    }

    @Override
    public boolean run(Graph graph) {
        Flow flow = graph.flow();
        return flow.isReducible() && new Walk(graph, flow).run();
    }

    /** A call: the block and the place in it. */
    private record Place(int block, int step) {}

    private static final class Walk {
        private final Flow flow;
        private final Terms terms;
        private final Uses uses;
        private final int[] loops;

        Walk(Graph graph, Flow flow) {
            this.flow = flow;
            this.terms = Terms.of(graph, flow);
            this.uses = new Uses(graph, flow);
            this.loops = flow.loops();
        }

        boolean run() {
            boolean changed = false;
            for (int at = 0; at < flow.size(); at++) {
                Block block = flow.block(at);
                for (int i = 0; i < block.size(); i++) {
                    Lined lined = block.steps()[i];
                    Place call = lined.what() instanceof Binary binary && isMovable(binary) ? call(binary, at, i) : null;
                    if (call != null) {
                        block.remove(i);
                        flow.block(call.block()).insert(call.step(), lined);
                        i -= call.block() == at ? 0 : 1; // what was behind it stands here now, unless it moved within its block
                        changed = true;
                    }
                }
            }
            return changed;
        }

        private boolean isMovable(Binary step) {
            if (step.to().isVariable() || step.left().equals(step.right())) {
                return false;
            }
            Step left = terms.definition(step.left());
            Step right = terms.definition(step.right());
            return isNumber(left) && isNumber(right) || step.op() == AluOp.SUB && isContext(left) && isContext(right);
        }

        private static boolean isContext(@Nullable Step made) {
            return made instanceof Load load && load.from().region().kind() == Region.Kind.CONTEXT;
        }

        private static boolean isNumber(@Nullable Step made) {
            return made instanceof Load load && load.from().region().kind() != Region.Kind.CONTEXT
                    || made instanceof Binary binary && binary.width() == Width.W32
                    || made instanceof Step.Swap
                    || made instanceof Step.SignExtend;
        }

        /** The first call that a step can move before with a gain, null if there is none. */
        private @Nullable Place call(Binary step, int at, int index) {
            Temp left = (Temp) step.left();
            Temp right = (Temp) step.right();
            Place found = null;
            int block = at;
            int from = index;
            while (true) {
                Lined[] steps = flow.block(block).steps();
                for (int i = from - 1; i >= 0; i--) {
                    Step other = steps[i].what();
                    if (other.sets(left) || other.sets(right)) {
                        return found;
                    }
                    if (other instanceof Step.Call) {
                        Place call = new Place(block, i);
                        if (isReadBehind(call, left, right)) {
                            return found;
                        }
                        found = call;
                    }
                }
                int before = likelyBefore(block);
                if (before < 0) {
                    return found;
                }
                block = before;
                from = flow.block(block).size();
            }
        }

        /** The only block that leads to one, if that is where it likely goes on, else -1. */
        private int likelyBefore(int block) {
            if (flow.before(block).length != 1 || flow.isLoopHead(block)) {
                return -1;
            }
            int before = flow.before(block)[0];
            Ending ending = flow.block(before).ending();
            Block to = flow.block(block);
            boolean likely = ending instanceof Ending.Jump
                    || ending instanceof Ending.Bounds bounds && bounds.enough() == to
                    || ending instanceof Branch branch
                            && branch.likely() != Likely.EITHER
                            && Branches.way(branch, branch.likely() == Likely.YES) == to;
            int head = flow.isLoopHead(before) ? before : loops[before];
            return likely && head == loops[block] ? before : -1;
        }

        /** Whether more than one step behind a call reads one of two values. */
        private boolean isReadBehind(Place call, Temp left, Temp right) {
            if (uses.of(left) == 1 && uses.of(right) == 1) {
                return false;
            }
            int[] reads = {0, 0};
            List<Integer> work = new ArrayList<>();
            boolean[] seen = new boolean[flow.size()];
            Block home = flow.block(call.block());
            count(home, call.step() + 1, left, right, reads);
            work.add(call.block());
            for (int next = 0; next < work.size(); next++) {
                for (Block way : flow.block(work.get(next)).successors()) {
                    int to = flow.at(way);
                    if (!seen[to]) {
                        seen[to] = true;
                        work.add(to);
                        count(way, 0, left, right, reads);
                    }
                }
                if (work.size() > SEARCHED) {
                    return true;
                }
            }
            return reads[0] > 1 || reads[1] > 1;
        }

        /** Adds how often a block reads two values, from one of its steps on. */
        private static void count(Block block, int from, Temp left, Temp right, int[] reads) {
            Lined[] steps = block.steps();
            for (int i = from; i < steps.length; i++) {
                count(steps[i].what(), left, right, reads);
            }
            count(block.ending(), left, right, reads);
        }

        private static void count(Reader reader, Temp left, Temp right, int[] reads) {
            for (int i = 0; i < Reader.operands(reader); i++) {
                reads[0] += Reader.operand(reader, i) == left ? 1 : 0;
                reads[1] += Reader.operand(reader, i) == right ? 1 : 0;
            }
        }
    }
}
