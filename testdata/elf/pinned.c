// objects: 19-v3-g
// A map that is shared under its name on bpffs.
#include "corpus.h"

struct {
	__uint(type, HASH);
	__type(key, __u32);
	__type(value, __u64);
	__uint(max_entries, 10);
	__uint(pinning, 1);
} xdpasm_pinned SEC(".maps");

SEC("xdp") int count(struct xdp_md *ctx)
{
	__u32 key = 0;
	__u64 *value = bpf_map_lookup_elem(&xdpasm_pinned, &key);

	return value && *value ? XDP_DROP : XDP_PASS;
}

char _license[] SEC("license") = "GPL";
