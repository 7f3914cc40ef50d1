/* flags: -mcpu=v4 -g */
/* A switch of many cases, a table of constants. */
#include "bpf.h"
SEC("xdp") int choose(struct xdp_md *ctx) {
    switch (ctx->rx_queue_index) {
    case 1: return bpf_ktime_get_ns();
    case 2: return ctx->data;
    case 3: return ctx->data_end + 3;
    case 5: return ctx->ingress_ifindex * 7;
    case 8: return -1;
    case 13: return ctx->egress_ifindex >> 3;
    case 21: return 77;
    case 1000000: return 78;
    default: return XDP_PASS;
    }
}
SEC("xdp") int translate(struct xdp_md *ctx) {
    switch (ctx->rx_queue_index & 7) {
    case 0: return 3;
    case 1: return 1;
    case 2: return 4;
    case 3: return 15;
    case 4: return 9;
    case 5: return 26;
    case 6: return 53;
    default: return 58;
    }
}
char _license[] SEC("license") = "GPL";
