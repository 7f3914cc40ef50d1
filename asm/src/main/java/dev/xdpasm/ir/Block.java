package dev.xdpasm.ir;

import dev.xdpasm.SourceLine;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Steps that are done one after another, and an {@link Ending}. Mutable; belongs to one {@link Graph}. Identity is the
 * object's.
 */
public final class Block {
    /** A step with the Java line that said it. */
    public record Lined(Step what, Optional<SourceLine> line) {
        /** {@return another step of the same line} */
        public Lined with(Step other) {
            return new Lined(other, line);
        }
    }

    private static final Lined[] NONE = {};

    private final Graph graph;
    private final int number;
    /** Arrays, since what goes through all blocks finds most of them with a step or none. */
    private Lined[] steps = NONE;

    private int size;
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

    /** {@return its steps, of which each may be replaced by another} More and fewer are said to the block. */
    public Lined[] steps() {
        if (steps.length > size) {
            steps = Arrays.copyOf(steps, size);
        }
        return steps;
    }

    /** {@return how many steps it has} */
    public int size() {
        return size;
    }

    /** Says what its steps are. */
    public void steps(List<Lined> changed) {
        steps = changed.toArray(NONE);
        size = steps.length;
    }

    /** Adds a step at the end. */
    public void add(Step step, Optional<SourceLine> line) {
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, Math.max(4, 2 * size));
        }
        steps[size++] = new Lined(step, line);
    }

    /** Puts steps before the one at a place, or at the end. */
    public void insert(int at, Lined... more) {
        Lined[] all = Arrays.copyOf(steps, size + more.length);
        System.arraycopy(all, at, all, at + more.length, size - at);
        System.arraycopy(more, 0, all, at, more.length);
        steps = all;
        size = all.length;
    }

    /** Takes out the step at a place. */
    public void remove(int at) {
        Lined[] all = steps().clone();
        System.arraycopy(all, at + 1, all, at, size - at - 1);
        steps = all;
        size--;
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
