package dev.xdpasm.dsl;

import dev.xdpasm.SourceLine;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.uapi.Helper;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A socket that a lookup gave a reference to: it is given back exactly once on each path, at the end of the body or by what leaves
 * it.
 */
final class HeldSocket {
    private final Program program;
    private final Temp pointer;
    private Optional<SourceLine> gone = Optional.empty();

    HeldSocket(Program program, Temp pointer) {
        this.program = program;
        this.pointer = pointer;
    }

    /** Writes the body. */
    void around(Consumer<Sock> body) {
        Flow flow = program.flow();
        Sock sock = new Sock();
        sock.bind(Memory.of(flow, pointer, 0, Region.object("socket")).during(this::requireHeld));
        program.holding(this::release, () -> flow.within(() -> body.accept(sock)));
        if (flow.isReachable()) {
            release();
        }
        gone = CallSite.line();
    }

    private void release() {
        program.callHelper(Helper.bpf_sk_release, Set.of(), pointer);
    }

    private void requireHeld() {
        gone.ifPresent(line -> {
            throw CallSite.refuse("this socket was given back at the end of the block that begins at " + line);
        });
    }
}
