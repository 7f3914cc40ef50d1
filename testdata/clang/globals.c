/* flags: -mcpu=v3 -g */
/* Data of every kind: initialised, constant, zero, file-local, common. */
#include "bpf.h"
int counter = 3;
static u64 seen;
const volatile u32 limit = 1000;
static const u8 table[16] = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233};
u16 ports[3] = {80, 443, 0x1f90};
const char *name = "globals";
u64 zeros[8];
int tentative __attribute__((common));
u32 *const where = &((u32 *)zeros)[3];
SEC("xdp") int globals(struct xdp_md *ctx) {
    seen += counter;
    if (seen > limit)
        return table[ctx->rx_queue_index & 15];
    zeros[ctx->rx_queue_index & 7] += ports[1] + tentative + *where;
    return name[ctx->ingress_ifindex & 3];
}
char _license[] SEC("license") = "GPL";
