/* flags: -mcpu=v2 -g -fverbose-asm */
/* Two maps, a lookup and an update. */
#include "bpf.h"
struct flow { u32 source; u16 port; u16 pad; };
struct {
    __uint(type, MAP_LRU_HASH);
    __type(key, struct flow);
    __type(value, u64);
    __uint(max_entries, 1024);
} flows SEC(".maps");
struct {
    __uint(type, MAP_ARRAY);
    __type(key, u32);
    __type(value, u64);
    __uint(max_entries, 4);
} totals SEC(".maps");
SEC("xdp") int count(struct xdp_md *ctx) {
    struct flow flow = {.source = ctx->ingress_ifindex, .port = 443};
    u64 one = 1;
    u64 *seen = bpf_map_lookup_elem(&flows, &flow);
    if (seen)
        *seen += 1;
    else
        bpf_map_update_elem(&flows, &flow, &one, 0);
    u32 index = ctx->rx_queue_index & 3;
    u64 *total = bpf_map_lookup_elem(&totals, &index);
    if (total)
        __sync_fetch_and_add(total, 1);
    return XDP_PASS;
}
char _license[] SEC("license") = "GPL";
