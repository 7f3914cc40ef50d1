# programs/drop-all.xasm in what llvm-mc takes
	.section xdp,"ax",@progbits
	.globl	drop_all
	.type	drop_all,@function
drop_all:
	r0 = 1
	exit
	.size	drop_all, .-drop_all
