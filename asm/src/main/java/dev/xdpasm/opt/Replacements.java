package dev.xdpasm.opt;

import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Reader;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Values that are to be read instead of temps. */
final class Replacements implements UnaryOperator<Value> {
    /** By the numbers of temps, null for those that stay. */
    private @Nullable Value[] values;

    /** Begins with none for so many temps. */
    Replacements(int temps) {
        values = new Value[temps];
    }

    /** Says what is to be read instead of a temp. */
    void put(Temp temp, Value value) {
        if (temp.number() >= values.length) {
            values = Arrays.copyOf(values, Math.max(temp.number() + 1, 2 * values.length));
        }
        values[temp.number()] = value;
    }

    /** {@return what is to be read instead of a value, itself if nothing else is} */
    @Override
    public Value apply(Value value) {
        if (!(value instanceof Temp temp) || temp.number() >= values.length) {
            return value;
        }
        Value other = values[temp.number()];
        return other == null ? value : other;
    }

    /** {@return the step with the values that it is to read, the same one if those are its own} */
    Step in(Step step) {
        return concern(step) ? Reading.reading(step, this) : step;
    }

    /** {@return the ending with the values that it is to read, the same one if those are its own} */
    Ending in(Ending ending) {
        return concern(ending) ? Reading.reading(ending, this) : ending;
    }

    private boolean concern(Reader reader) {
        for (int i = 0; i < Reader.operands(reader); i++) {
            Value value = Reader.operand(reader, i);
            if (apply(value) != value) {
                return true;
            }
        }
        return false;
    }
}
