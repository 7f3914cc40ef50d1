package dev.xdpasm.isa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/**
 * Code in the making, as every front makes it: instructions one after another, labels, jumps that wait for theirs, source
 * lines, relocations.
 *
 * <p>Takes instructions as they come: whether one is right by itself is {@link Checks}' to say, and asked by the front. Where
 * jumps lead is found out in {@link #build}, of all of them at once, and what is wrong then is a {@link Problem} that the
 * front words in its own terms. A jump that its 16 bits of distance are too few for becomes a long one where the level has
 * {@code gotol} ({@link Relaxation}). Labels and jumps are numbers, so that a program of any size costs no object for either.
 *
 * <p>Not thread-safe. Can go on after {@link #build}, or start anew with {@link #clear}.
 */
public final class CodeBuilder {
    private static final int NO_LABEL = -1;
    private static final int UNBOUND = -1;

    /** What is wrong with the code as a whole. */
    public enum Flaw {
        /** There is no instruction. */
        EMPTY,
        /** A jump's label is bound nowhere. */
        UNBOUND,
        /** A jump's distance does not fit its field, and the level has no longer one. */
        TOO_FAR,
        /** A jump leaves the code. */
        OUTSIDE,
        /** A jump goes to the second slot of an {@code lddw}. */
        INTO_WIDE,
        /** Nothing follows the last instruction, which is neither an exit nor a jump. */
        OPEN_END
    }

    /**
     * What is wrong with the code as a whole, and where.
     *
     * @param flaw what
     * @param slot the instruction
     * @param jump the jump's number, as {@link CodeBuilder#jumps} counted before it; -1 if it is no jump
     * @param target the slot that the jump leads to, if that is known
     */
    public record Problem(Flaw flaw, int slot, int jump, long target) {
        /** {@return the slots from the end of the jump to its target} */
        public long distance() {
            return target - slot - 1;
        }
    }

    private final boolean hasLongJumps;

    private long[] words = new long[64];
    private int size;
    private final LineTable.Builder lines = new LineTable.Builder();
    private final List<Relocation> relocations = new ArrayList<>();

    private int[] labels = new int[16];
    private int labelCount;

    private int[] jumpSlots = new int[16];
    private int[] jumpLabels = new int[16];
    private int jumpCount;

    /** Begins code of a level. Whether it has an instruction is the front's to ask; here it says whether jumps may be long. */
    public CodeBuilder(IsaLevel level) {
        hasLongJumps = level.has(Opcode.GOTOL);
    }

    /** {@return the number of slots so far, which is the slot of the next instruction} */
    public int size() {
        return size;
    }

    /** Says which source line the next instruction comes from. */
    public void line(String file, int line, int column) {
        lines.add(size, file, line, column);
    }

    /** {@return which source line each instruction so far came from} */
    public LineTable lines() {
        return lines.build();
    }

    /** Says which name the next instruction refers to. */
    public void relocate(Relocation.Kind kind, String symbol) {
        relocations.add(new Relocation(size, kind, symbol));
    }

    /** Appends an instruction of one slot. */
    public void append(long insn) {
        if (size == words.length) {
            words = Arrays.copyOf(words, size * 2);
        }
        words[size++] = insn;
    }

    /** Changes the instruction at a slot. */
    public void change(int slot, LongUnaryOperator change) {
        words[slot] = change.applyAsLong(words[slot]);
    }

    /** Appends an {@code lddw}. */
    public void appendWide(long first, long second) {
        append(first);
        append(second);
    }

    /** Appends a jump or local call whose distance is the one it has. */
    public void appendJump(long insn) {
        appendJump(insn, NO_LABEL);
    }

    /** Appends a jump or local call whose distance is to be the label's. */
    public void appendJump(long insn, int label) {
        if (jumpCount == jumpSlots.length) {
            jumpSlots = Arrays.copyOf(jumpSlots, jumpCount * 2);
            jumpLabels = Arrays.copyOf(jumpLabels, jumpCount * 2);
        }
        jumpSlots[jumpCount] = size;
        jumpLabels[jumpCount++] = label;
        append(insn);
    }

    /** {@return the number of jumps so far, which is the number of the next} */
    public int jumps() {
        return jumpCount;
    }

    /** {@return a label's number; it is bound to no slot yet} */
    public int label() {
        if (labelCount == labels.length) {
            labels = Arrays.copyOf(labels, labelCount * 2);
        }
        labels[labelCount] = UNBOUND;
        return labelCount++;
    }

    /** {@return whether a label is bound} */
    public boolean isBound(int label) {
        return labels[label] != UNBOUND;
    }

    /** {@return the slot that a label is bound to} */
    public int slotOf(int label) {
        return labels[label];
    }

    /** {@return the label of a jump} */
    public int labelOf(int jump) {
        return jumpLabels[jump];
    }

    /** Binds a label to the next instruction. */
    public void bind(int label) {
        labels[label] = size;
    }

    /**
     * {@return the code so far, its jumps resolved}
     *
     * @param refusal makes the exception that is thrown for the first problem that is found
     */
    public Code build(Function<Problem, ? extends RuntimeException> refusal) {
        if (size == 0) {
            throw refusal.apply(new Problem(Flaw.EMPTY, 0, -1, 0));
        }
        long[] resolved = Arrays.copyOf(words, size);
        boolean allFit = true;
        for (int jump = 0; jump < jumpCount; jump++) {
            int slot = jumpSlots[jump];
            int label = jumpLabels[jump];
            long insn = resolved[slot];
            if (label != NO_LABEL) {
                if (labels[label] == UNBOUND) {
                    throw refusal.apply(new Problem(Flaw.UNBOUND, slot, jump, 0));
                }
                int distance = labels[label] - (slot + 1);
                if (!Insn.fitsDistance(insn, distance)) {
                    if (!hasLongJumps) {
                        throw refusal.apply(new Problem(Flaw.TOO_FAR, slot, jump, labels[label]));
                    }
                    allFit = false;
                }
                resolved[slot] = Insn.withDistance(insn, distance);
                requireTarget(slot, jump, labels[label], refusal);
            } else {
                requireTarget(slot, jump, slot + 1L + Insn.distance(insn), refusal);
            }
        }
        if (!endsWell()) {
            throw refusal.apply(new Problem(Flaw.OPEN_END, size - 1, -1, 0));
        }
        return allFit
                ? Code.own(resolved, relocations, lines.build())
                : new Relaxation(words, size, jumpSlots, targets(), jumpCount).code(relocations, lines.build());
    }

    /** The slot that a jump leads to, by its label or by the distance that it was given. */
    private long target(int jump) {
        int label = jumpLabels[jump];
        return label == NO_LABEL ? jumpSlots[jump] + 1L + Insn.distance(words[jumpSlots[jump]]) : labels[label];
    }

    private int[] targets() {
        int[] targets = new int[jumpCount];
        Arrays.setAll(targets, jump -> (int) target(jump));
        return targets;
    }

    private void requireTarget(int slot, int jump, long target, Function<Problem, ? extends RuntimeException> refusal) {
        if (target < 0 || target >= size) {
            throw refusal.apply(new Problem(Flaw.OUTSIDE, slot, jump, target));
        }
        // no instruction has code 0 but the second half of an lddw
        if (Insn.code(words[(int) target]) == 0) {
            throw refusal.apply(new Problem(Flaw.INTO_WIDE, slot, jump, target));
        }
    }

    private boolean endsWell() {
        int code = Insn.code(words[size - 1]);
        boolean isSecondHalf = size > 1 && Insn.isWide(words[size - 2]);
        return Opcode.neverFallsThrough(code) && !isSecondHalf;
    }

    /** Forgets everything and keeps the room, so that the next program costs no allocation. */
    public void clear() {
        size = 0;
        labelCount = 0;
        jumpCount = 0;
        relocations.clear();
        lines.clear();
    }
}
