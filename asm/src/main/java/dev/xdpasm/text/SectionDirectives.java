package dev.xdpasm.text;

import dev.xdpasm.elf.Elf;
import java.util.List;
import java.util.Map;

/**
 * Directives that say which section comes next: {@code .section} and its relatives. Reads one directive, of which the name is
 * already taken.
 */
final class SectionDirectives {

    private static final Map<String, Integer> TYPES = Map.of(
            "progbits", Elf.SHT_PROGBITS,
            "nobits", Elf.SHT_NOBITS,
            "note", Elf.SHT_NOTE,
            "init_array", Elf.SHT_INIT_ARRAY,
            "fini_array", Elf.SHT_FINI_ARRAY,
            "preinit_array", Elf.SHT_PREINIT_ARRAY);

    /** Flags by their letters, in the order of the letters. */
    private static final String FLAG_LETTERS = "awxMSTRe";

    private static final int[] FLAGS = {
        Elf.SHF_ALLOC, Elf.SHF_WRITE, Elf.SHF_EXECINSTR, Elf.SHF_MERGE, Elf.SHF_STRINGS, Elf.SHF_TLS, Elf.SHF_GNU_RETAIN,
        Elf.SHF_EXCLUDE
    };

    /** What a section is by its name, where nothing else is said: the flags, and the type. */
    private record Known(String name, int flags, int type) {}

    private static final int DATA = Elf.SHF_ALLOC | Elf.SHF_WRITE;
    private static final int CODE = Elf.SHF_ALLOC | Elf.SHF_EXECINSTR;

    private static final List<Known> KNOWN = List.of(
            new Known(".text", CODE, Elf.SHT_PROGBITS),
            new Known(".init", CODE, Elf.SHT_PROGBITS),
            new Known(".fini", CODE, Elf.SHT_PROGBITS),
            new Known(".rodata", Elf.SHF_ALLOC, Elf.SHT_PROGBITS),
            new Known(".rodata1", Elf.SHF_ALLOC, Elf.SHT_PROGBITS),
            new Known(".data", DATA, Elf.SHT_PROGBITS),
            new Known(".data1", DATA, Elf.SHT_PROGBITS),
            new Known(".bss", DATA, Elf.SHT_NOBITS),
            new Known(".init_array", DATA, Elf.SHT_INIT_ARRAY),
            new Known(".fini_array", DATA, Elf.SHT_FINI_ARRAY),
            new Known(".preinit_array", DATA, Elf.SHT_PREINIT_ARRAY),
            new Known(".tdata", DATA | Elf.SHF_TLS, Elf.SHT_PROGBITS),
            new Known(".tbss", DATA | Elf.SHF_TLS, Elf.SHT_NOBITS),
            new Known(".note", 0, Elf.SHT_NOTE));

    private final Cursor cursor;
    private final Operands operands;
    private final QuotedText quoted;
    private final RelocatableDraft file;

    SectionDirectives(Cursor cursor, Operands operands, QuotedText quoted, RelocatableDraft file) {
        this.cursor = cursor;
        this.operands = operands;
        this.quoted = quoted;
        this.file = file;
    }

    /** Reads the rest of the directive of that name that stands at a place; {@return whether it is one of these}. */
    boolean read(String name, int place) {
        switch (name) {
            case ".section" -> section();
            case ".pushsection" -> {
                file.push();
                section();
            }
            case ".popsection" -> pop(place);
            case ".previous" -> previous(place);
            case ".text", ".data", ".bss", ".rodata" -> enter(name, place);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void enter(String name, int place) {
        SectionDraft section = file.section(name);
        if (section == null) {
            section = file.section(name, knownType(name), knownFlags(name), 0, place);
        }
        file.enter(section);
    }

    private void pop(int place) {
        if (!file.pop()) {
            throw cursor.error(place, ".popsection, expected .pushsection before it");
        }
    }

    private void previous(int place) {
        if (!file.enterPrevious()) {
            throw cursor.error(place, ".previous, expected another section before it");
        }
    }

    /** {@code .section NAME, "FLAGS", @TYPE, ENTRY_BYTES}. */
    private void section() {
        cursor.peek();
        int place = cursor.at;
        String name = sectionName();
        boolean flagsGiven = cursor.accept(',');
        long flags = flagsGiven ? flags() : knownFlags(name);
        int type = knownType(name);
        boolean typeGiven = false;
        int entryBytes = 0;
        if (flagsGiven) {
            typeGiven = cursor.accept(',');
            if (typeGiven) {
                type = type();
            }
            if ((flags & Elf.SHF_MERGE) != 0) {
                if (!cursor.accept(',')) {
                    throw cursor.expected("',' and the bytes of an entry, as M says");
                }
                entryBytes = operands.count("entry bytes");
                if (entryBytes == 0) {
                    throw cursor.error(operands.place, "entries of 0 bytes, expected 1 or more");
                }
            }
        }
        SectionDraft known = file.section(name);
        if (known != null) {
            requireSame(known, flagsGiven, flags, typeGiven, type, entryBytes, place);
            file.enter(known);
        } else {
            file.enter(file.section(name, type, flags, entryBytes, place));
        }
    }

    private void requireSame(
            SectionDraft known, boolean flagsGiven, long flags, boolean typeGiven, int type, int entryBytes, int place) {
        if (flagsGiven && flags != known.flags) {
            throw cursor.error(place, "section " + known.name + " had other flags before, expected the same");
        }
        if (typeGiven && type != known.type) {
            throw cursor.error(place, "section " + known.name + " had another type before, expected the same");
        }
        if (flagsGiven && entryBytes != known.entryBytes) {
            throw cursor.error(place, "section " + known.name + " had entries of " + known.entryBytes
                    + " bytes before, expected the same");
        }
    }

    /** Quoted, or everything up to a comma or a blank: slashes and more may stand in it. */
    private String sectionName() {
        if (cursor.peek() == '"') {
            return quoted.rawName("a section's name");
        }
        int from = cursor.at;
        char c = cursor.ahead(0);
        while (c > ' ' && c != ',' && c != ';' && c != '"' && c != '#') {
            cursor.at++;
            c = cursor.ahead(0);
        }
        if (cursor.at == from) {
            throw cursor.expected("a section's name");
        }
        return cursor.string(from, cursor.at);
    }

    private long flags() {
        cursor.peek();
        int place = cursor.at;
        String letters = quoted.text();
        long flags = 0;
        for (int i = 0; i < letters.length(); i++) {
            int flag = FLAG_LETTERS.indexOf(letters.charAt(i));
            if (flag < 0) {
                throw cursor.error(place + 1 + i, "unknown flag '" + letters.charAt(i) + "' of a section, expected some of "
                        + FLAG_LETTERS);
            }
            flags |= FLAGS[flag] & 0xffff_ffffL;
        }
        return flags;
    }

    private int type() {
        char mark = cursor.peek();
        if (mark == '@' || mark == '%') {
            cursor.at++;
        }
        cursor.peek();
        int place = cursor.at;
        String name = mark == '"' ? quoted.text() : cursor.name("a type such as @progbits");
        Integer type = TYPES.get(name);
        if (type == null) {
            throw cursor.error(place, "unknown type '" + name + "' of a section, expected one of @"
                    + String.join(" @", TYPES.keySet().stream().sorted().toList())
                    + NearMiss.hint(name, TYPES.keySet()));
        }
        return type;
    }

    private static long knownFlags(String name) {
        for (Known known : KNOWN) {
            if (isKind(name, known)) {
                return known.flags();
            }
        }
        return 0;
    }

    private static int knownType(String name) {
        for (Known known : KNOWN) {
            if (isKind(name, known)) {
                return known.type();
            }
        }
        return Elf.SHT_PROGBITS;
    }

    private static boolean isKind(String name, Known known) {
        // to LLVM whatever begins so is a note
        return name.equals(known.name) || name.startsWith(known.type == Elf.SHT_NOTE ? known.name : known.name + ".");
    }
}
