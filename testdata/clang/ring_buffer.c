/* flags: -mcpu=v4 -g */
/* A ring buffer whose records hold small fields. */
#include "bpf.h"
struct event { u64 when; u32 bytes; u16 port; u8 kind; s8 delta; };
struct {
    __uint(type, MAP_RINGBUF);
    __uint(max_entries, 1 << 16);
} events SEC(".maps");
SEC("xdp") int record(struct xdp_md *ctx) {
    struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
    if (!event)
        return XDP_PASS;
    event->when = bpf_ktime_get_ns();
    event->bytes = ctx->data_end - ctx->data;
    event->port = __builtin_bswap16(event->bytes);
    event->kind = 7;
    event->delta = -event->kind;
    bpf_ringbuf_submit(event, 0);
    return XDP_PASS;
}
char _license[] SEC("license") = "GPL";
