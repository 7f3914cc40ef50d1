// objects: 19-v3-g 14-v2-g 19-v3
// Functions whose address is given to a helper: the kernel wants to know their types, so that they need BTF.
#include "corpus.h"

struct {
	__uint(type, ARRAY);
	__uint(max_entries, 3);
	__type(key, __u32);
	__type(value, __u32);
} numbers SEC(".maps");

static int add_index(__u32 index, void *sum)
{
	*(__u32 *)sum += index;
	return 0;
}

static long add_value(void *map, __u32 *key, __u32 *value, void *sum)
{
	*(__u32 *)sum += *value;
	return 0;
}

SEC("xdp") int loops(struct xdp_md *ctx)
{
	__u32 sum = 0;

	bpf_loop(5, add_index, &sum, 0);
	bpf_for_each_map_elem(&numbers, add_value, &sum, 0);
	return sum == 10 ? XDP_PASS : XDP_DROP;
}

char _license[] SEC("license") = "GPL";
