// objects: 19-v3-g 14-v2
// A static function in the program's own section: libbpf refuses it.
#include "corpus.h"

static __noinline SEC("xdp") int helper(__u32 value)
{
	return value & 1 ? XDP_PASS : XDP_DROP;
}

SEC("xdp") int uses_helper(struct xdp_md *ctx)
{
	return helper(ctx->rx_queue_index + 1);
}

char _license[] SEC("license") = "GPL";
