package dev.xdpasm.struct;

import dev.xdpasm.btf.BtfBuilder;
import java.nio.ByteBuffer;

/** How a field of one C type is laid out, described, written and read. */
interface FieldCodec {
    /** Its bytes. */
    int size();

    /** What its offset is a multiple of. */
    int alignment();

    /** Adds its type and those that it is made of; {@return its id}. */
    int addTo(BtfBuilder btf);

    /**
     * Writes a value; what it leaves out is zero already.
     *
     * @param name of the component, for errors
     */
    void encode(String name, Object value, ByteBuffer out, int at);

    /** The value at a place, of the component's Java type. */
    Object decode(ByteBuffer in, int at);
}
