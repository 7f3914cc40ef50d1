// Accesses that CO-RE fits to whatever kernel the test runs on.
#define SEC(name) __attribute__((section(name), used))
#define PROG(name, ...) SEC("?raw_tp") long name(void *ctx) { __VA_ARGS__; }
#define info(field, kind) __builtin_preserve_field_info(field, kind)
#define type_info(type, kind) __builtin_preserve_type_info(*(type *)0, kind)
#define value(type, name, kind) __builtin_preserve_enum_value(*(type *)name, kind)
typedef unsigned int u32;
typedef unsigned long long u64;
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct list_head { struct list_head *next, *prev; };
struct net { int ifindex; };
typedef struct { struct net *net; } possible_net_t;
struct net_device { u32 mtu; int ifindex; char name[16]; possible_net_t nd_net; };
struct sk_buff {
    struct net_device *dev;
    u32 len, data_len;
    unsigned char pkt_type : 3;
    unsigned char ip_summed : 2;
    unsigned char *head, *data;
    u32 hash;
    u32 mark;
};
struct sk_buff___absent { int absent; };
struct mm_struct { u64 start_code; };
struct task_struct {
    int pid;
    int tgid;
    u32 flags;
    struct task_struct *real_parent;
    struct mm_struct *mm;
    char comm[16];
    struct list_head tasks;
    unsigned in_execve : 1;
    unsigned sched_reset_on_fork : 1;
    u64 start_time;
};
struct task_struct___renamed { long state; long __state; };
struct xdp_md { u32 data, data_end; u32 ingress_ifindex; };
struct no_such_struct { int a; };
#pragma clang attribute pop
enum bpf_map_type { BPF_MAP_TYPE_UNSPEC, BPF_MAP_TYPE_RINGBUF = 1, BPF_MAP_TYPE_NO_SUCH = 99 };
enum bpf_func_id { BPF_FUNC_map_lookup_elem = 3 };
typedef struct net_device net_device_is_no_typedef;
typedef u32 __u32;
#define K ((struct sk_buff *)ctx)
#define T ((struct task_struct *)ctx)
PROG(skb_fields, return K->len + K->data_len + K->hash + K->mark)
PROG(skb_pointers, return (long)K->data + K->dev->mtu + K->dev->ifindex + K->dev->name[3])
PROG(skb_net, return K->dev->nd_net.net->ifindex)
PROG(skb_bits, return info(K->pkt_type, 0) + info(K->pkt_type, 1) + info(K->pkt_type, 4) + info(K->pkt_type, 5)
    + info(K->ip_summed, 0) + info(K->ip_summed, 4))
PROG(skb_absent, return ((struct sk_buff___absent *)ctx)->absent)
PROG(skb_sizes, return type_info(struct sk_buff, 1) + type_info(struct sk_buff, 0) + info(K->dev, 1))
PROG(task_fields, return T->pid + T->tgid + T->flags + T->real_parent->real_parent->pid + T->mm->start_code + T->start_time)
PROG(task_list, return (long)T->tasks.next + T->comm[15])
PROG(task_bits, return info(T->in_execve, 4) + info(T->sched_reset_on_fork, 0) + info(T->sched_reset_on_fork, 4))
PROG(task_states, if (info(((struct task_struct___renamed *)ctx)->__state, 2))
    return info(((struct task_struct___renamed *)ctx)->__state, 0); return ((struct task_struct___renamed *)ctx)->state)
PROG(context, return ((struct xdp_md *)ctx)->ingress_ifindex + info(((struct xdp_md *)ctx)->data_end, 0))
PROG(none, return ((struct no_such_struct *)ctx)->a)
PROG(types, return type_info(struct no_such_struct, 0) + 2 * type_info(net_device_is_no_typedef, 0) + 4 * type_info(__u32, 0)
    + __builtin_btf_type_id(*(struct task_struct *)ctx, 1) + __builtin_btf_type_id(*(struct sk_buff *)ctx, 0))
PROG(matches, return type_info(struct list_head, 2) + 2 * type_info(struct sk_buff, 2) + 4 * type_info(struct xdp_md, 2)
    + 8 * type_info(enum bpf_map_type, 2) + 16 * type_info(enum bpf_func_id, 2))
PROG(values, return value(enum bpf_map_type, BPF_MAP_TYPE_RINGBUF, 1) + value(enum bpf_map_type, BPF_MAP_TYPE_NO_SUCH, 0)
    + value(enum bpf_func_id, BPF_FUNC_map_lookup_elem, 1))
char _license[] SEC("license") = "GPL";
