// objects: 19-v3-g 14-v2-g
// One map of nearly each kind that XDP programs use, with what is odd about each: sizes that the loader has to round or to
// find out, kinds that take no types, a number of hashes, a NUMA node.
#include "corpus.h"

struct value {
	__u64 packets, bytes;
};

struct {
	__uint(type, HASH);
	__type(key, __u32);
	__type(value, struct value);
	__uint(max_entries, 100);
	__uint(map_flags, 1 | 4);
	__uint(numa_node, 0);
} on_node SEC(".maps");

struct {
	__uint(type, PERCPU_ARRAY);
	__type(key, __u32);
	__type(value, struct value);
	__uint(max_entries, 1);
} percpu SEC(".maps");

struct {
	__uint(type, LRU_PERCPU_HASH);
	__type(key, __u64);
	__type(value, __u32);
	__uint(max_entries, 128);
} lru_percpu SEC(".maps");

struct prefix {
	__u32 length;
	__u8 address[4];
};

struct {
	__uint(type, LPM_TRIE);
	__type(key, struct prefix);
	__type(value, __u32);
	__uint(max_entries, 16);
	__uint(map_flags, 1);
} routes SEC(".maps");

struct {
	__uint(type, RINGBUF);
	__uint(max_entries, 5000);
} ring SEC(".maps");

struct {
	__uint(type, PERF_EVENT_ARRAY);
	__uint(key_size, 4);
	__uint(value_size, 4);
} events SEC(".maps");

struct {
	__uint(type, PERF_EVENT_ARRAY);
	__type(key, int);
	__type(value, __u32);
	__uint(max_entries, 2);
} typed_events SEC(".maps");

struct {
	__uint(type, QUEUE);
	__type(value, __u32);
	__uint(max_entries, 8);
} queue SEC(".maps");

struct {
	__uint(type, STACK);
	__uint(value_size, 8);
	__uint(max_entries, 8);
} stack SEC(".maps");

struct {
	__uint(type, BLOOM_FILTER);
	__type(value, __u32);
	__uint(max_entries, 1000);
	__uint(map_extra, 3);
} bloom SEC(".maps");

struct {
	__uint(type, DEVMAP);
	__uint(key_size, 4);
	__uint(value_size, 4);
	__uint(max_entries, 8);
} devices SEC(".maps");

struct {
	__uint(type, CPUMAP);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 2);
} cpus SEC(".maps");

struct {
	__uint(type, XSKMAP);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 4);
} sockets SEC(".maps");

SEC("xdp") int use_all(struct xdp_md *ctx)
{
	__u32 zero = 0;
	__u64 long_key = 0;
	struct prefix prefix = {32, {10, 0, 0, 1}};
	struct value value = {1, 2};
	struct value *found = bpf_map_lookup_elem(&percpu, &zero);

	if (found)
		found->packets++;
	bpf_map_update_elem(&on_node, &zero, &value, 0);
	bpf_map_update_elem(&lru_percpu, &long_key, &zero, 0);
	bpf_ringbuf_output(&ring, &value, sizeof(value), 0);
	bpf_perf_event_output(ctx, &events, 0xffffffffULL, &value, sizeof(value));
	bpf_perf_event_output(ctx, &typed_events, 0xffffffffULL, &value, sizeof(value));
	bpf_map_push_elem(&queue, &zero, 0);
	bpf_map_push_elem(&stack, &long_key, 0);
	bpf_map_push_elem(&bloom, &zero, 0);
	return bpf_map_lookup_elem(&routes, &prefix) ? XDP_DROP : XDP_PASS;
}

char _license[] SEC("license") = "GPL";
