package dev.xdpasm.ir;

import dev.xdpasm.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Steps that are done one after another, and an {@link Ending}. Mutable; belongs to one {@link Graph}. Identity is the
 * object's.
 */
public final class Block {
    /** A step or an ending with the Java line that said it. */
    public record Lined<T>(T what, Optional<SourceLine> line) {
        /** {@return something else of the same line} */
        public <U> Lined<U> with(U other) {
            return new Lined<>(other, line);
        }
    }

    private final Graph graph;
    private final int number;
    private List<Lined<Step>> steps = new ArrayList<>();
    private Optional<Lined<Ending>> ending = Optional.empty();

    Block(Graph graph, int number) {
        this.graph = graph;
        this.number = number;
    }

    /** {@return its number in its graph} */
    public int number() {
        return number;
    }

    /** {@return its steps, which may be changed} */
    public List<Lined<Step>> steps() {
        return steps;
    }

    /** Says what its steps are. */
    public void steps(List<Lined<Step>> changed) {
        steps = new ArrayList<>(changed);
    }

    /** Adds a step at the end. */
    public void add(Step step, Optional<SourceLine> line) {
        steps.add(new Lined<>(step, line));
    }

    /** {@return whether it has an ending, as all blocks of a finished graph have} */
    public boolean isEnded() {
        return ending.isPresent();
    }

    /** {@return how it ends; of a block that is {@linkplain #isEnded ended}} */
    public Ending ending() {
        return ending.orElseThrow().what();
    }

    /** {@return the Java line that said how it ends} */
    public Optional<SourceLine> endingLine() {
        return ending.isPresent() ? ending.get().line() : Optional.empty();
    }

    /** Says how it ends. */
    public void end(Ending how, Optional<SourceLine> line) {
        if (ending.isEmpty() || !how.successors().equals(successors())) {
            graph.reshaped();
        }
        ending = Optional.of(new Lined<>(how, line));
    }

    /** Says how it ends; the line stays. */
    public void end(Ending how) {
        end(how, endingLine());
    }

    /** {@return the blocks that may come next} */
    public List<Block> successors() {
        return ending().successors();
    }

    @Override
    public String toString() {
        return "b" + number;
    }
}
