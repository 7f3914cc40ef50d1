// objects: 19-v3
// An object without a license whose program needs none.
#include "corpus.h"

SEC("xdp") int permit(struct xdp_md *ctx)
{
	return XDP_PASS;
}
