// objects: 19-v3-g 14-v2-g
// Maps of maps: the inner one as a definition of its own, and written in place; some slots filled from the start.
#include "corpus.h"

struct inner {
	__uint(type, ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} inner_one SEC(".maps"), inner_two SEC(".maps");

struct {
	__uint(type, ARRAY_OF_MAPS);
	__uint(max_entries, 3);
	__uint(key_size, 4);
	__uint(value_size, 4);
	__array(values, struct inner);
} filled SEC(".maps") = {
	.values = {[0] = (void *)&inner_one, [2] = (void *)&inner_two},
};

struct {
	__uint(type, HASH_OF_MAPS);
	__uint(max_entries, 16);
	__type(key, __u32);
	__array(values, struct {
		__uint(type, HASH);
		__uint(max_entries, 32);
		__type(key, __u32);
		__type(value, __u32);
	});
} by_number SEC(".maps");

SEC("xdp") int through_both(struct xdp_md *ctx)
{
	__u32 two = 2, zero = 0;
	void *map = bpf_map_lookup_elem(&filled, &two);

	if (!map)
		return XDP_ABORTED;
	__u64 *value = bpf_map_lookup_elem(map, &zero);
	if (value)
		*value += 1;
	map = bpf_map_lookup_elem(&by_number, &zero);
	return map ? XDP_DROP : XDP_PASS;
}

char _license[] SEC("license") = "GPL";
