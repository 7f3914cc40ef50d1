package dev.xdpasm.dsl;

import dev.xdpasm.ir.Block;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What comes of a path that says nothing else: one that falls off its end, or meets a packet that is too short.
 *
 * <p>All short packets go to one block, so that their checks can become one.
 */
final class Outcome {
    private final Flow flow;
    private final Consumer<Flow> ending;
    private final Consumer<Flow> shortEnding;
    private @Nullable Block tooShort;

    /** Creates an outcome; {@code ending} ends the path that the flow stands at. */
    Outcome(Flow flow, Consumer<Flow> ending) {
        this(flow, ending, ending);
    }

    /** As {@link #Outcome(Flow, Consumer)}; {@code shortEnding} ends the path of a packet that is too short. */
    Outcome(Flow flow, Consumer<Flow> ending, Consumer<Flow> shortEnding) {
        this.flow = flow;
        this.ending = ending;
        this.shortEnding = shortEnding;
    }

    /** Ends the path with it. */
    void take() {
        ending.accept(flow);
    }

    /** The block where packets go that are too short. */
    Block tooShort() {
        if (tooShort == null) {
            Block block = flow.block();
            flow.aside(block, () -> shortEnding.accept(flow));
            tooShort = block;
        }
        return tooShort;
    }
}
