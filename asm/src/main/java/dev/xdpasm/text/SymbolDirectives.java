package dev.xdpasm.text;

import dev.xdpasm.elf.Elf;
import java.util.List;
import java.util.Map;

/**
 * Directives that say what a symbol is: how far it is seen, its type and size, what it stands for. Reads one directive, of
 * which the name is already taken.
 */
final class SymbolDirectives {

    /** Reads what follows a directive's name. */
    interface Form {
        void read(SymbolDirectives symbols);
    }

    private static final int DEFAULT_COMMON_ALIGN = 1;

    private static final Map<String, Integer> TYPES = Map.ofEntries(
            Map.entry("function", Elf.STT_FUNC),
            Map.entry("STT_FUNC", Elf.STT_FUNC),
            Map.entry("object", Elf.STT_OBJECT),
            Map.entry("STT_OBJECT", Elf.STT_OBJECT),
            Map.entry("tls_object", Elf.STT_TLS),
            Map.entry("STT_TLS", Elf.STT_TLS),
            Map.entry("common", Elf.STT_COMMON),
            Map.entry("STT_COMMON", Elf.STT_COMMON),
            Map.entry("notype", Elf.STT_NOTYPE),
            Map.entry("STT_NOTYPE", Elf.STT_NOTYPE),
            Map.entry("gnu_indirect_function", Elf.STT_GNU_IFUNC),
            Map.entry("STT_GNU_IFUNC", Elf.STT_GNU_IFUNC));

    private static final NameTable<Form> FORMS = new NameTable<>();

    static {
        FORMS.put(".globl", symbols -> symbols.each(symbol -> symbol.bind(Elf.STB_GLOBAL)));
        FORMS.put(".global", symbols -> symbols.each(symbol -> symbol.bind(Elf.STB_GLOBAL)));
        FORMS.put(".weak", symbols -> symbols.each(symbol -> symbol.bind(Elf.STB_WEAK)));
        FORMS.put(".local", symbols -> symbols.each(symbol -> symbol.bind(Elf.STB_LOCAL)));
        FORMS.put(".hidden", symbols -> symbols.each(symbol -> symbol.visibility = Elf.STV_HIDDEN));
        FORMS.put(".internal", symbols -> symbols.each(symbol -> symbol.visibility = Elf.STV_INTERNAL));
        FORMS.put(".protected", symbols -> symbols.each(symbol -> symbol.visibility = Elf.STV_PROTECTED));
        FORMS.put(".type", SymbolDirectives::type);
        FORMS.put(".size", SymbolDirectives::size);
        FORMS.put(".comm", symbols -> symbols.common(false));
        FORMS.put(".common", symbols -> symbols.common(false));
        FORMS.put(".lcomm", symbols -> symbols.common(true));
        FORMS.put(".set", symbols -> symbols.assign(true));
        FORMS.put(".equ", symbols -> symbols.assign(true));
        FORMS.put(".equiv", symbols -> symbols.assign(false));
        FORMS.put(".addrsig", symbols -> symbols.file.addAddressTable());
        FORMS.put(".addrsig_sym", symbols -> symbols.file.addressSignificant().add(symbols.symbol()));
    }

    private interface Change {
        void apply(SymbolDraft symbol);
    }

    private final Cursor cursor;
    private final Operands operands;
    private final Expression expression;
    private final QuotedText quoted;
    private final Constants constants;
    private final RelocatableDraft file;

    SymbolDirectives(
            Cursor cursor,
            Operands operands,
            Expression expression,
            QuotedText quoted,
            Constants constants,
            RelocatableDraft file) {
        this.cursor = cursor;
        this.operands = operands;
        this.expression = expression;
        this.quoted = quoted;
        this.constants = constants;
        this.file = file;
    }

    /** All names of directives, and what each of them does. */
    static NameTable<Form> forms() {
        return FORMS;
    }

    private SymbolDraft symbol() {
        cursor.peek();
        int place = cursor.at;
        return file.symbol(quoted.name("a symbol's name"), place);
    }

    private void each(Change change) {
        if (cursor.atStatementEnd()) {
            return;
        }
        do {
            SymbolDraft symbol = symbol();
            file.register(symbol);
            change.apply(symbol);
        } while (cursor.accept(','));
    }

    /** {@code .type NAME, @function}. */
    private void type() {
        SymbolDraft symbol = symbol();
        cursor.accept(',');
        char mark = cursor.peek();
        if (mark == '@' || mark == '%') {
            cursor.at++;
        }
        cursor.peek();
        int place = cursor.at;
        String name = mark == '"' ? quoted.text() : cursor.name("a type such as @function");
        Integer type = TYPES.get(name);
        if (type == null) {
            List<String> known = TYPES.keySet().stream().filter(one -> !one.startsWith("STT")).sorted().toList();
            throw cursor.error(place, "unknown type '" + name + "' of a symbol, expected one of @"
                    + String.join(" @", known) + NearMiss.hint(name, known));
        }
        file.register(symbol);
        symbol.type = type;
    }

    /** {@code .size NAME, expression}. */
    private void size() {
        SymbolDraft symbol = symbol();
        cursor.expect(',');
        symbol.size = operands.symbolic();
    }

    /** {@code .set NAME, expression}. */
    private void assign(boolean again) {
        cursor.peek();
        int place = cursor.at;
        SymbolDraft symbol = symbol();
        cursor.expect(',');
        SymbolValue value = operands.symbolic();
        boolean assigned = symbol.value != null;
        if (symbol.isDefined() && !(assigned && again)) {
            throw file.redefined(symbol, place);
        }
        file.register(symbol);
        file.register(value.plus());
        file.register(value.minus());
        symbol.value = value;
        symbol.definedAt = place;
        if (value.isNumber()) {
            constants.set(
                    symbol.name,
                    new Constants.Constant(
                            value.constant(), expression.bits(), cursor.file(), cursor.markedLine()));
        } else {
            constants.forget(symbol.name);
        }
    }

    /** {@code .comm NAME, BYTES, ALIGN}: room that a linker finds, or if the name is local, in {@code .bss}. */
    private void common(boolean local) {
        cursor.peek();
        int place = cursor.at;
        SymbolDraft symbol = symbol();
        cursor.expect(',');
        long bytes = operands.count("the size");
        long align = DEFAULT_COMMON_ALIGN;
        if (!local && cursor.accept(',')) {
            align = operands.count("the alignment");
            if (Long.bitCount(align) != 1) {
                throw cursor.error(operands.place, "alignment " + align + ", expected a power of 2");
            }
        }
        boolean same = symbol.common && symbol.offset == align && symbol.size != null && symbol.size.constant() == bytes;
        if (symbol.isDefined() && !same) {
            throw file.redefined(symbol, place);
        }
        file.register(symbol);
        if (local) {
            symbol.bind(Elf.STB_LOCAL);
        } else if (!symbol.isBound()) {
            symbol.bind(Elf.STB_GLOBAL);
        }
        symbol.type = Elf.STT_OBJECT;
        symbol.size = SymbolValue.of(bytes);
        if (symbol.isLocal()) {
            placeInBss(symbol, bytes, align, place);
        } else {
            symbol.common = true;
            symbol.offset = align;
            symbol.definedAt = place;
        }
    }

    private void placeInBss(SymbolDraft symbol, long bytes, long align, int place) {
        SectionDraft bss = file.section(".bss", Elf.SHT_NOBITS, Elf.SHF_ALLOC | Elf.SHF_WRITE, 0, place);
        file.push();
        file.enter(bss);
        file.align(bss, align, place);
        file.requireRoom(-bss.size() & align - 1, true, place);
        bss.fill(0, -bss.size() & align - 1);
        file.define(symbol, place);
        file.requireRoom(bytes, true, place);
        bss.fill(0, bytes);
        file.pop();
    }
}
