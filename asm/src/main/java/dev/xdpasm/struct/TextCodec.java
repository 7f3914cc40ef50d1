package dev.xdpasm.struct;

import dev.xdpasm.btf.BtfBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A field that is a text in a {@code char} array, in UTF-8, ended by a zero byte if it is shorter. */
record TextCodec(int size) implements FieldCodec {

    @Override
    public int alignment() {
        return 1;
    }

    @Override
    public int addTo(BtfBuilder btf) {
        return ArrayCodec.addArray(btf, Scalar.CHAR.addTo(btf), size);
    }

    @Override
    public void encode(String name, Object value, ByteBuffer out, int at) {
        String text = (String) value;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > size || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(name + ": '" + text.replace("\0", "\\0") + "' is not a text of at most " + size
                    + " bytes without zero");
        }
        out.put(at, bytes);
    }

    @Override
    public Object decode(ByteBuffer in, int at) {
        byte[] bytes = new byte[size];
        in.get(at, bytes);
        int length = 0;
        while (length < size && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
