package dev.xdpasm.print;

import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.TextBuffer;
import java.util.function.IntFunction;

/**
 * The statement that a dialect has for an instruction, and what it says of it: some fields stand in no text.
 *
 * @param text the statement, empty if there is none
 * @param insn the instruction without the fields that the statement does not say
 * @param next the slot behind it, likewise
 */
record StatementText(String text, long insn, long next) {
    static final StatementText NOTHING = new StatementText("", 0, 0);

    private static final long SECOND_SLOT_IMM = ~0xffff_ffffL;

    /**
     * {@return the statement of an instruction}
     *
     * @param next the slot behind it, for {@code lddw}
     * @param labels the name of the place so many slots behind the instruction, empty if there is none; asked in dialects with
     *     labels
     */
    static StatementText of(Dialect dialect, long insn, long next, IntFunction<String> labels) {
        String text = text(dialect, insn, next, labels);
        if (text.isEmpty()) {
            return NOTHING;
        }
        long said = insn;
        for (Field field : Field.values()) {
            // what the text is the same without, it does not say
            long without = field.of(said) == 0 ? said : field.with(said, 0);
            if (without != said && text.equals(text(dialect, without, next, labels))) {
                said = without;
            }
        }
        boolean saysNext = !text.equals(text(dialect, said, 0, labels));
        return new StatementText(text, said, saysNext ? next & SECOND_SLOT_IMM : 0);
    }

    private static String text(Dialect dialect, long insn, long next, IntFunction<String> labels) {
        TextBuffer text = new TextBuffer();
        if (!dialect.text().append(text, insn, next)) {
            return "";
        }
        if (!dialect.hasLabels() || !Insn.hasDistance(insn)) {
            return text.toString();
        }
        String label = labels.apply(Insn.distance(insn));
        if (label.isEmpty() || Insn.code(insn) == Opcode.CALL) {
            return label.isEmpty() ? "" : "call local " + label;
        }
        String whole = text.toString();
        return whole.substring(0, whole.lastIndexOf(' ') + 1) + label;
    }

    /** {@return whether the statement says all of an instruction} */
    boolean saysAll(long wholeInsn, long wholeNext) {
        return insn == wholeInsn && next == wholeNext;
    }

    /** {@return the comment with the rest of an instruction, which the text reader reads; empty if there is no rest} */
    String unsaid(long wholeInsn, long wholeNext) {
        if (saysAll(wholeInsn, wholeNext)) {
            return "";
        }
        StringBuilder comment = new StringBuilder(" #=");
        for (Field field : Field.values()) {
            if (field.of(wholeInsn) != field.of(insn)) {
                comment.append(' ').append(field.fieldName()).append('=').append(field.of(wholeInsn));
            }
        }
        if (wholeNext != next) {
            comment.append(String.format(" next=0x%016x", wholeNext));
        }
        return comment.toString();
    }

    /** The fields of an instruction that a text may leave out. */
    private enum Field {
        DST_REG("dst_reg", 8, 4),
        SRC_REG("src_reg", 12, 4),
        OFF("off", 16, 16),
        IMM("imm", 32, 32);

        private final String fieldName;
        private final int shift;
        private final int bits;

        Field(String fieldName, int shift, int bits) {
            this.fieldName = fieldName;
            this.shift = shift;
            this.bits = bits;
        }

        String fieldName() {
            return fieldName;
        }

        /** The field's value, without a sign. */
        long of(long insn) {
            return insn >>> shift & (1L << bits) - 1;
        }

        long with(long insn, long value) {
            return insn & ~((1L << bits) - 1 << shift) | value << shift;
        }
    }
}
