// objects: 19-v3-g 14-v2
// Functions in sections of their own, as -ffunction-sections makes them: libbpf refuses them.
#include "corpus.h"

static __noinline __attribute__((section(".text.helper"))) int helper(__u32 value)
{
	return value & 1 ? XDP_PASS : XDP_DROP;
}

__noinline __attribute__((section(".text.other"))) int other(__u32 value)
{
	return value ? helper(value) : XDP_PASS;
}

SEC("xdp") int uses_both(struct xdp_md *ctx)
{
	return helper(ctx->rx_queue_index + 1) + other(0) > 1 ? XDP_PASS : XDP_DROP;
}

char _license[] SEC("license") = "GPL";
