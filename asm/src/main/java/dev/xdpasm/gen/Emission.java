package dev.xdpasm.gen;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.CodeBuilder;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Opcode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes blocks in their order as packed instructions, with the jumps that the order needs. */
final class Emission implements Function<CodeBuilder.Problem, AssemblyException> {
    private static final long GOTO = Insn.pack(Opcode.GOTO, 0, 0, (short) 0, 0);

    private final VirtualCode code;
    private final CodeBuilder builder;
    private final int[] labels;

    /** The last line that was said, which holds until another is. */
    private Optional<SourceLine> said = Optional.empty();

    private Emission(VirtualCode code) {
        this.code = code;
        this.builder = new CodeBuilder(code.level());
        this.labels = new int[code.blocks.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = builder.label();
        }
    }

    static Code emit(VirtualCode code, List<CodeBlock> order) {
        Emission emission = new Emission(code);
        for (int i = 0; i < order.size(); i++) {
            emission.emit(order.get(i), i + 1 < order.size() ? order.get(i + 1) : null);
        }
        return emission.builder.build(emission);
    }

    private void emit(CodeBlock block, @Nullable CodeBlock following) {
        builder.bind(labels[block.number]);
        VirtualInsn jump = block.taken == null ? null : block.last();
        List<VirtualInsn> insns = block.insns;
        int plain = jump == null ? insns.size() : insns.size() - 1;
        for (int i = 0; i < plain; i++) {
            emit(insns.get(i));
        }
        if (jump != null && block.taken != null && block.next != null) {
            emitJump(jump, block.taken, block.next, following);
        } else if (block.next != null && (block.next != following || block.closesLoop)) {
            VirtualInsn last = block.last();
            emitGoto(block.next, last == null ? Optional.empty() : last.line());
        }
    }

    private void emitJump(VirtualInsn jump, CodeBlock taken, CodeBlock next, @Nullable CodeBlock following) {
        VirtualInsn inverse = taken == following ? Inversion.of(jump, code.level()) : null;
        say(jump.line());
        if (inverse != null) {
            builder.appendJump(inverse.pack(), labels[next.number]);
        } else {
            builder.appendJump(jump.pack(), labels[taken.number]);
            if (next != following) {
                emitGoto(next, jump.line());
            }
        }
    }

    private void emitGoto(CodeBlock to, Optional<SourceLine> line) {
        say(line);
        builder.appendJump(GOTO, labels[to.number]);
    }

    private void emit(VirtualInsn insn) {
        say(insn.line());
        if (insn.hasSymbol()) {
            builder.relocate(insn.kind().orElseThrow(), insn.symbol());
        }
        if (insn.code() == Opcode.LDDW) {
            builder.appendWide(insn.pack(), insn.packSecond());
        } else {
            builder.append(insn.pack());
        }
    }

    private void say(Optional<SourceLine> line) {
        if (line != said && line.isPresent()) {
            said = line;
            SourceLine known = line.get();
            builder.line(known.file(), known.line(), known.column());
        }
    }

    /** {@return what is thrown for a problem of the code as a whole} */
    @Override
    public AssemblyException apply(CodeBuilder.Problem problem) {
        String text = problem.flaw() == CodeBuilder.Flaw.TOO_FAR
                ? "a jump in " + code.name() + " goes " + problem.distance() + " instructions far, but ISA level "
                        + code.level() + " has jumps of -32768 to 32767: say " + IsaLevel.V4
                        + " if the kernel has gotol, or do a part of the work in a subprogram"
                : code.name() + ": " + problem;
        return builder.lines()
                .at(problem.slot())
                .map(line -> new AssemblyException(line, text))
                .orElseGet(() -> new AssemblyException(text));
    }
}
