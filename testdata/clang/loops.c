/* flags: -mcpu=v1 -g */
/* Bounded loops, unrolled and not, over packet bytes. */
#include "bpf.h"
SEC("xdp") int sum(struct xdp_md *ctx) {
    u8 *at = (u8 *)(long)ctx->data, *end = (u8 *)(long)ctx->data_end;
    u32 sum = 0;
#pragma clang loop unroll(disable)
    for (int i = 0; i < 64; i++) {
        if (at + i + 1 > end)
            break;
        sum = (sum << 3 | sum >> 29) ^ at[i];
    }
#pragma unroll
    for (int i = 0; i < 6; i++)
        if (at + 12 <= end)
            sum += at[i] * at[11 - i];
    return sum % 3;
}
char _license[] SEC("license") = "GPL";
