// objects: 19-v4-g 19-v3-g 19-v2-g 14-v1-g
// The same arithmetic on each level: v2 has less-than jumps, v3 32-bit jumps and atomics, v4 signed division, sign-extending
// loads and moves, byte swaps.
#include "corpus.h"

struct {
	__uint(type, ARRAY);
	__uint(key_size, 4);
	__uint(value_size, 16);
	__uint(max_entries, 1);
} cells SEC(".maps");

struct cell {
	__s64 sum;
	__s32 small;
	signed char tiny;
	__u8 pad[3];
};

SEC("xdp") int arithmetic(struct xdp_md *ctx)
{
	__u32 zero = 0;
	struct cell *cell = bpf_map_lookup_elem(&cells, &zero);

	if (!cell)
		return XDP_ABORTED;
	__s64 sum = cell->sum;
	for (int i = 0; i < 3; i++)
		sum += cell->tiny * (i + 1);
	__sync_fetch_and_add(&cell->sum, 1);
	if (cell->small < -4 || (__u32)sum < ctx->rx_queue_index)
		return XDP_DROP;
	sum += __builtin_bswap32(cell->small);
	return (__u32)sum % 3 ? XDP_PASS : XDP_TX;
}

char _license[] SEC("license") = "GPL";
