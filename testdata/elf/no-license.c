// objects: 19-v3-g
// An object without a license, and a program that needs one: bpf_ktime_get_ns is for GPL programs.
#include "corpus.h"

SEC("xdp") int clock(struct xdp_md *ctx)
{
	char text[] = "x";

	bpf_trace_printk(text, sizeof(text));
	return XDP_PASS;
}
