package dev.xdpasm.asm;

import static dev.xdpasm.isa.Opcode.BPF_CALL;
import static dev.xdpasm.isa.Opcode.BPF_EXIT;
import static dev.xdpasm.isa.Opcode.BPF_JA;
import static dev.xdpasm.isa.Opcode.BPF_JMP;
import static dev.xdpasm.isa.Opcode.BPF_JMP32;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.Register;
import dev.xdpasm.isa.Relocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Code} one call an instruction: {@code a.mov(R0, XDP_PASS); a.exit();}.
 *
 * <p>The instructions are the methods of {@link Arithmetic}, {@link Memory} and {@link Jumps}; here are labels, source lines
 * and the way out, {@link #build()}. What cannot be right is refused by the call that asks for it, with an
 * {@link AssemblyException} that names its Java line: a value that does not fit, a write to r10, a label bound twice.
 *
 * <p>Each instruction remembers the Java line that made it, for the verifier's log and for listings. Finding that line
 * costs about a microsecond; {@link #withoutSourceLines()} makes an assembler that does not and then allocates nothing for
 * an instruction.
 *
 * <p>Not thread-safe. An assembler can go on after {@link #build()}, or start anew with {@link #clear()}.
 */
public final class Assembler implements Arithmetic, Memory, Jumps {
    private static final int PATCHED = -1;

    private final LineTable.@Nullable Builder lines;
    private final List<Relocation> relocations = new ArrayList<>();

    private long[] words = new long[64];
    private int size;

    // jumps that wait for their label: the jump's slot, and the fixup before it for the same label
    private int[] fixupSlots = new int[16];
    private int[] fixupNext = new int[16];
    private int fixups;
    private int waiting;
    private int generation;

    // only those that have a name, and only to say it: a reference to each label would cost more than the jump
    private final List<Label> namedTargets = new ArrayList<>();

    /** Creates an assembler that records the Java line of each instruction. */
    public Assembler() {
        this(new LineTable.Builder());
    }

    private Assembler(LineTable.@Nullable Builder lines) {
        this.lines = lines;
    }

    /** {@return an assembler that records no source lines, for programs that are made in bulk} */
    public static Assembler withoutSourceLines() {
        return new Assembler(null);
    }

    /**
     * {@return the code that {@code body} assembles}
     *
     * @throws AssemblyException as the calls of {@code body} and {@link #build()} do
     */
    public static Code assemble(Consumer<? super Assembler> body) {
        Assembler assembler = new Assembler();
        body.accept(assembler);
        return assembler.build();
    }

    /** {@return the number of slots so far, which is the slot of the next instruction} */
    public int size() {
        return size;
    }

    /** {@return a label that is not bound yet} */
    public Label label() {
        return label("");
    }

    /** {@return a label that is not bound yet, with a name for error messages} */
    public Label label(String name) {
        return new Label(this, name);
    }

    /**
     * Says that a label stands for the next instruction, and completes the jumps that wait for it.
     *
     * @throws AssemblyException if the label is bound already, is another assembler's, or is too far away for one of the jumps
     */
    public void bind(Label label) {
        adopt(label);
        if (label.position != Label.UNBOUND) {
            throw CallSite.refuse(label + " is bound already, to instruction " + label.position);
        }
        label.position = size;
        for (int fixup = label.lastFixup; fixup != Label.NO_FIXUP; fixup = fixupNext[fixup]) {
            int slot = fixupSlots[fixup];
            words[slot] = aimed(words[slot], slot, size);
            fixupSlots[fixup] = PATCHED;
            waiting--;
        }
        label.lastFixup = Label.NO_FIXUP;
        if (waiting == 0) {
            fixups = 0;
            namedTargets.clear();
        }
    }

    /** {@return a new label that stands for the next instruction} */
    public Label here() {
        Label label = label();
        bind(label);
        return label;
    }

    @Override
    public void emit(long insn) {
        requireRight(insn);
        append(insn);
    }

    /**
     * Appends an instruction given as a record.
     *
     * @throws AssemblyException if the instruction is wrong by itself ({@link Checks})
     */
    public void emit(Instruction instruction) {
        if (instruction instanceof Instruction.LoadImm64 wide) {
            appendWide(wide);
        } else {
            emit(instruction.pack());
        }
    }

    @Override
    public void emitJump(long insn, Label target) {
        adopt(target);
        requireRight(insn);
        if (target.position != Label.UNBOUND) {
            append(aimed(insn, size, target.position));
            return;
        }
        if (fixups == fixupSlots.length) {
            fixupSlots = Arrays.copyOf(fixupSlots, fixups * 2);
            fixupNext = Arrays.copyOf(fixupNext, fixups * 2);
        }
        fixupSlots[fixups] = size;
        fixupNext[fixups] = target.lastFixup;
        if (target.lastFixup == Label.NO_FIXUP && !target.name().isEmpty()) {
            namedTargets.add(target);
        }
        target.lastFixup = fixups++;
        waiting++;
        append(insn);
    }

    @Override
    public void lddw(Register dst, long imm) {
        appendWide(new Instruction.LoadImm64(dst, 0, imm));
    }

    @Override
    public void loadMap(Register dst, String map) {
        appendRelocated(new Instruction.LoadImm64(dst, 0, 0), Relocation.Kind.MAP, map);
    }

    @Override
    public void loadMapValue(Register dst, String map, int offset) {
        Range.require("the offset of a map's value", offset, 0, Integer.MAX_VALUE);
        long imm = (long) offset << 32;
        appendRelocated(new Instruction.LoadImm64(dst, 0, imm), Relocation.Kind.MAP_VALUE, map);
    }

    /**
     * {@return the code so far}
     *
     * @throws AssemblyException if a jump's label is not bound, or the last instruction is followed by nothing that could run
     */
    public Code build() {
        requireAllBound();
        requireEnd();
        return Code.of(words, size, relocations, lines == null ? LineTable.empty() : lines.build());
    }

    /**
     * Forgets all instructions and keeps the room, so that the next program costs no allocation. Labels made before are
     * unbound again and can be used in it.
     */
    public void clear() {
        size = 0;
        fixups = 0;
        waiting = 0;
        generation++;
        relocations.clear();
        namedTargets.clear();
        if (lines != null) {
            lines.clear();
        }
    }

    private void appendWide(Instruction.LoadImm64 wide) {
        emit(wide.pack());
        ensureRoom();
        words[size++] = wide.packSecond();
    }

    private void appendRelocated(Instruction.LoadImm64 wide, Relocation.Kind kind, String symbol) {
        int slot = size;
        appendWide(wide);
        relocations.add(new Relocation(slot, kind, symbol));
    }

    private void append(long insn) {
        ensureRoom();
        if (lines != null) {
            recordLine(lines);
        }
        words[size++] = insn;
    }

    private void ensureRoom() {
        if (size == words.length) {
            words = Arrays.copyOf(words, size * 2);
        }
    }

    private void recordLine(LineTable.Builder table) {
        CallSite.frame().ifPresent(frame -> {
            String file = frame.getFileName();
            if (file != null && frame.getLineNumber() > 0) {
                table.add(size, file, frame.getLineNumber(), 0);
            }
        });
    }

    /** The instruction with the distance from the end of its slot to the target, in the field that holds it. */
    private static long aimed(long insn, int slot, int target) {
        int distance = target - (slot + 1);
        int code = Insn.code(insn);
        if (code == (BPF_JMP32 | BPF_JA) || code == (BPF_JMP | BPF_CALL)) {
            return Insn.withImm(insn, distance);
        }
        if (distance != (short) distance) {
            throw CallSite.refuse("the jump at instruction " + slot + " goes " + distance
                    + " instructions far, but a jump's offset is -32768 to 32767; gotol goes farther");
        }
        return Insn.withOff(insn, (short) distance);
    }

    private static void requireRight(long insn) {
        if (!Checks.isRight(insn)) {
            throw CallSite.refuse(LlvmText.of(insn) + ": " + Checks.problem(insn).orElseThrow());
        }
    }

    private void adopt(Label label) {
        if (label.owner != this) {
            throw CallSite.refuse(label + " was made by another assembler");
        }
        if (label.generation != generation) {
            label.generation = generation;
            label.position = Label.UNBOUND;
            label.lastFixup = Label.NO_FIXUP;
        }
    }

    private void requireAllBound() {
        if (waiting == 0) {
            return;
        }
        for (int fixup = 0; fixup < fixups; fixup++) {
            int slot = fixupSlots[fixup];
            if (slot != PATCHED) {
                String problem = "instruction " + slot + " jumps to " + nameOfTarget(fixup) + ", which is never bound";
                throw lineAt(slot).map(line -> new AssemblyException(line, problem)).orElseGet(() -> CallSite.refuse(problem));
            }
        }
    }

    private String nameOfTarget(int wanted) {
        for (Label label : namedTargets) {
            for (int fixup = label.lastFixup; fixup != Label.NO_FIXUP; fixup = fixupNext[fixup]) {
                if (fixup == wanted) {
                    return label.toString();
                }
            }
        }
        return "a label";
    }

    private void requireEnd() {
        if (size == 0) {
            throw CallSite.refuse("there is no instruction: the shortest program is r0 = 2, exit");
        }
        int code = Insn.code(words[size - 1]);
        boolean wideBefore = size > 1 && Insn.isWide(words[size - 2]);
        boolean ends = code == (BPF_JMP | BPF_EXIT) || code == (BPF_JMP | BPF_JA) || code == (BPF_JMP32 | BPF_JA);
        if (!ends || wideBefore) {
            String problem = "nothing follows the last instruction: end with exit or a jump";
            throw lineAt(size - 1).map(line -> new AssemblyException(line, problem)).orElseGet(() -> CallSite.refuse(problem));
        }
    }

    private Optional<SourceLine> lineAt(int slot) {
        return lines == null ? Optional.empty() : lines.build().at(slot);
    }
}
