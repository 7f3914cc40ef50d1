package dev.xdpasm.print;

import dev.xdpasm.BpfException;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    private final Dialect dialect;
    private final TextBuffer out;

    private AssemblyText(Dialect dialect, TextBuffer out) {
        this.dialect = dialect;
        this.out = out;
    }

    /**
     * Appends the text of an object. One that directives cannot say all of (functions besides programs, globals, externs, more
     * of a map than its type, sizes and flags) is written section by section, as compilers do, if the dialect is LLVM's.
     *
     * @throws BpfException if that is so and the dialect is another, or a program calls a place within itself
     */
    public static void print(BpfObject object, Dialect dialect, TextBuffer out) {
        Optional<String> unsaid = unsaid(object);
        if (unsaid.isEmpty()) {
            new AssemblyText(dialect, out).object(object);
        } else if (dialect == Dialect.LLVM) {
            SectionText.print(ElfWriter.file(object), out);
        } else {
            throw new BpfException("the object holds " + unsaid.get() + ", which only text in LLVM's dialect can say (--asm)");
        }
    }

    /** {@return the text of an object} */
    public static String of(BpfObject object, Dialect dialect) {
        TextBuffer out = new TextBuffer();
        print(object, dialect, out);
        return out.toString();
    }

    private static Optional<String> unsaid(BpfObject object) {
        Stream<String> names = Stream.concat(
                object.maps().stream().map(MapSpec::name), object.programs().stream().map(BpfProgram::name));
        return Sayable.unsaid(object)
                .or(() -> names.filter(name -> !IDENTIFIER.matcher(name).matches()).findFirst()
                        .map(name -> "something named '" + name + "', with more than letters, digits and _"));
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
        StatementText said = whole && lands ? StatementText.of(dialect, insn, next, labels(slot, targets)) : StatementText.NOTHING;
        if (said.text().isEmpty() || !Checks.isRight(said.insn())) {
            raw(insn);
            return 1;
        }
        begin(slot).append(said.text()).append(said.unsaid(insn, next));
        return wide ? 2 : 1;
    }

    private IntFunction<String> labels(int slot, JumpTargets targets) {
        return distance -> targets.isTarget(slot + 1L + distance) ? targets.name(slot + 1 + distance) : "";
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
}
