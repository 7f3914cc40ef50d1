package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import java.util.function.BooleanSupplier;

/**
 * The memory that a value was read from, so that a helper can be given its address instead of a copy on the stack.
 *
 * @param address where
 * @param unchanged tells whether nothing was written there since, as far as is known
 */
record Origin(Address address, BooleanSupplier unchanged) {
    boolean isCurrent() {
        return unchanged.getAsBoolean();
    }
}
