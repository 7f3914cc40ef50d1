package dev.xdpasm.uapi;

/**
 * What an XDP program returns in r0 ({@code enum xdp_action}, include/uapi/linux/bpf.h).
 *
 * <p>A program that returns more than {@link #XDP_REDIRECT} loads; the kernel then drops the packet as if aborted and
 * warns once.
 */
public enum XdpAction implements UapiConstant {
    /** Drop, and raise the tracepoint {@code xdp:xdp_exception}: for errors of the program. Linux 4.8. */
    XDP_ABORTED,
    /** Drop. Linux 4.8. */
    XDP_DROP,
    /** Hand the packet to the network stack. Linux 4.8. */
    XDP_PASS,
    /** Send the packet out of the interface it came in on. Linux 4.8. */
    XDP_TX,
    /** Send the packet where {@code bpf_redirect} or {@code bpf_redirect_map} said. Linux 4.14. */
    XDP_REDIRECT;

    @Override
    public int value() {
        return ordinal();
    }
}
