package dev.xdpasm.dsl;

import dev.xdpasm.SourceLine;
import org.jspecify.annotations.Nullable;

/**
 * Which function this thread is writing: values and verbs of another one are not for it. One is made for each object; programs of
 * different objects can be made inside each other, and in as many threads as one likes.
 */
final class Writing {
    private static final ThreadLocal<@Nullable Flow> NOW = new ThreadLocal<>();

    /** Begins to write a function; {@return the one before, to be gone on with at its {@link #end}} */
    @Nullable Flow begin(Flow flow) {
        Flow before = NOW.get();
        NOW.set(flow);
        return before;
    }

    /** Ends the writing of a function and goes on with the one before. */
    void end(@Nullable Flow before) {
        if (before == null) {
            NOW.remove();
        } else {
            NOW.set(before);
        }
    }

    void requireWriting(Flow flow) {
        Flow now = NOW.get();
        if (now != flow) {
            throw CallSite.refuse(now == null ? over(flow) : elsewhere(flow, now));
        }
    }

    private static String over(Flow flow) {
        return "this belongs to " + name(flow) + ", which is not being written: its lambda is over, or another thread runs it";
    }

    private String elsewhere(Flow flow, Flow now) {
        return "this belongs to " + name(flow) + ", and here " + name(now) + " is being written: "
                + (now.isOf(this) ? "give it to this one as an argument" : "use what that one's lambda is given");
    }

    private static String name(Flow flow) {
        return flow.graph().name() + flow.begun().map(SourceLine::toString).map(line -> " (" + line + ")").orElse("");
    }
}
