package dev.xdpasm.dsl;

import dev.xdpasm.gen.Generated;
import dev.xdpasm.gen.Generator;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.opt.Optimizer;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows how programs come about: the graph as it was said, what each pass makes of it, instructions, registers, layout. */
public final class Explanation {
    private static final ThreadLocal<@Nullable BiConsumer<String, String>> LISTENER = new ThreadLocal<>();

    private Explanation() {}

    /**
     * {@return what code returns, each stage of the programs that it makes in this thread being shown, with the Java lines}
     *
     * @param stage is given the function and the stage, such as {@code blocklist: folding}, and the text after it
     */
    public static <T> T during(BiConsumer<String, String> stage, Supplier<T> body) {
        BiConsumer<String, String> outer = LISTENER.get();
        LISTENER.set(stage);
        try {
            return body.get();
        } finally {
            LISTENER.set(outer);
        }
    }

    /** Makes the code of a graph, and shows how if someone wants to know. */
    static Generated generate(Graph graph, IsaLevel level) {
        BiConsumer<String, String> listener = LISTENER.get();
        if (listener == null) {
            Optimizer.optimize(graph);
            return Generator.generate(graph, level);
        }
        String name = graph.name() + ": ";
        Optimizer.stages(graph, (stage, text) -> listener.accept(name + stage, text));
        Generated generated = Generator.explain(graph, level);
        generated.stages().forEach(stage -> listener.accept(name + stage.name(), stage.text()));
        return generated;
    }
}
