package dev.xdpasm.text;

import dev.xdpasm.elf.Elf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Directives that say what a symbol is: how far it is seen, its type and size, what it stands for. Reads one directive, of
 * which the name is already taken.
 */
final class SymbolDirectives {

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

    /** Reads the rest of the directive of that name; {@return whether it is one of these}. */
    boolean read(String name) {
        switch (name) {
            case ".globl", ".global" -> bind(Elf.STB_GLOBAL);
            case ".weak" -> bind(Elf.STB_WEAK);
            case ".local" -> bind(Elf.STB_LOCAL);
            case ".hidden" -> show(Elf.STV_HIDDEN);
            case ".internal" -> show(Elf.STV_INTERNAL);
            case ".protected" -> show(Elf.STV_PROTECTED);
            case ".type" -> type();
            case ".size" -> size();
            case ".comm", ".common" -> common(false);
            case ".lcomm" -> common(true);
            case ".set", ".equ" -> assign(true);
            case ".equiv" -> assign(false);
            case ".addrsig" -> file.addAddressTable();
            case ".addrsig_sym" -> file.addressSignificant().add(symbol());
            default -> {
                return false;
            }
        }
        return true;
    }

    private SymbolDraft symbol() {
        cursor.peek();
        int place = cursor.at;
        return file.symbol(quoted.name("a symbol's name"), place);
    }

    private void bind(int binding) {
        for (SymbolDraft symbol : listed()) {
            symbol.bind(binding);
        }
    }

    private void show(int visibility) {
        for (SymbolDraft symbol : listed()) {
            symbol.visibility = visibility;
        }
    }

    /** The symbols of a list, which may be empty, each of which the file is to hold. */
    private List<SymbolDraft> listed() {
        List<SymbolDraft> symbols = new ArrayList<>();
        if (cursor.atStatementEnd()) {
            return symbols;
        }
        do {
            SymbolDraft symbol = symbol();
            file.register(symbol);
            symbols.add(symbol);
        } while (cursor.accept(','));
        return symbols;
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
