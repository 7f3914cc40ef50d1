// objects: 19-v3-g 14-v2-g
// A program with maps as clang describes them: key and value by type, through typedefs, and by size.
#include "corpus.h"

struct key {
	__u32 address;
	unsigned short port, pad;
};

struct {
	__uint(type, LRU_HASH);
	__type(key, struct key);
	__type(value, __u64[3]);
	__uint(max_entries, 1000);
	__uint(map_flags, 2);
} by_type SEC(".maps");

struct {
	__uint(type, ARRAY);
	__uint(key_size, 4);
	__uint(value_size, 8);
	__uint(max_entries, 5);
} by_size SEC(".maps");

SEC("xdp") int first(struct xdp_md *ctx)
{
	struct key key = {1, 2, 0};
	return bpf_map_lookup_elem(&by_type, &key) ? 1 : 2;
}

SEC("xdp") int second(struct xdp_md *ctx)
{
	__u32 key = 3;
	return bpf_map_lookup_elem(&by_size, &key) ? 1 : 2;
}

char _license[] SEC("license") = "Dual MIT/GPL";
