package dev.xdpasm.opt;

import dev.xdpasm.ir.Graph;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The one door: makes a graph do the same with less. The passes stand in a table and are run in turn until none finds
 * anything; the same graph always comes out the same.
 */
public final class Optimizer {
    private static final Pass BLOCKS = new Blocks();
    private static final Pass DEAD_STEPS = new DeadSteps();
    private static final Pass KNOWN_BRANCHES = new KnownBranches();
    private static final Pass SINKING = new Sinking();

    /** In their order; some stand in it twice, so that most graphs need no second round. */
    static final List<Pass> PASSES = List.of(
            new Variables(),
            new Folding(),
            new Subexpressions(),
            BLOCKS,
            DEAD_STEPS,
            SINKING,
            KNOWN_BRANCHES,
            // ways that were led elsewhere leave others known
            KNOWN_BRANCHES,
            BLOCKS,
            new Checks(),
            new Intervals(),
            new LowerHalves(),
            new WideTests(),
            new LikelyTests(),
            new WideLoads(),
            new DeadStores(),
            new Overwritten(),
            new WideCopies(),
            DEAD_STEPS,
            SINKING);

    /** Done once, behind all of them. */
    private static final List<Pass> LAST = List.of(new EarlyResults(), new ExitValues());

    /** How often the table is gone through at most: what rules open for each other ends long before. */
    private static final int ROUNDS = 20;

    private Optimizer() {}

    /** Betters a graph in place. */
    public static void optimize(Graph graph) {
        run(graph, null);
    }

    /**
     * Betters a graph in place and shows its text before anything is done and after each pass that changed it.
     *
     * @param graph the graph
     * @param stage is given the name of what was done, such as {@code folding}, and the text after it
     */
    public static void stages(Graph graph, BiConsumer<String, String> stage) {
        stage.accept("as built", graph.toString());
        run(graph, stage);
    }

    private static void run(Graph graph, @Nullable BiConsumer<String, String> stage) {
        rounds(graph, stage);
        for (Pass pass : LAST) {
            run(pass, graph, stage);
        }
    }

    private static boolean run(Pass pass, Graph graph, @Nullable BiConsumer<String, String> stage) {
        boolean changed = pass.run(graph);
        if (changed && stage != null) {
            stage.accept(pass.name(), graph.toString());
        }
        return changed;
    }

    private static void rounds(Graph graph, @Nullable BiConsumer<String, String> stage) {
        // those that would find nothing: the graph did not change since
        Set<Pass> done = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            boolean any = false;
            for (Pass pass : PASSES) {
                if (done.add(pass) && run(pass, graph, stage)) {
                    done.clear();
                    any = true;
                }
            }
            if (!any) {
                return;
            }
        }
    }
}
