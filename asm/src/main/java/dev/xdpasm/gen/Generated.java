package dev.xdpasm.gen;

import dev.xdpasm.isa.Code;
import java.util.List;

/**
 * What the code generator made of a graph.
 *
 * @param code the instructions
 * @param frameBytes the bytes of the stack that they use, a multiple of 8, at most 512
 * @param stages what lay between, in order, if it was asked for
 */
public record Generated(Code code, int frameBytes, List<Stage> stages) {
    /**
     * What a function looked like at some point of its making.
     *
     * @param name what had been done to it
     * @param text the function as text, with the Java lines
     */
    public record Stage(String name, String text) {}

    /** Creates a result. */
    public Generated {
        stages = List.copyOf(stages);
    }
}
