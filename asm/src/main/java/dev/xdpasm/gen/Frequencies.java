package dev.xdpasm.gen;

import dev.xdpasm.isa.Condition;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often each block is thought to run when the function runs once: by the parts that branches say, each loop around it
 * eight times. Of many tests for one number each, few are met. The blocks stand in reverse postorder, so that an edge to a block
 * that does not come later closes a loop.
 */
final class Frequencies {
    private static final double LOOP = 8;
    private static final double LEAVES_LOOP = 0.1;
    private static final double UNKNOWN = 0.5;
    private static final int MOST_DEPTH = 6;

    /**
     * More tests for one number each than these are a list. What is done where one is met then stands beside the way, also because the
     * verifier goes the way first that falls through: on the one where a number was met it would know that number, and would have to go
     * on from there again with all the others, which is a million instructions after some 2,000 tests.
     */
    private static final int LIST = 64;

    private static final double IS_MET = 0.1;
    private static final int CONDITION = 0xf0;

    private final List<CodeBlock> blocks;
    private final int[] depth;
    private final boolean areList;

    private Frequencies(List<CodeBlock> blocks) {
        this.blocks = blocks;
        this.depth = new int[blocks.size()];
        int tests = 0;
        for (CodeBlock block : blocks) {
            tests += isMet(block) == UNKNOWN ? 0 : 1;
        }
        this.areList = tests > LIST;
    }

    /** Says of each block how often it runs. */
    static void estimate(VirtualCode code) {
        Frequencies frequencies = new Frequencies(code.blocks);
        frequencies.findLoops();
        frequencies.flow();
    }

    private void findLoops() {
        Predecessors before = Predecessors.of(blocks);
        int[] seen = new int[blocks.size()];
        Arrays.fill(seen, -1);
        IntList open = new IntList();
        for (int head = 0; head < seen.length; head++) {
            boolean isHead = false;
            for (int at = before.begin(head); at < before.end(head); at++) {
                int from = before.get(at);
                if (from >= head && seen[from] != head) {
                    isHead = true;
                    seen[from] = head;
                    if (from != head) {
                        open.add(from);
                    }
                }
            }
            if (!isHead) {
                continue;
            }
            seen[head] = head;
            depth[head]++;
            while (!open.isEmpty()) {
                int inside = open.pop();
                depth[inside]++;
                for (int at = before.begin(inside); at < before.end(inside); at++) {
                    int from = before.get(at);
                    if (from > head && seen[from] != head) {
                        seen[from] = head;
                        open.add(from);
                    }
                }
            }
        }
    }

    /** Flows forward only; what a loop repeats is put in at the end. */
    private void flow() {
        for (CodeBlock block : blocks) {
            block.frequency = 0;
        }
        blocks.get(0).frequency = 1;
        for (CodeBlock block : blocks) {
            guess(block);
            if (block.taken == null) {
                give(block, block.next, block.frequency);
            } else {
                boolean leaves = block.next != null && block.taken.number <= block.number;
                boolean stays = block.next != null && block.next.number <= block.number;
                // what goes round comes out in the end
                double part = leaves ? 0 : stays ? 1 : block.takenPart;
                give(block, block.taken, block.frequency * part);
                give(block, block.next, block.frequency * (1 - part));
            }
        }
        for (CodeBlock block : blocks) {
            for (int i = Math.min(depth[block.number], MOST_DEPTH); i > 0; i--) {
                block.frequency *= LOOP;
            }
        }
    }

    /** Of a branch that nobody said anything of: loops rather go on. */
    private void guess(CodeBlock block) {
        if (block.taken != null && block.next != null && block.takenPart == UNKNOWN) {
            int inside = depth[block.taken.number];
            int other = depth[block.next.number];
            double alike = areList ? isMet(block) : UNKNOWN;
            block.takenPart = inside == other ? alike : inside < other ? LEAVES_LOOP : 1 - LEAVES_LOOP;
        }
    }

    /** The part of the times in which the jump of a block is taken that tests for one number of many, if it does. */
    private static double isMet(CodeBlock block) {
        VirtualInsn last = block.last();
        if (last == null || !last.isConditionalJump()) {
            return UNKNOWN;
        }
        int condition = last.code() & CONDITION;
        return condition == Condition.JEQ.bits() ? IS_MET : condition == Condition.JNE.bits() ? 1 - IS_MET : UNKNOWN;
    }

    private static void give(CodeBlock from, @Nullable CodeBlock to, double times) {
        if (to != null && to.number > from.number) {
            to.frequency += times;
        }
    }
}
