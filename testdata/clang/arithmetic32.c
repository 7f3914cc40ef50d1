/* flags: -mcpu=v3 -g */
/* Arithmetic and jumps on lower halves. */
#include "bpf.h"
SEC("xdp") int halves(struct xdp_md *ctx) {
    u32 a = ctx->data, b = ctx->data_end;
    s32 c = (s32)a >> 5;
    a = a * b + 0x80000001u;
    b = b / (a | 1) - a % 17;
    if ((s32)a < c && b >= 0xfffffff0u)
        a ^= b << (c & 31);
    u64 wide = (u64)a << 32 | b;
    return (wide >> 17) + (s64)c + (a > b) + __builtin_bswap32(a) + (u32)__builtin_bswap64(wide);
}
char _license[] SEC("license") = "GPL";
