/* flags: -mcpu=v3 -g */
/* The address of a function: a callback of bpf_loop. */
#include "bpf.h"
static long add(u32 index, void *sum) { *(u64 *)sum += index; return 0; }
SEC("xdp") int loop_sum(struct xdp_md *ctx) {
    u64 sum = 0;
    bpf_loop(100, add, &sum, 0);
    return sum > 10 ? XDP_PASS : XDP_DROP;
}
char _license[] SEC("license") = "GPL";
