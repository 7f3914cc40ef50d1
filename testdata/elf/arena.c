// objects: 19-v3-g
// Memory that programs and processes share by address (Linux 6.9): a page is taken from it and written. Its address is a number of
// 64 bits, which the type of an enumeration says.
#include "corpus.h"

#define __arena __attribute__((address_space(1)))
#define __ulong(name, val) enum { name##_value = val } name
#define F_MMAPABLE 1024

struct {
	__uint(type, ARENA);
	__uint(map_flags, F_MMAPABLE);
	__uint(max_entries, 4);
	__ulong(map_extra, 1ull << 44);
} arena SEC(".maps");

extern void __arena *bpf_arena_alloc_pages(void *map, void __arena *address, __u32 pages, int node, __u64 flags) __ksym;

SEC("syscall") int takes_page(void *ctx)
{
	__u64 __arena *page = bpf_arena_alloc_pages(&arena, (void __arena *)0, 1, -1, 0);

	if (!page)
		return 1;
	page[5] = 42;
	return page[5] == 42 ? 7 : 2;
}

char _license[] SEC("license") = "GPL";
