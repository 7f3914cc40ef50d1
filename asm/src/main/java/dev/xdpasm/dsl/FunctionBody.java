package dev.xdpasm.dsl;

import dev.xdpasm.ir.Value;
import java.util.Optional;

/**
 * The body of a function in the making: {@link Functions}. It has no packet and no context, else it can do what programs can.
 *
 * @param <R> what its result is
 */
public final class FunctionBody<R> extends CallProgram {
    private final Type<R, ?> result;

    FunctionBody(Flow flow, Declared declared, Type<R, ?> result) {
        super(flow, declared, Optional.empty());
        this.result = result;
    }

    /** Ends the path: this is the result. What does not fit its type is cut. */
    public void give(R value) {
        Value bits = result.bits(value);
        exit(bits);
    }
}
