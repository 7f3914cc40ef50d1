package dev.xdpasm.struct;

import dev.xdpasm.btf.BtfBuilder;
import java.nio.ByteBuffer;

/** A field that is a struct. */
record StructCodec(StructLayout<?> layout) implements FieldCodec {

    @Override
    public int size() {
        return layout.size();
    }

    @Override
    public int alignment() {
        return layout.alignment();
    }

    @Override
    public int addTo(BtfBuilder btf) {
        return layout.addTo(btf);
    }

    @Override
    public void encode(String name, Object value, ByteBuffer out, int at) {
        layout.encodeAt(value, out, at);
    }

    @Override
    public Object decode(ByteBuffer in, int at) {
        return layout.decodeAt(in, at);
    }
}
