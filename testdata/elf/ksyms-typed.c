// objects: 19-v3-g
// A variable of the kernel by its type, one a CPU: kernels that were built without the addresses of variables have none.
#include "corpus.h"

extern const __u16 __softirq_pending __ksym;

SEC("raw_tp/sys_enter") int pending(void *ctx)
{
	const __u16 *pending = bpf_per_cpu_ptr(&__softirq_pending, 0);

	return pending && *pending == 0xffff;
}

char _license[] SEC("license") = "GPL";
