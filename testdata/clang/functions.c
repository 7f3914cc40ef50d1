/* flags: -mcpu=v3 -g */
/* Static and global subprograms, in their own section and called from two others; a weak one. */
#include "bpf.h"
static NOINLINE u32 fold(u32 x) { return (x >> 16) + (x & 0xffff); }
NOINLINE u32 twice(u32 x) { return fold(fold(x)) ^ x; }
__attribute__((weak)) NOINLINE int verdict(u32 x) { asm volatile(""); return x ? XDP_PASS : XDP_DROP; }
SEC("xdp") int first(struct xdp_md *ctx) { return verdict(twice(ctx->ingress_ifindex)); }
SEC("xdp") int second(struct xdp_md *ctx) { return verdict(fold(ctx->rx_queue_index)); }
SEC("tc") int third(struct xdp_md *ctx) { return fold(ctx->data); }
char _license[] SEC("license") = "Dual MIT/GPL";
