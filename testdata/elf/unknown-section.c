// objects: 19-v3-g
// A section of which nobody knows what its program is for.
#include "corpus.h"

SEC("xdpasm_unknown") int what(void *ctx)
{
	return 0;
}

char _license[] SEC("license") = "GPL";
