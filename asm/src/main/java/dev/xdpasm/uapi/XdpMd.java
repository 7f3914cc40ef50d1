package dev.xdpasm.uapi;

/**
 * The context that r1 points to when an XDP program starts ({@code struct xdp_md}, include/uapi/linux/bpf.h): a u32 each,
 * {@link #value()} is the offset in bytes.
 *
 * <p>The loads of {@link #data}, {@link #data_end} and {@link #data_meta} must be 4 bytes wide; the kernel turns them into
 * loads of 8-byte pointers.
 */
public enum XdpMd implements UapiConstant {
    /** First byte of the packet. Linux 4.8. */
    data(0),
    /** One past the last byte of the packet. Linux 4.8. */
    data_end(4),
    /** First byte of the metadata before the packet. Linux 4.15. */
    data_meta(8),
    /** Index of the interface that the packet came in on. Linux 4.16. */
    ingress_ifindex(12),
    /** The receive queue's index. Linux 4.16. */
    rx_queue_index(16),
    /** In a devmap program: index of the interface that the packet leaves by. Linux 5.8. */
    egress_ifindex(20);

    private final int offset;

    XdpMd(int offset) {
        this.offset = offset;
    }

    @Override
    public int value() {
        return offset;
    }
}
