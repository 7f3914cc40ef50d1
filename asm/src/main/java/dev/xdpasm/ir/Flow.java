package dev.xdpasm.ir;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the blocks of a graph lead to each other, as it was when asked ({@link Graph#flow}): order, predecessors, dominators, loops. Blocks are
 * named by their position in the order of {@link Graph#reached}, in which a block comes after its dominators.
 */
public final class Flow {
    private static final int[] NONE = {};

    private final Block[] blocks;
    private final int[] positions;
    private final int[][] predecessors;
    private final boolean reducible;
    /** The dominator tree; the entry is its own parent. */
    private final int[] parent;

    private final int[] depth;
    /** A further ancestor of each, so that the way up is logarithmic. */
    private final int[] jump;

    private final int[] entered;
    private final int[] left;
    private final int[] preorder;
    private int @Nullable [][] frontiers;

    Flow(Graph graph) {
        blocks = graph.reached();
        positions = new int[graph.blocks()];
        Arrays.fill(positions, -1);
        for (int at = 0; at < blocks.length; at++) {
            positions[blocks[at].number()] = at;
        }
        predecessors = predecessors();
        parent = new int[size()];
        depth = new int[size()];
        jump = new int[size()];
        for (int at = 1; at < size(); at++) {
            adopt(at, earlierDominator(at));
        }
        reducible = loopsHaveOneWayIn();
        if (!reducible) {
            dominatorsOfAnyGraph();
        }
        entered = new int[size()];
        left = new int[size()];
        preorder = new int[size()];
        numberTree();
    }

    /** {@return how many blocks can be reached} */
    public int size() {
        return blocks.length;
    }

    /** {@return the block at a position} */
    public Block block(int at) {
        return blocks[at];
    }

    /** {@return the position of a block, -1 if it could not be reached} */
    public int at(Block block) {
        return block.number() < positions.length ? positions[block.number()] : -1;
    }

    /** {@return the blocks that lead to one, a block twice if it leads there both ways} */
    public int[] before(int at) {
        return predecessors[at];
    }

    /** {@return the next block that is on every way to this one; the entry's is itself} */
    public int dominator(int at) {
        return parent[at];
    }

    /** {@return whether every way to {@code to} passes {@code by}, as each passes itself} */
    public boolean dominates(int by, int to) {
        return entered[by] <= entered[to] && left[to] <= left[by];
    }

    /** {@return the nearest block that every way to either passes} */
    public int common(int one, int other) {
        int a = one;
        int b = other;
        while (depth[a] > depth[b]) {
            a = depth[jump[a]] >= depth[b] ? jump[a] : parent[a];
        }
        while (depth[b] > depth[a]) {
            b = depth[jump[b]] >= depth[a] ? jump[b] : parent[b];
        }
        while (a != b) {
            boolean far = jump[a] != jump[b];
            a = far ? jump[a] : parent[a];
            b = far ? jump[b] : parent[b];
        }
        return a;
    }

    /** {@return whether every loop has one way in} */
    public boolean isReducible() {
        return reducible;
    }

    private boolean loopsHaveOneWayIn() {
        for (int at = 0; at < size(); at++) {
            for (int from : predecessors[at]) {
                if (from >= at && common(from, at) != at) {
                    return false;
                }
            }
        }
        return true;
    }

    /** {@return whether something leads back to a block from behind it} */
    public boolean isLoopHead(int at) {
        for (int from : predecessors[at]) {
            if (from >= at) {
                return true;
            }
        }
        return false;
    }

    /** {@return for each block the head of the innermost loop that it is in, -1 for none; all loops have one way in} */
    public int[] loops() {
        int[] head = new int[size()];
        Arrays.fill(head, -1);
        int[] work = new int[size()];
        for (int at = size() - 1; at >= 0; at--) {
            int count = 0;
            for (int from : predecessors[at]) {
                if (from >= at) {
                    count = enclose(from, at, head, work, count);
                }
            }
            while (count > 0) {
                int inside = work[--count];
                for (int from : predecessors[inside]) {
                    count = enclose(from, at, head, work, count);
                }
            }
        }
        return head;
    }

    /** Puts a block, or the outermost loop that it is known to be in, into the loop of a head. */
    private static int enclose(int block, int into, int[] head, int[] work, int count) {
        int outermost = block;
        while (outermost != into && head[outermost] >= 0) {
            outermost = head[outermost];
        }
        if (outermost == into) {
            return count;
        }
        head[outermost] = into;
        work[count] = outermost;
        return count + 1;
    }

    /** {@return for each block those where its being on the way ends: they are reached from it and otherwise} */
    public int[][] frontiers() {
        if (frontiers == null) {
            frontiers = findFrontiers();
        }
        return frontiers;
    }

    private int[][] findFrontiers() {
        int[][] frontier = new int[size()][];
        int[] counts = new int[size()];
        Arrays.fill(frontier, NONE);
        for (int at = 0; at < size(); at++) {
            if (predecessors[at].length < 2) {
                continue;
            }
            for (int from : predecessors[at]) {
                for (int up = from; up != parent[at]; up = parent[up]) {
                    if (counts[up] > 0 && frontier[up][counts[up] - 1] == at) {
                        break;
                    }
                    if (counts[up] == frontier[up].length) {
                        frontier[up] = Arrays.copyOf(frontier[up], Math.max(2, 2 * counts[up]));
                    }
                    frontier[up][counts[up]++] = at;
                }
            }
        }
        for (int at = 0; at < size(); at++) {
            frontier[at] = Arrays.copyOf(frontier[at], counts[at]);
        }
        return frontier;
    }

    /** What is done on a walk over the dominator tree. */
    public interface Visitor {
        /** Comes to a block, after its dominators. */
        void enter(int at);

        /** Leaves a block, after all that it dominates. */
        void leave(int at);
    }

    /** Walks over the dominator tree, depth first. */
    public void walk(Visitor visitor) {
        int[] path = new int[size() + 1];
        int length = 0;
        for (int at : preorder) {
            while (length > 0 && !dominates(path[length - 1], at)) {
                visitor.leave(path[--length]);
            }
            path[length++] = at;
            visitor.enter(at);
        }
        while (length > 0) {
            visitor.leave(path[--length]);
        }
    }

    private int[][] predecessors() {
        int[] counts = new int[blocks.length];
        for (Block block : blocks) {
            for (Block way : block.successors()) {
                counts[positions[way.number()]]++;
            }
        }
        int[][] before = new int[blocks.length][];
        for (int at = 0; at < before.length; at++) {
            before[at] = counts[at] == 0 ? NONE : new int[counts[at]];
        }
        for (int at = before.length - 1; at >= 0; at--) {
            for (Block way : blocks[at].successors()) {
                int next = positions[way.number()];
                before[next][--counts[next]] = at;
            }
        }
        return before;
    }

    /** The dominator that follows from the ways forward, which are all that count where loops have one way in. */
    private int earlierDominator(int at) {
        int dominator = -1;
        for (int from : predecessors[at]) {
            if (from < at) {
                dominator = dominator < 0 ? from : common(dominator, from);
            }
        }
        return dominator;
    }

    private void adopt(int at, int dominator) {
        parent[at] = dominator;
        depth[at] = depth[dominator] + 1;
        int up = jump[dominator];
        jump[at] = depth[dominator] - depth[up] == depth[up] - depth[jump[up]] ? jump[up] : dominator;
    }

    private void dominatorsOfAnyGraph() {
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int at = 1; at < size(); at++) {
                int dominator = predecessors[at][0];
                for (int from : predecessors[at]) {
                    int other = from;
                    while (dominator != other) {
                        if (dominator > other) {
                            dominator = parent[dominator];
                        } else {
                            other = parent[other];
                        }
                    }
                }
                changed |= parent[at] != dominator;
                parent[at] = dominator;
            }
        }
        for (int at = 1; at < size(); at++) {
            adopt(at, parent[at]);
        }
    }

    private void numberTree() {
        int[] first = new int[size()];
        int[] next = new int[size()];
        Arrays.fill(first, -1);
        for (int at = size() - 1; at > 0; at--) {
            next[at] = first[parent[at]];
            first[parent[at]] = at;
        }
        int clock = 0;
        int count = 0;
        int at = 0;
        entered[0] = clock++;
        preorder[count++] = 0;
        while (true) {
            int child = first[at];
            if (child >= 0) {
                first[at] = next[child];
                at = child;
                entered[at] = clock++;
                preorder[count++] = at;
            } else {
                left[at] = clock++;
                if (at == 0) {
                    return;
                }
                at = parent[at];
            }
        }
    }
}
