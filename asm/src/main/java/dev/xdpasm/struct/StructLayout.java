package dev.xdpasm.struct;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Java record as a C struct: which bytes its values are, and its type in BTF. The same class always gives the same.
 *
 * <p>A component is a field of the same name, in the same order. {@code byte}, {@code short}, {@code int}, {@code long} are
 * {@code __s8} to {@code __s64}, {@code char} is {@code __u16}, {@code boolean} is {@code bool}; {@link U8} to {@link U64} and
 * {@link Be16} to {@link Be64} say otherwise. A record is a struct in the struct; arrays, and a {@code String} as an array of
 * {@code char}, have a {@link Length}.
 *
 * <p>Fields lie at multiples of their alignment, as compilers lay them. What is between and behind them is {@link #padding}, and
 * always zero: the kernel compares keys by all of their bytes.
 *
 * <p>Immutable, for any thread. Making one takes reflection: keep it.
 *
 * @param <R> the record
 */
public final class StructLayout<R extends Record> {

    /**
     * A field.
     *
     * @param name the component's name
     * @param offset bytes from the struct's start
     * @param size its bytes
     */
    public record Field(String name, int offset, int size) {}

    /**
     * Bytes that belong to no field and are zero.
     *
     * @param offset bytes from the struct's start
     * @param size how many
     */
    public record Padding(int offset, int size) {}

    private record Component(Field field, FieldCodec codec, Method accessor) {}

    private final Class<R> type;
    private final Constructor<R> constructor;
    private final List<Component> components = new ArrayList<>();
    private final List<Padding> padding = new ArrayList<>();
    private final int size;
    private final int alignment;

    private StructLayout(Class<R> type, List<Class<?>> within) {
        this.type = type;
        if (!type.isRecord()) {
            throw new LayoutException(type.getSimpleName() + " is no record, expected one whose components are fields of a struct");
        }
        List<Class<?>> inner = new ArrayList<>(within);
        inner.add(type);
        if (within.contains(type)) {
            throw new LayoutException(type.getSimpleName() + " contains itself");
        }
        RecordComponent[] all = type.getRecordComponents();
        if (all.length == 0) {
            throw new LayoutException(type.getSimpleName() + " has no components, expected the fields of a struct");
        }
        int at = 0;
        int most = 1;
        for (RecordComponent component : all) {
            FieldCodec codec = new ComponentReader(type.getSimpleName(), component, inner).codec();
            int offset = pad(at, codec.alignment());
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            components.add(new Component(new Field(component.getName(), offset, codec.size()), codec, accessor));
            at = offset + codec.size();
            if (at > ComponentReader.MOST_BYTES) {
                throw new LayoutException(type.getSimpleName() + " is bigger than " + ComponentReader.MOST_BYTES + " bytes");
            }
            most = Math.max(most, codec.alignment());
        }
        alignment = most;
        size = pad(at, most);
        constructor = constructor(type, all);
    }

    /**
     * {@return the layout of a record}
     *
     * @throws LayoutException if a component is of a type that is none of C's, or has no {@link Length} where it needs one
     */
    public static <R extends Record> StructLayout<R> of(Class<R> type) {
        return new StructLayout<>(type, List.of());
    }

    static <R extends Record> StructLayout<R> within(Class<R> type, List<Class<?>> within) {
        return new StructLayout<>(type, within);
    }

    private int pad(int at, int alignment) {
        int next = (at + alignment - 1) / alignment * alignment;
        if (next > at) {
            padding.add(new Padding(at, next - at));
        }
        return next;
    }

    private static <R extends Record> Constructor<R> constructor(Class<R> type, RecordComponent[] components) {
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<R> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record has a constructor of its components", e);
        }
    }

    /** {@return the struct's name in C: the record's} */
    public String name() {
        return type.getSimpleName();
    }

    /** {@return its bytes, with padding} */
    public int size() {
        return size;
    }

    /** {@return what its address is a multiple of, in bytes} */
    public int alignment() {
        return alignment;
    }

    /** {@return its fields, in order} */
    public List<Field> fields() {
        return components.stream().map(Component::field).toList();
    }

    /** {@return the bytes between and behind its fields; those within a struct in it are that one's} */
    public List<Padding> padding() {
        return List.copyOf(padding);
    }

    /** {@return the id of the struct in a set of types, to which it is added with all that it is made of} */
    public int addTo(BtfBuilder btf) {
        List<BtfType.Member> members = new ArrayList<>();
        for (Component component : components) {
            int id = component.codec().addTo(btf);
            members.add(new BtfType.Member(component.field().name(), id, component.field().offset() * Byte.SIZE, 0));
        }
        return btf.add(new BtfType.Struct(name(), size, members));
    }

    /** {@return the struct and all that it is made of; the struct is the last} */
    public Btf btf() {
        BtfBuilder btf = new BtfBuilder();
        addTo(btf);
        return btf.build();
    }

    /**
     * Writes a value at the buffer's position, padding as zeros, and goes behind it.
     *
     * @throws IllegalArgumentException if a component does not fit its field; the message names it
     */
    public void encode(R value, ByteBuffer out) {
        int at = out.position();
        for (int i = 0; i < size; i++) {
            out.put(at + i, (byte) 0);
        }
        encodeAt(value, out, at);
        out.position(at + size);
    }

    /** {@return the bytes of a value} */
    public byte[] toBytes(R value) {
        ByteBuffer out = ByteBuffer.allocate(size);
        encode(value, out);
        return out.array();
    }

    void encodeAt(Object value, ByteBuffer out, int at) {
        for (Component component : components) {
            String name = name() + "." + component.field().name();
            Object part = present(name, invoke(component.accessor(), value));
            component.codec().encode(name, part, out, at + component.field().offset());
        }
    }

    private static @Nullable Object invoke(Method accessor, Object value) {
        try {
            return accessor.invoke(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            throw thrown(e);
        }
    }

    static Object present(String name, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is null, expected a value");
        }
        return value;
    }

    /** {@return the value at the buffer's position}; goes behind it. */
    public R decode(ByteBuffer in) {
        int at = in.position();
        R value = decodeAt(in, at);
        in.position(at + size);
        return value;
    }

    R decodeAt(ByteBuffer in, int at) {
        Object[] values = new Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            Component component = components.get(i);
            values[i] = component.codec().decode(in, at + component.field().offset());
        }
        try {
            return constructor.newInstance(values);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            throw thrown(e);
        }
    }

    /** What the record's own code threw, such as a constructor that refuses a value. */
    private static RuntimeException thrown(InvocationTargetException e) {
        if (e.getCause() instanceof RuntimeException own) {
            return own;
        }
        if (e.getCause() instanceof Error own) {
            throw own;
        }
        return new IllegalStateException(e.getCause());
    }

    /** {@return the fields with their places} */
    @Override
    public String toString() {
        return "struct " + name() + " of " + size + " bytes " + fields();
    }
}
