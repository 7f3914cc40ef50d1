package dev.xdpasm.text;

import dev.xdpasm.elf.Elf;
import dev.xdpasm.elf.RelocatableFile;
import dev.xdpasm.elf.RelocatableFile.Reference;
import dev.xdpasm.elf.RelocatableFile.Symbol;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Opcode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends a relocatable file: puts into its bytes what is known of each symbol that they waited for, and makes relocations of
 * the rest, by llvm-mc's rules. A relocation to a local symbol becomes one to its section, with the symbol's offset in the
 * bytes.
 */
final class FixupResolver {
    private static final int DEEPEST_ALIAS = 100;
    private static final Target NOTHING = new Target(0, null, null);

    private final RelocatableDraft file;
    private final Cursor cursor;
    private final Map<SymbolDraft, Target> aliases = new HashMap<>();

    /** A relocation whose symbol has no number yet. */
    private record Pending(int offset, int type, SymbolDraft symbol) {}

    FixupResolver(RelocatableDraft file) {
        this.file = file;
        this.cursor = file.cursor();
    }

    RelocatableFile resolve() {
        List<List<Pending>> pending = new ArrayList<>();
        for (SectionDraft section : file.sections()) {
            pending.add(resolve(section));
        }
        List<Symbol> symbols = symbols();
        List<RelocatableFile.Section> sections = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            SectionDraft section = file.sections().get(i);
            List<Reference> references = new ArrayList<>();
            for (Pending one : pending.get(i)) {
                references.add(new Reference(one.offset(), one.type(), one.symbol().index));
            }
            sections.add(new RelocatableFile.Section(
                    section.name,
                    section.type,
                    section.flags,
                    section.entryBytes,
                    section.align,
                    section.toBytes(),
                    section.size(),
                    references));
        }
        List<Integer> significant = new ArrayList<>();
        for (SymbolDraft symbol : file.addressSignificant()) {
            if (symbol.index >= 0) {
                significant.add(symbol.index);
            }
        }
        return new RelocatableFile(sections, symbols, significant, file.hasAddressTable());
    }

    private List<Pending> resolve(SectionDraft section) {
        List<Pending> relocations = new ArrayList<>();
        for (int i = 0; i < section.fixups(); i++) {
            resolve(section, i, relocations);
        }
        return relocations;
    }

    private void resolve(SectionDraft section, int fixup, List<Pending> relocations) {
        Target target = target(section.value(fixup), section.place(fixup));
        if (target.minus() != null) {
            throw cursor.error(section.place(fixup), "the difference of '" + name(target.plus()) + "' and '"
                    + name(target.minus()) + "' is not known here, expected two symbols of one section");
        }
        switch (section.kind(fixup)) {
            case BRANCH, LONG_BRANCH -> branch(section, fixup, target);
            case CALL -> call(section, fixup, target, relocations);
            case ADDRESS -> address(section, fixup, target, relocations);
            default -> data(section, fixup, target, relocations);
        }
    }

    /** A symbol's address and what is added to it, less another's; of a difference that is known the number. */
    private record Target(long constant, @Nullable SymbolDraft plus, @Nullable SymbolDraft minus) {}

    /** What the bytes of a fixup wait for. */
    private Target target(SymbolValue value, int place) {
        SymbolDraft only = value.minus() == null ? value.plus() : null;
        if (only != null && only.value == null) {
            return new Target(value.constant(), only, null);
        }
        Target sum = sum(value, place, 0);
        SymbolDraft plus = value.plus();
        // another name for a place is a place of its own, which may be seen further; one for what is elsewhere is just that
        boolean renamed = plus != null && sum.plus() != null && sum.minus() == null && plus.value != null && isPlace(plus);
        return renamed ? new Target(sum.constant() - alias(plus, place, 0).constant(), plus, null) : sum;
    }

    private Target sum(SymbolValue value, int place, int depth) {
        Target plus = value.plus() == null ? NOTHING : alias(value.plus(), place, depth);
        Target minus = value.minus() == null ? NOTHING : alias(value.minus(), place, depth);
        if (minus.minus() != null || plus.minus() != null && minus.plus() != null) {
            throw cursor.error(place, "the difference of more than two symbols, expected two symbols of one section");
        }
        long constant = value.constant() + plus.constant() - minus.constant();
        SymbolDraft added = plus.plus();
        SymbolDraft taken = plus.minus() != null ? plus.minus() : minus.plus();
        if (added != null && taken != null && added.section != null && added.section == taken.section) {
            return new Target(constant + added.offset - taken.offset, null, null);
        }
        return new Target(constant, added, taken);
    }

    /** What a symbol stands for that may be another name: a number, or one with a name of its own. */
    private Target alias(SymbolDraft symbol, int place, int depth) {
        SymbolValue value = symbol.value;
        if (value == null) {
            return new Target(0, symbol, null);
        }
        Target known = aliases.get(symbol);
        if (known == null) {
            if (depth > DEEPEST_ALIAS) {
                throw cursor.error(place, "the symbol stands for itself, expected .set to end in a number or a place");
            }
            known = sum(value, place, depth + 1);
            aliases.put(symbol, known);
        }
        return known;
    }

    private Target alias(SymbolDraft symbol) {
        return alias(symbol, symbol.value == null ? symbol.place : symbol.definedAt, 0);
    }

    private boolean isPlace(SymbolDraft symbol) {
        return section(symbol) != null;
    }

    /** The section that a symbol is a place in, by its own name or another's; or null. */
    private @Nullable SectionDraft section(SymbolDraft symbol) {
        if (symbol.value == null) {
            return symbol.section;
        }
        SymbolDraft meant = alias(symbol).plus();
        return meant == null ? null : meant.section;
    }

    private long offset(SymbolDraft symbol) {
        if (symbol.value == null) {
            return symbol.offset;
        }
        Target meant = alias(symbol);
        return meant.constant() + (meant.plus() == null ? 0 : meant.plus().offset);
    }

    private void branch(SectionDraft section, int fixup, Target target) {
        SymbolDraft symbol = target.plus();
        if (symbol == null || section(symbol) != section) {
            boolean elsewhere = symbol != null && section(symbol) != null;
            throw cursor.error(section.place(fixup), "a jump to " + shown(symbol)
                    + (elsewhere ? " in another section" : ", which is bound nowhere")
                    + ", expected a label in section " + section.name
                    + (elsewhere ? "" : NearMiss.hint(name(symbol), places())));
        }
        if (!symbol.isLocal()) {
            throw cursor.error(section.place(fixup), "a jump to " + shown(symbol)
                    + ", which a linker may replace, expected a label that is not .globl or .weak");
        }
        int offset = section.offset(fixup);
        long slots = slots(section, fixup, offset(symbol) + target.constant() - offset - Insn.BYTES);
        if (section.kind(fixup) == SectionDraft.Fixup.LONG_BRANCH) {
            section.put(offset + 4, slots, 4);
        } else if (slots == (short) slots) {
            section.put(offset + 2, slots, 2);
        } else {
            throw cursor.error(section.place(fixup), "label '" + symbol.name + "' is " + slots
                    + " slots away, expected -32768 to 32767 (gotol reaches further)");
        }
        requireStart(section, fixup, offset + Insn.BYTES + slots * Insn.BYTES);
    }

    /** The names of what is bound somewhere, for the search for what was meant. */
    private List<String> places() {
        return file.symbols().stream().filter(symbol -> symbol.section != null).map(symbol -> symbol.name).toList();
    }

    private void requireStart(SectionDraft section, int fixup, long at) {
        if (at >= 0 && at < section.size() && section.at((int) at) == 0 && at >= Insn.BYTES
                && section.at((int) at - Insn.BYTES) == Opcode.LDDW) {
            throw cursor.error(section.place(fixup),
                    "the jump goes into the middle of a 64-bit load, expected the start of an instruction");
        }
    }

    private void call(SectionDraft section, int fixup, Target target, List<Pending> relocations) {
        int offset = section.offset(fixup);
        SymbolDraft symbol = target.plus();
        if (symbol == null) {
            throw cursor.error(section.place(fixup), "a call of the number " + target.constant
                    + " by name, expected a function's name, or the number before its use");
        }
        long bytes;
        if (section(symbol) == section && symbol.isLocal()) {
            bytes = offset(symbol) + target.constant() - offset;
        } else {
            bytes = relocate(relocations, offset, Elf.R_BPF_64_32, target);
        }
        long slots = slots(section, fixup, bytes - Insn.BYTES);
        section.put(offset + 1, Opcode.BPF_PSEUDO_CALL << 4, 1);
        section.put(offset + 4, slots, 4);
    }

    private long slots(SectionDraft section, int fixup, long bytes) {
        if (bytes % Insn.BYTES != 0) {
            throw cursor.error(section.place(fixup), "a distance of " + bytes + " bytes, expected a multiple of "
                    + Insn.BYTES + ", to the start of an instruction");
        }
        return bytes / Insn.BYTES;
    }

    private void address(SectionDraft section, int fixup, Target target, List<Pending> relocations) {
        int offset = section.offset(fixup);
        long value = target.plus() == null
                ? target.constant
                : relocate(relocations, offset, Elf.R_BPF_64_64, target);
        if (target.plus() == null) {
            section.put(offset + Insn.BYTES + 4, value >>> 32, 4);
        } else if (value != (int) value && value >>> 32 != 0) {
            throw cursor.error(section.place(fixup), "the address of " + shown(target.plus()) + " and "
                    + value + " does not fit, expected an offset of 32 bits");
        }
        section.put(offset + 4, value, 4);
    }

    private void data(SectionDraft section, int fixup, Target target, List<Pending> relocations) {
        int bytes = section.kind(fixup).bytes();
        int offset = section.offset(fixup);
        SymbolDraft symbol = target.plus();
        long value = target.constant();
        if (symbol != null) {
            if (bytes < 4) {
                throw cursor.error(section.place(fixup), "the address of " + shown(symbol) + " in " + bytes
                        + (bytes == 1 ? " byte" : " bytes") + ", expected .long or .quad");
            }
            int type = bytes == 8 ? Elf.R_BPF_64_ABS64 : relocationOfWord(symbol);
            value = relocate(relocations, offset, type, target);
        }
        if (!DataDirectives.fits(value, bytes)) {
            throw cursor.error(section.place(fixup), value + " does not fit " + bytes + " bytes, expected "
                    + DataDirectives.range(bytes));
        }
        section.put(offset, value, bytes);
    }

    /** BTF names places in code by labels of its own and data by its name: a linker knows both, a loader neither. */
    private int relocationOfWord(SymbolDraft symbol) {
        SectionDraft section = section(symbol);
        long wanted = Elf.SHF_ALLOC | (symbol.isTemporary() ? Elf.SHF_EXECINSTR : Elf.SHF_WRITE);
        return section != null && (section.flags & wanted) == wanted ? Elf.R_BPF_64_NODYLD32 : Elf.R_BPF_64_ABS32;
    }

    /** Adds a relocation; {@return what stands in the bytes}. */
    private long relocate(List<Pending> relocations, int offset, int type, Target target) {
        SymbolDraft symbol = target.plus();
        if (symbol == null) {
            return target.constant();
        }
        SectionDraft section = section(symbol);
        long addend = target.constant();
        // a linker merges equal strings one by one: only their starts can be said of the section
        if (section != null && symbol.isLocal() && (section.flags & Elf.SHF_TLS) == 0
                && ((section.flags & Elf.SHF_MERGE) == 0 || addend == 0)) {
            addend += offset(symbol);
            symbol = section.symbol;
        }
        symbol.used = true;
        relocations.add(new Pending(offset, type, symbol));
        return addend;
    }

    private List<Symbol> symbols() {
        List<Symbol> symbols = new ArrayList<>();
        int sourceFile = 0;
        List<RelocatableDraft.FileName> files = file.files();
        for (int i = 0; i < file.symbols().size(); i++) {
            SymbolDraft symbol = file.symbols().get(i);
            if (!isListed(symbol)) {
                continue;
            }
            if (symbol.isTemporary() && !symbol.isDefined()) {
                throw cursor.error(symbol.place, "label '" + shownName(symbol) + "' is bound nowhere, expected a line '"
                        + shownName(symbol) + ":'");
            }
            while (symbol.isLocal() && sourceFile < files.size() && files.get(sourceFile).symbols() <= i) {
                symbols.add(sourceFile(files.get(sourceFile++)));
            }
            symbol.index = symbols.size();
            symbols.add(symbol(symbol));
        }
        while (sourceFile < files.size()) {
            symbols.add(sourceFile(files.get(sourceFile++)));
        }
        return symbols;
    }

    private static Symbol sourceFile(RelocatableDraft.FileName name) {
        return new Symbol(name.name(), Elf.STT_FILE, Elf.STB_LOCAL, Elf.STV_DEFAULT, Symbol.ABSOLUTE_SECTION, 0, 0);
    }

    private boolean isListed(SymbolDraft symbol) {
        if (symbol.used) {
            return true;
        }
        boolean alias = symbol.value != null && section(symbol) == null && !isNumber(symbol);
        return !alias && !symbol.isTemporary() && symbol.type != Elf.STT_SECTION;
    }

    private boolean isNumber(SymbolDraft symbol) {
        return symbol.value != null && alias(symbol).plus() == null;
    }

    private Symbol symbol(SymbolDraft symbol) {
        SectionDraft place = section(symbol);
        int section = place != null
                ? place.index
                : symbol.common
                        ? Symbol.COMMON_SECTION
                        : isNumber(symbol) ? Symbol.ABSOLUTE_SECTION : Symbol.NO_SECTION;
        boolean isSection = place != null && symbol == place.symbol;
        return new Symbol(
                isSection ? "" : symbol.name,
                symbol.type,
                symbol.binding(),
                symbol.visibility,
                section,
                offset(symbol),
                size(symbol));
    }

    private long size(SymbolDraft symbol) {
        SymbolValue size = symbol.size;
        if (size == null) {
            return 0;
        }
        Target target = sum(size, symbol.place, 0);
        if (target.plus() != null || target.minus() != null) {
            throw cursor.error(symbol.place, "the size of '" + symbol.name
                    + "' is not a number, expected a difference of two labels in one section");
        }
        return target.constant();
    }

    private static String name(@Nullable SymbolDraft symbol) {
        return symbol == null ? "a number" : shownName(symbol);
    }

    private static String shown(@Nullable SymbolDraft symbol) {
        return symbol == null ? "a number" : "'" + shownName(symbol) + "'";
    }

    /** A numeric label without what makes its name one of its own. */
    private static String shownName(SymbolDraft symbol) {
        int blank = symbol.name.indexOf(' ');
        return Character.isDigit(symbol.name.charAt(0)) && blank > 0 ? symbol.name.substring(0, blank) + "f" : symbol.name;
    }
}
