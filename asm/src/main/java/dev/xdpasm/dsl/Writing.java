package dev.xdpasm.dsl;

import org.jspecify.annotations.Nullable;

/** Which function of an object is being written: values of another one are not known in it. */
final class Writing {
    private @Nullable Flow now;

    /** Writes a function, then goes on with the one before. */
    void during(Flow flow, Runnable body) {
        Flow before = now;
        now = flow;
        try {
            body.run();
        } finally {
            now = before;
        }
    }

    void requireWriting(Flow flow) {
        if (now != flow) {
            throw CallSite.refuse("this belongs to another function: give it to this one as an argument");
        }
    }
}
