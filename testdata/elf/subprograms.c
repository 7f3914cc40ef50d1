// objects: 19-v3-g 19-v1 14-v2-g 14-v3
// Functions in .text, static and global, that call each other; some that nobody calls; a second program that needs others.
#include "corpus.h"

__u32 depth;

static __noinline int deepest(__u32 value)
{
	return value * 3 + bpf_get_smp_processor_id();
}

static __noinline int middle(__u32 value)
{
	depth++;
	return deepest(value) + deepest(value + 1);
}

__noinline int unused(__u32 value)
{
	return middle(value) + 5;
}

__noinline int global(__u32 value)
{
	return value ? middle(value) & 1 : 0;
}

__hidden __noinline int hidden(__u32 *value)
{
	return *value & 3;
}

__weak __noinline int weak(__u32 value)
{
	return value & 7;
}

SEC("xdp") int calls(struct xdp_md *ctx)
{
	return global(ctx->rx_queue_index) + middle(2) ? XDP_PASS : XDP_DROP;
}

SEC("xdp") int calls_others(struct xdp_md *ctx)
{
	__u32 value = ctx->ingress_ifindex;

	return hidden(&value) + weak(value) ? XDP_PASS : XDP_DROP;
}

char _license[] SEC("license") = "GPL";
