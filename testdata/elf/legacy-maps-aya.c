// objects: 19-v3 14-v2
// What the Rust toolchain made for years: maps of seven fields, a section a program named for people, no license, programs
// that refer to maps by their section.
#include "corpus.h"

struct aya_map_def {
	unsigned int type, key_size, value_size, max_entries, map_flags, id, pinning;
};

static struct aya_map_def SEC("maps") EVENTS = {ARRAY, 4, 4, 16, 0, 0, 0};
struct aya_map_def SEC("maps/BLOCKLIST") BLOCKLIST = {HASH, 4, 4, 1024, 0, 0, 0};

SEC("xdp/myapp") int myapp(struct xdp_md *ctx)
{
	__u32 key = 0;
	__u32 *value = bpf_map_lookup_elem(&EVENTS, &key);

	if (value)
		*value += 1;
	return bpf_map_lookup_elem(&BLOCKLIST, &key) ? XDP_DROP : XDP_PASS;
}
