// objects: 19-v3-g 14-v2
// Maps as they were described before BTF, five fields each, in the section maps: libbpf 1 refuses them.
#include "corpus.h"

struct bpf_map_def {
	unsigned int type, key_size, value_size, max_entries, map_flags;
};

struct bpf_map_def SEC("maps") blocked = {HASH, 4, 8, 100, 1};
struct bpf_map_def SEC("maps") counters = {ARRAY, 4, 8, 4, 0};

SEC("xdp") int filter(struct xdp_md *ctx)
{
	__u32 key = 1;
	__u64 *count = bpf_map_lookup_elem(&counters, &key);

	if (count)
		*count += 1;
	return bpf_map_lookup_elem(&blocked, &key) ? XDP_DROP : XDP_PASS;
}

char _license[] SEC("license") = "GPL";
