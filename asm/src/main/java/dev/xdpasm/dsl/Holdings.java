package dev.xdpasm.dsl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a path has to give back where it is, the latest first: each thing is there from the begin of a body to its end. */
final class Holdings {
    private final Deque<Held> things = new ArrayDeque<>();

    /** Notes that the path has something until {@link #letGo}. */
    void hold(Held thing) {
        things.push(thing);
    }

    /** Notes that the body is over in which the path had what it took last. */
    void letGo() {
        things.pop();
    }

    /** How many things the path has. */
    int count() {
        return things.size();
    }

    /** Refuses the call of a function that cannot be called with what the path has. */
    void requireCallable(String function) {
        for (Held thing : things) {
            thing.requireCallable(function);
        }
    }

    /** Gives back all but the first few: what a path does that leaves the bodies in which it has them. */
    void giveBack(int all) {
        if (things.size() == all) {
            return;
        }
        List<Held> before = List.copyOf(things);
        try {
            for (Held thing : before.subList(0, before.size() - all)) {
                things.remove(thing); // so that giving it back may call the kernel
                thing.giveBack();
            }
        } finally {
            things.clear();
            things.addAll(before);
        }
    }
}
