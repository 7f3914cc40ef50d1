package dev.xdpasm.dsl;

import dev.xdpasm.uapi.Helper;

/** Something that a path has to give back before it leaves the body it has it in: a record of a ring, a lock. */
interface Held {
    /** Says the steps that give it back. */
    void giveBack();

    /** Refuses the call of a function that cannot be called while the path has it, as one that goes on elsewhere. */
    default void requireCallable(String function) {
        if (function.equals(Helper.bpf_tail_call.name())) {
            throw CallSite.refuse("a tail call goes on elsewhere with what this body has to give back: do it behind the body");
        }
    }
}
