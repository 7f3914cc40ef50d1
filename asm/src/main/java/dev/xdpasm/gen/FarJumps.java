package dev.xdpasm.gen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bridges jumps that lead farther than the 16 bits of their distance, or would once the kernel has written out the helpers that are
 * called in between: at places along the way stand blocks that lead on to the target, or do the same as the target if that is a
 * short exit.
 */
final class FarJumps {
    /** A jump reaches 32767 slots; what the bridges themselves take is left for them. */
    private static final int REACH = 29_000;

    private static final int SPACING = 14_000;
    private static final int SHORT_EXIT = 4;

    /**
     * What the kernel may put in place of a call (do_misc_fixups, kernel/bpf/verifier.c): lookups in arrays become 7 to 11 instructions.
     * Where a jump does not reach over them any more it refuses the program with ENOMEM.
     */
    private static final int CALL = 12;

    /** A bridge to a target from one of the places. */
    private record Bridge(int place, CodeBlock to) {}

    private final VirtualCode code;
    private final List<CodeBlock> order;
    private final int[] positions;

    /** Behind which block of the order each place for bridges is. */
    private final List<Integer> places = new ArrayList<>();

    private final Map<Bridge, CodeBlock> bridges = new HashMap<>();
    private final List<List<CodeBlock>> standing = new ArrayList<>();

    private FarJumps(VirtualCode code, List<CodeBlock> order) {
        this.code = code;
        this.order = order;
        this.positions = new int[code.blocks.size()];
    }

    /** {@return the order with bridges where they are needed} */
    static List<CodeBlock> bridge(VirtualCode code, List<CodeBlock> order) {
        return new FarJumps(code, order).bridged();
    }

    private List<CodeBlock> bridged() {
        int position = 0;
        for (int i = 0; i < order.size(); i++) {
            CodeBlock block = order.get(i);
            positions[block.number] = position;
            position += slots(block);
            if (position / SPACING > places.size()) {
                places.add(i);
                standing.add(new ArrayList<>());
            }
        }
        if (position <= REACH) {
            return order;
        }
        for (CodeBlock block : List.copyOf(order)) {
            int from = positions[block.number];
            block.taken = reachable(from, block.taken);
            block.next = reachable(from, block.next);
        }
        List<CodeBlock> all = new ArrayList<>();
        int place = 0;
        for (int i = 0; i < order.size(); i++) {
            all.add(order.get(i));
            if (place < places.size() && places.get(place) == i) {
                all.addAll(standing.get(place++));
            }
        }
        return all;
    }

    private static int slots(CodeBlock block) {
        // a goto may come behind it
        int slots = 1;
        for (VirtualInsn insn : block.insns) {
            slots += insn.isCall() ? CALL : insn.slots();
        }
        return slots;
    }

    private @Nullable CodeBlock reachable(int from, @Nullable CodeBlock to) {
        if (to == null || Math.abs(positions[to.number] - from) <= REACH) {
            return to;
        }
        boolean forward = positions[to.number] > from;
        int best = -1;
        for (int place = 0; place < places.size(); place++) {
            int at = placePosition(place);
            boolean isOnTheWay = forward ? at > from : at < from;
            if (isOnTheWay && Math.abs(at - from) <= REACH && (best < 0 || forward)) {
                best = place;
            }
        }
        return bridge(best, to);
    }

    private int placePosition(int place) {
        CodeBlock before = order.get(places.get(place));
        return positions[before.number] + slots(before);
    }

    private CodeBlock bridge(int place, CodeBlock to) {
        Bridge wanted = new Bridge(place, to);
        CodeBlock known = bridges.get(wanted);
        if (known != null) {
            return known;
        }
        CodeBlock bridge = code.block();
        bridges.put(wanted, bridge);
        standing.get(place).add(bridge);
        if (to.isExit() && to.insns.size() <= SHORT_EXIT) {
            bridge.insns.addAll(to.insns);
        } else {
            bridge.next = reachable(placePosition(place), to);
        }
        return bridge;
    }
}
