package dev.xdpasm.loader.programs;

import java.util.Arrays;

/** Bytes that a holder shows, from {@code base} on, and the fields that lie in them. */
record Area(byte[] bytes, int base, Shape shape) {

    /** {@return a field's number; of one in network order as people say it} */
    long read(int field) {
        Shape.Part part = shape.parts().get(field);
        int at = base + shape.offset(field);
        if (part instanceof Shape.Bits bits) {
            Shape.Number of = (Shape.Number) shape.parts().get(bits.of());
            return littleEndian(at, of.size()) >>> bits.shift() & (1L << bits.width()) - 1;
        }
        if (part instanceof Shape.Number number) {
            return number.kind().of(littleEndian(at, part.size()));
        }
        return Long.reverseBytes(littleEndian(at, part.size())) >>> Long.SIZE - 8 * part.size();
    }

    /** {@return a copy of a field's bytes} */
    byte[] raw(int field) {
        int from = base + shape.offset(field);
        return Arrays.copyOfRange(bytes, from, from + shape.parts().get(field).size());
    }

    void write(int field, long value) {
        Shape.Part part = shape.parts().get(field);
        int at = base + shape.offset(field);
        long written = value;
        int size = part.size();
        if (part instanceof Shape.Bits bits) {
            size = shape.parts().get(bits.of()).size();
            long mask = (1L << bits.width()) - 1 << bits.shift();
            written = littleEndian(at, size) & ~mask | value << bits.shift() & mask;
        } else if (part instanceof Shape.Network) {
            written = Long.reverseBytes(value) >>> Long.SIZE - 8 * size;
        }
        for (int i = 0; i < size; i++) {
            bytes[at + i] = (byte) (written >>> 8 * i);
        }
    }

    private long littleEndian(int at, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }
}
