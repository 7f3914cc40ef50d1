package dev.xdpasm.dsl;

import dev.xdpasm.isa.Size;
import java.util.OptionalInt;

/**
 * Where a context has its packet: offsets in bytes of fields that the kernel turns into loads of pointers.
 *
 * @param struct the context
 * @param size of these fields: u32, or as large as a pointer
 * @param data the pointer to the first byte
 * @param end the pointer behind the last byte
 * @param meta the pointer to the metadata before the packet, if such programs see it
 * @param writable whether such programs may write the packet ({@code may_access_direct_pkt_data}, kernel/bpf/verifier.c)
 */
record PacketPointers(String struct, Size size, int data, int end, OptionalInt meta, boolean writable) {
    /** {@code struct xdp_md}. */
    static final PacketPointers XDP = new PacketPointers("xdp_md", Size.W, 0, 4, OptionalInt.of(8), true);

    /** {@code struct __sk_buff} in tc. */
    static final PacketPointers SKB = new PacketPointers("__sk_buff", Size.W, 76, 80, OptionalInt.of(140), true);

    /** {@code struct __sk_buff} of a control group. */
    static final PacketPointers SEEN_SKB = new PacketPointers("__sk_buff", Size.W, 76, 80, OptionalInt.empty(), false);

    /** {@code struct __sk_buff} of what a socket receives. */
    static final PacketPointers STREAM = new PacketPointers("__sk_buff", Size.W, 76, 80, OptionalInt.empty(), true);

    /** {@code struct sk_msg_md}. */
    static final PacketPointers MESSAGE = new PacketPointers("sk_msg_md", Size.DW, 0, 8, OptionalInt.empty(), true);

    /** {@code struct sk_reuseport_md}. */
    static final PacketPointers REUSEPORT = new PacketPointers("sk_reuseport_md", Size.DW, 0, 8, OptionalInt.empty(), false);
}
