package dev.xdpasm.core;

import dev.xdpasm.isa.Code;
import java.util.List;
import java.util.Optional;

/**
 * Code that fits the target.
 *
 * @param code the instructions, of the same number, with their names and source lines as before
 * @param outcomes what became of each relocation, in their order
 */
public record CoreResult(Code code, List<CoreOutcome> outcomes) {

    /** Creates it. */
    public CoreResult {
        outcomes = List.copyOf(outcomes);
    }

    /** {@return what was poisoned at a slot, for who has to explain why the verifier refuses it} */
    public Optional<CoreOutcome> poisonedAt(int slot) {
        return outcomes.stream()
                .filter(outcome -> outcome.status() == CoreOutcome.Status.POISONED && outcome.relocation().slot() == slot)
                .findFirst();
    }
}
