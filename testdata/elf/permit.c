// objects: 14-v1 14-v2-g 14-v3 19-v1-g 19-v2 19-v3-g 19-v4 19-v4-g
// Permit-all, the smallest program, as each compiler and level makes it.
#include "corpus.h"

SEC("xdp") int permit(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
