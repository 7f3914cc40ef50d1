package dev.xdpasm.print;

import dev.xdpasm.elf.Elf;
import dev.xdpasm.elf.RelocatableFile;
import dev.xdpasm.elf.RelocatableFile.Reference;
import dev.xdpasm.elf.RelocatableFile.Section;
import dev.xdpasm.elf.RelocatableFile.Symbol;
import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.isa.TextBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A relocatable file as the text that compilers write: section by section, with labels for symbols, and symbols where something
 * refers to one. The text reader and llvm-mc make a file of the same sections, symbols and references of it. Knows nothing
 * of programs or maps.
 */
final class SectionText {
    private static final Pattern PLAIN_NAME = Pattern.compile("(?![rw][0-9]+$)[A-Za-z_.$][A-Za-z0-9_.$]*");

    /** Sections that llvm-mc takes only if they are of mergeable entries, of that many bytes. */
    private static final Pattern CONSTANTS = Pattern.compile("\\.rodata\\.cst(4|8|16|32)");

    /** Letters of {@code .section}, a flag each. */
    private static final Map<Character, Integer> FLAGS =
            new TreeMap<>(Map.of('a', Elf.SHF_ALLOC, 'w', Elf.SHF_WRITE, 'x', Elf.SHF_EXECINSTR));

    private static final Map<Integer, String> VISIBILITIES =
            Map.of(Elf.STV_INTERNAL, ".internal", Elf.STV_HIDDEN, ".hidden", Elf.STV_PROTECTED, ".protected");

    private static final Map<Integer, String> TYPES =
            Map.of(Elf.STT_FUNC, "@function", Elf.STT_OBJECT, "@object", Elf.STT_TLS, "@tls_object");

    private final RelocatableFile file;
    private final TextBuffer out;

    private SectionText(RelocatableFile file, TextBuffer out) {
        this.file = file;
        this.out = out;
    }

    /** Appends the text of a file, of which sections are what {@link dev.xdpasm.elf.ElfWriter} makes. */
    static void print(RelocatableFile file, TextBuffer out) {
        SectionText text = new SectionText(file, out);
        for (int i = 0; i < file.sections().size(); i++) {
            text.section(i);
        }
        text.undefined();
    }

    private void section(int index) {
        Section section = file.sections().get(index);
        out.append(index == 0 ? "" : "\n").append("    .section ").append(quoted(section.name())).append(",\"");
        FLAGS.forEach((letter, flag) -> out.append((section.flags() & flag) != 0 ? letter.toString() : ""));
        Matcher constants = CONSTANTS.matcher(section.name());
        out.append(constants.matches() ? "M" : "").append("\",");
        out.append(section.type() == Elf.SHT_NOBITS ? "@nobits" : "@progbits");
        out.append(constants.matches() ? "," + constants.group(1) : "").append('\n');
        if (section.align() > 1) {
            out.append("    .p2align ").decimal(Long.numberOfTrailingZeros(section.align())).append('\n');
        }
        TreeMap<Long, List<Symbol>> symbols = symbolsOf(index);
        if (isReferredTo(index)) {
            out.append(start(index)).append(":\n");
        }
        if ((section.flags() & Elf.SHF_EXECINSTR) != 0) {
            code(index, section, symbols);
        } else {
            data(section, symbols);
        }
    }

    /** By their place in a section; sections' own symbols, which have no name, are none of them. */
    private TreeMap<Long, List<Symbol>> symbolsOf(int section) {
        TreeMap<Long, List<Symbol>> symbols = new TreeMap<>();
        for (Symbol symbol : file.symbols()) {
            if (symbol.section() == section && !symbol.name().isEmpty()) {
                symbols.computeIfAbsent(symbol.value(), place -> new ArrayList<>()).add(symbol);
            }
        }
        return symbols;
    }

    private void undefined() {
        for (Symbol symbol : file.symbols()) {
            if (symbol.section() == Symbol.NO_SECTION) {
                declare(symbol);
            }
        }
    }

    private void declare(Symbol symbol) {
        String name = quoted(symbol.name());
        if (symbol.binding() != Elf.STB_LOCAL) {
            out.append(symbol.binding() == Elf.STB_WEAK ? "    .weak " : "    .globl ").append(name).append('\n');
        }
        String visibility = VISIBILITIES.get(symbol.visibility());
        if (visibility != null) {
            out.append("    ").append(visibility).append(' ').append(name).append('\n');
        }
        String type = TYPES.get(symbol.type());
        if (type != null) {
            out.append("    .type ").append(name).append(',').append(type).append('\n');
        }
        if (symbol.size() != 0) {
            out.append("    .size ").append(name).append(", ").decimal(symbol.size()).append('\n');
        }
    }

    private void labels(List<Symbol> symbols) {
        for (Symbol symbol : symbols) {
            declare(symbol);
            out.append(quoted(symbol.name())).append(":\n");
        }
    }

    private void code(int index, Section section, TreeMap<Long, List<Symbol>> symbols) {
        Map<Long, Reference> references = new HashMap<>();
        section.relocations().forEach(reference -> references.put(reference.offset(), reference));
        Code code = code(section);
        JumpTargets targets = JumpTargets.of(code);
        Set<Long> starts = symbols.keySet();
        for (int slot = 0; slot < code.size(); ) {
            long offset = (long) slot * Insn.BYTES;
            labels(symbols.getOrDefault(offset, List.of()));
            if (targets.isTarget(slot) && !starts.contains(offset)) {
                out.append(target(index, slot)).append(":\n");
            }
            boolean cut = starts.contains(offset + Insn.BYTES);
            long insn = code.word(slot);
            long next = Insn.isWide(insn) && slot + 1 < code.size() ? code.word(slot + 1) : 0;
            boolean whole = !Insn.isWide(insn) || slot + 1 < code.size() && Insn.code(next) == 0 && !cut;
            String statement = whole ? statement(index, slot, insn, next, references.get(offset), targets, symbols) : "";
            out.append("    ").append(statement.isEmpty() ? bytes(insn) : statement).append('\n').settle();
            slot += Insn.isWide(insn) && !statement.isEmpty() ? 2 : 1;
        }
        labels(symbols.getOrDefault((long) section.bytes().length, List.of()));
    }

    /** The instructions of a section; those that a symbol's address is put into lead nowhere else. */
    private static Code code(Section section) {
        long[] words = Code.ofBytes(section.bytes()).words();
        List<Relocation> referring = section.relocations().stream()
                .map(one -> new Relocation((int) (one.offset() / Insn.BYTES), Relocation.Kind.EXTERN, "it"))
                .toList();
        return Code.of(words, words.length, referring, LineTable.empty());
    }

    /** The statement of an instruction, empty if none says all of it. */
    private String statement(
            int section, int slot, long insn, long next, Reference reference, JumpTargets targets, Map<Long, List<Symbol>> symbols) {
        if (reference != null) {
            boolean call = reference.type() == Elf.R_BPF_64_32;
            long distance = call ? (Insn.imm(insn) + 1L) * Insn.BYTES : Insn.imm(insn);
            String symbol = referredTo(reference.symbol(), distance);
            return call ? "call " + symbol : "r" + Insn.dstReg(insn) + " = " + symbol + " ll";
        }
        boolean function = Insn.code(insn) == Opcode.CALL && Insn.srcReg(insn) == Opcode.BPF_PSEUDO_CALL;
        StatementText said = StatementText.of(Dialect.LLVM, insn, next, distance -> {
            int to = slot + 1 + distance;
            List<Symbol> there = symbols.getOrDefault((long) to * Insn.BYTES, List.of());
            return !there.isEmpty() ? quoted(there.get(0).name()) : targets.isTarget(to) ? target(section, to) : "";
        });
        boolean right = said.saysAll(insn, next) && Checks.isRight(insn);
        return right ? function ? said.text().replaceFirst("call local ", "call ") : said.text() : "";
    }

    private static String bytes(long insn) {
        String text = LlvmText.of(insn);
        return String.format(".quad 0x%016x", insn) + (text.equals(LlvmText.UNKNOWN) ? "" : " # " + text);
    }

    private void data(Section section, TreeMap<Long, List<Symbol>> symbols) {
        TreeMap<Long, List<Symbol>> labels = new TreeMap<>(symbols);
        TreeMap<Long, Reference> references = new TreeMap<>();
        section.relocations().forEach(reference -> references.put(reference.offset(), reference));
        DataText bytes = new DataText(section.type() == Elf.SHT_NOBITS ? new byte[(int) section.size()] : section.bytes(), out);
        long at = 0;
        while (at < section.size()) {
            labels(labels.getOrDefault(at, List.of()));
            Reference reference = references.get(at);
            if (reference != null) {
                int size = reference.type() == Elf.R_BPF_64_ABS64 ? Long.BYTES : Integer.BYTES;
                String symbol = referredTo(reference.symbol(), bytes.number(at, size));
                out.append(size == Long.BYTES ? "    .quad " : "    .long ").append(symbol).append('\n');
                at += size;
            } else {
                Long label = labels.higherKey(at);
                Long next = references.higherKey(at);
                long to = Math.min(label == null ? section.size() : label, next == null ? section.size() : next);
                bytes.print(at, Math.min(to, section.size()));
                at = Math.min(to, section.size());
            }
        }
        labels(labels.getOrDefault(section.size(), List.of()));
    }

    /** How a place is named that is so many bytes behind a symbol. */
    private String referredTo(int index, long distance) {
        Symbol symbol = file.symbols().get(index);
        if (!symbol.name().isEmpty()) {
            return plus(quoted(symbol.name()), distance);
        }
        for (Symbol there : file.symbols()) {
            if (there.section() == symbol.section() && !there.name().isEmpty() && there.value() == distance) {
                return quoted(there.name());
            }
        }
        return plus(start(symbol.section()), distance);
    }

    private static String plus(String name, long distance) {
        return distance == 0 ? name : name + (distance < 0 ? " - " : " + ") + Math.abs(distance);
    }

    /** Whether something refers to a section by its own symbol. */
    private boolean isReferredTo(int section) {
        return file.sections().stream().flatMap(one -> one.relocations().stream()).map(one -> file.symbols().get(one.symbol()))
                .anyMatch(symbol -> symbol.section() == section && symbol.name().isEmpty());
    }

    /** The label of a section's start. Labels that begin so are no symbols of the file. */
    private static String start(int section) {
        return ".Lsection" + section;
    }

    private static String target(int section, int slot) {
        return ".L" + section + "_" + slot;
    }

    private static String quoted(String name) {
        return PLAIN_NAME.matcher(name).matches() ? name : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
