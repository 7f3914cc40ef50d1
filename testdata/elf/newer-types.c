// objects: 19-v3-g
// Types and a helper that came one after the other, and that are left out or written otherwise for older kernels.
#include "corpus.h"

#define __tag(name) __attribute__((btf_decl_tag(name)))

enum wide { SMALL = 1, LARGE = 1ULL << 40 };

struct measured {
	float mean;
	double spread;
	__u32 count __tag("counted");
	char __attribute__((btf_type_tag("user"))) *text;
	enum wide width;
};

struct measured measured;

__noinline int global_function(struct xdp_md *ctx)
{
	return measured.count ? ctx->rx_queue_index : 7;
}

SEC("xdp") int uses_types(struct xdp_md *ctx)
{
	measured.width = LARGE;
	return global_function(ctx) == 7 ? XDP_PASS : XDP_DROP;
}

SEC("raw_tp/sys_enter") int reads_kernel(void *ctx)
{
	__u64 value = 0;

	bpf_probe_read_kernel(&value, sizeof(value), (void *)bpf_get_current_task());
	return value ? 1 : 0;
}

char _license[] SEC("license") = "GPL";
