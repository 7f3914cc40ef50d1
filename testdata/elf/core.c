// objects: 19-v3-g 14-v2-g 19-v1-g
// CO-RE: fields whose place and size differ here from the kernel's, flavours, bitfields, enums, what is missing.
#include "corpus.h"

struct list_head {
	struct list_head *next, *prev;
} __preserve;

struct task_struct___mine {
	int pid;
	char comm[16];
	struct task_struct___mine *real_parent;
	struct list_head tasks;
	unsigned int sched_reset_on_fork : 1;
} __preserve;

struct task_struct___gone {
	int xdpasm_no_such_field;
} __preserve;

struct net_device {
	int ifindex;
	unsigned int mtu;
} __preserve;

enum bpf_map_type___here {
	BPF_MAP_TYPE_RINGBUF___here = 99,
};

enum bpf_map_type___gone {
	XDPASM_NO_SUCH_VALUE = 1,
};

struct xdpasm_no_such_struct {
	int field;
} __preserve;

#define core_read(dst, src) bpf_probe_read_kernel(dst, sizeof(*(dst)), __builtin_preserve_access_index(src))

SEC("raw_tp/sched_switch") int fields(void *ctx)
{
	struct task_struct___mine *task = (void *)bpf_get_current_task(), *parent = NULL;
	int pid = 0;
	char name[16] = {};

	core_read(&pid, &task->pid);
	core_read(&name, &task->comm);
	core_read(&parent, &task->real_parent);
	core_read(&pid, &parent->pid);
	return pid + name[0];
}

SEC("raw_tp/sched_switch") int questions(void *ctx)
{
	struct task_struct___gone *gone = (void *)bpf_get_current_task();
	struct task_struct___mine *task = (void *)gone;
	int answer = 0, value = 0;

	if (__builtin_preserve_field_info(gone->xdpasm_no_such_field, 2)) {
		core_read(&value, &gone->xdpasm_no_such_field);
		answer += value;
	}
	answer += __builtin_preserve_field_info(task->comm, 1);
	answer += __builtin_preserve_field_info(task->comm, 0);
	answer += __builtin_preserve_field_info(task->pid, 3);
	answer += __builtin_preserve_field_info(task->sched_reset_on_fork, 4);
	answer += __builtin_preserve_field_info(task->sched_reset_on_fork, 5);
	answer += __builtin_preserve_type_info(*(struct net_device *)0, 0);
	answer += __builtin_preserve_type_info(*(struct net_device *)0, 1);
	answer += __builtin_preserve_type_info(*(struct xdpasm_no_such_struct *)0, 0);
	answer += __builtin_btf_type_id(*(struct net_device *)0, 0);
	answer += __builtin_btf_type_id(*(struct net_device *)0, 1);
	answer += __builtin_preserve_enum_value(*(typeof(enum bpf_map_type___here) *)BPF_MAP_TYPE_RINGBUF___here, 1);
	answer += __builtin_preserve_enum_value(*(typeof(enum bpf_map_type___gone) *)XDPASM_NO_SUCH_VALUE, 0);
	return answer;
}

char _license[] SEC("license") = "GPL";
