package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.uapi.Helper;
import java.util.Set;

/**
 * A program that sees packets behind the driver, where the kernel has them in buffers of its own: its context is a struct that says
 * what is known of one ({@code struct __sk_buff}, {@code struct sk_msg_md}, {@code struct sk_reuseport_md}; include/uapi/linux/bpf.h).
 */
public abstract sealed class BufferProgram extends PacketProgram permits CgroupSkb, SkParser, SkReuseport, StreamProgram, Tc {
    private final Struct told;
    private final NumField length;

    /**
     * Begins a program.
     *
     * @param told its context
     * @param length the field of it that has the bytes of the packet, fragments included
     */
    BufferProgram(Flow flow, Declared declared, PacketPointers pointers, Struct told, NumField length) {
        super(flow, declared, pointers);
        told.bind(Memory.of(flow, context(), 0, Region.CONTEXT));
        this.told = told;
        this.length = length;
    }

    /** {@return the socket that the packet is of, if it is of one} Linux 5.1; in {@link SkReuseport} 5.14. */
    public final Found<Sock> socket() {
        return socketOf(told);
    }

    /** Has so many bytes lie in one piece; of a packet that has fewer the default is taken. */
    final void pullBytes(int bytes) {
        if (bytes < 1 || bytes > MOST_BYTES) {
            throw CallSite.refuse("pull(" + bytes + "): expected 1 to " + MOST_BYTES + " bytes");
        }
        moveOrEnd(Helper.bpf_skb_pull_data, this::byDefault, Value.of(bytes));
    }

    @Override
    public final Num frameLength() {
        return length.get();
    }

    @Override
    Helper loading() {
        return Helper.bpf_skb_load_bytes;
    }

    @Override
    Temp storing(Value offset, Temp from, Value size) {
        flow().history().requireWritable();
        return callHelper(Helper.bpf_skb_store_bytes, Set.of(Region.Kind.PACKET), context(), offset, from, size, Value.of(0));
    }
}
