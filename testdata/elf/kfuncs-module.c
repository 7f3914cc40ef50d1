// objects: 19-v3-g 14-v2-g
// Functions of a module, nf_conntrack (Linux 5.18): a connection is looked for that is not there.
#include "corpus.h"

struct nf_conn {
	unsigned long status;
};

struct bpf_sock_tuple {
	__u32 saddr, daddr;
	__u16 sport, dport;
};

struct bpf_ct_opts {
	__s32 netns_id;
	__s32 error;
	__u8 l4proto;
	__u8 dir;
	__u8 reserved[2];
};

extern struct nf_conn *bpf_xdp_ct_lookup(struct xdp_md *ctx, struct bpf_sock_tuple *tuple, __u32 tuple_size,
					 struct bpf_ct_opts *opts, __u32 opts_size) __ksym;
extern void bpf_ct_release(struct nf_conn *connection) __ksym;

SEC("xdp") int looks(struct xdp_md *ctx)
{
	struct bpf_sock_tuple tuple = {.saddr = 1, .daddr = 2, .sport = 3, .dport = 4};
	struct bpf_ct_opts opts = {.netns_id = -1, .l4proto = 6};
	struct nf_conn *found = bpf_xdp_ct_lookup(ctx, &tuple, sizeof(tuple), &opts, sizeof(opts));

	if (found) {
		bpf_ct_release(found);
		return XDP_DROP;
	}
	/* ENOENT */
	return opts.error == -2 ? XDP_PASS : XDP_ABORTED;
}

char _license[] SEC("license") = "GPL";
