package dev.xdpasm.isa;

import static dev.xdpasm.isa.Opcode.*;

import java.util.List;

/**
 * Gives jumps that do not fit 16 bits of distance a {@code gotol}, which has 32, and moves all that stands behind.
 *
 * <pre>
 *   goto far              gotol far
 *   if r1 == r2 goto far  if r1 != r2 goto +1; gotol far
 *   if r1 &amp; r2 goto far   if r1 &amp; r2 goto +1; goto +1; gotol far     (no condition is its inverse; may_goto likewise)
 * </pre>
 *
 * <p>What is inserted can push another jump out of range, so jumps become long until all fit: a long one never becomes
 * short again, which gives the same code each time. All distances move along, written out ones too.
 */
final class Relaxation {
    private final long[] words;
    private final int size;
    private final int[] jumpSlots;
    private final int[] targets;
    private final int jumps;

    private final boolean[] isLong;

    /** By slot before, one behind the last included: the slot after. */
    private final int[] moved;

    /**
     * @param jumpSlots where the jumps and local calls stand, ascending
     * @param targets where each of them leads, a slot of the code
     * @param jumps how many there are
     */
    Relaxation(long[] words, int size, int[] jumpSlots, int[] targets, int jumps) {
        this.words = words;
        this.size = size;
        this.jumpSlots = jumpSlots;
        this.targets = targets;
        this.jumps = jumps;
        isLong = new boolean[jumps];
        moved = new int[size + 1];
        do {
            move();
        } while (lengthen());
    }

    private void move() {
        int jump = 0;
        int added = 0;
        for (int slot = 0; slot <= size; slot++) {
            moved[slot] = slot + added;
            if (jump < jumps && jumpSlots[jump] == slot) {
                added += added(jump++);
            }
        }
    }

    /** Makes each jump long whose distance does not fit; {@return whether there was one}. */
    private boolean lengthen() {
        boolean changed = false;
        for (int jump = 0; jump < jumps; jump++) {
            int slot = jumpSlots[jump];
            if (!isLong[jump] && !Insn.fitsDistance(words[slot], distance(targets[jump], slot))) {
                isLong[jump] = true;
                changed = true;
            }
        }
        return changed;
    }

    private int distance(int target, int slot) {
        return moved[target] - (moved[slot] + 1);
    }

    /** How many slots a jump takes beyond its own. */
    private int added(int jump) {
        if (!isLong[jump] || Insn.code(words[jumpSlots[jump]]) == GOTO) {
            return 0;
        }
        return inverse(words[jumpSlots[jump]]) == 0 ? 2 : 1;
    }

    /** The code of the conditional jump that is taken when this one is not, 0 if there is none. */
    private static int inverse(long insn) {
        int code = Insn.code(insn);
        Condition condition = Condition.of(code);
        return condition == null
                ? 0
                : condition.inverse().map(inverse -> code & 0x0f | inverse.bits()).orElse(0);
    }

    /** {@return the code} */
    Code code(List<Relocation> relocations, LineTable lines) {
        long[] relaxed = new long[moved[size]];
        int jump = 0;
        for (int slot = 0; slot < size; slot++) {
            if (jump < jumps && jumpSlots[jump] == slot) {
                writeJump(relaxed, jump++);
            } else {
                relaxed[moved[slot]] = words[slot];
            }
        }
        for (int slot = 0; slot < size; slot++) {
            if (Insn.isWide(words[slot])) {
                relaxed[moved[slot]] = movedFunction(slot, relocations);
                slot++;
            }
        }
        return Code.own(
                relaxed,
                relocations.stream()
                        .map(old -> new Relocation(moved[old.slot()], old.kind(), old.symbol()))
                        .toList(),
                moved(lines));
    }

    private void writeJump(long[] relaxed, int jump) {
        long insn = words[jumpSlots[jump]];
        int at = moved[jumpSlots[jump]];
        int added = added(jump);
        if (!isLong[jump]) {
            relaxed[at] = Insn.withDistance(insn, distance(targets[jump], jumpSlots[jump]));
            return;
        }
        if (added == 1) {
            relaxed[at] = Insn.withDistance(insn & ~0xffL | inverse(insn), 1);
        } else if (added == 2) {
            relaxed[at] = Insn.withDistance(insn, 1);
            relaxed[at + 1] = Insn.pack(GOTO, 0, 0, (short) 1, 0);
        }
        int last = at + added;
        relaxed[last] = Insn.pack(GOTOL, 0, 0, (short) 0, moved[targets[jump]] - (last + 1));
    }

    /** An {@code lddw}: if it holds the distance to a function, the new one. */
    private long movedFunction(int slot, List<Relocation> relocations) {
        long insn = words[slot];
        long target = slot + 1L + Insn.imm(insn);
        boolean isDistance = Insn.srcReg(insn) == BPF_PSEUDO_FUNC
                && relocations.stream().noneMatch(relocation -> relocation.slot() == slot);
        return isDistance && target >= 0 && target < size ? Insn.withImm(insn, distance((int) target, slot)) : insn;
    }

    private LineTable moved(LineTable lines) {
        LineTable.Builder builder = new LineTable.Builder();
        for (int i = 0; i < lines.size(); i++) {
            builder.add(moved[lines.slot(i)], lines, i);
        }
        return builder.build();
    }
}
