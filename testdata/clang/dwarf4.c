/* flags: -mcpu=v2 -gdwarf-4 */
/* The older debug information. */
#include "bpf.h"
static NOINLINE u64 square(u64 x) {
    return x * x;
}
SEC("xdp") int squares(struct xdp_md *ctx) {
    u64 sum = 0;
    for (u32 i = 0; i < 4; i++)
        sum += square(ctx->data + i);
    return sum;
}
char _license[] SEC("license") = "GPL";
