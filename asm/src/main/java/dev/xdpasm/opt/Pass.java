package dev.xdpasm.opt;

import dev.xdpasm.ir.Graph;

/** One way to better a graph. Its state is the graph's alone: passes are run over many graphs, also at the same time. */
interface Pass {
    /** {@return what it is called in the text of the stages} */
    String name();

    /** Betters a graph; what it does stays the same. {@return whether anything changed} */
    boolean run(Graph graph);
}
