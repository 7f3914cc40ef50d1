package dev.xdpasm.dsl;

import dev.xdpasm.object.Binding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Makes functions that programs call: constants of the class that holds the program, as maps are.
 *
 * <pre>{@code
 * static final Functions.Of2<Num, Num, Num> MIX = Functions.local("mix", U32, U32, U32, (f, a, b) -> f.give(a.xor(b.times(31))));
 * ...
 * var hash = MIX.call(p, left, right);
 * }</pre>
 *
 * <p>Arguments are numbers, in host or network order, or structs: a header, a map's value, what {@code p.make} has made ({@code
 * struct(Ipv4::new)} is such a type). The function reads and writes a struct where it lies; one function is given structs of one
 * memory. Results are numbers. The verifier follows a local function at each call, with what it knows of the arguments; a global one
 * it checks once, for all arguments (Linux 5.6, with structs 5.13). A path that falls off the end of a body gives 0. Linux 4.16.
 */
public final class Functions {
    private Functions() {}

    /** The body of a function of one argument. */
    @FunctionalInterface
    public interface Body1<A, R> {
        /** Says what it does; {@code f} gives the result. */
        void write(FunctionBody<R> f, A a);
    }

    /** The body of a function of two arguments. */
    @FunctionalInterface
    public interface Body2<A, B, R> {
        /** Says what it does; {@code f} gives the result. */
        void write(FunctionBody<R> f, A a, B b);
    }

    /** The body of a function of three arguments. */
    @FunctionalInterface
    public interface Body3<A, B, C, R> {
        /** Says what it does; {@code f} gives the result. */
        void write(FunctionBody<R> f, A a, B b, C c);
    }

    /** The body of a function of any number of arguments, 0 to 5. */
    @FunctionalInterface
    public interface Body<A, R> {
        /** Says what it does; {@code f} gives the result. */
        void write(FunctionBody<R> f, List<A> arguments);
    }

    /** A function of one argument. */
    public static final class Of1<A, R> {
        private final FunctionShape<R> shape;

        Of1(FunctionShape<R> shape) {
            this.shape = shape;
        }

        /** Calls it; {@return its result} */
        public R call(Program p, A a) {
            return shape.call(p, List.of(a));
        }
    }

    /** A function of two arguments. */
    public static final class Of2<A, B, R> {
        private final FunctionShape<R> shape;

        Of2(FunctionShape<R> shape) {
            this.shape = shape;
        }

        /** Calls it; {@return its result} */
        public R call(Program p, A a, B b) {
            return shape.call(p, List.of(a, b));
        }
    }

    /** A function of three arguments. */
    public static final class Of3<A, B, C, R> {
        private final FunctionShape<R> shape;

        Of3(FunctionShape<R> shape) {
            this.shape = shape;
        }

        /** Calls it; {@return its result} */
        public R call(Program p, A a, B b, C c) {
            return shape.call(p, List.of(a, b, c));
        }
    }

    /** A function of any number of arguments of one type, 0 to 5. */
    public static final class OfAny<A, R> {
        private final FunctionShape<R> shape;

        OfAny(FunctionShape<R> shape) {
            this.shape = shape;
        }

        /** Calls it; {@return its result} */
        public R call(Program p, List<A> arguments) {
            return shape.call(p, List.copyOf(arguments));
        }
    }

    /** {@return a local function of one argument} */
    public static <A, R> Of1<A, R> local(String name, Type<R, ?> result, Type<A, ?> a, Body1<A, R> body) {
        return new Of1<>(shape(name, Binding.LOCAL, result, Arrays.asList(a), one(Given.notNull(body, "body"))));
    }

    /** {@return a local function of two arguments} */
    public static <A, B, R> Of2<A, B, R> local(
            String name, Type<R, ?> result, Type<A, ?> a, Type<B, ?> b, Body2<A, B, R> body) {
        return new Of2<>(shape(name, Binding.LOCAL, result, Arrays.asList(a, b), two(Given.notNull(body, "body"))));
    }

    /** {@return a local function of three arguments} */
    public static <A, B, C, R> Of3<A, B, C, R> local(
            String name, Type<R, ?> result, Type<A, ?> a, Type<B, ?> b, Type<C, ?> c, Body3<A, B, C, R> body) {
        return new Of3<>(shape(name, Binding.LOCAL, result, Arrays.asList(a, b, c), three(Given.notNull(body, "body"))));
    }

    /**
     * {@return a local function of as many arguments as there are types}
     *
     * @throws dev.xdpasm.AssemblyException if these are more than 5
     */
    public static <A, R> OfAny<A, R> local(String name, Type<R, ?> result, List<Type<A, ?>> arguments, Body<A, R> body) {
        return new OfAny<>(shape(name, Binding.LOCAL, result, new ArrayList<>(Given.notNull(arguments, "arguments")), any(Given.notNull(body, "body"))));
    }

    /** {@return a global function of one argument} Linux 5.6. */
    public static <A, R> Of1<A, R> global(String name, Type<R, ?> result, Type<A, ?> a, Body1<A, R> body) {
        return new Of1<>(shape(name, Binding.GLOBAL, result, Arrays.asList(a), one(Given.notNull(body, "body"))));
    }

    /** {@return a global function of two arguments} Linux 5.6. */
    public static <A, B, R> Of2<A, B, R> global(
            String name, Type<R, ?> result, Type<A, ?> a, Type<B, ?> b, Body2<A, B, R> body) {
        return new Of2<>(shape(name, Binding.GLOBAL, result, Arrays.asList(a, b), two(Given.notNull(body, "body"))));
    }

    private static <R> FunctionShape<R> shape(
            String name,
            Binding binding,
            Type<R, ?> result,
            List<Type<?, ?>> arguments,
            BiConsumer<FunctionBody<R>, List<Object>> body) {
        return new FunctionShape<>(name, binding, result, arguments, body);
    }

    @SuppressWarnings("unchecked") // FunctionShape gives each argument as its type says
    private static <T> T as(Object argument) {
        return (T) argument;
    }

    private static <A, R> BiConsumer<FunctionBody<R>, List<Object>> one(Body1<A, R> body) {
        return (f, given) -> body.write(f, as(given.get(0)));
    }

    private static <A, B, R> BiConsumer<FunctionBody<R>, List<Object>> two(Body2<A, B, R> body) {
        return (f, given) -> body.write(f, as(given.get(0)), as(given.get(1)));
    }

    private static <A, B, C, R> BiConsumer<FunctionBody<R>, List<Object>> three(Body3<A, B, C, R> body) {
        return (f, given) -> body.write(f, as(given.get(0)), as(given.get(1)), as(given.get(2)));
    }

    private static <A, R> BiConsumer<FunctionBody<R>, List<Object>> any(Body<A, R> body) {
        return (f, given) -> body.write(f, as(given));
    }
}
