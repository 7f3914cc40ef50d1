package dev.xdpasm.dsl;

import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import java.util.Optional;
import java.util.function.Supplier;

/** The types of memory. Made for static import: {@code import static dev.xdpasm.dsl.Types.*}. */
public final class Types {
    /** An unsigned byte. */
    public static final Type<Num, NumField> U8 = new OfNum(new NumType(8, false));

    /** Two bytes in host order, unsigned. */
    public static final Type<Num, NumField> U16 = new OfNum(new NumType(16, false));

    /** Four bytes in host order, unsigned. */
    public static final Type<Num, NumField> U32 = new OfNum(new NumType(32, false));

    /** Eight bytes in host order, unsigned. */
    public static final Type<Num, NumField> U64 = new OfNum(new NumType(64, false));

    /** A signed byte. */
    public static final Type<Num, NumField> S8 = new OfNum(new NumType(8, true));

    /** Two bytes in host order, signed. */
    public static final Type<Num, NumField> S16 = new OfNum(new NumType(16, true));

    /** Four bytes in host order, signed. */
    public static final Type<Num, NumField> S32 = new OfNum(new NumType(32, true));

    /** Eight bytes in host order, signed. */
    public static final Type<Num, NumField> S64 = new OfNum(new NumType(64, true));

    /** An enum of the kernel's, of four bytes, as the number that it is: {@link KernelObject#field} tells enums from numbers. */
    public static final Type<Num, NumField> ENUM = new OfNum(new NumType(32, false), true);

    /** Two bytes in network order. */
    public static final Type<Net, NetField> BE16 = new OfNet(16);

    /** Four bytes in network order, such as an IPv4 address. */
    public static final Type<Net, NetField> BE32 = new OfNet(32);

    /** Eight bytes in network order. */
    public static final Type<Net, NetField> BE64 = new OfNet(64);

    /** An Ethernet address, 6 bytes. */
    public static final Type<Bytes, BytesField> MAC = new OfBytes("mac", 6);

    /** An IPv6 address, 16 bytes. */
    public static final Type<Bytes, BytesField> IPV6 = new OfBytes("ipv6", 16);

    private Types() {}

    /** {@return the type of numbers of that size and sign} */
    static Type<Num, NumField> ofNum(NumType type) {
        return new OfNum(type);
    }

    /** {@return so many bytes, 1 to 64} */
    public static Type<Bytes, BytesField> bytes(int size) {
        if (size < 1 || size > BytesValue.MOST) {
            throw CallSite.refuse("bytes(" + size + "): expected 1 to " + BytesValue.MOST + "; more are a struct");
        }
        return new OfBytes("bytes" + size, size);
    }

    /** {@return a struct, declared as a class: {@code struct(Bucket::new)}} */
    public static <S extends Struct> Type<S, S> struct(Supplier<S> maker) {
        return new OfStruct<>(Given.notNull(maker, "maker"));
    }

    private static final class OfNum extends Type<Num, NumField> {
        private final NumType type;
        private final boolean isEnum;

        OfNum(NumType type) {
            this(type, false);
        }

        private OfNum(NumType type, boolean isEnum) {
            super(type.toString(), type.bits() / Byte.SIZE, type.bits() / Byte.SIZE);
            this.type = type;
            this.isEnum = isEnum;
        }

        @Override
        boolean takes(Object value) {
            return value instanceof Num;
        }

        @Override
        NumType numType() {
            return type;
        }

        @Override
        boolean isNumber() {
            return true;
        }

        @Override
        void numbers(String what) {}

        @Override
        Num of(Flow flow, Temp register) {
            return NumValue.u64(flow, register).as(this);
        }

        @Override
        Value bits(Num value) {
            return value.as(this).get().value();
        }

        @Override
        NumField at(Field.Place place) {
            return new NumField(place, type);
        }

        @Override
        void write(Memory memory, Num value) {
            at(memory).set(value);
        }

        @Override
        Optional<Origin> origin(Num value) {
            if (value instanceof NumField field) {
                return field.type().bits() == type.bits() ? field.origin() : Optional.empty();
            }
            NumValue known = value.get();
            return known.type().bits() == type.bits() ? known.origin() : Optional.empty();
        }

        @Override
        BtfShape shape() {
            return isEnum ? new BtfShape.Enum() : new BtfShape.Int((type.signed() ? "__s" : "__u") + type.bits(), size(), type.signed());
        }
    }

    private static final class OfNet extends Type<Net, NetField> {
        OfNet(int bits) {
            super("be" + bits, bits / Byte.SIZE, bits / Byte.SIZE);
        }

        @Override
        boolean takes(Object value) {
            return value instanceof Net;
        }

        @Override
        boolean isNumber() {
            return true;
        }

        @Override
        void numbers(String what) {}

        @Override
        Net of(Flow flow, Temp register) {
            Num cut = NumValue.u64(flow, register).as(ofNum(new NumType(size() * Byte.SIZE, false)));
            return new NetValue(flow, cut.get().value(), size() * Byte.SIZE, Optional.empty());
        }

        @Override
        Value bits(Net value) {
            NetValue known = value.get();
            if (known.bits() != size() * Byte.SIZE) {
                throw CallSite.refuse("a be" + known.bits() + " for a " + name());
            }
            return known.value();
        }

        @Override
        NetField at(Field.Place place) {
            return new NetField(place, size() * Byte.SIZE);
        }

        @Override
        void write(Memory memory, Net value) {
            at(memory).set(value);
        }

        @Override
        Optional<Origin> origin(Net value) {
            NetValue known = value.get();
            return known.bits() == size() * Byte.SIZE ? known.origin() : Optional.empty();
        }

        @Override
        BtfShape shape() {
            int bits = size() * Byte.SIZE;
            return new BtfShape.Named("__be" + bits, new BtfShape.Int("__u" + bits, size(), false));
        }
    }

    private static final class OfBytes extends Type<Bytes, BytesField> {
        OfBytes(String name, int size) {
            super(name, size, 1);
        }

        @Override
        boolean takes(Object value) {
            return value instanceof Bytes;
        }

        @Override
        BytesField at(Field.Place place) {
            return new BytesField(place, size());
        }

        @Override
        void write(Memory memory, Bytes value) {
            at(memory).set(value);
        }

        @Override
        Optional<Origin> origin(Bytes value) {
            BytesValue known = value.get();
            return known.size() == size() ? known.origin() : Optional.empty();
        }

        @Override
        BtfShape shape() {
            return new BtfShape.Bytes(size());
        }
    }

    private static final class OfStruct<S extends Struct> extends Type<S, S> {
        private final Supplier<S> maker;
        private final S pattern;

        OfStruct(Supplier<S> maker) {
            this(maker, maker.get());
        }

        private OfStruct(Supplier<S> maker, S pattern) {
            super(pattern.structName(), pattern.size(), pattern.alignment());
            this.maker = maker;
            this.pattern = pattern;
        }

        @Override
        boolean isStruct() {
            return true;
        }

        @Override
        boolean takes(Object value) {
            return value.getClass() == pattern.getClass();
        }

        @Override
        S at(Field.Place place) {
            S made = maker.get();
            made.bind(place);
            return made;
        }

        @Override
        void write(Memory memory, S value) {
            new BytesCopy(memory, value.memory(), size()).write();
        }

        @Override
        Optional<Origin> origin(S value) {
            Memory memory = value.memory();
            return Optional.of(new Origin(memory.address(), memory.flow(), Optional.empty()));
        }

        @Override
        BtfShape shape() {
            return pattern.shape();
        }
    }
}
