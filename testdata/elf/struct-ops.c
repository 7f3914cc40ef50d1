// objects: 19-v3-g 14-v2-g
// A congestion control made of programs: a struct of functions, with a name and with members that the kernel has elsewhere.
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

SEC(".struct_ops") struct tcp_congestion_ops fixed = {
	.ssthresh = (void *)fixed_ssthresh,
	.cong_avoid = (void *)fixed_cong_avoid,
	.undo_cwnd = (void *)fixed_undo_cwnd,
	.name = "xdpasm_fixed",
};

SEC(".struct_ops") struct tcp_congestion_ops other = {
	.ssthresh = (void *)fixed_ssthresh,
	.cong_avoid = (void *)fixed_cong_avoid,
	.undo_cwnd = (void *)fixed_undo_cwnd,
	.name = "xdpasm_other",
};

char _license[] SEC("license") = "GPL";
