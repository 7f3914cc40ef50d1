package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.dsl.*;
import dev.xdpasm.dsl.Timer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Null is refused at the Java line that gives it, whatever the DSL is asked for. */
class NullArgumentsTest {
    static final class Pair extends Struct {
        final NumField left = u64();
        final NetField right = be32();
        final BytesField mac = mac();
        final SpinLock lock = struct(SpinLock::new);
        final Timer timer = struct(Timer::new);
    }

    private static final Type<Pair, Pair> PAIR = struct(Pair::new);
    private static final MapRef<Num, Pair> PAIRS = Maps.array("pairs", PAIR, 1);
    private static final RingRef<Pair> RING = Maps.ring("ring", PAIR, 4096);

    /** What has public methods, as a program comes by it. */
    private static Stream<Function<Xdp, Object>> receivers() {
        return Stream.of(
                p -> p,
                p -> p.cpu().eq(1),
                p -> p.cpu(),
                p -> p.var(U32, 1),
                p -> p.num(1).net(BE32),
                p -> p.netVar(BE32, 1),
                p -> p.element(PAIRS).left,
                p -> p.element(PAIRS).right,
                p -> p.element(PAIRS).mac,
                p -> p.lookup(PAIRS, 0),
                p -> p.when(p.cpu().eq(1), () -> {}),
                p -> NullArgumentsTest.<Match>taken(take -> p.match(p.cpu(), take)),
                p -> Checksum.sum(p.ethernet()),
                p -> p.ethernet(),
                p -> p.vlan(),
                p -> p.arp(),
                p -> p.ipv4(),
                p -> p.ipv6(),
                p -> p.tcp(),
                p -> p.udp(),
                p -> p.icmp(),
                p -> p.gre(),
                p -> p.vxlan(),
                p -> p.kernelTypes(),
                p -> p.currentTask());
    }

    private static <T> T taken(Consumer<Consumer<T>> from) {
        AtomicReference<T> it = new AtomicReference<>();
        from.accept(it::set);
        return it.get();
    }

    static Stream<Arguments> methods() {
        return receivers().flatMap(receiver -> {
            AtomicReference<Class<?>> type = new AtomicReference<>();
            Xdp.program("asked", p -> type.set(receiver.apply(p).getClass()));
            return Arrays.stream(type.get().getMethods())
                    .filter(method -> method.getDeclaringClass().getPackage() == Xdp.class.getPackage() && !method.isSynthetic())
                    .filter(method -> !Arrays.stream(method.getParameterTypes()).allMatch(Class::isPrimitive))
                    .filter(method -> !method.getName().equals("equals"))
                    .map(method -> Arguments.of(method, receiver));
        });
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isRefused(Method method, Function<Xdp, Object> receiver) {
        Object[] nulls = Arrays.stream(method.getParameterTypes())
                .map(type -> type == int.class ? (Object) 1 : type == long.class ? 1L : type == boolean.class ? true : null)
                .toArray();
        AssemblyException refused = assertThrows(AssemblyException.class, () -> Xdp.program("wrong", p -> invoke(method, receiver.apply(p), nulls)));
        assertTrue(refused.getMessage().startsWith("NullArgumentsTest.java:"), refused.getMessage());
        assertTrue(refused.getMessage().contains(" is given null"), refused.getMessage());
    }

    static Stream<Arguments> kindsOfPrograms() {
        return Arrays.stream(Programs.class.getMethods())
                .filter(method -> method.getDeclaringClass() == Programs.class && !Modifier.isStatic(method.getModifiers()))
                .flatMap(method -> IntStream.range(0, method.getParameterCount())
                        .filter(i -> !method.getParameterTypes()[i].isPrimitive())
                        .mapToObj(i -> Arguments.of(method, i)));
    }

    /** What nothing is wrong with, so that the null is. */
    private static Object given(Method method, int at) {
        Class<?> type = method.getParameterTypes()[at];
        if (type == String.class) {
            return at == 0 ? "named" : "kprobe/hrtimer_nanosleep";
        }
        if (type == Consumer.class) {
            return (Consumer<Object>) program -> {};
        }
        if (type == Supplier.class) {
            return (Supplier<Pair>) Pair::new;
        }
        if (type == OpsStruct.class) {
            return OpsStruct.TCP_CONGESTION_OPS;
        }
        return type == PtRegs.class ? PtRegs.here() : type.isEnum() ? type.getEnumConstants()[0] : type == boolean.class ? true : 1;
    }

    @ParameterizedTest
    @MethodSource("kindsOfPrograms")
    void isRefusedForAProgram(Method method, int wrong) {
        Object[] arguments = IntStream.range(0, method.getParameterCount())
                .mapToObj(i -> i == wrong ? null : given(method, i))
                .toArray();
        AssemblyException refused = assertThrows(AssemblyException.class, () -> Programs.object(o -> invoke(method, o, arguments)));
        assertTrue(refused.getMessage().startsWith("NullArgumentsTest.java:"), refused.getMessage());
    }

    private static void invoke(Method method, Object receiver, Object[] arguments) {
        try {
            method.setAccessible(true);
            method.invoke(receiver, arguments);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
