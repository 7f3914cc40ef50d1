// objects: 19-v3-g
// Data that holds the address of other data: libbpf leaves it zero.
#include "corpus.h"

__u32 one = 1, two = 2;
__u32 *volatile pointers[2] = {&one, &two};

SEC("xdp") int through_pointer(struct xdp_md *ctx)
{
	return pointers[ctx->rx_queue_index & 1] ? XDP_DROP : XDP_PASS;
}

char _license[] SEC("license") = "GPL";
