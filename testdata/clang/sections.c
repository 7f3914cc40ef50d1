/* flags: -mcpu=v3 -g -ffunction-sections -fdata-sections */
/* A section for each function and datum, hidden and aligned ones. */
#include "bpf.h"
__attribute__((visibility("hidden"))) u64 hidden __attribute__((aligned(64)));
static u32 local_data = 17;
u8 bytes[5] __attribute__((section(".data.bytes"))) = {1, 2, 3};
const u32 constant __attribute__((section(".rodata.named"))) = 99;
NOINLINE int helper(int x) { return x + local_data++; }
static NOINLINE int also(int x) { hidden += x; return bytes[x & 3]; }
SEC("xdp.frags/cpu") int a(struct xdp_md *ctx) { return helper(ctx->data) + constant; }
SEC("?tcx/ingress") int b(struct xdp_md *ctx) { return also(ctx->data); }
SEC("fentry/tcp_v4-connect") int c(void *ctx) { return 0; }
char _license[] SEC("license") = "GPL";
unsigned _version SEC("version") = 1;
