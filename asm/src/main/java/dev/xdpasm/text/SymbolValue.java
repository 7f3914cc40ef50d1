package dev.xdpasm.text;

import org.jspecify.annotations.Nullable;

/**
 * What an expression with symbols stands for: a constant, and the address of one symbol less that of another.
 *
 * @param constant the constant part
 * @param plus the symbol whose address is added, or null
 * @param minus the symbol whose address is taken off, or null
 */
record SymbolValue(long constant, @Nullable SymbolDraft plus, @Nullable SymbolDraft minus) {

    static SymbolValue of(long constant) {
        return new SymbolValue(constant, null, null);
    }

    boolean isNumber() {
        return plus == null && minus == null;
    }
}
