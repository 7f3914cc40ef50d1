package dev.xdpasm.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The shapes of statements as a tree: what several begin with is one run of characters and numbers, and the character behind it
 * says which run is next. Knows what stands where in a statement, and nothing of what it means. Immutable.
 *
 * <p>In a shape small letters, blanks, digits and operators stand for themselves; {@code D} and {@code S} are the digits of a
 * register, a second {@code D} those of the same one; {@code I} is a decimal number, {@code O} one with its sign apart, as in
 * {@code r1 - 4}.
 *
 * @param columns by character, which one of a row of {@code next} it is; 0 for those that no run begins with
 * @param next a row for each run: the number of the run that is next, {@link #STOP} if no shape goes on so
 * @param runs the characters of each run, and the {@link Number}s among them as {@link #NUMBERS} says
 * @param insns by run: the instruction of the statements that end with it, without what their text says; 0 if none does
 */
record ShapeTree(byte[] columns, char[] next, int[][] runs, long[] insns) {
    /** The run that is before all statements. */
    static final int ROOT = 0;

    /** Instead of a run: the text goes on as no shape does. */
    static final int STOP = 0;

    /** In a run, this and what is above are the numbers, by their place in {@link Number}; below are characters. */
    static final int NUMBERS = Character.MAX_VALUE + 1;

    private static final int ROW = 64;
    private static final int CHARACTERS = 128;

    /** Numbers in a statement, each with the field of the instruction that it is put into. */
    enum Number {
        DST(8, 0xf, 10),
        SAME_DST(8, 0xf, 10),
        SRC(12, 0xf, 10),
        OFF(16, 0xffff, Short.MAX_VALUE),
        MINUS_OFF(16, 0xffff, Short.MIN_VALUE),
        IMM(32, 0xffff_ffffL, Integer.MAX_VALUE),
        MINUS_IMM(32, 0xffff_ffffL, Integer.MIN_VALUE);

        private final int shift;
        private final long mask;
        private final long highest;
        private final int sign;

        /** @param farthest the number farthest from zero that fits; negative where the digits stand behind a minus */
        Number(int shift, long mask, long farthest) {
            this.shift = shift;
            this.mask = mask;
            highest = Math.abs(farthest);
            sign = Long.signum(farthest);
        }

        /** {@return whether the field has room for what the digits say} */
        boolean fits(long digits) {
            return digits <= highest;
        }

        /** {@return the field, in its place in an instruction, of what the digits say} */
        long field(long digits) {
            return (digits * sign & mask) << shift;
        }
    }

    /** {@return the run that is next behind another, where a character stands in the text} */
    int next(int run, char c) {
        return next[run * ROW + (c < CHARACTERS ? columns[c] : 0)];
    }

    /** {@return the characters and numbers of a run} */
    int[] run(int run) {
        return runs[run];
    }

    /** {@return the instruction of the statements that end with a run, 0 if there are none} */
    long insn(int run) {
        return insns[run];
    }

    /** Collects shapes. */
    static final class Builder {
        private final Node root = new Node(0);
        private final List<Node> heads = new ArrayList<>();

        /** Adds a shape, and what its statements make. */
        void put(String shape, long insn) {
            put(root, shape, 0, insn);
        }

        private void put(Node from, String shape, int at, long insn) {
            if (at == shape.length()) {
                from.insn = insn;
                return;
            }
            char c = shape.charAt(at);
            switch (c) {
                case 'D' -> put(from.then(shape.indexOf(c) == at ? Number.DST : Number.SAME_DST), shape, at + 1, insn);
                case 'S' -> put(from.then(Number.SRC), shape, at + 1, insn);
                case 'I' -> {
                    put(from.then(Number.IMM), shape, at + 1, insn);
                    put(from.then('-').then(Number.MINUS_IMM), shape, at + 1, insn);
                }
                case 'O' -> {
                    put(from.then('+').then(' ').then(Number.OFF), shape, at + 1, insn);
                    put(from.then('-').then(' ').then(Number.MINUS_OFF), shape, at + 1, insn);
                }
                default -> put(from.then(c), shape, at + 1, insn);
            }
        }

        /** {@return the tree} */
        ShapeTree build() {
            heads.clear();
            heads.add(root);
            for (int i = 0; i < heads.size(); i++) {
                heads.addAll(heads.get(i).lastOfRun().next);
            }
            byte[] columns = new byte[CHARACTERS];
            char[] next = new char[heads.size() * ROW];
            int[][] runs = new int[heads.size()][];
            long[] insns = new long[heads.size()];
            int known = 0;
            int behind = 1;
            for (int i = 0; i < heads.size(); i++) {
                Node last = heads.get(i).lastOfRun();
                runs[i] = heads.get(i).run();
                insns[i] = last.insn;
                for (Node head : last.next) {
                    for (char c : head.firstCharacters()) {
                        if (columns[c] == 0) {
                            columns[c] = (byte) ++known;
                        }
                        next[i * ROW + columns[c]] = (char) behind;
                    }
                    behind++;
                }
            }
            return new ShapeTree(columns, next, runs, insns);
        }
    }

    /** A character or a number of a shape, and what may follow it. */
    private static final class Node {
        private static final char[] DIGITS = "0123456789".toCharArray();

        private final int wanted;
        private final List<Node> next = new ArrayList<>();
        private long insn;

        Node(int wanted) {
            this.wanted = wanted;
        }

        Node then(Number number) {
            return then(NUMBERS + number.ordinal());
        }

        Node then(int following) {
            for (Node node : next) {
                if (node.wanted == following) {
                    return node;
                }
            }
            Node added = new Node(following);
            next.add(added);
            return added;
        }

        char[] firstCharacters() {
            return wanted >= NUMBERS ? DIGITS : new char[] {(char) wanted};
        }

        /** The end of the run that begins here. The root is a run of its own, of nothing. */
        Node lastOfRun() {
            Node last = this;
            while (last.next.size() == 1 && last.insn == 0) {
                last = last.next.get(0);
            }
            return last;
        }

        int[] run() {
            List<Integer> run = new ArrayList<>();
            Node last = lastOfRun();
            for (Node node = this; node != last; node = node.next.get(0)) {
                run.add(node.wanted);
            }
            run.add(last.wanted);
            int[] wanted = new int[run.size()];
            for (int i = 0; i < wanted.length; i++) {
                wanted[i] = run.get(i);
            }
            return wanted;
        }
    }
}
