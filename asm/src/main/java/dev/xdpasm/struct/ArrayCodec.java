package dev.xdpasm.struct;

import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfType;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;

/** A field that is an array of a fixed length. */
record ArrayCodec(FieldCodec element, Class<?> java, int length) implements FieldCodec {

    @Override
    public int size() {
        return element.size() * length;
    }

    @Override
    public int alignment() {
        return element.alignment();
    }

    @Override
    public int addTo(BtfBuilder btf) {
        return addArray(btf, element.addTo(btf), length);
    }

    static int addArray(BtfBuilder btf, int element, int length) {
        // clang's name for what counts elements
        int index = btf.add(BtfType.Int.of("__ARRAY_SIZE_TYPE__", Integer.BYTES, 0));
        return btf.add(new BtfType.Array(element, index, length));
    }

    @Override
    public void encode(String name, Object value, ByteBuffer out, int at) {
        if (Array.getLength(value) != length) {
            throw new IllegalArgumentException(name + ": " + Array.getLength(value) + " elements, expected " + length);
        }
        for (int i = 0; i < length; i++) {
            element.encode(name, StructLayout.present(name, Array.get(value, i)), out, at + i * element.size());
        }
    }

    @Override
    public Object decode(ByteBuffer in, int at) {
        Object array = Array.newInstance(java, length);
        for (int i = 0; i < length; i++) {
            Array.set(array, i, element.decode(in, at + i * element.size()));
        }
        return array;
    }
}
