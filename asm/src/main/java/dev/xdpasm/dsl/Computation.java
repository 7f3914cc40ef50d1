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
        this.held = program.flow().holdings().count();
        this.done = program.flow().block();
        this.outcome = new Outcome(program.flow(), new Default(this, byDefault));
    }

    /** What a path gives that says nothing. */
    private record Default(Computation computation, Num number) implements Consumer<Flow> {
        @Override
        public void accept(Flow flow) {
            computation.give(number);
        }
    }

    private record Body(Computation computation, Consumer<Computation> said) implements Runnable {
        @Override
        public void run() {
            said.accept(computation);
        }
    }

    /** Ends the path: this is the number. What does not fit its type is cut. */
    public void give(Num number) {
        if (over) {
            throw CallSite.refuse("this compute() is over: give() is for its body");
        }
        Flow flow = program.flow();
        Flow.Call around = flow.beginCall();
        try {
            NumValue kept = number.as(type).get();
            flow.holdings().giveBack(held);
            flow.add(new Step.Move(variable, kept.value()));
            flow.end(new Ending.Jump(done));
        } finally {
            flow.endCall(around);
        }
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
        int generations = flow.history().generations();
        int stores = flow.history().stores();
        flow.within(new Body(this, body));
        if (flow.isReachable()) {
            outcome.take();
        }
        over = true;
        flow.goOn(done, flow.history().stores() == stores ? packet : Flow.written(packet));
        if (flow.history().generations() != generations) {
            flow.history().moved();
        }
    }

    Num result() {
        return new NumValue(program.flow(), variable, type.numType());
    }
}
