package dev.xdpasm.struct;

import dev.xdpasm.btf.BtfBuilder;
import java.nio.ByteBuffer;
import java.util.Map;

/** A field that is one number, or a truth value. */
record ScalarCodec(Scalar scalar, Class<?> java) implements FieldCodec {
    /** Bytes of the Java types that can hold a number. */
    static final Map<Class<?>, Integer> JAVA_BYTES = Map.of(
            byte.class, Byte.BYTES,
            short.class, Short.BYTES,
            char.class, Character.BYTES,
            int.class, Integer.BYTES,
            long.class, Long.BYTES,
            boolean.class, Byte.BYTES);

    @Override
    public int size() {
        return scalar.size();
    }

    @Override
    public int alignment() {
        return scalar.size();
    }

    @Override
    public int addTo(BtfBuilder btf) {
        return scalar.addTo(btf);
    }

    @Override
    public void encode(String name, Object value, ByteBuffer out, int at) {
        long number = value instanceof Number whole ? whole.longValue()
                : value instanceof Character character ? character
                : Boolean.TRUE.equals(value) ? 1 : 0;
        if (!scalar.fits(number, JAVA_BYTES.getOrDefault(java, Long.BYTES))) {
            throw new IllegalArgumentException(name + ": " + number + " does not fit " + scalar.cName());
        }
        scalar.put(out, at, number);
    }

    @Override
    public Object decode(ByteBuffer in, int at) {
        long number = scalar.get(in, at);
        if (java == boolean.class) {
            return number != 0;
        } else if (java == byte.class) {
            return (byte) number;
        } else if (java == short.class) {
            return (short) number;
        } else if (java == char.class) {
            return (char) number;
        } else if (java == int.class) {
            return (int) number;
        }
        return number;
    }
}
