package dev.xdpasm.dsl;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.uapi.UapiConstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The cases of a number: {@link Program#match}. The first that is met is done, then the program goes on behind them all. */
public final class Match {
    private final Program program;
    private final Function<Long, Bool> equal;
    private final Cases range;
    private final ConstantCases constants;
    private final List<Flow.Arm> arms = new ArrayList<>();
    private boolean hasRest;

    /** How a range of numbers is asked for. */
    private interface Cases {
        Bool in(long low, long high);
    }

    private Match(Program program, Function<Long, Bool> equal, Cases range, ConstantCases constants) {
        this.constants = constants;
        this.program = program;
        this.equal = equal;
        this.range = range;
    }

    static Match of(Program program, Num number) {
        NumValue value = number.get();
        return new Match(program, value::eq, value::in, ConstantCases.of(program.flow(), value));
    }

    static Match of(Program program, Net number) {
        NetValue value = number.get();
        return new Match(program, value::eq, value::in, ConstantCases.of(program.flow(), value));
    }

    /** Says what is done where it is that number. */
    public Match on(long number, Runnable body) {
        requireOpen();
        if (!constants.goesOn(program.flow())) {
            flush();
        }
        constants.add(number, equal, Given.notNull(body, "body"), program.flow());
        return this;
    }

    /** Says what is done where it is that constant of the kernel. */
    public Match on(UapiConstant number, Runnable body) {
        return on(number.value(), body);
    }

    /** Says what is done where it is one of these numbers. */
    public Match onAny(Runnable body, long... numbers) {
        if (numbers.length == 0) {
            throw CallSite.refuse("a case of no number is never met");
        }
        flush();
        Bool any = equal.apply(numbers[0]);
        for (int i = 1; i < numbers.length; i++) {
            any = any.or(equal.apply(numbers[i]));
        }
        return on(any, body);
    }

    /** Says what is done where it is one of {@code low} to {@code high}, both included. */
    public Match onRange(long low, long high, Runnable body) {
        flush();
        return on(range.in(low, high), body);
    }

    /** Says what is done where a condition holds, whatever the number. */
    public Match on(Bool condition, Runnable body) {
        requireOpen();
        flush();
        return program.flow().oneCall(() -> ask(condition, body));
    }

    private Match ask(Bool condition, Runnable body) {
        Flow flow = program.flow();
        flow.scope().condition();
        Optional<PacketState> packet = flow.packet();
        Block yes = flow.block();
        Block no = flow.block();
        Given.notNull(condition, "condition").branch(yes, no, Ending.Likely.EITHER);
        flow.goOn(yes, packet);
        flow.within(body);
        arms.add(flow.arm());
        flow.goOn(no, packet);
        return this;
    }

    private void requireOpen() {
        if (hasRest) {
            throw CallSite.refuse("no case is met behind otherwise()");
        }
    }

    private void flush() {
        Flow flow = program.flow();
        arms.addAll(flow.oneCall(() -> constants.write(flow)));
    }

    /** Says what is done where no case is met; comes last. */
    public void otherwise(Runnable body) {
        flush();
        program.flow().within(body);
        hasRest = true;
    }

    void finish() {
        flush();
        arms.add(program.flow().arm());
        program.flow().join(arms);
    }
}
