package dev.xdpasm.dsl;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Value;
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

    /** An outcome that ends the program, or returns from the function, with a number. */
    static Outcome exit(Program program, long number) {
        return new Outcome(program.flow(), new Exit(program, number));
    }

    private record Exit(Program program, long number) implements Consumer<Flow> {
        @Override
        public void accept(Flow flow) {
            program.exit(Value.of(number));
        }
    }

    /** Ends the path with it. */
    void take() {
        ending.accept(flow);
    }

    /** The block where packets go that are too short. */
    Block tooShort() {
        if (tooShort == null) {
            Block block = flow.block();
            flow.aside(block, shortEnding);
            tooShort = block;
        }
        return tooShort;
    }
}
