# programs/firewall.xasm in what llvm-mc takes: no named constants, maps are undefined symbols
	.section xdp,"ax",@progbits
	.globl	xdp_firewall
	.type	xdp_firewall,@function
xdp_firewall:
	r2 = *(u32 *)(r1 + 0)
	r3 = *(u32 *)(r1 + 4)
	r4 = r2
	r4 += 34
	if r4 > r3 goto .Lpass
	r4 = *(u16 *)(r2 + 12)
	if r4 != 8 goto .Lpass
	r4 = *(u32 *)(r2 + 26)
	*(u32 *)(r10 - 4) = r4
	r1 = blocked ll
	r2 = r10
	r2 += -4
	call 1
	r6 = 2
	if r0 == 0 goto .Lcount
	r1 = 1
	lock *(u64 *)(r0 + 0) += r1
	r6 = 1
.Lcount:
	*(u32 *)(r10 - 4) = r6
	r1 = counters ll
	r2 = r10
	r2 += -4
	call 1
	if r0 == 0 goto .Ldone
	r1 = 1
	lock *(u64 *)(r0 + 0) += r1
.Ldone:
	r0 = r6
	exit
.Lpass:
	r0 = 2
	exit
	.size	xdp_firewall, .-xdp_firewall
