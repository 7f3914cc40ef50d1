package dev.xdpasm.dsl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Rules as a tree of questions: a node cuts a field's range in two where that leaves the fewest rules on each side; what is left
 * over after the cuts is asked for rule by rule, in order. A subtree that would make code too long for jumps of 16 bits stands
 * {@link Apart}.
 */
sealed interface RuleTree {
    /** Up to so many rules are asked for one by one. */
    int FEW = 6;

    /** A cut is taken where it leaves less than this share of work, the squares of the numbers of rules. */
    double WORTH = 0.9;

    /** Slots that a function has at most: all of it is in reach of a jump. */
    int MOST_SLOTS = 30_000;

    /** {@return how many slots its code has} */
    int slots();

    /** Asks whether a field is more than a number. */
    record Cut(int field, long at, RuleTree below, RuleTree above, int slots) implements RuleTree {}

    /** Asks for the rules that are left, in order. */
    record Rest(RuleBox region, List<RuleBox> boxes, RuleTree otherwise, int slots) implements RuleTree {}

    /** What is met where no rule is. */
    record Verdict(int verdict) implements RuleTree {
        @Override
        public int slots() {
            return RuleCode.GIVE;
        }
    }

    /** A tree in a function of its own. */
    record Apart(RuleTree tree) implements RuleTree {
        @Override
        public int slots() {
            return RuleCode.CALL;
        }
    }

    /**
     * {@return the tree of boxes}
     *
     * @param boxes in the order of their verdicts
     * @param otherwise the verdict of packets in none of them
     */
    static RuleTree of(List<RuleBox> boxes, int otherwise) {
        return of(RuleBox.all(), boxes, otherwise);
    }

    private static RuleTree of(RuleBox region, List<RuleBox> boxes, int otherwise) {
        List<RuleBox> seen = boxes;
        for (int i = 0; i < boxes.size(); i++) {
            if (boxes.get(i).covers(region)) {
                seen = boxes.subList(0, i + 1);
                break;
            }
        }
        Cutting cutting = seen.size() > FEW ? Cutting.best(region, seen) : Cutting.NONE;
        if (cutting.field() < 0) {
            return rest(region, List.copyOf(seen), otherwise);
        }
        int field = cutting.field();
        long at = cutting.at();
        RuleTree below = part(region.below(field, at), field, seen, otherwise);
        RuleTree above = part(region.above(field, at), field, seen, otherwise);
        while (1 + below.slots() + above.slots() > MOST_SLOTS) {
            if (below.slots() > above.slots()) {
                below = new Apart(below);
            } else {
                above = new Apart(above);
            }
        }
        return new Cut(field, at, below, above, 1 + below.slots() + above.slots());
    }

    private static RuleTree part(RuleBox region, int field, List<RuleBox> boxes, int otherwise) {
        List<RuleBox> there = new ArrayList<>();
        for (RuleBox box : boxes) {
            if (box.meets(region, field)) {
                there.add(box);
            }
        }
        return of(region, there, otherwise);
    }

    private static RuleTree rest(RuleBox region, List<RuleBox> boxes, int otherwise) {
        RuleTree then = new Verdict(otherwise);
        int slots = then.slots();
        List<RuleBox> rest = new ArrayList<>();
        for (int i = boxes.size() - 1; i >= 0; i--) {
            int more = RuleCode.slots(region, boxes.get(i));
            if (slots + more > MOST_SLOTS) {
                then = new Apart(new Rest(region, inOrder(rest), then, slots));
                slots = then.slots();
                rest.clear();
            }
            rest.add(boxes.get(i));
            slots += more;
        }
        return new Rest(region, inOrder(rest), then, slots);
    }

    private static List<RuleBox> inOrder(List<RuleBox> lastFirst) {
        List<RuleBox> boxes = new ArrayList<>(lastFirst);
        Collections.reverse(boxes);
        return boxes;
    }

    /** {@return how many slots a tree has with the parts that stand apart} */
    static int allSlots(RuleTree tree) {
        if (tree instanceof Cut cut) {
            return 1 + allSlots(cut.below()) + allSlots(cut.above());
        }
        if (tree instanceof Rest rest) {
            return rest.slots() - rest.otherwise().slots() + allSlots(rest.otherwise());
        }
        return tree instanceof Apart apart ? RuleCode.CALL + allSlots(apart.tree()) : tree.slots();
    }

    /** Where a region is cut; a field below 0 where that wins nothing. */
    record Cutting(int field, long at) {
        static final Cutting NONE = new Cutting(-1, 0);

        /** Cuts that are tried of each field lie at these shares of the rules' bounds. */
        private static final int TRIED = 8;

        static Cutting best(RuleBox region, List<RuleBox> boxes) {
            double least = WORTH * boxes.size() * boxes.size();
            Cutting best = NONE;
            for (int field = 0; field < RuleBox.FIELDS; field++) {
                long[] lows = new long[boxes.size()];
                long[] highs = new long[boxes.size()];
                for (int i = 0; i < lows.length; i++) {
                    lows[i] = boxes.get(i).low(field);
                    highs[i] = boxes.get(i).high(field);
                }
                Arrays.sort(lows);
                Arrays.sort(highs);
                for (long at : bounds(region, field, lows, highs)) {
                    double below = upTo(lows, at);
                    double above = highs.length - upTo(highs, at);
                    double work = below * below + above * above;
                    if (work < least) {
                        least = work;
                        best = new Cutting(field, at);
                    }
                }
            }
            return best;
        }

        /** Bounds of the boxes inside a region. */
        private static List<Long> bounds(RuleBox region, int field, long[] lows, long[] highs) {
            List<Long> bounds = new ArrayList<>();
            long from = region.low(field);
            long to = region.high(field);
            int begin = upTo(lows, from);
            int end = upTo(highs, to - 1);
            for (int i = 1; i < TRIED; i++) {
                if (begin < lows.length) {
                    bounds.add(lows[begin + (int) ((long) (lows.length - begin) * i / TRIED)] - 1);
                }
                if (end > 0) {
                    bounds.add(highs[(int) ((long) end * i / TRIED)]);
                }
            }
            bounds.removeIf(at -> at < from || at >= to);
            return bounds;
        }

        /** How many of sorted numbers are at most one. */
        private static int upTo(long[] sorted, long number) {
            int low = 0;
            int high = sorted.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] <= number) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
