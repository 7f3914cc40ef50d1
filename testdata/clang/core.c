/* flags: -mcpu=v3 -g */
/* CO-RE: accesses that a loader moves, existence, sizes, enum values. */
#include "bpf.h"
struct ns_common { int inum; } __attribute__((preserve_access_index));
struct task_struct {
    int pid;
    char comm[16];
    struct ns_common *ns;
    struct { u8 low : 3, high : 5; } bits;
} __attribute__((preserve_access_index));
enum state { RUNNING = 1, STOPPED = 200 };
SEC("raw_tp/sched_switch") int core(struct task_struct **args) {
    struct task_struct *task = args[1];
    int result = task->pid + task->comm[3];
    if (__builtin_preserve_field_info(task->ns, 2))
        result += __builtin_preserve_field_info(task->comm, 1);
    if (__builtin_preserve_enum_value(*(enum state *)STOPPED, 0))
        result += __builtin_preserve_enum_value(*(enum state *)STOPPED, 1);
    return result + __builtin_preserve_type_info(*(struct ns_common *)0, 1);
}
char _license[] SEC("license") = "GPL";
