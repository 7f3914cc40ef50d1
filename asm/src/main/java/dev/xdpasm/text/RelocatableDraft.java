package dev.xdpasm.text;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.elf.Elf;
import dev.xdpasm.elf.RelocatableFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relocatable file while its text is being read: sections, the one that is being filled, and symbols in the order in which
 * llvm-mc would come to know them, which is the order of its symbol table. Reads no text itself.
 */
final class RelocatableDraft {

    /** A source file's name, and how many symbols were known when it was given. */
    record FileName(String name, int symbols) {}

    /** A section that is being filled, and the one before it for {@code .previous}. */
    private record Place(SectionDraft section, @Nullable SectionDraft previous) {}

    private static final int CODE_ALIGN = 4;

    /** More than any object has, so that a text of one line cannot fill the memory. */
    private static final long MOST_BYTES = 64 << 20;

    /** As many as the longest program has that a kernel takes: what is not written out must not grow from one line of text. */
    private static final long MOST_FILLING = 8 << 20;

    private final Cursor cursor;
    private final NameTable<SymbolDraft> names = new NameTable<>();
    private final List<SymbolDraft> symbols = new ArrayList<>();
    private final NameTable<SectionDraft> sectionNames = new NameTable<>();
    private final List<SectionDraft> sections = new ArrayList<>();
    private final Deque<Place> pushed = new ArrayDeque<>();
    private final List<FileName> files = new ArrayList<>();
    private final List<SymbolDraft> addressSignificant = new ArrayList<>();
    private final LineDraft lines = new LineDraft(this);
    private final FrameDraft frames = new FrameDraft(this);
    private boolean hasAddressTable;
    private long taken;
    private long filled;
    private SectionDraft current;
    private @Nullable SectionDraft previous;

    RelocatableDraft(Cursor cursor) {
        this.cursor = cursor;
        current = section(".text", Elf.SHT_PROGBITS, Elf.SHF_ALLOC | Elf.SHF_EXECINSTR, 0, 0);
        begin(current);
        current.align = CODE_ALIGN;
    }

    Cursor cursor() {
        return cursor;
    }

    /** The section that is being filled. */
    SectionDraft current() {
        return current;
    }

    /** What {@code .loc} and {@code .file} said. */
    LineDraft lines() {
        return lines;
    }

    /** What {@code .cfi_*} said. */
    FrameDraft frames() {
        return frames;
    }

    /** All sections so far. */
    List<SectionDraft> sections() {
        return sections;
    }

    /** All symbols that the file may hold, in their order. */
    List<SymbolDraft> symbols() {
        return symbols;
    }

    /** The names of source files, in their order. */
    List<FileName> files() {
        return files;
    }

    /** The symbols that {@code .addrsig_sym} named. */
    List<SymbolDraft> addressSignificant() {
        return addressSignificant;
    }

    boolean hasAddressTable() {
        return hasAddressTable;
    }

    /** Says that there is to be an address table. */
    void addAddressTable() {
        hasAddressTable = true;
    }

    void addFile(String name) {
        files.add(new FileName(name, files.isEmpty() ? 0 : symbols.size()));
    }

    /** The section of that name, or null. */
    @Nullable SectionDraft section(String name) {
        return sectionNames.get(name);
    }

    /** The section of that name, which becomes one if there is none. */
    SectionDraft section(String name, int type, long flags, int entryBytes, int place) {
        SectionDraft known = sectionNames.get(name);
        if (known != null) {
            return known;
        }
        SymbolDraft symbol = symbol(name, place);
        if (symbol.isDefined()) {
            throw redefined(symbol, place);
        }
        SectionDraft added = new SectionDraft(name, type, flags, entryBytes, symbol);
        symbol.type = Elf.STT_SECTION;
        symbol.section = added;
        symbol.definedAt = place;
        symbol.bind(Elf.STB_LOCAL);
        sectionNames.put(name, added);
        return added;
    }

    /** Goes on with a section. */
    void enter(SectionDraft section) {
        previous = current;
        change(section);
    }

    /** Goes back to the section before; {@return whether there is one}. */
    boolean enterPrevious() {
        SectionDraft before = previous;
        if (before == null) {
            return false;
        }
        enter(before);
        return true;
    }

    /** Remembers the section that is being filled. */
    void push() {
        pushed.push(new Place(current, previous));
    }

    /** Goes back to the section remembered last; {@return whether there was one}. */
    boolean pop() {
        Place place = pushed.poll();
        if (place == null) {
            return false;
        }
        change(place.section());
        previous = place.previous();
        return true;
    }

    private void change(SectionDraft section) {
        if (section != current) {
            lines.forget();
        }
        current = section;
        begin(section);
    }

    private void begin(SectionDraft section) {
        register(section.symbol);
        if (section.index < 0) {
            section.index = sections.size();
            sections.add(section);
        }
    }

    /** The symbol whose name stands between two places, with its {@link NameTable#hash}. */
    SymbolDraft symbol(int from, int to, int hash) {
        SymbolDraft symbol = names.get(cursor.text(), from, to, hash);
        if (symbol == null) {
            symbol = new SymbolDraft(cursor.string(from, to), from);
            names.put(symbol.name, hash, symbol);
        }
        return symbol;
    }

    /** The symbol of that name, which is first named at a place if it is new. */
    SymbolDraft symbol(String name, int place) {
        SymbolDraft symbol = names.get(name);
        if (symbol == null) {
            symbol = new SymbolDraft(name, place);
            names.put(name, symbol);
        }
        return symbol;
    }

    /** Gives a symbol its rank in the symbol table, if it has none yet. */
    void register(@Nullable SymbolDraft symbol) {
        if (symbol != null && !symbol.registered) {
            symbol.registered = true;
            symbols.add(symbol);
        }
    }

    /** Makes a symbol the name of what comes next. */
    void define(SymbolDraft symbol, int place) {
        if (symbol.isDefined()) {
            throw redefined(symbol, place);
        }
        register(symbol);
        symbol.section = current;
        symbol.offset = current.size();
        symbol.definedAt = place;
        if ((current.flags & Elf.SHF_TLS) != 0) {
            symbol.type = Elf.STT_TLS;
        }
    }

    /** A symbol for what comes next that no text can name. */
    SymbolDraft here() {
        return at(current, current.size());
    }

    /** A symbol for a place that no text can name. */
    SymbolDraft at(SectionDraft section, long offset) {
        SymbolDraft symbol = new SymbolDraft(".L here", cursor.at);
        symbol.registered = true;
        symbol.section = section;
        symbol.offset = offset;
        return symbol;
    }

    AssemblyException redefined(SymbolDraft symbol, int place) {
        return cursor.error(place, "symbol '" + symbol.name + "' is already defined"
                + (symbol.definedAt < 0 ? "" : ", in line " + cursor.lineOf(symbol.definedAt)) + ", expected another name");
    }

    /** Lets a section begin at a multiple of a power of 2, for which a file may need as much padding. */
    void align(SectionDraft section, long align, int place) {
        if (align > section.align) {
            takeFilling(align - section.align, place);
            takeRoom(align - section.align, place);
            section.align = align;
        }
    }

    /** Refuses more bytes than a file may have, and bytes of what holds only zeros. */
    void requireRoom(long bytes, boolean zeros, int place) {
        if (!current.takesNoRoom()) {
            takeRoom(bytes, place);
        } else if (bytes < 0 || current.size() + bytes > Integer.MAX_VALUE) {
            throw cursor.error(place, "section " + current.name + " would have " + current.size() + " + "
                    + Long.toUnsignedString(bytes) + " bytes, expected at most " + Integer.MAX_VALUE);
        }
        if (!zeros && current.takesNoRoom()) {
            throw cursor.error(place, "section " + current.name + " holds nothing but zeros (@nobits), expected .zero");
        }
        lines.flush();
    }

    /** As {@link #requireRoom}, of bytes that the text does not write out one by one. */
    void requireFilling(long bytes, boolean zeros, int place) {
        if (!current.takesNoRoom()) {
            takeFilling(bytes, place);
        }
        requireRoom(bytes, zeros, place);
    }

    private void takeFilling(long bytes, int place) {
        if (bytes < 0 || bytes > MOST_FILLING - filled) {
            throw cursor.error(place, Long.toUnsignedString(bytes) + " bytes more make over 8 MiB of filling, expected less, or"
                    + " a section of @nobits, which takes no room");
        }
        filled += bytes;
    }

    private void takeRoom(long bytes, int place) {
        if (bytes < 0 || bytes > MOST_BYTES - taken) {
            throw cursor.error(place, Long.toUnsignedString(bytes) + " bytes more make a file of over 64 MiB, expected a"
                    + " program");
        }
        taken += bytes;
    }

    /** Ends the text; {@return the file}. */
    RelocatableFile finish() {
        frames.finish();
        lines.finish();
        return new FixupResolver(this).resolve();
    }
}
