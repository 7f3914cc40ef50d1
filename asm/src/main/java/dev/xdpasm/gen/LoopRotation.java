package dev.xdpasm.gen;

import java.util.List;

/**
 * Puts the test of a loop at its end: a block that a loop begins with and leaves by goes behind the one that jumps back to it,
 * so that each round takes one jump and not two. What enters the loop then jumps to the test. The block before the test
 * {@linkplain CodeBlock#closesLoop says} that it goes on there.
 */
final class LoopRotation {
    private final VirtualCode code;
    private final List<CodeBlock> order;
    private final int[] place;

    private LoopRotation(VirtualCode code, List<CodeBlock> order) {
        this.code = code;
        this.order = order;
        this.place = new int[code.blocks.size()];
        renumber(0, order.size());
    }

    /** Rotates the loops of an order in place. */
    static void rotate(VirtualCode code, List<CodeBlock> order) {
        LoopRotation rotation = new LoopRotation(code, order);
        for (int i = 0; i < order.size(); i++) {
            rotation.rotate(i);
        }
    }

    private void renumber(int from, int to) {
        for (int i = from; i < to; i++) {
            place[order.get(i).number] = i;
        }
    }

    private void rotate(int last) {
        CodeBlock back = order.get(last);
        CodeBlock head = back.next;
        if (back.taken != null || head == null || head == back || place[head.number] > last) {
            return;
        }
        int first = place[head.number];
        if (first == 0 || head.taken == null || head.next == null || !pays(order.get(first - 1), head, back)) {
            return;
        }
        boolean takenIsInside = isInside(head.taken, first, last);
        boolean nextIsInside = isInside(head.next, first, last);
        VirtualInsn jump = head.last();
        boolean canJumpInside = jump != null
                && jump.isConditionalJump()
                && (takenIsInside || Inversion.of(jump, code.level()) != null);
        if (takenIsInside == nextIsInside || !canJumpInside) {
            return;
        }
        order.remove(first);
        order.add(last, head);
        back.closesLoop = true;
        renumber(first, last + 1);
    }

    /** Whether a round runs more often than the loop is entered. */
    private static boolean pays(CodeBlock before, CodeBlock head, CodeBlock back) {
        boolean falls = before.next == head || before.taken == head;
        return !falls || back.frequency > before.frequency;
    }

    private boolean isInside(CodeBlock block, int first, int last) {
        return place[block.number] > first && place[block.number] <= last;
    }
}
