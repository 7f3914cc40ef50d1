// A program with maps as clang describes them: key and value by type, through typedefs, and by size.
#define SEC(name) __attribute__((section(name), used))
#define __uint(name, val) int (*name)[val]
#define __type(name, val) typeof(val) *name

typedef unsigned int __u32;
typedef unsigned long long __u64;
struct key {
    __u32 address;
    unsigned short port, pad;
};

struct {
    __uint(type, 9);  // BPF_MAP_TYPE_LRU_HASH
    __type(key, struct key);
    __type(value, __u64[3]);
    __uint(max_entries, 1000);
    __uint(map_flags, 2);
} by_type SEC(".maps");

struct {
    __uint(type, 2);  // BPF_MAP_TYPE_ARRAY
    __uint(key_size, 4);
    __uint(value_size, 8);
    __uint(max_entries, 5);
} by_size SEC(".maps");

struct xdp_md;
static void *(*bpf_map_lookup_elem)(void *map, const void *key) = (void *)1;

SEC("xdp") int first(struct xdp_md *ctx) {
    struct key key = {1, 2, 0};
    return bpf_map_lookup_elem(&by_type, &key) ? 1 : 2;
}

SEC("xdp") int second(struct xdp_md *ctx) {
    __u32 key = 3;
    return bpf_map_lookup_elem(&by_size, &key) ? 1 : 2;
}

char _license[] SEC("license") = "Dual MIT/GPL";
