package dev.xdpasm.dsl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Grows the tree of boxes in a {@link RuleTable}: a node cuts one field into cells of one width, so that few boxes are left in each;
 * the last few are asked for one by one, in order. A box that has all of a region ends its list, which is what makes boxes that all
 * overlap few. Each region may use so many words as its share of boxes is, so that a set that no cut divides becomes longer lists
 * and not more memory.
 */
final class RuleTree {
    /** Up to so many boxes are asked for one by one. */
    private static final int FEW = 3;

    /** Up to so many boxes are compared with each other, whether one hides another. */
    private static final int COMPARED = 24;

    /** The most cells of a node, in bits. */
    private static final int MOST_CELLS = 8;

    /** Words that a box may use. */
    private static final int WORDS_A_BOX = 160;

    /** Words that a box needs where it is left alone. */
    private static final int WORDS_ALONE = 8;

    private final RuleTable table;
    private final int otherwise;
    private final int[] verdicts;

    /** The fields' largest numbers. */
    private final long[] last;

    /** The boxes' ranges, by field and box. */
    private final long[][] low;

    private final long[][] high;

    private RuleTree(RuleTable table, List<RuleField> asked, List<RuleBox> boxes, int otherwise) {
        this.table = table;
        this.otherwise = RuleTable.verdict(otherwise);
        verdicts = boxes.stream().mapToInt(RuleBox::verdict).toArray();
        last = asked.stream().mapToLong(RuleField::last).toArray();
        low = new long[asked.size()][boxes.size()];
        high = new long[asked.size()][boxes.size()];
        for (int field = 0; field < asked.size(); field++) {
            for (int box = 0; box < boxes.size(); box++) {
                Rule.Range range = boxes.get(box).range(asked.get(field));
                low[field][box] = range.low();
                high[field][box] = range.high();
            }
        }
    }

    /**
     * {@return the root of the tree of boxes, which is a verdict where nothing has to be asked}
     *
     * @param asked the fields, as they follow each other in what is asked of a packet
     * @param boxes in the order of their verdicts
     * @param otherwise the verdict of packets in none of them
     */
    static int grow(RuleTable table, List<RuleField> asked, List<RuleBox> boxes, int otherwise) {
        RuleTree tree = new RuleTree(table, asked, boxes, otherwise);
        int[] all = new int[boxes.size()];
        Arrays.setAll(all, box -> box);
        Region everything = Region.all(asked.size());
        return tree.grow(everything, tree.seen(everything, all), (long) WORDS_A_BOX * boxes.size());
    }

    /** Packets that come to a node, by the ranges of their fields. */
    private record Region(long[] low, long[] high) {
        static Region all(int fields) {
            long[] high = new long[fields];
            Arrays.fill(high, RuleField.ANY.high());
            return new Region(new long[fields], high);
        }

        Region with(int field, long from, long to) {
            long[] changedLow = low.clone();
            long[] changedHigh = high.clone();
            changedLow[field] = from;
            changedHigh[field] = to;
            return new Region(changedLow, changedHigh);
        }
    }

    /** The child for a region: of its boxes, those that {@link #seen} leaves. */
    private int grow(Region region, int[] boxes, long words) {
        if (boxes.length <= FEW) {
            return list(region, boxes);
        }
        Optional<Cutting> best = Optional.empty();
        for (int field = 0; field < low.length; field++) {
            Optional<Cutting> cutting = Cutting.of(field, low[field], high[field], region.low[field], region.high[field], boxes);
            if (best.isEmpty() || cutting.isPresent() && cutting.get().work < best.get().work) {
                best = cutting;
            }
        }
        if (best.isEmpty()) {
            return list(region, boxes);
        }
        List<Part> parts = parts(region, boxes, best.get());
        long copies = parts.stream().mapToLong(part -> part.boxes.length).sum();
        return copies * WORDS_ALONE > words ? list(region, boxes) : node(best.get(), parts, copies, words);
    }

    /** What a cut leaves of a region: first what is outside of the cells, then each cell. */
    private record Part(Region region, int[] boxes) {}

    private List<Part> parts(Region region, int[] boxes, Cutting cutting) {
        int field = cutting.field;
        long from = region.low[field];
        long to = region.high[field];
        Region outside = cutting.high < to ? region.with(field, cutting.high + 1, to) : region.with(field, from, cutting.low - 1);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(outside, seen(outside, cutting.outside(low[field], high[field], boxes, from, to))));
        int[][] cells = cutting.fill(low[field], high[field], boxes);
        for (int cell = 0; cell < cells.length; cell++) {
            long begin = cutting.low + ((long) cell << cutting.shift);
            Region part = region.with(field, begin, Math.min(cutting.high, begin + (1L << cutting.shift) - 1));
            parts.add(new Part(part, seen(part, cells[cell])));
        }
        return parts;
    }

    /** What a part does not use of its words the next ones may. */
    private int node(Cutting cutting, List<Part> parts, long copies, long words) {
        int[] children = new int[parts.size()];
        long copiesLeft = Math.max(1, copies);
        long wordsLeft = words;
        boolean same = true;
        for (int i = 0; i < children.length; i++) {
            Part part = parts.get(i);
            int before = table.size();
            if (i > 1 && isSame(parts.get(i - 1), part, cutting.field)) {
                children[i] = children[i - 1];
            } else {
                children[i] = grow(part.region, part.boxes, Math.max(0, wordsLeft * part.boxes.length / copiesLeft));
            }
            same &= children[i] == children[0];
            wordsLeft -= table.size() - before;
            copiesLeft = Math.max(1, copiesLeft - part.boxes.length);
        }
        if (same) {
            return children[0];
        }
        int[] cells = Arrays.copyOfRange(children, 1, children.length);
        return table.node(cutting.field, cutting.low, cutting.high - cutting.low, cutting.shift, children[0], cells);
    }

    private boolean isSame(Part before, Part part, int field) {
        return Arrays.equals(before.boxes, part.boxes)
                && isWhole(before.region, field, part.boxes)
                && isWhole(part.region, field, part.boxes);
    }

    private boolean isWhole(Region region, int field, int[] boxes) {
        for (int box : boxes) {
            if (low[field][box] > region.low[field] || high[field][box] < region.high[field]) {
                return false;
            }
        }
        return true;
    }

    /** The boxes up to the first that has all of a region. */
    private int[] seen(Region region, int[] boxes) {
        for (int i = 0; i < boxes.length; i++) {
            boolean whole = true;
            for (int field = 0; whole && field < low.length; field++) {
                whole = low[field][boxes[i]] <= region.low[field] && high[field][boxes[i]] >= region.high[field];
            }
            if (whole) {
                return unhidden(region, Arrays.copyOf(boxes, i + 1));
            }
        }
        return unhidden(region, boxes);
    }

    /** Of a few boxes those of which no other one before has all that they have of a region. */
    private int[] unhidden(Region region, int[] boxes) {
        if (boxes.length > COMPARED) {
            return boxes;
        }
        int[] kept = new int[boxes.length];
        int count = 0;
        for (int box : boxes) {
            boolean hidden = false;
            for (int i = 0; !hidden && i < count; i++) {
                hidden = hides(region, kept[i], box);
            }
            if (!hidden) {
                kept[count++] = box;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private boolean hides(Region region, int first, int box) {
        for (int field = 0; field < low.length; field++) {
            if (low[field][first] > Math.max(low[field][box], region.low[field])
                    || high[field][first] < Math.min(high[field][box], region.high[field])) {
                return false;
            }
        }
        return true;
    }

    /** Asks for boxes one by one. */
    private int list(Region region, int[] boxes) {
        int next = otherwise;
        for (int i = boxes.length - 1; i >= 0; i--) {
            next = ask(region, boxes[i], next);
        }
        return next;
    }

    /** Asks for a box, first for the field that the fewest packets meet. */
    private int ask(Region region, int box, int next) {
        int[] fields = new int[low.length];
        double[] shares = new double[low.length];
        int count = 0;
        for (int field = 0; field < low.length; field++) {
            long from = Math.max(low[field][box], region.low[field]);
            long to = Math.min(high[field][box], region.high[field]);
            if (from > region.low[field] || to < region.high[field]) {
                double share = (to - from + 1.0) / (Math.min(last[field], region.high[field]) - region.low[field] + 1.0);
                int at = count++;
                while (at > 0 && shares[at - 1] < share) {
                    shares[at] = shares[at - 1];
                    fields[at] = fields[at - 1];
                    at--;
                }
                shares[at] = share;
                fields[at] = field;
            }
        }
        int met = RuleTable.verdict(verdicts[box]);
        for (int i = 0; i < count; i++) {
            int field = fields[i];
            // what is outside of the region need not be told apart: one comparison instead of two, and equal nodes
            long from = low[field][box] <= region.low[field] ? 0 : low[field][box];
            long to = high[field][box] >= region.high[field] ? RuleField.ANY.high() : high[field][box];
            long span = to - from;
            int shift = Integer.SIZE - 1;
            int[] cells = new int[RuleTable.cells(span, shift)];
            Arrays.fill(cells, met);
            met = table.node(field, from, span, shift, next, cells);
        }
        return met;
    }

    /**
     * A field cut into cells, which begin at {@code low} and end at {@code high}. What is outside of them lies on one side, or on
     * both where the same boxes are there.
     */
    private static final class Cutting {
        private final int field;
        private final long low;
        private final long high;
        private int shift;
        private int left;
        private double work;
        private int[] counts = new int[0];

        private Cutting(int field, long low, long high, int left) {
            this.field = field;
            this.low = low;
            this.high = high;
            this.left = left;
        }

        /** {@return the cutting of a field that leaves the least work; empty where no box begins or ends inside of the region} */
        static Optional<Cutting> of(int field, long[] lows, long[] highs, long from, long to, int[] boxes) {
            long first = Long.MAX_VALUE;
            long last = Long.MIN_VALUE;
            int below = 0;
            int above = 0;
            boolean same = true;
            for (int box : boxes) {
                boolean begins = lows[box] <= from;
                boolean ends = highs[box] >= to;
                if (!begins) {
                    first = Math.min(first, lows[box]);
                    last = Math.max(last, lows[box]);
                }
                if (!ends) {
                    first = Math.min(first, highs[box] + 1);
                    last = Math.max(last, highs[box] + 1);
                }
                same &= begins == ends;
                below += begins ? 1 : 0;
                above += ends ? 1 : 0;
            }
            if (last < first) {
                return Optional.empty();
            }
            Cutting cutting = same && first < last
                    ? new Cutting(field, first, last - 1, below)
                    : last - from <= to - first ? new Cutting(field, from, last - 1, above) : new Cutting(field, first, to, below);
            cutting.choose(lows, highs, boxes);
            return Optional.of(cutting);
        }

        private void choose(long[] lows, long[] highs, int[] boxes) {
            int bits = Long.SIZE - Long.numberOfLeadingZeros(high - low);
            int most = boxes.length <= 16 ? 4 : MOST_CELLS;
            double least = Double.MAX_VALUE;
            int best = 0;
            int tried = -1;
            for (int cells = boxes.length <= 64 ? 1 : 2; cells <= most; cells += 2) {
                int width = Math.max(0, bits - cells);
                if (width == tried) {
                    break;
                }
                tried = width;
                count(lows, highs, boxes, width);
                double sum = (double) left * left;
                for (int cell = 0; cell + 1 < counts.length; cell++) {
                    sum += (double) counts[cell] * counts[cell] + 1;
                }
                if (sum < least) {
                    least = sum;
                    best = width;
                }
            }
            shift = best;
            work = least;
            count(lows, highs, boxes, best);
        }

        /** How many boxes are in each cell. */
        private void count(long[] lows, long[] highs, int[] boxes, int width) {
            counts = new int[RuleTable.cells(high - low, width) + 1];
            for (int box : boxes) {
                if (highs[box] >= low && lows[box] <= high) {
                    counts[(int) (Math.max(lows[box], low) - low >>> width)]++;
                    counts[(int) (Math.min(highs[box], high) - low >>> width) + 1]--;
                }
            }
            for (int cell = 1; cell < counts.length; cell++) {
                counts[cell] += counts[cell - 1];
            }
        }

        /** {@return the boxes in each cell} */
        int[][] fill(long[] lows, long[] highs, int[] boxes) {
            int[][] cells = new int[counts.length - 1][];
            for (int cell = 0; cell < cells.length; cell++) {
                cells[cell] = new int[counts[cell]];
            }
            int[] filled = new int[cells.length];
            for (int box : boxes) {
                if (highs[box] >= low && lows[box] <= high) {
                    int end = (int) (Math.min(highs[box], high) - low >>> shift);
                    for (int cell = (int) (Math.max(lows[box], low) - low >>> shift); cell <= end; cell++) {
                        cells[cell][filled[cell]++] = box;
                    }
                }
            }
            return cells;
        }

        /** {@return the boxes outside of the cells} */
        int[] outside(long[] lows, long[] highs, int[] boxes, long from, long to) {
            int[] outside = new int[boxes.length];
            int count = 0;
            for (int box : boxes) {
                if (high < to ? highs[box] >= to : lows[box] <= from) {
                    outside[count++] = box;
                }
            }
            return Arrays.copyOf(outside, count);
        }
    }
}
