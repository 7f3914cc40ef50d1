package dev.xdpasm.gen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Puts blocks in a row: behind each the one that most often follows it, so that the likely way takes no jump. Where nothing is
 * known, the block comes first that needs no jump into it then.
 */
final class BlockLayout {
    private static final double CLEARLY = 0.6;
    private static final int FLUSH_SLOTS = 6000;

    /** What runs more often comes first, else what was there first. */
    private static final class LikelyFirst implements Comparator<CodeBlock> {
        @Override
        public int compare(CodeBlock a, CodeBlock b) {
            return a.frequency != b.frequency ? Double.compare(b.frequency, a.frequency) : Integer.compare(a.number, b.number);
        }
    }

    private final VirtualCode code;
    private final boolean[] placed;

    /** For each block how many of those that lead to it from before are not placed. */
    private final int[] waiting;

    private final List<CodeBlock> order = new ArrayList<>();

    /** Blocks that a placed one leads to: those that nothing has to come before, and all. */
    private final PriorityQueue<CodeBlock> ready = new PriorityQueue<>(new LikelyFirst());

    private final PriorityQueue<CodeBlock> open = new PriorityQueue<>(new LikelyFirst());

    /** Whether a block is in {@link #open}. */
    private final boolean[] isOpen;

    /** The slots since what is unlikely was last put between. */
    private int sinceFlush;

    private BlockLayout(VirtualCode code) {
        this.code = code;
        placed = new boolean[code.blocks.size()];
        waiting = new int[code.blocks.size()];
        isOpen = new boolean[code.blocks.size()];
    }

    /** {@return the blocks in their order} */
    static List<CodeBlock> of(VirtualCode code) {
        BlockLayout layout = new BlockLayout(code);
        layout.run();
        return layout.order;
    }

    private void run() {
        for (CodeBlock block : code.blocks) {
            await(block, block.taken);
            await(block, block.next);
        }
        CodeBlock at = code.blocks.get(0);
        while (at != null) {
            CodeBlock follower = place(at);
            if (follower != null && sinceFlush > FLUSH_SLOTS) {
                flush(follower);
            }
            at = follower != null ? follower : nextOpen();
        }
    }

    /** Puts here what has been left beside the way, so that in long code it stays in the reach of jumps. */
    private void flush(CodeBlock goesOn) {
        placed[goesOn.number] = true;
        CodeBlock at = nextReady();
        while (at != null) {
            CodeBlock follower = place(at);
            if (follower != null && waiting[follower.number] != 0) {
                offer(follower);
            }
            at = follower != null && waiting[follower.number] == 0 ? follower : nextReady();
        }
        placed[goesOn.number] = false;
        sinceFlush = 0;
    }

    /** Puts a block next; {@return what should follow it, null if nothing is left that could} What else it leads to is noted. */
    private @Nullable CodeBlock place(CodeBlock block) {
        placed[block.number] = true;
        order.add(block);
        sinceFlush += block.insns.size() + 1;
        leave(block, block.taken);
        leave(block, block.next);
        CodeBlock follower = follower(block);
        if (block.taken != follower) {
            offer(block.taken);
        }
        if (block.next != follower) {
            offer(block.next);
        }
        return follower;
    }

    private void await(CodeBlock from, @Nullable CodeBlock to) {
        if (to != null && to.number > from.number) {
            waiting[to.number]++;
        }
    }

    private void leave(CodeBlock from, @Nullable CodeBlock to) {
        if (to != null && to.number > from.number) {
            waiting[to.number]--;
        }
    }

    private void offer(@Nullable CodeBlock block) {
        if (block == null || placed[block.number]) {
            return;
        }
        if (waiting[block.number] == 0) {
            ready.add(block);
        } else if (!isOpen[block.number]) {
            isOpen[block.number] = true;
            open.add(block);
        }
    }

    private @Nullable CodeBlock nextOpen() {
        CodeBlock block = nextReady();
        return block != null ? block : next(open);
    }

    private @Nullable CodeBlock nextReady() {
        return next(ready);
    }

    private @Nullable CodeBlock next(PriorityQueue<CodeBlock> queue) {
        CodeBlock block = queue.poll();
        while (block != null && placed[block.number]) {
            block = queue.poll();
        }
        return block;
    }

    private @Nullable CodeBlock follower(CodeBlock block) {
        CodeBlock taken = block.taken != null && !placed[block.taken.number] ? block.taken : null;
        CodeBlock next = block.next != null && !placed[block.next.number] ? block.next : null;
        if (taken == null || next == null) {
            return taken == null ? next : taken;
        }
        VirtualInsn last = block.last();
        if (last != null && last.isMayGoto()) {
            return next;
        }
        if (block.takenPart > CLEARLY) {
            return taken;
        }
        if (block.takenPart < 1 - CLEARLY) {
            return next;
        }
        boolean takenIsReady = waiting[taken.number] == 0;
        boolean nextIsReady = waiting[next.number] == 0;
        if (takenIsReady != nextIsReady) {
            return takenIsReady ? taken : next;
        }
        return taken.isExit() != next.isExit() && next.isExit() ? taken : next;
    }
}
