package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import java.util.Optional;

/**
 * The memory that a value was read from, so that a helper can be given its address instead of a copy on the stack.
 *
 * @param address where
 * @param flow the program
 * @param then of a value of the packet: what was known of that when it was read
 */
record Origin(Address address, Flow flow, Optional<PacketState> then) {
    /** The origin of a value, unless something was written there since, as far as is known. */
    static Optional<Origin> current(Optional<Origin> of) {
        return of.isPresent() && of.get().isCurrent() ? of : Optional.empty();
    }

    private boolean isCurrent() {
        return then.isEmpty() || flow.packet().isPresent() && flow.packet().get().holdsWhatItHeld(then.get());
    }
}
