package dev.xdpasm.opt;

import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Flow;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Reader;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What temps are made of. Only what stays true wherever the temp is known is told: the step that sets a temp which is no
 * variable, and reads none.
 */
final class Terms {
    private @Nullable Step[] definitions;
    private long[] possible;

    /** Begins with nothing known of so many temps. */
    Terms(int temps) {
        definitions = new Step[temps];
        possible = new long[temps];
        Arrays.fill(possible, -1);
    }

    /** {@return the terms of a whole graph} */
    static Terms of(Graph graph, Flow flow) {
        Terms terms = new Terms(graph.temps());
        for (int at = 0; at < flow.size(); at++) {
            for (Lined step : flow.block(at).steps()) {
                terms.define(step.what());
            }
        }
        return terms;
    }

    /** Learns what a step sets. */
    void define(Step step) {
        Temp to = step.result().orElse(null);
        if (to == null || to.isVariable()) {
            return;
        }
        int number = to.number();
        if (number >= definitions.length) {
            int from = possible.length;
            definitions = Arrays.copyOf(definitions, Math.max(number + 1, 2 * from));
            possible = Arrays.copyOf(possible, definitions.length);
            Arrays.fill(possible, from, possible.length, -1);
        }
        definitions[number] = Reading.readsVariable(step) ? null : step;
        int operands = Reader.operands(step);
        possible[number] = KnownBits.of(
                step, operands > 0 ? possible(Reader.operand(step, 0)) : -1, operands > 1 ? possible(Reader.operand(step, 1)) : -1);
    }

    /** {@return the step that sets a value, if it may be looked through} */
    @Nullable Step definition(Value value) {
        return value instanceof Temp temp && temp.number() < definitions.length ? definitions[temp.number()] : null;
    }

    /** {@return the {@link Step.Binary} of which a value is the result, if it is one of that kind with a constant right of it} */
    @Nullable Step withConstant(Value value, AluOp op) {
        return definition(value) instanceof Step.Binary binary && binary.op() == op && binary.right() instanceof Const
                ? binary
                : null;
    }

    /** {@return the bits that a value may have set, as the verifier can see it too} */
    long possible(Value value) {
        if (value instanceof Const constant) {
            return constant.value();
        }
        int number = ((Temp) value).number();
        return number < possible.length ? possible[number] : -1;
    }

    /** {@return the bits that a value may have set} */
    long claimed(Value value) {
        return possible(value) & Evaluation.ones(value.bits());
    }

    /** {@return the bits that a step's result may have set, by what the temps that it reads say of themselves too} */
    long resulting(Step step) {
        int operands = Reader.operands(step);
        return KnownBits.of(step, operands > 0 ? claimed(Reader.operand(step, 0)) : -1, operands > 1 ? claimed(Reader.operand(step, 1)) : -1);
    }
}
