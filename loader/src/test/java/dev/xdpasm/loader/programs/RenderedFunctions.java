package dev.xdpasm.loader.programs;

import dev.xdpasm.dsl.CallProgram;
import dev.xdpasm.dsl.FunctionBody;
import dev.xdpasm.dsl.Functions;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.loader.programs.Tree.Function;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions of a random program as constants of the DSL, each made when it is called first. */
final class RenderedFunctions {
    private final Map<Integer, Functions.OfAny<Object, Num>> locals = new HashMap<>();
    private final Map<Integer, Functions.Of2<Object, Object, Num>> globals = new HashMap<>();

    Num call(CallProgram p, Function function, List<Object> arguments) {
        return function.global()
                ? globals.computeIfAbsent(function.id(), id -> global(function)).call(p, arguments.get(0), arguments.get(1))
                : locals.computeIfAbsent(function.id(), id -> local(function)).call(p, arguments);
    }

    private Functions.OfAny<Object, Num> local(Function function) {
        return Functions.local(
                name(function), function.result().type(), types(function), (f, given) -> Renderer.function(function, f, given, this));
    }

    private Functions.Of2<Object, Object, Num> global(Function function) {
        List<Type<Object, ?>> types = types(function);
        return Functions.global(
                name(function),
                function.result().type(),
                types.get(0),
                types.get(1),
                (FunctionBody<Num> f, Object a, Object b) -> Renderer.function(function, f, List.of(a, b), this));
    }

    private static String name(Function function) {
        return "f" + function.id();
    }

    @SuppressWarnings("unchecked") // arguments are given as their types say
    private static List<Type<Object, ?>> types(Function function) {
        List<Type<Object, ?>> types = new ArrayList<>();
        if (function.struct().isPresent()) {
            types.add((Type<Object, ?>) (Type<?, ?>) Table.Tables.RECORD_TYPE);
        }
        function.parameters().forEach(parameter -> types.add((Type<Object, ?>) (Type<?, ?>) parameter.kind().type()));
        return types;
    }
}
