// objects: 19-v3-g 14-v2
// Texts, and a constant table on the stack, which compilers put into .rodata.str1.1 and .rodata.cst16 themselves.
#include "corpus.h"

SEC("xdp") int say(struct xdp_md *ctx)
{
	__u64 numbers[2] = {0x0102030405060708ULL, 0x1112131415161718ULL};
	const char *text = ctx->rx_queue_index ? "queue %d" : "first queue";
	__u32 index = ctx->rx_queue_index & 1;

	asm volatile("" : : "r"(numbers) : "memory");
	return text[index] == 'q' && numbers[0] ? XDP_PASS : XDP_DROP;
}

SEC("xdp") int print(struct xdp_md *ctx)
{
	static const char format[] = "packet of queue %d";

	bpf_trace_printk(format, sizeof(format), ctx->rx_queue_index);
	return XDP_PASS;
}

char _license[] SEC("license") = "GPL";
