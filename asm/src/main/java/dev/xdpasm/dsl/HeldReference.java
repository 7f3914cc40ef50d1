package dev.xdpasm.dsl;

import dev.xdpasm.SourceLine;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.uapi.Helper;
import java.util.Optional;
import java.util.Set;

/**
 * A reference that the kernel gave, to a socket or another of its objects: it is given back exactly once on each path, at the end of
 * the body or by what leaves it.
 */
final class HeldReference {
    private final Program program;
    private final String what;
    private final Runnable release;
    private Optional<SourceLine> gone = Optional.empty();

    /**
     * Creates it.
     *
     * @param what what it is to, to be said in an error
     * @param release says the call that gives it back
     */
    HeldReference(Program program, String what, Runnable release) {
        this.program = program;
        this.what = what;
        this.release = release;
    }

    /** A reference to a socket, which a helper gave. */
    static HeldReference toSocket(Program program, Temp pointer) {
        return new HeldReference(
                program, "socket", () -> program.callHelper(Helper.bpf_sk_release, Set.of(Region.Kind.OBJECT), pointer));
    }

    /** Writes the body. */
    void around(Runnable body) {
        Flow flow = program.flow();
        try {
            program.holding(release::run, () -> flow.within(body));
        } finally {
            gone = CallSite.line();
        }
        if (flow.isReachable()) {
            release.run();
        }
    }

    /** Refuses the use of what was given back. */
    void requireHeld() {
        gone.ifPresent(line -> {
            throw CallSite.refuse("this " + what + " was given back at the end of the block that begins at " + line);
        });
    }
}
