package dev.xdpasm.gen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps of blocks that do the same only one, leads jumps past blocks that do nothing, and joins blocks that stand alone. */
final class TailMerging {
    private static final int MOST_ROUNDS = 8;

    private final VirtualCode code;

    private TailMerging(VirtualCode code) {
        this.code = code;
    }

    /** Merges what is equal; the blocks that remain are numbered anew, in their order. */
    static void merge(VirtualCode code) {
        TailMerging merging = new TailMerging(code);
        boolean changed = true;
        for (int round = 0; round < MOST_ROUNDS && changed; round++) {
            changed = merging.thread() | merging.mergeEqual();
        }
        if (changed) {
            merging.thread();
        }
        merging.join();
    }

    /** Leads past blocks without instructions; {@return whether a branch turned out to be none} */
    private boolean thread() {
        boolean changed = false;
        for (CodeBlock block : code.blocks) {
            block.taken = past(block.taken);
            block.next = past(block.next);
            if (block.taken == null || block.taken != block.next) {
                continue;
            }
            VirtualInsn last = block.last();
            if (last != null && last.isConditionalJump()) {
                block.insns.remove(block.insns.size() - 1);
                block.taken = null;
                changed = true;
            }
        }
        keepReached();
        return changed;
    }

    private static @Nullable CodeBlock past(@Nullable CodeBlock block) {
        CodeBlock at = block;
        // a loop of empty blocks has no end
        for (int steps = 0; at != null && at.next != null && at.insns.isEmpty() && steps < 1000; steps++) {
            at = at.next;
        }
        return at;
    }

    /** {@return whether there were equal blocks} */
    private boolean mergeEqual() {
        int size = code.blocks.size();
        // blocks that are no others' equals, by their contents: an open hash table
        @Nullable CodeBlock[] seen = new CodeBlock[Integer.highestOneBit(size) * 4];
        int[] hashes = new int[size];
        @Nullable CodeBlock[] same = new CodeBlock[size];
        boolean changed = false;
        for (int b = size - 1; b > 0; b--) {
            CodeBlock block = code.blocks.get(b);
            block.taken = equal(block.taken, same);
            block.next = equal(block.next, same);
            int hash = hash(block);
            hashes[b] = hash;
            int place = (hash ^ hash >>> 16) & seen.length - 1;
            CodeBlock other = seen[place];
            while (other != null && !(hashes[other.number] == hash && isSame(block, other))) {
                place = place + 1 & seen.length - 1;
                other = seen[place];
            }
            if (other == null) {
                seen[place] = block;
            } else {
                same[b] = other;
                other.frequency += block.frequency;
                changed = true;
            }
        }
        if (changed) {
            for (CodeBlock block : code.blocks) {
                block.taken = equal(block.taken, same);
                block.next = equal(block.next, same);
            }
        }
        return changed;
    }

    private static @Nullable CodeBlock equal(@Nullable CodeBlock block, @Nullable CodeBlock[] same) {
        CodeBlock other = block == null ? null : same[block.number];
        return other == null ? block : other;
    }

    private static int hash(CodeBlock block) {
        int sum = block.taken == null ? -1 : block.taken.number;
        sum = sum * 31 + (block.next == null ? -1 : block.next.number);
        for (int i = 0; i < block.insns.size(); i++) {
            sum = sum * 31 + block.insns.get(i).contentHash();
        }
        return sum;
    }

    private static boolean isSame(CodeBlock a, CodeBlock b) {
        if (a.taken != b.taken || a.next != b.next || a.insns.size() != b.insns.size()) {
            return false;
        }
        for (int i = 0; i < a.insns.size(); i++) {
            if (!a.insns.get(i).sameAs(b.insns.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void keepReached() {
        boolean[] reached = new boolean[code.blocks.size()];
        IntList open = new IntList();
        reach(code.blocks.get(0), reached, open);
        int count = 0;
        while (!open.isEmpty()) {
            CodeBlock block = code.blocks.get(open.pop());
            reach(block.taken, reached, open);
            reach(block.next, reached, open);
            count++;
        }
        if (count < reached.length) {
            keep(reached, true);
        }
    }

    private static void reach(@Nullable CodeBlock block, boolean[] reached, IntList open) {
        if (block != null && !reached[block.number]) {
            reached[block.number] = true;
            open.add(block.number);
        }
    }

    private void keep(boolean[] marks, boolean kept) {
        List<CodeBlock> all = new ArrayList<>();
        for (CodeBlock block : code.blocks) {
            if (marks[block.number] == kept) {
                all.add(block);
            }
        }
        code.keep(all);
    }

    /** A block that only one leads to, and that without a condition, becomes part of it. */
    private void join() {
        Predecessors before = Predecessors.of(code.blocks);
        boolean[] gone = new boolean[code.blocks.size()];
        for (CodeBlock block : code.blocks) {
            while (!gone[block.number]
                    && block.taken == null
                    && block.next != null
                    && block.next != block
                    && block.next.number != 0
                    && before.end(block.next.number) - before.begin(block.next.number) == 1) {
                CodeBlock part = block.next;
                block.insns.addAll(part.insns);
                block.taken = part.taken;
                block.takenPart = part.takenPart;
                block.next = part.next;
                gone[part.number] = true;
            }
        }
        keep(gone, false);
    }
}
