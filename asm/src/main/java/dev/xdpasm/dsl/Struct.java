package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several fields in a row, as in a C struct. A class declares them in their order:
 *
 * <pre>{@code
 * static final class Bucket extends Struct {
 *     final NumField lastNs = u64();
 *     final NumField creditNs = u64();
 * }
 * }</pre>
 *
 * <p>Each field lies at the next multiple of its alignment, and the struct's size is a multiple of the largest, as in C; what lies
 * between is padding, which keys and records have zeroed. The protocol headers of packets are {@link Header}s, which have no
 * padding. In BTF fields are called as the class calls them.
 */
public abstract class Struct {
    private final List<Declared> fields = new ArrayList<>();
    private final boolean packed;
    private int size;
    private int alignment = 1;
    private int reach;
    private Field.@Nullable Place place;

    private record Declared(Object field, int offset, BtfShape shape) {}

    /** So many bytes behind a struct's begin, wherever that will lie. */
    private record Inside(Struct struct, int offset) implements Field.Place {
        @Override
        public Memory memory() {
            Memory whole = struct.memory();
            struct.requireInKernel(whole, offset);
            return whole.plus(offset);
        }
    }

    /** Begins a struct, to which fields are added in the order of C. */
    protected Struct() {
        this(false);
    }

    Struct(boolean packed) {
        this.packed = packed;
    }

    // ---- what declares

    /** {@return the next field, of a type} */
    protected final <F> F field(Type<?, F> type) {
        int offset = next(Given.notNull(type, "type").size(), type.alignment());
        F field = type.at(new Inside(this, offset));
        fields.add(new Declared(field, offset, type.shape()));
        return field;
    }

    /** {@return the next field, an unsigned byte} */
    protected final NumField u8() {
        return field(Types.U8);
    }

    /** {@return the next field, 2 bytes in host order} */
    protected final NumField u16() {
        return field(Types.U16);
    }

    /** {@return the next field, 4 bytes in host order} */
    protected final NumField u32() {
        return field(Types.U32);
    }

    /** {@return the next field, 8 bytes in host order} */
    protected final NumField u64() {
        return field(Types.U64);
    }

    /** {@return the next field, 2 bytes in network order} */
    protected final NetField be16() {
        return field(Types.BE16);
    }

    /** {@return the next field, 4 bytes in network order} */
    protected final NetField be32() {
        return field(Types.BE32);
    }

    /** {@return the next field, 8 bytes in network order} */
    protected final NetField be64() {
        return field(Types.BE64);
    }

    /** {@return the next field, an Ethernet address} */
    protected final BytesField mac() {
        return field(Types.MAC);
    }

    /** {@return the next field, an IPv6 address} */
    protected final BytesField ipv6() {
        return field(Types.IPV6);
    }

    /** {@return the next field, so many bytes, 1 to 64} */
    protected final BytesField bytes(int count) {
        return field(Types.bytes(count));
    }

    /** {@return the next field, a struct} */
    protected final <S extends Struct> S struct(Supplier<S> maker) {
        return field(Types.struct(maker));
    }

    /** {@return the next field, so many values of a type} */
    protected final <F> ArrayField<F> array(Type<?, F> element, int length) {
        int size = Given.notNull(element, "element").size();
        if (length < 1 || size == 0 || length > Integer.MAX_VALUE / size) {
            throw CallSite.refuse("an array of " + length + " times " + size + " bytes, expected 1 or more of each");
        }
        int offset = next(size * length, element.alignment());
        ArrayField<F> field = new ArrayField<>(() -> memory().plus(offset), element, length);
        fields.add(new Declared(field, offset, new BtfShape.Array(element.shape(), length)));
        return field;
    }

    /** {@return the next field, so many structs} */
    protected final <S extends Struct> ArrayField<S> array(Supplier<S> maker, int length) {
        return array(Types.struct(maker), length);
    }

    /** {@return some bits of a field of this struct: {@code width} bits from bit {@code shift} on, counted from the lowest} */
    protected final NumField bits(NumField of, int shift, int width) {
        if (shift < 0 || width < 1 || shift + width > Given.notNull(of, "of").type().bits()) {
            throw CallSite.refuse("bits " + shift + " to " + (shift + width - 1) + " of a " + of.type());
        }
        return new NumField(of.place(), of.type(), shift, width);
    }

    /** {@return another field at the place of one, as in a union of C} Its bytes are those of the field and of what follows. */
    protected final <F> F also(Type<?, F> type, NumField at) {
        return alsoAt(type, at);
    }

    /** {@return another field at the place of one, as in a union of C} Its bytes are those of the field and of what follows. */
    protected final <F> F also(Type<?, F> type, NetField at) {
        return alsoAt(type, at);
    }

    private <F> F alsoAt(Type<?, F> type, Field at) {
        Given.notNull(at, "at");
        Declared there = fields.stream()
                .filter(declared -> declared.field() == at)
                .findFirst()
                .orElseThrow(() -> CallSite.refuse("also(" + type + ", ...) stands at a field that this struct has not declared"));
        reach = Math.max(reach, there.offset() + Given.notNull(type, "type").size());
        return type.at(at::memory);
    }

    /** {@return the next field, a port in a word of 4 bytes that is read and written as a whole: bytes 2 and 3 of it, or 0 and 1} */
    final NetField port(boolean upper) {
        int offset = next(Integer.BYTES, Integer.BYTES);
        NetField field = new NetField(() -> memory().plus(offset), Short.SIZE, OptionalInt.of(upper ? Short.SIZE : 0));
        fields.add(new Declared(field, offset, Types.BE32.shape()));
        return field;
    }

    /** Leaves so many bytes out, 0 or more. */
    protected final void skip(int count) {
        if (count < 0) {
            throw CallSite.refuse("skip(" + count + ") in a struct, expected 0 or more: another field at the same place is also(...)");
        }
        next(count, 1);
    }

    private int next(int bytes, int aligned) {
        int by = packed ? 1 : aligned;
        int offset = (size + by - 1) / by * by;
        alignment = Math.max(alignment, by);
        size = offset + bytes;
        return offset;
    }

    // ---- what is asked

    /** {@return its bytes, padding at the end included} */
    public final int size() {
        return (size + alignment - 1) / alignment * alignment;
    }

    final int alignment() {
        return alignment;
    }

    final void bind(Field.Place where) {
        if (reach > size()) {
            throw CallSite.refuse("struct " + structName() + " has " + size() + " bytes, and also(...) reaches to " + reach
                    + ": declare what follows as fields or with skip");
        }
        place = where;
    }

    // asked of the struct and not of the program: to give a struct of a kind to what takes any, the JVM would have to look at each kind
    // that a program could take before the first is taken

    /** Lies at a program's cursor, which moves behind it. */
    final void takeFrom(CursorProgram program) {
        bind(program.take(size()));
    }

    /** Where it lies; of a struct that is bound. */
    final Memory memory() {
        if (place == null) {
            throw CallSite.refuse("this " + structName() + " is in no memory: take one from a packet (p.header), a map (p.lookup) or the"
                    + " stack (p.make)");
        }
        return place.memory();
    }

    /** Refuses a field of the kernel's that the oldest kernel lacks which is to run the program. */
    private void requireInKernel(Memory whole, int offset) {
        Region.Kind kind = whole.region().kind();
        if (kind == Region.Kind.CONTEXT || kind == Region.Kind.OBJECT) {
            whole.flow().program().requireField(structName(), offset);
        }
    }

    /** Where it has a pointer to the socket that its program is about, in bytes, if it is a context that has one. */
    OptionalInt socketOffset() {
        return OptionalInt.empty();
    }

    /** What it is called in BTF: its class, or what that says. */
    String structName() {
        String simple = getClass().getSimpleName();
        return simple.isEmpty() ? "struct" : Names.snake(simple);
    }

    final BtfShape.Struct shape() {
        List<BtfShape.Member> members = new ArrayList<>();
        for (Declared declared : fields) {
            members.add(new BtfShape.Member(nameOf(declared, members.size()), declared.offset(), declared.shape()));
        }
        Names.require("struct", structName());
        return new BtfShape.Struct(structName(), size(), members);
    }

    /** The name of the Java field that holds it. */
    private String nameOf(Declared declared, int index) {
        for (Class<?> type = getClass(); type != null && type != Struct.class; type = type.getSuperclass()) {
            for (java.lang.reflect.Field candidate : type.getDeclaredFields()) {
                if (!Modifier.isStatic(candidate.getModifiers()) && candidate.trySetAccessible() && holds(candidate, declared)) {
                    String name = Names.snake(candidate.getName());
                    Names.require("field of " + structName(), name);
                    return name;
                }
            }
        }
        return "field" + index;
    }

    private boolean holds(java.lang.reflect.Field candidate, Declared declared) {
        try {
            return candidate.get(this) == declared.field();
        } catch (IllegalAccessException no) {
            return false; // its name stays unknown
        }
    }
}
