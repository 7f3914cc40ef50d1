// objects: 19-v3-g 14-v2-g
// Tail calls through an array of programs that is filled from the start.
#include "corpus.h"

int pass_it(struct xdp_md *ctx);
int drop_it(struct xdp_md *ctx);

struct {
	__uint(type, PROG_ARRAY);
	__uint(max_entries, 4);
	__uint(key_size, 4);
	__array(values, int(void *));
} jumps SEC(".maps") = {
	.values = {[0] = (void *)&drop_it, [3] = (void *)&pass_it},
};

SEC("xdp") int pass_it(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("xdp") int drop_it(struct xdp_md *ctx)
{
	return XDP_DROP;
}

SEC("xdp") int entry(struct xdp_md *ctx)
{
	bpf_tail_call(ctx, &jumps, 3);
	return XDP_ABORTED;
}

char _license[] SEC("license") = "GPL";
