package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a function of the kernel is given in a call by its name, checked against what it takes. */
final class CallArguments {
    private final Program program;
    private final String callee;
    private final List<HelperTable.Parameter> parameters;

    CallArguments(Program program, String callee, List<HelperTable.Parameter> parameters) {
        this.program = program;
        this.callee = callee;
        this.parameters = parameters;
    }

    /** {@return the values; the context is put where it belongs} */
    Value[] of(Object... given) {
        List<HelperTable.Parameter> wanted =
                parameters.stream().filter(parameter -> parameter.kind() != HelperTable.Kind.CONTEXT).toList();
        if (wanted.size() != given.length) {
            throw CallSite.refuse(callee + " takes " + wanted.size() + " arguments ("
                    + wanted.stream().map(HelperTable.Parameter::text).collect(Collectors.joining(", ")) + "), not " + given.length
                    + (wanted.size() < parameters.size() ? "; the context is given by itself" : ""));
        }
        List<Value> arguments = new ArrayList<>();
        int next = 0;
        int room = 0;
        for (HelperTable.Parameter parameter : parameters) {
            if (parameter.kind() == HelperTable.Kind.CONTEXT) {
                arguments.add(program.context());
                continue;
            }
            Object argument = given[next++];
            arguments.add(value(parameter, argument));
            if (parameter.isSize() && room > 0 && argument instanceof Number size && size.longValue() > room) {
                throw CallSite.refuse(parameter.text() + " of " + callee + " is " + size + ", the memory before it has " + room
                        + " bytes");
            }
            room = argument instanceof Struct struct ? struct.size() : argument instanceof ArrayField<?> array ? array.bytes() : 0;
        }
        return arguments.toArray(Value[]::new);
    }

    private Value value(HelperTable.Parameter parameter, Object argument) {
        switch (parameter.kind()) {
            case MAP -> {
                if (argument instanceof AnyMap map) {
                    program.declared().use(map);
                    return map.handle(program.flow());
                }
            }
            case OBJECT -> {
                if (argument instanceof KernelObject object) {
                    return object.pointer();
                }
                if (argument instanceof Struct struct && struct.memory().address().region().kind() == Region.Kind.OBJECT) {
                    return program.flow().pointer(struct.memory().address());
                }
                if (argument instanceof Integer zero && zero == 0) {
                    return Value.of(0);
                }
            }
            case MEMORY -> {
                if (argument instanceof Struct struct) {
                    return program.flow().pointer(struct.memory().address());
                }
                if (argument instanceof ArrayField<?> array) {
                    return program.flow().pointer(array.memory().address());
                }
                if (argument instanceof KernelObject object) {
                    return object.pointer();
                }
                if (argument instanceof Integer zero && zero == 0) {
                    return Value.of(0);
                }
                if (argument instanceof Field field) {
                    return program.flow().pointer(field.memory().address());
                }
            }
            default -> {
                if (argument instanceof Num number) {
                    return number.get().value();
                }
                if (argument instanceof Long || argument instanceof Integer) {
                    return Value.of(((Number) argument).longValue());
                }
            }
        }
        String expected =
                switch (parameter.kind()) {
                    case MAP -> "a map";
                    case OBJECT -> "an object of the kernel's, such as p.currentTask()";
                    case MEMORY -> "a struct, a field or an object of the kernel's";
                    default -> "a number in host order";
                };
        throw CallSite.refuse("'" + parameter.text() + "' of " + callee + " is given as " + expected + ", not as "
                + argument.getClass().getSimpleName());
    }
}
