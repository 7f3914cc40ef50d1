package dev.xdpasm.elf;

import dev.xdpasm.elf.ElfImage.Section;
import dev.xdpasm.elf.ElfImage.Symbol;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives names to what the instructions of a section refer to. Compilers have several ways to say it, by the symbol of the thing
 * or by that of its section with the rest in the instruction, and leave out relocations within a section; here they become
 * one: a name, and no number in the instruction but the offset into global data.
 */
final class CodeRelocations {
    private final ElfImage image;
    private final Section section;
    private final Places places;
    private final Set<String> externs;
    private final long[] words;
    private final Map<Integer, Relocation> bySlot = new TreeMap<>();

    private CodeRelocations(ElfImage image, Section section, Places places, Set<String> externs) {
        this.image = image;
        this.section = section;
        this.places = places;
        this.externs = externs;
        this.words = Code.ofBytes(image.bytes(section)).words();
    }

    /** {@return the code of a section, its relocations resolved to names} */
    static Code read(ElfImage image, Section section, Places places, Set<String> externs) {
        CodeRelocations code = new CodeRelocations(image, section, places, externs);
        image.relocationsOf(section).forEach(code::read);
        code.nameLocalCalls();
        return Code.of(code.words, code.words.length, List.copyOf(code.bySlot.values()), LineTable.empty());
    }

    private void read(ElfImage.Relocation relocation) {
        long offset = relocation.offset();
        if (offset < 0 || offset % Insn.BYTES != 0 || offset / Insn.BYTES >= words.length) {
            throw image.error(section, offset, "a relocation at offset " + Long.toUnsignedString(offset)
                    + ", expected a multiple of 8 within " + words.length * (long) Insn.BYTES + " bytes");
        }
        int slot = (int) (offset / Insn.BYTES);
        int type = relocation.type();
        Symbol symbol = relocation.symbol();
        if (bySlot.containsKey(slot)) {
            throw image.error(section, offset, "a second relocation of the instruction");
        }
        if (type == Elf.R_BPF_64_64 && Insn.isWide(words[slot]) && slot + 1 < words.length) {
            bySlot.put(slot, wide(slot, symbol));
        } else if ((type == Elf.R_BPF_64_32 || type == Elf.R_BPF_64_64) && Insn.code(words[slot]) == Opcode.CALL) {
            bySlot.put(slot, call(slot, symbol));
        } else {
            throw image.error(section, offset, "a relocation of type " + Integer.toUnsignedString(type) + " to "
                    + shown(symbol) + ", expected " + Elf.R_BPF_64_64 + " of a 64-bit load or " + Elf.R_BPF_64_32
                    + " of a call");
        }
    }

    private Relocation wide(int slot, Symbol symbol) {
        int addend = Insn.imm(words[slot]);
        if (ExternSymbols.isExtern(symbol)) {
            setWide(slot, addend);
            return new Relocation(slot, Relocation.Kind.EXTERN, extern(slot, symbol));
        }
        // the addend of an address of code or data is a distance in bytes, and never leads before its section
        long place = symbol.value() + Integer.toUnsignedLong(addend);
        Places.Content content = places.at(symbol.section(), place).orElse(null);
        if (content instanceof Places.MapAt map) {
            setWide(slot, 0);
            return new Relocation(slot, Relocation.Kind.MAP, map.name());
        }
        if (content instanceof Places.FunctionAt function) {
            setWide(slot, 0);
            return new Relocation(slot, Relocation.Kind.FUNCTION, function.name());
        }
        if (content instanceof Places.DataAt data && data.offset() >= 0 && data.offset() <= Integer.MAX_VALUE) {
            setWide(slot, (int) data.offset());
            return new Relocation(slot, Relocation.Kind.MAP_VALUE, data.map());
        }
        throw image.error(section, (long) slot * Insn.BYTES, "a reference to " + shown(symbol) + " and "
                + Integer.toUnsignedString(addend) + " bytes on, expected a map, a function or global data there");
    }

    /** The loaded number: what of it is known is in the second half, as for the offset into a map's value. */
    private void setWide(int slot, int offset) {
        words[slot] = Insn.withImm(Insn.withSrcReg(words[slot], 0), 0);
        words[slot + 1] = Insn.withImm(words[slot + 1], offset);
    }

    private Relocation call(int slot, Symbol symbol) {
        long distance = Insn.imm(words[slot]);
        words[slot] = Insn.withImm(words[slot], -1);
        if (ExternSymbols.isExtern(symbol)) {
            return new Relocation(slot, Relocation.Kind.EXTERN, extern(slot, symbol));
        }
        // -1 is the symbol itself: distances count from behind the call
        long place = symbol.value() + (distance + 1) * Insn.BYTES;
        if (places.at(symbol.section(), place).orElse(null) instanceof Places.FunctionAt function) {
            return new Relocation(slot, Relocation.Kind.FUNCTION, function.name());
        }
        throw image.error(section, (long) slot * Insn.BYTES, "a call of " + shown(symbol) + " at byte " + place
                + ", expected a function there");
    }

    private String extern(int slot, Symbol symbol) {
        if (!externs.contains(symbol.name())) {
            throw image.error(section, (long) slot * Insn.BYTES, "a reference to " + shown(symbol) + ", which is nowhere");
        }
        return symbol.name();
    }

    /** Calls within a section have no relocation, as their distance is known. */
    private void nameLocalCalls() {
        for (int slot = 0; slot < words.length; slot++) {
            long insn = words[slot];
            if (Insn.isWide(insn)) {
                slot++;
                continue;
            }
            boolean local = Insn.code(insn) == Opcode.CALL && Insn.srcReg(insn) == Opcode.BPF_PSEUDO_CALL;
            if (local && !bySlot.containsKey(slot)) {
                long target = slot + 1L + Insn.imm(insn);
                if (!(places.at(section.index(), target * Insn.BYTES).orElse(null) instanceof Places.FunctionAt function)) {
                    throw image.error(section, (long) slot * Insn.BYTES, "a call to byte " + target * Insn.BYTES
                            + ", expected a function there");
                }
                words[slot] = Insn.withImm(insn, -1);
                bySlot.put(slot, new Relocation(slot, Relocation.Kind.FUNCTION, function.name()));
            }
        }
    }

    private String shown(Symbol symbol) {
        if (!symbol.name().isEmpty()) {
            return "'" + symbol.name() + "'";
        }
        boolean exists = symbol.section() < image.sections().size();
        return "section " + (exists ? image.sections().get(symbol.section()).name() : symbol.section());
    }
}
