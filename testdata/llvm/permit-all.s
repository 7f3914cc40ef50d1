# programs/permit-all.xasm in what llvm-mc takes
	.section xdp,"ax",@progbits
	.globl	permit_all
	.type	permit_all,@function
permit_all:
	r0 = 2
	exit
	.size	permit_all, .-permit_all
