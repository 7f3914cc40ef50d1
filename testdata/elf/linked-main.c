// objects: 19-v3-g
// One half of a program: names what the other half has.
#include "corpus.h"

extern int decide(__u32 value);
extern __u32 threshold;

struct {
	__uint(type, ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u32);
} shared SEC(".maps");

static volatile __u32 own = 5;
__u32 both_weak __weak = 1;

static __noinline int same_name(__u32 value)
{
	return value + own;
}

__weak __noinline int overridden(__u32 value)
{
	return value ? 1 : 2;
}

SEC("xdp") int entry(struct xdp_md *ctx)
{
	__u32 zero = 0;
	__u32 *value = bpf_map_lookup_elem(&shared, &zero);

	if (value)
		*value += threshold + both_weak;
	return decide(same_name(ctx->rx_queue_index)) + overridden(zero) > 1 ? XDP_PASS : XDP_DROP;
}

char _license[] SEC("license") = "GPL";
