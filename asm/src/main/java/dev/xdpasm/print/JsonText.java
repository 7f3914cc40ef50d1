package dev.xdpasm.print;

import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.TextBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The instructions of sections as JSON (RFC 8259): an array of objects, one a line.
 *
 * <pre>
 * {"section": "xdp", "function": "drop", "slot": 0, "bytes": "b7000000", "opcode": 183, "dst_reg": 0, "src_reg": 0,
 *  "off": 0, "imm": 2, "text": "r0 = 2", "source": {"file": "a.xasm", "line": 2, "text": "r0 = 2"}, "relocation": "..."}
 * </pre>
 *
 * <p>{@code imm} of an {@code lddw} is its first slot's; {@code source} is there at the instructions that begin a source line,
 * {@code relocation} at those that have one. Numbers are decimal and below 2^53.
 */
public final class JsonText {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final TextBuffer out;
    private boolean first = true;

    private JsonText(TextBuffer out) {
        this.out = out;
    }

    /** Appends the array of all instructions of all sections. */
    public static void print(List<ListedSection> sections, TextBuffer out) {
        new JsonText(out).sections(sections);
    }

    private void sections(List<ListedSection> sections) {
        out.append("[");
        for (ListedSection section : sections) {
            Sidelines beside = new Sidelines(section);
            for (ListedFunctions.Instruction instruction : ListedFunctions.of(section)) {
                begin(section.name(), instruction.function(), instruction.slot());
                instruction(section, instruction, beside);
                out.append("}").settle();
            }
            Optional<byte[]> tail = ListedFunctions.tail(section);
            if (tail.isPresent()) {
                begin(section.name(), section.name(), section.bytes().length / Insn.BYTES);
                text("bytes", HEX.formatHex(tail.get()));
                text("text", LlvmText.UNKNOWN);
                out.append("}");
            }
        }
        out.append(first ? "]\n" : "\n]\n");
    }

    private void begin(String section, String function, int slot) {
        out.append(first ? "\n{" : ",\n{");
        first = false;
        key("section");
        string(section);
        text("function", function);
        number("slot", slot);
    }

    private void instruction(ListedSection section, ListedFunctions.Instruction instruction, Sidelines beside) {
        long insn = instruction.insn();
        int from = instruction.slot() * Insn.BYTES;
        int to = from + instruction.slots() * Insn.BYTES;
        text("bytes", HEX.formatHex(section.bytes(), from, to));
        number("opcode", Insn.code(insn));
        number("dst_reg", Insn.dstReg(insn));
        number("src_reg", Insn.srcReg(insn));
        number("off", Insn.off(insn));
        number("imm", Insn.imm(insn));
        text("text", LlvmText.of(insn, instruction.next(), instruction.slots() == 2));
        beside.lineAt(from).ifPresent(line -> {
            out.append(", ");
            key("source");
            out.append("{");
            key("file");
            string(line.file());
            number("line", line.line());
            text("text", line.text());
            out.append("}");
        });
        beside.relocationBefore(from, to).ifPresent(relocation -> text("relocation", relocation.replace('\t', ' ')));
    }

    private void number(String name, long value) {
        out.append(", ");
        key(name);
        out.decimal(value);
    }

    private void text(String name, String value) {
        out.append(", ");
        key(name);
        string(value);
    }

    private void key(String name) {
        string(name);
        out.append(": ");
    }

    /** A string; quotes, backslashes and control characters are escaped, and halves of surrogate pairs are replaced. */
    private void string(String text) {
        out.append('"');
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                escaped.append('\\').append((char) c);
            } else if (c < ' ' || c == 0x7f) {
                escaped.append(String.format("\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        out.append(escaped.toString()).append('"');
    }

    /** What stands beside the instructions of a section, taken in their order. */
    private static final class Sidelines {
        private final List<ListedSection.Line> lines;
        private final List<ListedSection.Relocation> relocations;
        private int line;
        private int relocation;

        Sidelines(ListedSection section) {
            lines = section.lines();
            relocations = section.relocations().stream()
                    .sorted((a, b) -> Long.compareUnsigned(a.offset(), b.offset()))
                    .toList();
        }

        Optional<ListedSection.Line> lineAt(long offset) {
            while (line < lines.size() && lines.get(line).offset() < offset) {
                line++;
            }
            boolean begins = line < lines.size() && lines.get(line).offset() == offset && lines.get(line).line() != 0;
            return begins ? Optional.of(lines.get(line)) : Optional.empty();
        }

        Optional<String> relocationBefore(long from, long to) {
            while (relocation < relocations.size() && Long.compareUnsigned(relocations.get(relocation).offset(), from) < 0) {
                relocation++;
            }
            boolean within = relocation < relocations.size()
                    && Long.compareUnsigned(relocations.get(relocation).offset(), to) < 0;
            return within ? Optional.of(relocations.get(relocation).text()) : Optional.empty();
        }
    }
}
