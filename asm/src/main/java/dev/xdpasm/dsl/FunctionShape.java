package dev.xdpasm.dsl;

import dev.xdpasm.ir.Callee;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.object.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A function as its constant says it. It is written for each object in which something calls it, when the first does.
 *
 * @param <R> what its result is
 */
final class FunctionShape<R> {
    private static final int MOST = 5;

    private final String name;
    private final Binding binding;
    private final Type<R, ?> result;
    private final List<Type<?, ?>> arguments;
    private final BiConsumer<FunctionBody<R>, List<Object>> body;

    FunctionShape(
            String name,
            Binding binding,
            Type<R, ?> result,
            List<Type<?, ?>> arguments,
            BiConsumer<FunctionBody<R>, List<Object>> body) {
        Names.require("function", name);
        if (arguments.size() > MOST) {
            throw CallSite.refuse(name + " has " + arguments.size() + " arguments, registers hold " + MOST
                    + ": put them into a value of a per-CPU array, or compute some of them in the function");
        }
        this.name = name;
        this.binding = binding;
        this.result = result;
        this.arguments = arguments;
        this.body = body;
        Given.notNull(result, "result").numbers(name + "'s result");
        arguments.forEach(type -> Given.notNull(type, "argument").numbers("an argument of " + name));
    }

    R call(Program program, List<Object> given) {
        if (given.size() != arguments.size()) {
            throw CallSite.refuse(name + " takes " + arguments.size() + " arguments, not " + given.size());
        }
        Flow flow = program.flow();
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            values.add(cut(arguments.get(i), given.get(i)));
        }
        int type = binding == Binding.GLOBAL ? program.declared().function(name, result.shape(), shapes()) : 0;
        program.declared().functions().call(name, binding, this, type, this::write);
        Temp returned = flow.temp(Long.SIZE);
        flow.add(new Step.Call(
                Optional.of(returned),
                new Callee.OfSubprogram(name),
                values,
                false,
                Set.of(Region.Kind.MAP, Region.Kind.OBJECT),
                false));
        return result.of(flow, returned);
    }

    private List<BtfShape> shapes() {
        return arguments.stream().<BtfShape>map(Type::shape).toList();
    }

    @SuppressWarnings("unchecked") // the constant's call says what each argument is
    private static Value cut(Type<?, ?> type, Object given) {
        return ((Type<Object, ?>) type).bits(given);
    }

    private void write(Flow flow, Declared declared) {
        FunctionBody<R> function = new FunctionBody<>(flow, declared, result);
        List<Object> given = new ArrayList<>();
        for (Type<?, ?> type : arguments) {
            given.add(type.of(flow, flow.graph().parameter("", Long.SIZE)));
        }
        function.begin(new Outcome(flow, end -> function.exit(Value.of(0))));
        body.accept(function, given);
        function.finish();
    }
}
