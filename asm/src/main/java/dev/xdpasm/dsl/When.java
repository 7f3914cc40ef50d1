package dev.xdpasm.dsl;

import java.util.List;

/** What {@code p.when} has said, so that {@link #otherwise} can say what is done where the condition does not hold. */
public final class When {
    private final Program program;
    private final Flow.Arm then;
    private final Flow.Arm rest;
    private final Flow.Arm joined;

    When(Program program, Flow.Arm then, Flow.Arm rest) {
        this.program = program;
        this.then = then;
        this.rest = rest;
        this.joined = program.flow().arm();
    }

    /**
     * Says what is done where the condition does not hold.
     *
     * @throws dev.xdpasm.AssemblyException if something was said in between
     */
    public void otherwise(Runnable body) {
        Flow flow = program.flow();
        if (!flow.isStill(joined)) {
            throw CallSite.refuse("otherwise() follows its when() directly, with nothing said in between");
        }
        flow.resume(rest);
        flow.within(body);
        flow.join(List.of(then, flow.arm()));
    }
}
