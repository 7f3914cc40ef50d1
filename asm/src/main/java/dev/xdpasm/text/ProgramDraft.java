package dev.xdpasm.text;

import static dev.xdpasm.isa.Opcode.*;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.CodeBuilder;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.uapi.ProgramType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * A program while its text is being read: code in the making, the names of labels, and where in the text things stand, for
 * errors. Reads no text itself; places are positions of the cursor.
 */
final class ProgramDraft extends CodeDraft {

    /** A name for a slot: its number in the builder, and where it was bound. */
    private static final class Label {
        private final int number;
        private int place;

        Label(int number) {
            this.number = number;
        }
    }

    private final String name;
    private final ProgramType type;
    private final String section;
    private final int declared;

    /** Where the names of maps stand. */
    private final List<Integer> mapUses;

    private final CodeBuilder code;
    private final NameTable<Label> labels = new NameTable<>();

    /** Where the target of each jump stands, by the jump's number. */
    private int[] targetPlaces = new int[16];

    private int statementSlot = -1;

    /**
     * Begins a program that is declared at a place.
     *
     * @param mapUses where the names of maps stand, to which its own are added
     */
    ProgramDraft(
            Cursor cursor,
            String name,
            ProgramType type,
            String section,
            int declared,
            IsaLevel level,
            List<Integer> mapUses) {
        super(cursor, level);
        this.name = name;
        this.type = type;
        this.section = section;
        this.declared = declared;
        this.mapUses = mapUses;
        code = new CodeBuilder(level);
    }

    String name() {
        return name;
    }

    int declared() {
        return declared;
    }

    @Override
    void beginStatement(int place) {
        super.beginStatement(place);
        statementSlot = code.size();
    }

    @Override
    void append(long insn) {
        recordLine();
        code.append(insn);
    }

    @Override
    void addWide(long first, long second, int dstPlace) {
        requireRight(first, dstPlace, dstPlace);
        recordLine();
        code.appendWide(first, second);
    }

    /** Whether the statement that was begun last has made an instruction so far, and if asked one of two slots. */
    boolean changesStatement(boolean second) {
        return statementSlot >= 0 && code.size() > statementSlot + (second ? 1 : 0);
    }

    /** Changes the instruction of the statement that was begun last, or its second slot, unchecked. */
    void changeStatement(LongUnaryOperator change, boolean second) {
        code.change(statementSlot + (second ? 1 : 0), change);
    }

    @Override
    void addMap(int dst, int from, int to, int dstPlace) {
        mapUses.add(from);
        code.relocate(Relocation.Kind.MAP, cursor.string(from, to));
        addWide(Insn.pack(LDDW, dst, 0, (short) 0, 0), 0, dstPlace);
    }

    @Override
    void addJump(long insn, long distance, int place) {
        long jump = withDistance(insn, distance, place);
        requireLevel(insn);
        notePlace(place);
        code.appendJump(jump);
    }

    @Override
    void addJump(long insn, int from, int to, int hash) {
        addJump(insn, label(from, to, hash), from);
    }

    @Override
    void addJump(long insn, String label, int place) {
        addJump(insn, label(label), place);
    }

    private void addJump(long insn, Label label, int place) {
        requireLevel(insn);
        notePlace(place);
        code.appendJump(insn, label.number);
    }

    @Override
    void bind(int from, int to, int hash) {
        Label label = label(from, to, hash);
        if (code.isBound(label.number)) {
            throw cursor.error(from, "label '" + cursor.string(from, to) + "' is already bound in line "
                    + cursor.lineOf(label.place) + ", expected another name");
        }
        bind(label, from);
    }

    @Override
    void bind(String label, int place) {
        bind(label(label), place);
    }

    private void bind(Label label, int place) {
        code.bind(label.number);
        label.place = place;
    }

    /** Resolves all jumps; {@return the program}. */
    BpfProgram finish() {
        Code built = code.build(this::refusal);
        return new BpfProgram(name, type, section, built.withLines(built.lines().withTexts(cursor.lines())));
    }

    private void notePlace(int place) {
        if (code.jumps() == targetPlaces.length) {
            targetPlaces = Arrays.copyOf(targetPlaces, targetPlaces.length * 2);
        }
        targetPlaces[code.jumps()] = place;
        recordLine();
    }

    private void recordLine() {
        code.line(cursor.file(), cursor.markedLine(), cursor.markedColumn());
    }

    private Label label(int from, int to, int hash) {
        Label label = labels.get(cursor.text(), from, to, hash);
        if (label == null) {
            label = new Label(code.label());
            labels.put(cursor.string(from, to), hash, label);
        }
        return label;
    }

    private AssemblyException refusal(CodeBuilder.Problem problem) {
        return switch (problem.flaw()) {
            case EMPTY -> cursor.error(declared, "program " + name + " has no instructions, expected at least exit");
            case OPEN_END -> cursor.error(
                    statement(), "program " + name + " runs on past its last instruction, expected exit or goto");
            case UNBOUND, TOO_FAR, OUTSIDE, INTO_WIDE -> refusal(problem, targetPlaces[problem.jump()]);
        };
    }

    private AssemblyException refusal(CodeBuilder.Problem problem, int place) {
        String target = nameAt(place);
        String text =
                switch (problem.flaw()) {
                    case UNBOUND -> "label '" + target + "' is not bound anywhere in program " + name
                            + ", expected a line '" + target + ":'" + NearMiss.hint(target, boundLabels());
                    case TOO_FAR -> "label '" + target + "' is " + problem.distance()
                            + " slots away, expected -32768 to 32767 (level " + level() + " has no gotol, which reaches further)";
                    case INTO_WIDE -> "the jump goes to slot " + problem.target()
                            + ", into the middle of a 64-bit load, expected the start of an instruction";
                    default -> "the jump leaves program " + name + " for slot " + problem.target()
                            + ", expected slot 0 to " + (code.size() - 1);
                };
        return cursor.error(place, text);
    }

    private Label label(String name) {
        Label label = labels.get(name);
        if (label == null) {
            label = new Label(code.label());
            labels.put(name, label);
        }
        return label;
    }

    private List<String> boundLabels() {
        List<String> bound = new ArrayList<>();
        for (String candidate : labels.names()) {
            Label label = labels.get(candidate);
            if (label != null && code.isBound(label.number) && Cursor.startsName(candidate.charAt(0))) {
                bound.add(candidate);
            }
        }
        return bound;
    }

    private String nameAt(int place) {
        cursor.at = place;
        return cursor.string(place, cursor.skipName());
    }
}
