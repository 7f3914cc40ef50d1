// objects: 19-v3-g 19-v3 14-v2-g 14-v2
// Global data of each kind: constants, initialised, zero, in sections of their own, seen by all or by this file only.
#include "corpus.h"

const volatile __u32 limit = 500;
const volatile __u8 table[8] = {1, 2, 3, 4, 5, 6, 7, 8};
static const volatile __u64 hidden_limit = 0x1122334455667788ULL;
__u32 counter = 7;
static volatile __u16 own_counter = 9;
__u64 zeros[4];
static volatile __u32 own_zero;
__u32 custom SEC(".data.custom") = 3;
const volatile __u32 custom_const SEC(".rodata.custom") = 4;

SEC("xdp") int read_and_write(struct xdp_md *ctx)
{
	counter += limit;
	own_counter++;
	zeros[3] += table[ctx->rx_queue_index & 7];
	own_zero += 1;
	custom += custom_const;
	return hidden_limit > counter ? XDP_PASS : XDP_DROP;
}

SEC("xdp") int answer(struct xdp_md *ctx)
{
	return limit == 500 ? XDP_PASS : XDP_DROP;
}

char _license[] SEC("license") = "GPL";
