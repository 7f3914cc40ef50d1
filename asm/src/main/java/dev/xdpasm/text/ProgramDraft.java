package dev.xdpasm.text;

import static dev.xdpasm.isa.Opcode.*;

import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.uapi.ProgramType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A program while its text is being read: instructions so far, labels, and jumps whose distance is not yet known. Reads no
 * text itself; places are positions of the cursor.
 */
final class ProgramDraft {

    /** A name for a slot, bound or still awaited. */
    private static final class Label {
        private int slot = -1;
        private int place;
    }

    private final Cursor cursor;
    private final String name;
    private final ProgramType type;
    private final String section;
    private final int declared;

    private long[] words = new long[64];
    private int size;
    private int lastPlace;
    private final LineTable.Builder lines = new LineTable.Builder();
    private final List<Relocation> relocations = new ArrayList<>();
    private final NameTable<Label> labels = new NameTable<>();

    private int jumps;
    private int[] jumpSlots = new int[16];
    private int[] jumpPlaces = new int[16];
    private @Nullable Label[] jumpLabels = new Label[16];

    /** Begins a program that is declared at a place. */
    ProgramDraft(Cursor cursor, String name, ProgramType type, String section, int declared) {
        this.cursor = cursor;
        this.name = name;
        this.type = type;
        this.section = section;
        this.declared = declared;
    }

    String name() {
        return name;
    }

    int declared() {
        return declared;
    }

    /** Says where the statement begins whose instructions come next. */
    void beginStatement(int place) {
        lastPlace = place;
    }

    /** Adds an instruction, checked, with the places of its destination and of its last operand for errors. */
    void add(long insn, int dstPlace, int operandPlace) {
        Optional<String> problem = Checks.problem(insn);
        if (problem.isPresent()) {
            throw cursor.error(Insn.dstReg(insn) == 10 ? dstPlace : operandPlace, problem.get());
        }
        append(insn);
    }

    /** Adds an instruction of two slots. */
    void addWide(long first, long second, int dstPlace) {
        add(first, dstPlace, dstPlace);
        appendSlot(second);
    }

    /** Adds an {@code lddw} of a map's address. */
    void addMap(int dst, String map, int dstPlace) {
        int slot = size;
        addWide(Insn.pack(LDDW, dst, 0, (short) 0, 0), 0, dstPlace);
        relocations.add(new Relocation(slot, Relocation.Kind.MAP, map));
    }

    /** Adds a jump or a local call whose distance in slots is written out. */
    void addJump(long insn, long distance, int place) {
        boolean far = isFar(insn);
        if (far ? distance != (int) distance : distance != (short) distance) {
            throw cursor.error(place, "a distance of " + distance + " slots does not fit, expected "
                    + (far ? "-2147483648 to 2147483647" : "-32768 to 32767"));
        }
        awaitTarget(null, place);
        append(withDistance(insn, (int) distance));
    }

    /** Adds a jump or a local call to a label, which may be bound later. */
    void addJump(long insn, int from, int to) {
        awaitTarget(label(from, to), from);
        append(insn);
    }

    /** Gives the next slot a name. */
    void bind(int from, int to) {
        Label label = label(from, to);
        if (label.slot >= 0) {
            throw cursor.error(from, "label '" + cursor.string(from, to) + "' is already bound in line "
                    + cursor.lineOf(label.place) + ", expected another name");
        }
        label.slot = size;
        label.place = from;
    }

    /** Resolves all jumps; {@return the program}. */
    BpfProgram finish() {
        if (size == 0) {
            throw cursor.error(declared, "program " + name + " has no instructions, expected at least exit");
        }
        for (int i = 0; i < jumps; i++) {
            resolve(jumpSlots[i], jumpPlaces[i], jumpLabels[i]);
        }
        int last = Insn.code(words[size - 1]);
        if (last != (BPF_JMP | BPF_EXIT) && last != (BPF_JMP | BPF_JA) && last != (BPF_JMP32 | BPF_JA)) {
            throw cursor.error(lastPlace, "program " + name + " runs on past its last instruction, expected exit or goto");
        }
        return new BpfProgram(name, type, section, Code.of(words, size, relocations, lines.build()));
    }

    private void resolve(int slot, int place, @Nullable Label label) {
        long insn = words[slot];
        long distance = isFar(insn) ? Insn.imm(insn) : Insn.off(insn);
        if (label != null) {
            if (label.slot < 0) {
                String missing = nameAt(place);
                throw cursor.error(place, "label '" + missing + "' is not bound anywhere in program " + name
                        + ", expected a line '" + missing + ":'"
                        + NearMiss.hint(missing, boundLabels()));
            }
            distance = label.slot - (slot + 1L);
            if (!isFar(insn) && distance != (short) distance) {
                throw cursor.error(place, "label '" + nameAt(place) + "' is " + distance
                        + " slots away, expected -32768 to 32767 (gotol reaches further)");
            }
        }
        long target = slot + 1 + distance;
        if (target < 0 || target >= size) {
            throw cursor.error(place, "the jump leaves program " + name + " for slot " + target + ", expected slot 0 to "
                    + (size - 1));
        }
        // no instruction has code 0 but the second half of an lddw
        if (Insn.code(words[(int) target]) == 0) {
            throw cursor.error(place, "the jump goes to slot " + target
                    + ", into the middle of a 64-bit load, expected the start of an instruction");
        }
        words[slot] = withDistance(insn, (int) distance);
    }

    private List<String> boundLabels() {
        List<String> bound = new ArrayList<>();
        for (String candidate : labels.names()) {
            Label label = labels.get(candidate);
            if (label != null && label.slot >= 0) {
                bound.add(candidate);
            }
        }
        return bound;
    }

    private String nameAt(int place) {
        cursor.at = place;
        return cursor.string(place, cursor.skipName());
    }

    private Label label(int from, int to) {
        Label label = labels.get(cursor.text(), from, to);
        if (label == null) {
            label = new Label();
            labels.put(cursor.string(from, to), label);
        }
        return label;
    }

    private void awaitTarget(@Nullable Label label, int place) {
        if (jumps == jumpSlots.length) {
            jumpSlots = Arrays.copyOf(jumpSlots, jumps * 2);
            jumpPlaces = Arrays.copyOf(jumpPlaces, jumps * 2);
            jumpLabels = Arrays.copyOf(jumpLabels, jumps * 2);
        }
        jumpSlots[jumps] = size;
        jumpPlaces[jumps] = place;
        jumpLabels[jumps] = label;
        jumps++;
    }

    private void append(long insn) {
        lines.add(size, cursor.file(), cursor.line(), cursor.column(lastPlace));
        appendSlot(insn);
    }

    private void appendSlot(long word) {
        if (size == words.length) {
            words = Arrays.copyOf(words, size * 2);
        }
        words[size++] = word;
    }

    /** Whether the distance is in imm: {@code gotol} and calls within the program. */
    private static boolean isFar(long insn) {
        int code = Insn.code(insn);
        return code == (BPF_JMP32 | BPF_JA) || code == (BPF_JMP | BPF_CALL);
    }

    private static long withDistance(long insn, int distance) {
        return isFar(insn) ? Insn.withImm(insn, distance) : Insn.withOff(insn, (short) distance);
    }
}
