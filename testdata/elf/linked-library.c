// objects: 19-v3-g
// The other half.
#include "corpus.h"

struct {
	__uint(type, ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u32);
} shared SEC(".maps") __weak;

__u32 threshold = 42;
__u32 both_weak __weak = 2;
static volatile __u32 own = 6;

static __noinline int same_name(__u32 value)
{
	return value * own;
}

__noinline int overridden(__u32 value)
{
	return value ? 3 : 4;
}

__noinline int decide(__u32 value)
{
	__u32 one = 1;
	__u32 *found = bpf_map_lookup_elem(&shared, &one);

	return (found ? *found : 0) + same_name(value);
}

char _license[] SEC("license") = "GPL";
