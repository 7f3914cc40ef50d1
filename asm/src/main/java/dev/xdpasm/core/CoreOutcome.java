package dev.xdpasm.core;

import dev.xdpasm.btf.BtfExt.CoreRelocation;

/**
 * What became of a relocation.
 *
 * @param relocation the relocation
 * @param subject what it is about, in C's words: {@code struct sk_buff::len}, {@code enum e::VALUE}
 * @param status what was done to the instruction
 * @param value the number that stands in the instruction now; 0 if it is poisoned
 * @param reason why the target has no such thing, as far as it has none: why the instruction is poisoned, or the value 0; else
 *     empty
 */
public record CoreOutcome(CoreRelocation relocation, String subject, Status status, long value, String reason) {

    /** What was done to an instruction. */
    public enum Status {
        /** It has the target's number in it. */
        PATCHED,
        /**
         * There is no right number. It is a call of a helper that does not exist, {@value CoreRelocator#POISON}: a program that
         * never gets there loads, and of any other the verifier says {@code invalid func unknown#195896080}.
         */
        POISONED
    }

    /** {@return a line such as {@code byte_off of struct sk_buff::len: 112}} */
    @Override
    public String toString() {
        String result = status == Status.POISONED ? "poisoned" : Long.toString(value);
        return relocation.kind().shortName() + " of " + subject + ": " + result + (reason.isEmpty() ? "" : ", as " + reason);
    }
}
