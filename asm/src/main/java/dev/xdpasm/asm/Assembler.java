package dev.xdpasm.asm;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.CodeBuilder;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Register;
import dev.xdpasm.isa.Relocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes {@link Code} one call an instruction: {@code a.mov(R0, XDP_PASS); a.exit();}.
 *
 * <p>The instructions are the methods of {@link Arithmetic}, {@link Memory} and {@link Jumps}; here are labels, source lines
 * and the way out, {@link #build()}. What cannot be right is refused by the call that asks for it, with an
 * {@link AssemblyException} that names its Java line: a value that does not fit, a write to r10, a label bound twice, an
 * instruction above the {@link IsaLevel} that the assembler was told.
 *
 * <p>Each instruction remembers the Java line that made it, for the verifier's log and for listings. Finding that line
 * costs about a microsecond; {@link #withoutSourceLines()} makes an assembler that does not and then allocates nothing for
 * an instruction.
 *
 * <p>Not thread-safe. An assembler can go on after {@link #build()}, or start anew with {@link #clear()}.
 */
public final class Assembler implements Arithmetic, Memory, Jumps {
    /** As compilers leave it: -1 is the distance of the named function itself. */
    private static final long CALL_BY_NAME = Insn.pack(Opcode.CALL, 0, Opcode.BPF_PSEUDO_CALL, (short) 0, -1);

    private final CodeBuilder code;
    private final IsaLevel level;
    private final boolean recordsLines;

    /** Counts programs, so that labels can tell whether what they know is about this one or about one before {@link #clear}. */
    private int generation;

    /** Labels with names, kept only to say them in errors. */
    private final List<Label> namedLabels = new ArrayList<>();

    /** Creates an assembler of level {@link IsaLevel#DEFAULT} that records the Java line of each instruction. */
    public Assembler() {
        this(IsaLevel.DEFAULT);
    }

    /** Creates an assembler that takes the instructions of a level and records the Java line of each. */
    public Assembler(IsaLevel level) {
        this(level, true);
    }

    private Assembler(IsaLevel level, boolean recordsLines) {
        this.level = level;
        this.recordsLines = recordsLines;
        code = new CodeBuilder(level);
    }

    /** {@return an assembler of level {@link IsaLevel#DEFAULT} that records no source lines, for programs made in bulk} */
    public static Assembler withoutSourceLines() {
        return withoutSourceLines(IsaLevel.DEFAULT);
    }

    /** {@return an assembler of a level that records no source lines, for programs made in bulk} */
    public static Assembler withoutSourceLines(IsaLevel level) {
        return new Assembler(level, false);
    }

    /**
     * {@return the code that {@code body} assembles, of level {@link IsaLevel#DEFAULT}}
     *
     * @throws AssemblyException as the calls of {@code body} and {@link #build()} do
     */
    public static Code assemble(Consumer<? super Assembler> body) {
        return assemble(IsaLevel.DEFAULT, body);
    }

    /**
     * {@return the code of a level that {@code body} assembles}
     *
     * @throws AssemblyException as the calls of {@code body} and {@link #build()} do
     */
    public static Code assemble(IsaLevel level, Consumer<? super Assembler> body) {
        Assembler assembler = new Assembler(level);
        body.accept(assembler);
        return assembler.build();
    }

    /** {@return the level whose instructions it takes} */
    public IsaLevel level() {
        return level;
    }

    /** {@return the number of slots so far, which is the slot of the next instruction} */
    public int size() {
        return code.size();
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
     * Says that a label stands for the next instruction.
     *
     * @throws AssemblyException if the label is bound already, or is another assembler's
     */
    public void bind(Label label) {
        int number = numberOf(label);
        if (code.isBound(number)) {
            throw CallSite.refuse(label + " is bound already, to instruction " + code.slotOf(number));
        }
        code.bind(number);
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
        if (Insn.isWide(insn)) {
            throw CallSite.refuse("lddw takes two slots: use lddw(), loadMap() or emit(Instruction)");
        }
        recordLine();
        if (Insn.hasDistance(insn)) {
            code.appendJump(insn);
        } else {
            code.append(insn);
        }
    }

    /**
     * Appends an instruction given as a record.
     *
     * @throws AssemblyException if the instruction is wrong by itself ({@link Checks})
     */
    public void emit(Instruction instruction) {
        if (instruction instanceof Instruction.LoadImm64 wide) {
            emitWide(wide);
        } else {
            emit(instruction.pack());
        }
    }

    @Override
    public void emitJump(long insn, Label target) {
        requireRight(insn);
        if (!Insn.hasDistance(insn)) {
            throw CallSite.refuse(LlvmText.of(insn) + ": only jumps and local calls go to a label");
        }
        int label = numberOf(target);
        recordLine();
        code.appendJump(insn, label);
    }

    @Override
    public void lddw(Register dst, long imm) {
        emitWide(new Instruction.LoadImm64(dst, 0, imm));
    }

    @Override
    public void loadMap(Register dst, String map) {
        emitNamed(new Instruction.LoadImm64(dst, 0, 0), Relocation.Kind.MAP, map);
    }

    @Override
    public void loadMapValue(Register dst, String map, int offset) {
        Range.require("the offset of a map's value", offset, 0, Integer.MAX_VALUE);
        emitNamed(new Instruction.LoadImm64(dst, 0, (long) offset << 32), Relocation.Kind.MAP_VALUE, map);
    }

    @Override
    public void loadFunction(Register dst, String function) {
        emitNamed(new Instruction.LoadImm64(dst, 0, 0), Relocation.Kind.FUNCTION, function);
    }

    @Override
    public void loadExtern(Register dst, String extern) {
        emitNamed(new Instruction.LoadImm64(dst, 0, 0), Relocation.Kind.EXTERN, extern);
    }

    @Override
    public void call(String function) {
        emitCall(Relocation.Kind.FUNCTION, function);
    }

    @Override
    public void callExtern(String extern) {
        emitCall(Relocation.Kind.EXTERN, extern);
    }

    /**
     * {@return the code so far} A jump that goes farther than 16 bits is made long if the level has {@code gotol} ({@link
     * IsaLevel#V4}): {@code goto} becomes {@code gotol}, a conditional jump its inverse over one. Slots then move, source lines
     * and written out distances with them.
     *
     * @throws AssemblyException if a jump's label is bound nowhere, or too far away, or leads out of the code, or if the last
     *     instruction is followed by nothing that could run; names the line of that instruction
     */
    public Code build() {
        return code.build(this::refusal);
    }

    /**
     * Forgets all instructions and keeps the room, so that the next program costs no allocation. Labels made before are
     * unbound again and can be used in it.
     */
    public void clear() {
        generation++;
        namedLabels.clear();
        code.clear();
    }

    private void emitWide(Instruction.LoadImm64 wide) {
        requireRight(wide.pack());
        recordLine();
        code.appendWide(wide.pack(), wide.packSecond());
    }

    private void emitNamed(Instruction.LoadImm64 wide, Relocation.Kind kind, String symbol) {
        requireRight(wide.pack());
        code.relocate(kind, symbol);
        emitWide(wide);
    }

    /** A call whose distance is the linker's to find: it is no jump here. */
    private void emitCall(Relocation.Kind kind, String symbol) {
        recordLine();
        code.relocate(kind, symbol);
        code.append(CALL_BY_NAME);
    }

    private void recordLine() {
        if (recordsLines) {
            CallSite.line().ifPresent(line -> code.line(line.file(), line.line(), 0));
        }
    }

    private void requireRight(long insn) {
        if (!Checks.isRight(insn)) {
            throw CallSite.refuse(LlvmText.of(insn) + ": " + Checks.problem(insn).orElseThrow());
        }
        if (!level.has(insn)) {
            IsaLevel needed = IsaLevel.of(insn);
            throw CallSite.refuse(LlvmText.of(insn) + ": is of ISA level " + needed + ", but the assembler was told " + level
                    + ": make it with new Assembler(IsaLevel." + needed.name() + ") if the kernel has it");
        }
    }

    /** The builder's number of a label, which it is given when this program meets it for the first time. */
    private int numberOf(Label label) {
        if (label.owner != this) {
            throw CallSite.refuse(label + " was made by another assembler");
        }
        if (label.generation != generation) {
            label.generation = generation;
            label.number = code.label();
            if (!label.name().isEmpty()) {
                namedLabels.add(label);
            }
        }
        return label.number;
    }

    private AssemblyException refusal(CodeBuilder.Problem problem) {
        int slot = problem.slot();
        String text =
                switch (problem.flaw()) {
                    case EMPTY -> "there is no instruction: the shortest program is r0 = 2, exit";
                    case UNBOUND -> "instruction " + slot + " jumps to " + nameOfTarget(problem.jump()) + ", which is never bound";
                    case TOO_FAR -> "the jump at instruction " + slot + " goes " + problem.distance()
                            + " instructions far, but a jump's offset is -32768 to 32767 and ISA level " + level
                            + " has no longer jump: make the assembler with new Assembler(IsaLevel.V4) if the kernel has gotol,"
                            + " or jump half way to another goto";
                    case OUTSIDE -> "the jump at instruction " + slot + " leads to instruction " + problem.target()
                            + ", but there are 0 to " + (code.size() - 1);
                    case INTO_WIDE -> "the jump at instruction " + slot + " leads into the middle of the lddw at instruction "
                            + (problem.target() - 1);
                    case OPEN_END -> "nothing follows the last instruction: end with exit or a jump";
                };
        Optional<SourceLine> line = code.lines().at(slot);
        return line.isPresent() ? new AssemblyException(line.get(), text) : CallSite.refuse(text);
    }

    private String nameOfTarget(int jump) {
        return namedLabels.stream()
                .filter(label -> label.number == code.labelOf(jump))
                .findFirst()
                .map(Label::toString)
                .orElse("a label");
    }
}
