// objects: 19-v3-g
// The same, registered as long as there is a link (Linux 6.4).
#include "corpus.h"

struct sock;

struct tcp_congestion_ops {
	__u32 (*ssthresh)(struct sock *sk);
	void (*cong_avoid)(struct sock *sk, __u32 ack, __u32 acked);
	__u32 (*undo_cwnd)(struct sock *sk);
	char name[16];
	__u32 flags;
};

SEC("struct_ops/fixed_ssthresh") __u32 fixed_ssthresh(unsigned long long *ctx)
{
	return 10;
}

SEC("struct_ops/fixed_cong_avoid") void fixed_cong_avoid(unsigned long long *ctx)
{
}

SEC("struct_ops/fixed_undo_cwnd") __u32 fixed_undo_cwnd(unsigned long long *ctx)
{
	return 20;
}

SEC(".struct_ops.link") struct tcp_congestion_ops fixed = {
	.ssthresh = (void *)fixed_ssthresh,
	.cong_avoid = (void *)fixed_cong_avoid,
	.undo_cwnd = (void *)fixed_undo_cwnd,
	.name = "xdpasm_linked",
};

char _license[] SEC("license") = "GPL";
