package dev.xdpasm.dsl;

import dev.xdpasm.SourceLine;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Size;
import dev.xdpasm.uapi.Helper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A record of a ring buffer that a body fills in: {@link MapProgram#reserve}. It is handed out exactly once on each path: a path
 * that falls off the end of the body or leaves it submits the record, one that says {@link #discard} does not.
 */
public final class Record {
    private final Program program;
    private final Temp pointer;
    private final int size;
    private final List<Flow.Arm> arms = new ArrayList<>();
    private Optional<SourceLine> gone = Optional.empty();
    private int held;

    Record(Program program, Temp pointer, int size) {
        this.program = program;
        this.pointer = pointer;
        this.size = size;
    }

    /** Ends the path of the body: the record is not handed out. What the body follows comes next. */
    public void discard() {
        end(Helper.bpf_ringbuf_discard);
    }

    /** Ends the path of the body: the record is handed out. What the body follows comes next. */
    public void submit() {
        end(Helper.bpf_ringbuf_submit);
    }

    private void end(Helper how) {
        requireAlive();
        Flow flow = program.flow();
        flow.holdings().giveBack(held);
        call(how);
        arms.add(flow.arm());
        flow.goNowhere();
    }

    private void call(Helper how) {
        program.callHelper(how, Set.of(Region.Kind.OBJECT), pointer, Value.of(0));
    }

    private void requireAlive() {
        gone.ifPresent(line -> {
            throw CallSite.refuse("this record was handed out at the end of the block that begins at " + line);
        });
    }

    /** Writes the body; {@code R} is what the record is seen as. */
    <R> void fill(RingRef<R> ring, BiConsumer<? super R, Record> body) {
        Flow flow = program.flow();
        Memory memory = Memory.of(flow, pointer, 0, Region.object(ring.name())).during(this::requireAlive);
        for (int at = 0; at < size; at += Long.BYTES) {
            memory.plus(at).store(Size.DW, Value.of(0));
        }
        try {
            program.holding(() -> call(Helper.bpf_ringbuf_submit), () -> {
                held = flow.holdings().count();
                flow.within(() -> body.accept(ring.record().at(memory), this));
            });
        } finally {
            gone = CallSite.line();
        }
        if (flow.isReachable()) {
            call(Helper.bpf_ringbuf_submit);
        }
        arms.add(flow.arm());
        flow.join(arms);
    }
}
