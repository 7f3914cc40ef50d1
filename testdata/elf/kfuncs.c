// objects: 19-v3-g 14-v2-g
// Functions of the kernel: one that every kernel since 6.2 has, one that none has and that is not reached.
#include "corpus.h"

struct sk_buff {
	unsigned int len;
} __preserve;

extern void *bpf_cast_to_kern_ctx(void *obj) __ksym;
extern int xdpasm_missing_kfunc(int value) __ksym __weak;

SEC("tc") int cast(struct __sk_buff *ctx)
{
	struct sk_buff *skb = bpf_cast_to_kern_ctx(ctx);

	if (xdpasm_missing_kfunc)
		return xdpasm_missing_kfunc(1);
	return skb->len ? 0 : 2;
}

char _license[] SEC("license") = "GPL";
