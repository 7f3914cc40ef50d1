	.text
	.file	"tail_call.c"
	.section	"xdp/drop","ax",@progbits
	.globl	drop
	.p2align	3
	.type	drop,@function
drop:
	r0 = 1
	exit
.Lfunc_end0:
	.size	drop, .Lfunc_end0-drop

	.section	"xdp/pass","ax",@progbits
	.globl	pass
	.p2align	3
	.type	pass,@function
pass:
	r0 = 2
	exit
.Lfunc_end1:
	.size	pass, .Lfunc_end1-pass

	.section	xdp,"ax",@progbits
	.globl	jump
	.p2align	3
	.type	jump,@function
jump:
	r3 = *(u32 *)(r1 + 16)
	r3 &= 1
	r2 = next ll
	call 12
	r0 = 0
	exit
.Lfunc_end2:
	.size	jump, .Lfunc_end2-jump

	.type	next,@object
	.section	.maps,"aw",@progbits
	.globl	next
	.p2align	3, 0x0
next:
	.quad	0
	.quad	0
	.quad	0
	.quad	drop
	.quad	pass
	.size	next, 40

	.type	_license,@object
	.section	license,"aw",@progbits
	.globl	_license
_license:
	.asciz	"GPL"
	.size	_license, 4

	.addrsig
	.addrsig_sym drop
	.addrsig_sym pass
	.addrsig_sym jump
	.addrsig_sym next
	.addrsig_sym _license
