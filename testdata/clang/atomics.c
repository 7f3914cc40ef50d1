/* flags: -mcpu=v3 */
/* Atomic operations of both widths, with and without what was there before. */
#include "bpf.h"
u64 wide;
u32 narrow;
SEC("xdp") int atomics(struct xdp_md *ctx) {
    u32 x = ctx->ingress_ifindex;
    __sync_fetch_and_add(&wide, x);
    __sync_fetch_and_or(&wide, 4);
    u64 old = __sync_fetch_and_and(&wide, ~1ull);
    old += __sync_fetch_and_xor(&narrow, x);
    old += __sync_fetch_and_add(&narrow, 3);
    old += __sync_lock_test_and_set(&wide, 9);
    old += __sync_lock_test_and_set(&narrow, x);
    old += __sync_val_compare_and_swap(&wide, 9, old);
    old += __sync_val_compare_and_swap(&narrow, x, 11);
    return old;
}
char _license[] SEC("license") = "GPL";
