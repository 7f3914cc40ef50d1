// objects: 19-v3-g
// A field that the kernel does not have, read without asking first: nobody can load it.
#include "corpus.h"

struct task_struct {
	int xdpasm_no_such_field;
} __preserve;

SEC("raw_tp/sched_switch") int missing(void *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	int value = 0;

	bpf_probe_read_kernel(&value, 4, &task->xdpasm_no_such_field);
	return value;
}

char _license[] SEC("license") = "GPL";
