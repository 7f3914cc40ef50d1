/* flags: -mcpu=v2 */
/* A map of programs that holds two from the start, by relocations in .maps. */
#include "bpf.h"
int drop(struct xdp_md *ctx);
int pass(struct xdp_md *ctx);
struct {
    __uint(type, MAP_PROG_ARRAY);
    __uint(key_size, 4);
    __uint(max_entries, 2);
    __array(values, int(struct xdp_md *));
} next SEC(".maps") = {.values = {[0] = drop, [1] = pass}};
SEC("xdp/drop") int drop(struct xdp_md *ctx) { return XDP_DROP; }
SEC("xdp/pass") int pass(struct xdp_md *ctx) { return XDP_PASS; }
SEC("xdp") int jump(struct xdp_md *ctx) {
    bpf_tail_call(ctx, &next, ctx->rx_queue_index & 1);
    return XDP_ABORTED;
}
char _license[] SEC("license") = "GPL";
