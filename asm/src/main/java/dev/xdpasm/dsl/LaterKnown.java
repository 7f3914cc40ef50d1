package dev.xdpasm.dsl;

import org.jspecify.annotations.Nullable;

/** What is known when the program runs and not when it is made: Java cannot compare it, and says so where it is asked to. */
abstract class LaterKnown {
    /** {@return whether it is the same object} With others it is not compared: the answer would not be of what they hold. */
    @Override
    public final boolean equals(@Nullable Object other) {
        if (other == this || other == null) {
            return other != null;
        }
        throw CallSite.refuse("equals() compares objects of Java as the program is made, not what they hold as it runs: p.when(a.eq(b), ...)");
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(this);
    }
}
