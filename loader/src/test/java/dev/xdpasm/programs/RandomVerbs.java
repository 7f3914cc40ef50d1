package dev.xdpasm.programs;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.dsl.Bytes;
import dev.xdpasm.dsl.BytesField;
import dev.xdpasm.dsl.Globals;
import dev.xdpasm.dsl.Header;
import dev.xdpasm.dsl.LoopForm;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.Net;
import dev.xdpasm.dsl.NetField;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.NumVar;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.Types;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A user who takes whatever verb comes to hand: public methods of the DSL in a random order, called on what earlier calls gave, with
 * numbers and texts at the edges of what is taken. A refusal is caught, and the next verb is tried. The same seed says the same.
 */
final class RandomVerbs {
    private static final int MOST_VERBS = 60;
    private static final int MOST_KNOWN = 200;
    private static final int DEEPEST_BODY = 3;

    private static final long[] NUMBERS = {
        0, 1, -1, 2, 3, 4, 7, 8, 14, 16, 31, 32, 33, 63, 64, 65, 255, 256, 511, 512, 513, 1000, 4096, 65535, 65536, 0xffffffffL, 1L << 32,
        Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
    };
    private static final int INTEGERS = 25;
    private static final String[] TEXTS = {
        "", "a", "x y", "10.0.0.0/8", "10.0.0.1", "10.0.0.0/33", "2001:db8::/32", "::1", "02:00:00:00:00:01", "task_struct", "pid", "é", "a\nb",
        "%d %s", "%", "0123456789".repeat(7), "1a", "r0"
    };

    /** Verbs that are not tried: whether there is what they ask for, only a kernel can tell. */
    private static final Set<String> LEFT_OUT = Set.of("kernelTypes", "currentTask", "field", "text", "cpumap");

    static final class Two extends Header {
        final NetField first = be16();
        final NetField second = be32();
    }

    static final class Odd extends Struct {
        final NumField first = u8();
        final BytesField second = bytes(5);
        final NetField third = be16();
    }

    private final Random random;
    private final List<Object> known = new ArrayList<>();
    /** The verbs and what came of them, for the one who looks for what went wrong. */
    private final List<String> said = new ArrayList<>();

    private int depth;

    RandomVerbs(long seed) {
        random = new Random(seed);
    }

    List<String> said() {
        return said;
    }

    /** {@return an object of one program} Throws {@link AssemblyException} where a verb was refused so that no program can be made. */
    BpfObject write() {
        known.addAll(List.of(Types.U8, Types.U16, Types.U32, Types.U64, Types.S32, Types.BE16, Types.BE32, Types.MAC));
        known.add(Types.struct(Two::new));
        known.add(Types.struct(Odd::new));
        for (Class<?> makers : List.of(Maps.class, Globals.class)) {
            for (Method maker : methods(makers, true)) {
                call(maker, null);
            }
        }
        List<Consumer<Programs>> kinds = List.of(
                o -> o.xdp("random", this::verbs),
                o -> o.tc("random", this::verbs),
                o -> o.cgroupSkb("random", random.nextBoolean(), this::verbs),
                o -> o.socketFilter("random", this::verbs),
                o -> o.skMsg("random", this::verbs),
                o -> o.skSkb("random", this::verbs),
                o -> o.skReuseport("random", this::verbs),
                o -> o.skLookup("random", this::verbs),
                o -> o.sockOps("random", this::verbs),
                o -> o.sockAddr("random", "connect4", this::verbs),
                o -> o.tracepoint("random", "syscalls/sys_enter_openat", this::verbs),
                o -> o.probe("random", "raw_tp/sys_enter", this::verbs));
        return Programs.object(kinds.get(random.nextBoolean() ? 0 : random.nextInt(kinds.size())));
    }

    private void verbs(Object program) {
        known.add(0, program);
        for (int left = random.nextInt(MOST_VERBS); left > 0; left--) {
            verb();
        }
    }

    private void verb() {
        Object on = random.nextInt(3) == 0 ? known.get(0) : known.get(random.nextInt(known.size()));
        List<Method> methods = methods(on.getClass(), false);
        if (!methods.isEmpty()) {
            call(methods.get(random.nextInt(methods.size())), on);
        }
    }

    private static List<Method> methods(Class<?> of, boolean areStatic) {
        return Arrays.stream(of.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) == areStatic && !method.isBridge())
                .filter(method -> method.getDeclaringClass().getPackage() == Xdp.class.getPackage())
                .filter(method -> !LEFT_OUT.contains(method.getName()) && !isQuestion(method))
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }

    /** Whether Java is told something and the program gets nothing. */
    private static boolean isQuestion(Method method) {
        Class<?> answer = method.getReturnType();
        return method.getParameterCount() == 0 && answer != void.class && answer.getPackage() != Xdp.class.getPackage();
    }

    private void call(Method method, Object on) {
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(method.getGenericParameterTypes()[i], method.getParameterTypes()[i]);
            if (arguments[i] == null) {
                return;
            }
        }
        said.add(method.getDeclaringClass().getSimpleName() + "." + method.getName() + Arrays.toString(arguments));
        try {
            method.setAccessible(true);
            know(method.invoke(on, arguments));
        } catch (InvocationTargetException e) {
            refused(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private void refused(Throwable error) {
        if (error instanceof AssemblyException refusal && refusal.where().isPresent()) {
            said.add("    " + refusal.getMessage());
        } else if (!(error instanceof ClassCastException)) { // which the compiler would have found
            throw new AssertionError("not refused at a Java line", error);
        }
    }

    private void know(Object given) {
        boolean isNew = given != null && given.getClass().getPackage() == Xdp.class.getPackage() && !known.contains(given);
        if (isNew && known.size() < MOST_KNOWN) {
            known.add(given);
        }
    }

    /** {@return something of a type, null if there is nothing such} */
    private Object argument(java.lang.reflect.Type declared, Class<?> type) {
        if (type == int.class) {
            return (int) NUMBERS[random.nextInt(INTEGERS)];
        }
        if (type == long.class) {
            return NUMBERS[random.nextInt(NUMBERS.length)];
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == String.class) {
            return random.nextBoolean() ? "v" + known.size() : TEXTS[random.nextInt(TEXTS.length)];
        }
        if (type == LoopForm.class || type == MapType.class || type == MapSpec.class) {
            return null; // what the user vouches for
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (type.isArray()) {
            return array(type.getComponentType());
        }
        if (type == Supplier.class) {
            return random.nextBoolean() ? (Supplier<Struct>) Two::new : (Supplier<Struct>) Odd::new;
        }
        List<Object> fitting = known.stream().filter(each -> fits(declared, type, each)).toList();
        if (!fitting.isEmpty()) {
            return fitting.get(random.nextInt(fitting.size()));
        }
        return type.isInterface() && !type.isSealed() ? body(declared, type) : null;
    }

    private Object array(Class<?> of) {
        Object array = Array.newInstance(of, random.nextInt(4));
        for (int i = 0; i < Array.getLength(array); i++) {
            Object element = argument(of, of);
            if (element == null) {
                return null;
            }
            Array.set(array, i, element);
        }
        return array;
    }

    /** Whether a value fits a parameter, as far as its type of numbers, fields or bytes tells. */
    private static boolean fits(java.lang.reflect.Type declared, Class<?> type, Object value) {
        if (!type.isInstance(value) || type.getPackageName().startsWith("java.util")) {
            return false;
        }
        return !(value instanceof Type<?, ?> told)
                || List.of(Num.class, Net.class, Bytes.class).stream()
                        .allMatch(kind -> !declared.toString().contains(kind.getName()) || isOf(told, kind));
    }

    private static boolean isOf(Type<?, ?> type, Class<?> kind) {
        return type.getClass().getSimpleName().equals("Of" + kind.getSimpleName());
    }

    /** A body that says verbs as well, and answers with something that fits. */
    private Object body(java.lang.reflect.Type declared, Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.getName().equals("equals") ? proxy == arguments[0] : method.getName().equals("hashCode") ? 1 : "a body";
            }
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            for (Object argument : arguments == null ? new Object[0] : arguments) {
                if (!(argument instanceof NumVar)) {
                    know(argument);
                }
            }
            depth++;
            for (int left = depth > DEEPEST_BODY ? 0 : random.nextInt(3); left > 0; left--) {
                verb();
            }
            depth--;
            Class<?> result = method.getReturnType() == Object.class ? result(declared) : method.getReturnType();
            Object answer = result == void.class ? null : argument(result, result);
            if (result != void.class && answer == null) {
                throw new ClassCastException("nothing to answer with");
            }
            return answer;
        });
    }

    /** What a function of the type answers with: its last parameter. */
    private static Class<?> result(java.lang.reflect.Type function) {
        if (!(function instanceof ParameterizedType parameterized)) {
            return Object.class;
        }
        java.lang.reflect.Type last = parameterized.getActualTypeArguments()[parameterized.getActualTypeArguments().length - 1];
        if (last instanceof WildcardType wildcard) {
            last = wildcard.getUpperBounds()[0];
        }
        if (last instanceof ParameterizedType raw) {
            last = raw.getRawType();
        }
        return last instanceof Class<?> known ? known : Object.class;
    }
}
