package dev.xdpasm.dsl;

import dev.xdpasm.SourceLine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lambda that is being run: what was computed in it is known to the end of it, and in the lambdas inside. Identity is the
 * object's.
 */
final class Scope {
    /** {@code BPF_COMPLEXITY_LIMIT_JMP_SEQ}, kernel/bpf/verifier.c. */
    private static final int MOST_IN_A_ROW = 8192;

    private final @Nullable Scope outer;
    private final Optional<SourceLine> line;
    private final int depth;
    private int conditions;

    /** Begins the outermost scope. */
    Scope() {
        this(null, Optional.empty(), 0);
    }

    private Scope(@Nullable Scope outer, Optional<SourceLine> line, int depth) {
        this.outer = outer;
        this.line = line;
        this.depth = depth;
    }

    /** {@return a scope inside this one} */
    Scope inner(Optional<SourceLine> begun) {
        return new Scope(this, begun, depth + 1);
    }

    /** Notes that one more condition is asked for, and refuses so many in one body that the verifier gives up. */
    void condition() {
        if (++conditions > MOST_IN_A_ROW) {
            throw CallSite.refuse("condition " + (MOST_IN_A_ROW + 1) + " in a row: the verifier keeps at most " + MOST_IN_A_ROW
                    + " ways open, and each packet would be asked one by one: make rules of them and use p.decide, or keep keys in a"
                    + " map (p.lookup)");
        }
    }

    /** Whether what was computed in this scope is known in another one. */
    boolean reaches(Scope other) {
        Scope at = other;
        while (at.depth > depth && at.outer != null) {
            at = at.outer;
        }
        return at == this;
    }

    /** Refuses the use of a variable of this scope in one where it is not known. */
    void require(Scope other) {
        if (!reaches(other)) {
            throw CallSite.refuse("this variable was made in " + where() + " and is not known outside of it");
        }
    }

    /** {@return where it begins, to be said in an error} */
    String where() {
        return line.map(known -> "the block that begins at " + known).orElse("another block");
    }
}
