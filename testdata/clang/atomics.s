	.text
	.file	"atomics.c"
	.section	xdp,"ax",@progbits
	.globl	atomics
	.p2align	3
	.type	atomics,@function
atomics:
	w1 = *(u32 *)(r1 + 12)
	r2 = wide ll
	r3 = r1
	lock *(u64 *)(r2 + 0) += r3
	r3 = 4
	lock *(u64 *)(r2 + 0) |= r3
	r3 = -2
	r3 = atomic_fetch_and((u64 *)(r2 + 0), r3)
	r4 = narrow ll
	w5 = w1
	w5 = atomic_fetch_xor((u32 *)(r4 + 0), w5)
	r3 += r5
	w5 = 3
	w5 = atomic_fetch_add((u32 *)(r4 + 0), w5)
	r3 += r5
	r5 = 9
	r5 = xchg_64(r2 + 0, r5)
	r3 += r5
	w5 = w1
	w5 = xchg32_32(r4 + 0, w5)
	r3 += r5
	r0 = 9
	r0 = cmpxchg_64(r2 + 0, r0, r3)
	r2 = r0
	w5 = 11
	w0 = w1
	w0 = cmpxchg32_32(r4 + 0, w0, w5)
	w3 += w2
	w0 += w3
	exit
.Lfunc_end0:
	.size	atomics, .Lfunc_end0-atomics

	.type	wide,@object
	.section	.bss,"aw",@nobits
	.globl	wide
	.p2align	3, 0x0
wide:
	.quad	0
	.size	wide, 8

	.type	narrow,@object
	.globl	narrow
	.p2align	2, 0x0
narrow:
	.long	0
	.size	narrow, 4

	.type	_license,@object
	.section	license,"aw",@progbits
	.globl	_license
_license:
	.asciz	"GPL"
	.size	_license, 4

	.addrsig
	.addrsig_sym atomics
	.addrsig_sym wide
	.addrsig_sym narrow
	.addrsig_sym _license
