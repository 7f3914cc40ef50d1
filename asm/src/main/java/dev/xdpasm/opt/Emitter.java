package dev.xdpasm.opt;

import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;

/** Where a rule puts the steps that its new form needs before the step that it rewrites. */
interface Emitter {
    /** {@return the result of an operation on all 64 bits, simplified at once} */
    Value emit(AluOp op, Value left, Value right);

    /** {@return the lower 32 bits of a value} */
    Value lowerHalf(Value value);
}
