package dev.xdpasm.dsl;

/**
 * Where a context has its packet: offsets in bytes of u32 fields that the kernel turns into loads of pointers.
 *
 * @param data the pointer to the first byte
 * @param end the pointer behind the last byte
 * @param meta the pointer to the metadata before the packet
 */
record PacketPointers(int data, int end, int meta) {
    /** {@code struct xdp_md}. */
    static final PacketPointers XDP = new PacketPointers(0, 4, 8);

    /** {@code struct __sk_buff}. */
    static final PacketPointers SKB = new PacketPointers(76, 80, 140);
}
