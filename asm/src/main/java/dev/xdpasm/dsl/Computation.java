package dev.xdpasm.dsl;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import java.util.Optional;
import java.util.function.Consumer;

/** A number in the making, which each path of a body decides on: {@link Program#compute}. */
public final class Computation {
    private final Program program;
    private final Type<Num, NumField> type;
    private final Temp variable;
    private final Block done;
    private final Outcome outcome;
    private final int held;
    private boolean over;

    Computation(Program program, Type<Num, NumField> type, Num byDefault) {
        this.program = program;
        this.type = type;
        this.variable =
                program.flow().graph().variable("", type.numType().signed() ? Long.SIZE : type.numType().bits());
        this.held = program.flow().held();
        this.done = program.flow().block();
        this.outcome = new Outcome(program.flow(), flow -> give(byDefault));
    }

    /** Ends the path: this is the number. What does not fit its type is cut. */
    public void give(Num number) {
        if (over) {
            throw CallSite.refuse("this compute() is over: give() is for its body");
        }
        Flow flow = program.flow();
        flow.oneCall(() -> {
            NumValue kept = number.as(type).get();
            flow.giveBack(held);
            flow.add(new Step.Move(variable, kept.value()));
            flow.end(new Ending.Jump(done));
            return kept;
        });
    }

    /** Ends the path: this is the number. */
    public void give(long number) {
        give(program.num(type, number));
    }

    Outcome outcome() {
        return outcome;
    }

    void run(Consumer<Computation> body) {
        Flow flow = program.flow();
        Optional<PacketState> packet = flow.packet();
        int generations = flow.generations();
        int stores = flow.packetStores();
        flow.within(() -> body.accept(this));
        if (flow.isReachable()) {
            outcome.take();
        }
        over = true;
        flow.goOn(done, flow.packetStores() == stores ? packet : Flow.written(packet));
        if (flow.generations() != generations) {
            flow.packetMoved();
        }
    }

    Num result() {
        return new NumValue(program.flow(), variable, type.numType());
    }
}
