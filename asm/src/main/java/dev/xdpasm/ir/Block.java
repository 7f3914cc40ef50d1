package dev.xdpasm.ir;

import dev.xdpasm.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private @Nullable Ending ending;
    private Optional<SourceLine> endingLine = Optional.empty();
    private Block[] successors = {};

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
        return ending != null;
    }

    /** {@return how it ends; of a block that is {@linkplain #isEnded ended}} */
    public Ending ending() {
        if (ending == null) {
            throw new NoSuchElementException(this + " has no ending yet");
        }
        return ending;
    }

    /** {@return the Java line that said how it ends} */
    public Optional<SourceLine> endingLine() {
        return endingLine;
    }

    /** Says how it ends. */
    public void end(Ending how, Optional<SourceLine> line) {
        Block[] ways = how.successors();
        if (ending == null || !areSame(ways, successors)) {
            graph.reshaped();
        }
        ending = how;
        endingLine = line;
        successors = ways;
    }

    private static boolean areSame(Block[] some, Block[] others) {
        for (int i = 0; i < some.length && i < others.length; i++) {
            if (some[i] != others[i]) {
                return false;
            }
        }
        return some.length == others.length;
    }

    /** Says how it ends; the line stays. */
    public void end(Ending how) {
        end(how, endingLine);
    }

    /** {@return the blocks that may come next, none as long as it is not {@linkplain #isEnded ended}} Not to be written to. */
    public Block[] successors() {
        return successors;
    }

    @Override
    public String toString() {
        return "b" + number;
    }
}
