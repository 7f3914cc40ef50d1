package dev.xdpasm.print;

import dev.xdpasm.BpfException;
import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An object as {@code .xasm} text, in one of the {@link Dialect}s, which the text reader turns into the same bytes.
 *
 * <p>What a dialect's text does not say of an instruction stands behind it in a comment that the reader reads:
 * {@code call 5 #= src_reg=2}. What the reader would refuse, or what is no instruction, is written as {@code .insn} with the
 * 8 bytes as a number.
 */
public final class AssemblyText {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String INDENT = "    ";
    private static final long SECOND_SLOT_IMM = ~0xffff_ffffL;

    private final Dialect dialect;
    private final TextBuffer out;

    private AssemblyText(Dialect dialect, TextBuffer out) {
        this.dialect = dialect;
        this.out = out;
    }

    /**
     * Appends the text of an object.
     *
     * @throws BpfException if the object holds what text cannot say yet: functions besides programs, globals, externs, and
     *     more of a map than its type, sizes and flags
     */
    public static void print(BpfObject object, Dialect dialect, TextBuffer out) {
        Sayable.require(object, "text");
        object.maps().forEach(map -> requireIdentifier("map", map.name()));
        object.programs().forEach(program -> requireIdentifier("program", program.name()));
        new AssemblyText(dialect, out).object(object);
    }

    /** {@return the text of an object} */
    public static String of(BpfObject object, Dialect dialect) {
        TextBuffer out = new TextBuffer();
        print(object, dialect, out);
        return out.toString();
    }

    private static void requireIdentifier(String what, String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new BpfException("the " + what + " '" + name + "' has a name that text cannot say, expected letters, digits"
                    + " and _");
        }
    }

    private void object(BpfObject object) {
        out.append(".license \"").append(object.license()).append("\"\n");
        for (MapSpec map : object.maps()) {
            out.append(".map ").append(map.name()).append(' ').append(map.type().shortName());
            out.append(" key=").decimal(map.keySize()).append(" value=").decimal(map.valueSize());
            out.append(" max_entries=").decimal(map.maxEntries());
            if (map.flags() != 0) {
                out.append(" flags=").decimal(map.flags());
            }
            out.append('\n');
        }
        for (BpfProgram program : object.programs()) {
            out.append("\n.program ").append(program.section()).append(' ').append(program.name()).append('\n');
            code(program.code());
        }
    }

    private void code(Code code) {
        JumpTargets targets = JumpTargets.of(code);
        int slot = 0;
        while (slot < code.size()) {
            if (dialect.hasLabels() && targets.isTarget(slot)) {
                out.append(targets.name(slot)).append(":\n");
            }
            slot += statement(code, slot, targets);
            out.append('\n').settle();
        }
    }

    /** Writes the statement of an instruction; {@return the slots that it makes}. */
    private int statement(Code code, int slot, JumpTargets targets) {
        long insn = code.word(slot);
        boolean wide = Insn.isWide(insn);
        long next = wide && slot + 1 < code.size() ? code.word(slot + 1) : 0;
        Optional<Relocation> relocation = code.relocationAt(slot);
        if (relocation.isPresent()) {
            mapLoad(insn, relocation.get().symbol(), slot);
            return 2;
        }
        boolean whole = !wide || slot + 1 < code.size() && Insn.code(next) == 0;
        boolean lands = !Insn.hasDistance(insn) || targets.isTarget(slot + 1L + Insn.distance(insn));
        Said said = whole && lands ? say(insn, next, slot, targets) : Said.NOTHING;
        if (said.text().isEmpty() || !Checks.isRight(said.insn())) {
            raw(insn);
            return 1;
        }
        begin(slot).append(said.text());
        lost(insn, next, said);
        return wide ? 2 : 1;
    }

    private TextBuffer begin(int slot) {
        if (dialect == Dialect.KERNEL) {
            String index = Integer.toString(slot);
            return out.append(" ".repeat(Math.max(0, 4 - index.length()))).append(index).append(": ");
        }
        return out.append(INDENT);
    }

    private void mapLoad(long insn, String map, int slot) {
        begin(slot);
        int dst = Insn.dstReg(insn);
        switch (dialect) {
            case LLVM -> out.append("r").decimal(dst).append(" = ").append(map).append(" ll");
            case MNEMONIC -> out.append("lddw r").decimal(dst).append(", map ").append(map);
            case KERNEL -> out.append("(18) r").decimal(dst).append(" = map[name:").append(map).append("]");
        }
    }

    private void raw(long insn) {
        out.append(INDENT).append(".insn 0x").hex(insn, 16);
        String text = LlvmText.of(insn);
        if (!text.equals(LlvmText.UNKNOWN)) {
            out.append(" # ").append(text);
        }
    }

    /**
     * What a text says.
     *
     * @param text the text, empty if there is none
     * @param insn the instruction without the fields that the text does not say
     * @param next the slot behind it, likewise
     */
    private record Said(String text, long insn, long next) {
        private static final Said NOTHING = new Said("", 0, 0);
    }

    /** Finds out which fields a text is silent about: those without which it is the same. */
    private Said say(long insn, long next, int slot, JumpTargets targets) {
        String text = text(insn, next, slot, targets);
        if (text.isEmpty()) {
            return Said.NOTHING;
        }
        long said = insn;
        for (Field field : Field.values()) {
            long without = field.of(said) == 0 ? said : field.with(said, 0);
            if (without != said && text.equals(text(without, next, slot, targets))) {
                said = without;
            }
        }
        boolean saysNext = !text.equals(text(said, 0, slot, targets));
        return new Said(text, said, saysNext ? next & SECOND_SLOT_IMM : 0);
    }

    /** The text of an instruction; empty if there is none. */
    private String text(long insn, long next, int slot, JumpTargets targets) {
        TextBuffer text = new TextBuffer();
        if (!dialect.text().append(text, insn, next)) {
            return "";
        }
        if (!dialect.hasLabels() || !Insn.hasDistance(insn)) {
            return text.toString();
        }
        long target = slot + 1L + Insn.distance(insn);
        if (!targets.isTarget(target)) {
            return "";
        }
        String label = targets.name((int) target);
        if (Insn.code(insn) == Opcode.CALL) {
            return "call local " + label;
        }
        String whole = text.toString();
        return whole.substring(0, whole.lastIndexOf(' ') + 1) + label;
    }

    private void lost(long insn, long next, Said said) {
        if (insn == said.insn() && next == said.next()) {
            return;
        }
        out.append(" #=");
        for (Field field : Field.values()) {
            if (field.of(insn) != field.of(said.insn())) {
                out.append(' ').append(field.fieldName()).append('=').decimal(field.of(insn));
            }
        }
        if (next != said.next()) {
            out.append(" next=0x").hex(next, 16);
        }
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
