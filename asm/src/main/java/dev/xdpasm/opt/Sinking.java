package dev.xdpasm.opt;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Flow;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Reader;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.isa.AluOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What only some ways need is computed on those: a step without effect moves down to the block that every way to its readers
 * passes, before the first of them there. It never moves into a loop, a load never past what may change what it reads, and
 * nothing of a packet pointer past what makes those invalid.
 */
final class Sinking implements Pass {
    /** Blocks that are searched for what a load may not pass; ways with more are left alone. */
    private static final int SEARCHED = 200;

    @Override
    public String name() {
        return "sinking";
    }

    @Override
    public boolean run(Graph graph) {
        Flow flow = graph.flow();
        return flow.isReducible() && new Walk(graph, flow).run();
    }

    /** One walk from the last block to the first, so that readers have moved before what they read. */
    private static final class Walk {
        private final Flow flow;
        private final int[] loops;
        /** The block that every way to the readers of a temp passes, -1 if there are none. */
        private final int[] readers;
        private final boolean[] pointers;
        private final int[] visited;
        private int visit;
        private boolean changed;

        Walk(Graph graph, Flow flow) {
            this.flow = flow;
            this.loops = flow.loops();
            this.readers = new int[graph.temps()];
            this.pointers = packetPointers(graph, flow);
            this.visited = new int[flow.size()];
            Arrays.fill(readers, -1);
        }

        boolean run() {
            for (int at = flow.size() - 1; at >= 0; at--) {
                sink(at);
            }
            return changed;
        }

        private void sink(int at) {
            Block block = flow.block(at);
            readIn(block.ending(), at);
            Lined[] steps = block.steps();
            if (steps.length == 0) {
                return;
            }
            boolean[] gone = new boolean[steps.length];
            boolean any = false;
            for (int i = steps.length - 1; i >= 0; i--) {
                Step step = steps[i].what();
                int to = target(step, at);
                if (to != at && mayPass(step, at, i, to)) {
                    insert(steps[i], to);
                    gone[i] = true;
                    any = true;
                } else {
                    to = at;
                }
                readIn(step, to);
            }
            if (any) {
                List<Lined> kept = new ArrayList<>();
                for (int i = 0; i < gone.length; i++) {
                    if (!gone[i]) {
                        kept.add(steps[i]);
                    }
                }
                block.steps(kept);
                changed = true;
            }
        }

        private void readIn(Reader reader, int at) {
            for (int i = 0; i < Reader.operands(reader); i++) {
                if (Reader.operand(reader, i) instanceof Temp temp) {
                    int before = readers[temp.number()];
                    readers[temp.number()] = before < 0 || flow.dominates(at, before)
                            ? at
                            : flow.dominates(before, at) ? before : flow.common(before, at);
                }
            }
        }

        /** The block that a step would move to: as far down as it can without entering a loop. */
        private int target(Step step, int at) {
            Temp result = step.result().orElse(null);
            if (result == null || result.isVariable() || step.hasEffect() || staysWhereItIs(step) || Reading.readsVariable(step)) {
                return at;
            }
            int to = readers[result.number()];
            if (to < 0 || to == at || !flow.dominates(at, to)) {
                return at;
            }
            while (to != at && !sameLoop(at, to)) {
                to = flow.dominator(to);
            }
            return alone(at, to);
        }

        /** Whether a block is in no loop that the other is not in. */
        private boolean sameLoop(int outside, int inside) {
            int head = loops[inside];
            if (flow.isLoopHead(inside)) {
                head = inside;
            }
            return head < 0 || head == outside || contains(head, outside);
        }

        private boolean contains(int head, int block) {
            for (int loop = loops[block]; loop >= 0; loop = loops[loop]) {
                if (loop == head) {
                    return true;
                }
            }
            return false;
        }

        /** A field of the kernel's may be another one behind a call, or be taken back by it. */
        private static boolean staysWhereItIs(Step step) {
            return step instanceof Step.Call || step instanceof Step.FieldLoad;
        }

        /** The same block if some way from {@code at} does not come there, else nothing is won. */
        private int alone(int at, int to) {
            for (int up = to; up != at; up = flow.dominator(up)) {
                if (flow.before(up).length == 1 && flow.block(flow.before(up)[0]).successors().length > 1) {
                    return to;
                }
            }
            return at;
        }

        private boolean mayPass(Step step, int at, int index, int to) {
            if (!(step instanceof Step.Load) && !readsPointer(step, pointers)) {
                return true;
            }
            Lined[] steps = flow.block(at).steps();
            for (int i = index + 1; i < steps.length; i++) {
                if (blocks(steps[i].what(), step)) {
                    return false;
                }
            }
            return between(step, at, to);
        }

        /** Whether nothing in the blocks between two stands in a step's way. */
        private boolean between(Step step, int at, int to) {
            int[] work = new int[SEARCHED];
            int count = 0;
            int seen = 0;
            visit++;
            visited[at] = visit;
            for (int from = to, next = 0; ; from = work[next++]) {
                for (int before : flow.before(from)) {
                    if (visited[before] != visit) {
                        visited[before] = visit;
                        if (seen == SEARCHED || isBlocked(step, before)) {
                            return false;
                        }
                        work[count++] = before;
                        seen++;
                    }
                }
                if (next == count) {
                    return true;
                }
            }
        }

        private boolean isBlocked(Step step, int at) {
            for (Lined other : flow.block(at).steps()) {
                if (blocks(other.what(), step)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean blocks(Step other, Step step) {
            return Memory.movesPacket(other) || step instanceof Step.Load load && Memory.changes(other, load);
        }

        /** Puts a step before the first that reads its result, or that it may not pass. */
        private void insert(Lined lined, int to) {
            Lined[] steps = flow.block(to).steps();
            Temp result = lined.what().result().orElseThrow();
            int index = 0;
            while (index < steps.length && !stops(lined.what(), result, steps[index].what())) {
                index++;
            }
            flow.block(to).insert(index, lined);
        }

        private static boolean stops(Step step, Temp result, Step other) {
            return blocks(other, step) || other.reads(result);
        }

        /** The temps that hold pointers into the packet, or what is computed of them. */
        private static boolean[] packetPointers(Graph graph, Flow flow) {
            boolean[] pointers = new boolean[graph.temps()];
            for (int at = 0; at < flow.size(); at++) {
                for (Lined lined : flow.block(at).steps()) {
                    Step step = lined.what();
                    if (step instanceof Step.Load load) {
                        pointers[load.to().number()] |= load.from().region().kind() == Region.Kind.CONTEXT;
                    } else if (step instanceof Step.Move move) {
                        pointers[move.to().number()] |= mayBePointer(step, pointers);
                    } else if (step instanceof Step.Binary binary && binary.op() == AluOp.ADD) {
                        pointers[binary.to().number()] |= mayBePointer(step, pointers);
                    }
                }
            }
            return pointers;
        }

        private static boolean mayBePointer(Step step, boolean[] pointers) {
            return Reading.readsVariable(step) || readsPointer(step, pointers);
        }

        private static boolean readsPointer(Step step, boolean[] pointers) {
            for (int i = 0; i < Reader.operands(step); i++) {
                if (Reader.operand(step, i) instanceof Temp temp && pointers[temp.number()]) {
                    return true;
                }
            }
            return false;
        }
    }
}
