package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Callee;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.object.Binding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
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
        for (Type<?, ?> type : arguments) {
            if (!Given.notNull(type, "argument").isStruct()) {
                type.numbers("an argument of " + name);
            }
        }
    }

    R call(Program program, List<Object> given) {
        if (given.size() != arguments.size()) {
            throw CallSite.refuse(name + " takes " + arguments.size() + " arguments, not " + given.size());
        }
        Flow flow = program.flow();
        List<Value> values = new ArrayList<>();
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Type<?, ?> argument = arguments.get(i);
            if (argument.isStruct()) {
                argument.requireValue(given.get(i));
                Address at = ((Struct) given.get(i)).memory().address();
                requireAligned(at);
                regions.add(at.region());
                values.add(flow.pointer(at));
            } else {
                values.add(cut(argument, given.get(i)));
            }
        }
        requireSameMemory(program, regions.stream().map(FunctionShape::inside).toList());
        requireInKernel(program.declared().functions(), !regions.isEmpty());
        int type = binding == Binding.GLOBAL ? program.declared().function(name, result.shape(), shapes()) : 0;
        program.declared().functions().call(name, binding, this, type, this::write);
        Set<Region.Kind> writes = EnumSet.of(Region.Kind.MAP, Region.Kind.OBJECT);
        regions.forEach(region -> writes.add(region.kind()));
        Temp returned = flow.temp(Long.SIZE);
        flow.add(new Step.Call(
                Optional.of(returned),
                new Callee.OfSubprogram(name),
                values,
                writes.contains(Region.Kind.STACK),
                writes,
                false));
        return result.of(flow, returned);
    }

    private void requireInKernel(Compilation functions, boolean takesStructs) {
        if (binding == Binding.LOCAL) {
            functions.require("a function (" + name + ")", "4.16");
        } else {
            functions.require("a global function (" + name + ")", "5.6");
            if (takesStructs) {
                functions.require("a struct as an argument of a global function (" + name + ")", "5.13");
            }
        }
    }

    /** Functions take it that a struct of the stack begins where its widest field may. */
    private void requireAligned(Address at) {
        if (at.region().isAligned() && at.offset() % Long.BYTES != 0) {
            throw CallSite.refuse(name + " is given a struct that lies " + at.offset()
                    + " bytes into another on the stack, expected a multiple of 8: put it there, or make one of its own");
        }
    }

    /** What memory of the caller is to the function: another's stack is none that it has itself. */
    private static Region inside(Region region) {
        return region.kind() == Region.Kind.STACK ? Region.CALLERS : region;
    }

    /** What else the function touches may be the same memory, so that one function is given structs of one memory. */
    private void requireSameMemory(Program program, List<Region> regions) {
        List<Region> first = program.declared().functions().given(this, regions);
        if (!first.equals(regions)) {
            throw CallSite.refuse(name + " was given structs in " + first + " where it was called first, and here in " + regions
                    + ": make a function for each");
        }
    }

    private List<BtfShape> shapes() {
        return arguments.stream()
                .map(type -> type.isStruct() ? new BtfShape.Pointer(type.shape()) : type.shape())
                .toList();
    }

    @SuppressWarnings("unchecked") // the constant's call says what each argument is
    private static Value cut(Type<?, ?> type, Object given) {
        return ((Type<Object, ?>) type).bits(given);
    }

    private void write(Flow flow, Declared declared) {
        FunctionBody<R> function = new FunctionBody<>(flow, declared, result);
        function.begin(Outcome.exit(function, 0));
        Iterator<Region> regions = declared.functions().given(this, List.of()).iterator();
        List<Object> given = new ArrayList<>();
        for (Type<?, ?> type : arguments) {
            Temp register = flow.graph().parameter("", Long.SIZE);
            given.add(type.isStruct() ? struct(function, type, register, regions.next()) : type.of(flow, register));
        }
        body.accept(function, given);
        function.finish();
    }

    /** A struct behind a pointer. Of a global function it may be null for all that the verifier knows, who looks at it alone. */
    private Object struct(FunctionBody<R> function, Type<?, ?> type, Temp pointer, Region region) {
        Flow flow = function.flow();
        if (binding == Binding.GLOBAL) {
            Bool there = Bool.isNotZero(flow, pointer).likely();
            function.orByDefault(there);
        }
        return Objects.requireNonNull(type.at(Memory.of(flow, pointer, 0, region)));
    }
}
