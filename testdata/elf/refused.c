// objects: 19-v3-g 14-v2-g
// A program that the verifier refuses: what the lookup found may be nothing.
#include "corpus.h"

struct {
	__uint(type, HASH);
	__uint(key_size, 4);
	__uint(value_size, 8);
	__uint(max_entries, 10);
} counts SEC(".maps");

SEC("xdp") int careless(struct xdp_md *ctx)
{
	__u32 key = 0;
	__u64 *value = bpf_map_lookup_elem(&counts, &key);

	return *value;
}

char _license[] SEC("license") = "GPL";
