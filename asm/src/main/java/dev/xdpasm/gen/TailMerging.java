package dev.xdpasm.gen;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps of blocks that do the same only one, leads jumps past blocks that do nothing, and joins blocks that stand alone. */
final class TailMerging {
    private static final int MOST_ROUNDS = 8;

    /** A block by what it does. */
    private static final class Content {
        private final CodeBlock block;
        private final int hash;

        Content(CodeBlock block) {
            this.block = block;
            int sum = block.taken == null ? -1 : block.taken.number;
            sum = sum * 31 + (block.next == null ? -1 : block.next.number);
            for (VirtualInsn insn : block.insns) {
                sum = sum * 31 + insn.contentHash();
            }
            hash = sum;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Content that && isSame(block, that.block);
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
    }

    private final VirtualCode code;

    private TailMerging(VirtualCode code) {
        this.code = code;
    }

    /** Merges what is equal; the blocks that remain are numbered anew, in their order. */
    static void merge(VirtualCode code) {
        TailMerging merging = new TailMerging(code);
        boolean changed = true;
        for (int round = 0; round < MOST_ROUNDS && changed; round++) {
            merging.thread();
            changed = merging.mergeEqual();
        }
        merging.thread();
        merging.join();
    }

    /** Leads past blocks without instructions. */
    private void thread() {
        for (CodeBlock block : code.blocks) {
            block.taken = past(block.taken);
            block.next = past(block.next);
            VirtualInsn last = block.last();
            if (block.taken != null && block.taken == block.next && last != null && last.isConditionalJump()) {
                block.insns.remove(block.insns.size() - 1);
                block.taken = null;
            }
        }
        keepReached();
    }

    private static @Nullable CodeBlock past(@Nullable CodeBlock block) {
        CodeBlock at = block;
        // a loop of empty blocks has no end
        for (int steps = 0; at != null && at.insns.isEmpty() && at.next != null && steps < 1000; steps++) {
            at = at.next;
        }
        return at;
    }

    private boolean mergeEqual() {
        Map<Content, CodeBlock> seen = new HashMap<>();
        Map<CodeBlock, CodeBlock> same = new HashMap<>();
        for (int b = code.blocks.size() - 1; b > 0; b--) {
            CodeBlock block = code.blocks.get(b);
            if (block.taken != null) {
                block.taken = same.getOrDefault(block.taken, block.taken);
            }
            if (block.next != null) {
                block.next = same.getOrDefault(block.next, block.next);
            }
            Content content = new Content(block);
            CodeBlock equal = seen.putIfAbsent(content, block);
            if (equal != null) {
                same.put(block, equal);
                equal.frequency += block.frequency;
            }
        }
        for (CodeBlock block : code.blocks) {
            if (block.taken != null) {
                block.taken = same.getOrDefault(block.taken, block.taken);
            }
            if (block.next != null) {
                block.next = same.getOrDefault(block.next, block.next);
            }
        }
        return !same.isEmpty();
    }

    private void keepReached() {
        boolean[] reached = new boolean[code.blocks.size()];
        Deque<CodeBlock> open = new ArrayDeque<>();
        open.push(code.blocks.get(0));
        reached[0] = true;
        while (!open.isEmpty()) {
            for (CodeBlock next : open.pop().successors()) {
                if (!reached[next.number]) {
                    reached[next.number] = true;
                    open.push(next);
                }
            }
        }
        keep(reached, true);
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
        int[] leading = new int[code.blocks.size()];
        for (CodeBlock block : code.blocks) {
            for (CodeBlock next : block.successors()) {
                leading[next.number]++;
            }
        }
        boolean[] gone = new boolean[code.blocks.size()];
        for (CodeBlock block : code.blocks) {
            while (!gone[block.number]
                    && block.taken == null
                    && block.next != null
                    && block.next != block
                    && block.next.number != 0
                    && leading[block.next.number] == 1) {
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
