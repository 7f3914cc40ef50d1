/* flags: -mcpu=v4 -g */
/* What level v4 brings: signed division, loads and moves, swaps, long jumps. */
#include "bpf.h"
struct sample { s8 a; s16 b; s32 c; s64 d; };
SEC("xdp") int signs(struct sample *in) {
    s64 x = in->a, y = in->b, z = in->c;
    s64 q = in->d / (x | 1) + in->d % 7 + (s8)(y * 3) + (s16)(z << 1) + (s32)(x * y);
    s32 half = in->c / ((s32)y | 1) + in->c % 5 + (s8)in->c;
    return q + half + __builtin_bswap16(y) + __builtin_bswap32(z) + __builtin_bswap64(q);
}
char _license[] SEC("license") = "GPL";
