// objects: 19-v3-g
// Programs that are not to be loaded unless asked for; the verifier would refuse this one.
#include "corpus.h"

SEC("?xdp") int refused(struct xdp_md *ctx)
{
	return *(int *)(long)ctx->data;
}

SEC("xdp") int loaded(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
