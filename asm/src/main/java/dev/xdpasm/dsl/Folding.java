package dev.xdpasm.dsl;

import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Width;
import dev.xdpasm.opt.Evaluation;
import java.util.Optional;

/** Computes with what is known when the program is made, as the kernel would when it runs (RFC 9669 section 4.1). */
final class Folding {
    private Folding() {}

    /** {@return the result of two constants; empty if one of them is none} */
    static Optional<Const> of(AluOp op, Width width, Value left, Value right) {
        if (!(left instanceof Const a) || !(right instanceof Const b)) {
            return Optional.empty();
        }
        return Optional.of(Value.of(Evaluation.binary(op, width, a.value(), b.value())));
    }

    /** {@return the lower bits of a number in network order: what a load of those bytes gives on a little-endian machine} */
    static long swapped(int width, long value) {
        return Evaluation.swap(ByteOrderOp.BE, width, value);
    }
}
