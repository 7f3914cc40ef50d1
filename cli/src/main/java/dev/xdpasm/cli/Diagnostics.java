package dev.xdpasm.cli;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.InputFile;
import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Finding;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.loader.VerifierException;
import dev.xdpasm.object.LinkedProgram;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/**
 * Prints what is wrong with instructions of a file as compilers do: {@code FILE:LINE:COL: what}, then the source line with a
 * caret where it is known, from the text itself or from what an ELF object has kept of it.
 */
final class Diagnostics {
    private final ProgramFile input;
    private final List<String> text;
    private final PrintWriter out;

    Diagnostics(ProgramFile input, PrintWriter out) {
        this.input = input;
        this.out = out;
        text = input.isElf() ? List.of() : InputFile.text(input.name(), input.bytes()).lines().toList();
    }

    /** Prints what lint found. */
    void print(LinkedProgram linked, Finding finding) {
        print(
                linked,
                finding.slot(),
                finding.line(),
                instruction(linked, finding.slot(), finding.text()) + ": " + finding.problem());
    }

    /** Prints what the verifier said. */
    void print(LinkedProgram linked, VerifierException refusal) {
        int slot = refusal.slot().orElse(-1);
        String what = refusal.instruction().isEmpty()
                ? "program " + refusal.program()
                : instruction(linked, slot, refusal.instruction());
        String reason = refusal.reason().isEmpty() ? "refused without a reason" : refusal.reason();
        String hint = refusal.hint().isEmpty() ? "" : "; " + refusal.hint();
        print(linked, slot, refusal.line(), what + ": the verifier: " + reason + hint);
    }

    private static String instruction(LinkedProgram linked, int slot, String shown) {
        LinkedProgram.Part part = linked.partAt(slot);
        return part.function().name() + " instruction " + (slot - part.slot()) + " (" + shown + ")";
    }

    private void print(LinkedProgram linked, int slot, Optional<SourceLine> line, String what) {
        if (line.isEmpty()) {
            out.println(input.name() + ": " + what);
            return;
        }
        SourceLine where = line.get();
        String source = where.file().equals(input.name()) && where.line() <= text.size()
                ? text.get(where.line() - 1)
                : keptText(linked.code(), slot);
        out.println(source.isBlank() ? where + ": " + what : new AssemblyException(where, what, source).getMessage());
    }

    /** What line info says stands in the source line of an instruction. */
    private static String keptText(Code code, int slot) {
        LineTable lines = code.lines();
        String text = "";
        for (int i = 0; i < lines.size() && lines.slot(i) <= slot; i++) {
            text = lines.text(i);
        }
        return text;
    }
}
