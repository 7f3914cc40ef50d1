	.text
	.file	"permit_all.c"
	.section	xdp,"ax",@progbits
	.globl	permit_all
	.p2align	3
	.type	permit_all,@function
permit_all:
	r0 = 2
	exit
.Lfunc_end0:
	.size	permit_all, .Lfunc_end0-permit_all

	.type	_license,@object
	.section	license,"aw",@progbits
	.globl	_license
_license:
	.asciz	"GPL"
	.size	_license, 4

	.addrsig
	.addrsig_sym permit_all
	.addrsig_sym _license
