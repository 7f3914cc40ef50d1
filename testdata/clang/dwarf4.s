	.text
	.file	"dwarf4.c"
	.file	1 "." "dwarf4.c"
	.section	xdp,"ax",@progbits
	.globl	squares
	.p2align	3
	.type	squares,@function
squares:
.Lfunc_begin0:
	.loc	1 7 0
	.cfi_sections .debug_frame
	.cfi_startproc
	r6 = *(u32 *)(r1 + 0)
.Ltmp0:
	.loc	1 10 16 prologue_end
.Ltmp1:
.Ltmp2:
	r1 = r6
.Ltmp3:
.Ltmp4:
	call square
.Ltmp5:
	r7 = r0
.Ltmp6:
.Ltmp7:
	.loc	1 10 33 is_stmt 0
.Ltmp8:
	r1 = r6
	r1 += 1
	.loc	1 10 23
.Ltmp9:
	r1 <<= 32
	r1 >>= 32
	.loc	1 10 16
.Ltmp10:
	call square
.Ltmp11:
	r8 = r0
	.loc	1 10 13
.Ltmp12:
	r8 += r7
.Ltmp13:
.Ltmp14:
	.loc	1 10 33
.Ltmp15:
	r1 = r6
	r1 += 2
	.loc	1 10 23
.Ltmp16:
	r1 <<= 32
	r1 >>= 32
	.loc	1 10 16
.Ltmp17:
	call square
.Ltmp18:
	r7 = r0
	.loc	1 10 13
.Ltmp19:
	r7 += r8
.Ltmp20:
.Ltmp21:
	.loc	1 10 33
.Ltmp22:
	r6 += 3
	.loc	1 10 23
.Ltmp23:
	r6 <<= 32
	r6 >>= 32
	.loc	1 10 16
.Ltmp24:
	r1 = r6
	call square
.Ltmp25:
	.loc	1 10 13
.Ltmp26:
	r0 += r7
.Ltmp27:
.Ltmp28:
	.loc	1 11 5 is_stmt 1
.Ltmp29:
	exit
.Ltmp30:
.Ltmp31:
.Lfunc_end0:
	.size	squares, .Lfunc_end0-squares
	.cfi_endproc

	.text
	.p2align	3
	.type	square,@function
square:
.Lfunc_begin1:
	.loc	1 4 0
	.cfi_startproc
	r0 = r1
.Ltmp32:
.Ltmp33:
	.loc	1 5 14 prologue_end
.Ltmp34:
	r0 *= r0
.Ltmp35:
.Ltmp36:
	.loc	1 5 5 is_stmt 0
.Ltmp37:
	exit
.Ltmp38:
.Ltmp39:
.Lfunc_end1:
	.size	square, .Lfunc_end1-square
	.cfi_endproc

	.type	_license,@object
	.section	license,"aw",@progbits
	.globl	_license
_license:
	.asciz	"GPL"
	.size	_license, 4

	.file	2 "." "./bpf.h"
	.section	.debug_loc,"",@progbits
.Ldebug_loc0:
	.quad	-1
	.quad	.Lfunc_begin0
	.quad	.Lfunc_begin0-.Lfunc_begin0
	.quad	.Ltmp3-.Lfunc_begin0
	.short	1
	.byte	81
	.quad	0
	.quad	0
.Ldebug_loc1:
	.quad	-1
	.quad	.Lfunc_begin0
	.quad	.Lfunc_begin0-.Lfunc_begin0
	.quad	.Ltmp6-.Lfunc_begin0
	.short	2
	.byte	48
	.byte	159
	.quad	.Ltmp6-.Lfunc_begin0
	.quad	.Ltmp13-.Lfunc_begin0
	.short	1
	.byte	87
	.quad	.Ltmp13-.Lfunc_begin0
	.quad	.Ltmp20-.Lfunc_begin0
	.short	1
	.byte	88
	.quad	.Ltmp20-.Lfunc_begin0
	.quad	.Ltmp27-.Lfunc_begin0
	.short	1
	.byte	87
	.quad	.Ltmp27-.Lfunc_begin0
	.quad	.Lfunc_end0-.Lfunc_begin0
	.short	1
	.byte	80
	.quad	0
	.quad	0
.Ldebug_loc2:
	.quad	-1
	.quad	.Lfunc_begin0
	.quad	.Lfunc_begin0-.Lfunc_begin0
	.quad	.Ltmp6-.Lfunc_begin0
	.short	2
	.byte	48
	.byte	159
	.quad	.Ltmp6-.Lfunc_begin0
	.quad	.Ltmp13-.Lfunc_begin0
	.short	2
	.byte	49
	.byte	159
	.quad	.Ltmp13-.Lfunc_begin0
	.quad	.Ltmp20-.Lfunc_begin0
	.short	2
	.byte	50
	.byte	159
	.quad	.Ltmp20-.Lfunc_begin0
	.quad	.Ltmp27-.Lfunc_begin0
	.short	2
	.byte	51
	.byte	159
	.quad	.Ltmp27-.Lfunc_begin0
	.quad	.Lfunc_end0-.Lfunc_begin0
	.short	2
	.byte	52
	.byte	159
	.quad	0
	.quad	0
.Ldebug_loc3:
	.quad	-1
	.quad	.Lfunc_begin1
	.quad	.Lfunc_begin1-.Lfunc_begin1
	.quad	.Ltmp32-.Lfunc_begin1
	.short	1
	.byte	81
	.quad	.Ltmp32-.Lfunc_begin1
	.quad	.Ltmp35-.Lfunc_begin1
	.short	1
	.byte	80
	.quad	0
	.quad	0
	.section	.debug_abbrev,"",@progbits
	.byte	1
	.byte	17
	.byte	1
	.byte	37
	.byte	14
	.byte	19
	.byte	5
	.byte	3
	.byte	14
	.byte	16
	.byte	23
	.byte	27
	.byte	14
	.byte	17
	.byte	1
	.byte	85
	.byte	23
	.byte	0
	.byte	0
	.byte	2
	.byte	52
	.byte	0
	.byte	3
	.byte	14
	.byte	73
	.byte	19
	.byte	63
	.byte	25
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	2
	.byte	24
	.byte	0
	.byte	0
	.byte	3
	.byte	1
	.byte	1
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	4
	.byte	33
	.byte	0
	.byte	73
	.byte	19
	.byte	55
	.byte	11
	.byte	0
	.byte	0
	.byte	5
	.byte	36
	.byte	0
	.byte	3
	.byte	14
	.byte	62
	.byte	11
	.byte	11
	.byte	11
	.byte	0
	.byte	0
	.byte	6
	.byte	36
	.byte	0
	.byte	3
	.byte	14
	.byte	11
	.byte	11
	.byte	62
	.byte	11
	.byte	0
	.byte	0
	.byte	7
	.byte	46
	.byte	1
	.byte	17
	.byte	1
	.byte	18
	.byte	6
	.byte	64
	.byte	24
	.ascii	"\227B"
	.byte	25
	.byte	3
	.byte	14
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	39
	.byte	25
	.byte	73
	.byte	19
	.byte	63
	.byte	25
	.byte	0
	.byte	0
	.byte	8
	.byte	5
	.byte	0
	.byte	2
	.byte	23
	.byte	3
	.byte	14
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	9
	.byte	52
	.byte	0
	.byte	2
	.byte	23
	.byte	3
	.byte	14
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	10
	.byte	11
	.byte	1
	.byte	17
	.byte	1
	.byte	18
	.byte	6
	.byte	0
	.byte	0
	.byte	11
	.ascii	"\211\202\001"
	.byte	0
	.byte	49
	.byte	19
	.byte	17
	.byte	1
	.byte	0
	.byte	0
	.byte	12
	.byte	46
	.byte	1
	.byte	17
	.byte	1
	.byte	18
	.byte	6
	.byte	64
	.byte	24
	.ascii	"\227B"
	.byte	25
	.byte	3
	.byte	14
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	39
	.byte	25
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	13
	.byte	22
	.byte	0
	.byte	73
	.byte	19
	.byte	3
	.byte	14
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	0
	.byte	0
	.byte	14
	.byte	15
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	15
	.byte	19
	.byte	1
	.byte	3
	.byte	14
	.byte	11
	.byte	11
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	0
	.byte	0
	.byte	16
	.byte	13
	.byte	0
	.byte	3
	.byte	14
	.byte	73
	.byte	19
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	56
	.byte	11
	.byte	0
	.byte	0
	.byte	0
	.section	.debug_info,"",@progbits
.Lcu_begin0:
	.long	.Ldebug_info_end0-.Ldebug_info_start0
.Ldebug_info_start0:
	.short	4
	.long	.debug_abbrev
	.byte	8
	.byte	1
	.long	.Linfo_string0
	.short	29
	.long	.Linfo_string1
	.long	.Lline_table_start0
	.long	.Linfo_string2
	.quad	0
	.long	.Ldebug_ranges0
	.byte	2
	.long	.Linfo_string3
	.long	63

	.byte	1
	.byte	13
	.byte	9
	.byte	3
	.quad	_license
	.byte	3
	.long	75
	.byte	4
	.long	82
	.byte	4
	.byte	0
	.byte	5
	.long	.Linfo_string4
	.byte	6
	.byte	1
	.byte	6
	.long	.Linfo_string5
	.byte	8
	.byte	7
	.byte	7
	.quad	.Lfunc_begin0
	.long	.Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	90

	.long	.Linfo_string6
	.byte	1
	.byte	7

	.long	267

	.byte	8
	.long	.Ldebug_loc0
	.long	.Linfo_string11
	.byte	1
	.byte	7
	.long	292
	.byte	9
	.long	.Ldebug_loc1
	.long	.Linfo_string21
	.byte	1
	.byte	8
	.long	274
	.byte	10
	.quad	.Ltmp0
	.long	.Ltmp27-.Ltmp0
	.byte	9
	.long	.Ldebug_loc2
	.long	.Linfo_string22
	.byte	1
	.byte	9
	.long	378
	.byte	0
	.byte	11
	.long	226
	.quad	.Ltmp5
	.byte	11
	.long	226
	.quad	.Ltmp11
	.byte	11
	.long	226
	.quad	.Ltmp18
	.byte	11
	.long	226
	.quad	.Ltmp25
	.byte	0
	.byte	12
	.quad	.Lfunc_begin1
	.long	.Lfunc_end1-.Lfunc_begin1
	.byte	1
	.byte	90

	.long	.Linfo_string8
	.byte	1
	.byte	4

	.long	274
	.byte	8
	.long	.Ldebug_loc3
	.long	.Linfo_string23
	.byte	1
	.byte	4
	.long	274
	.byte	0
	.byte	5
	.long	.Linfo_string7
	.byte	5
	.byte	4
	.byte	13
	.long	285
	.long	.Linfo_string10
	.byte	2
	.byte	12
	.byte	5
	.long	.Linfo_string9
	.byte	7
	.byte	8
	.byte	14
	.long	297
	.byte	15
	.long	.Linfo_string20
	.byte	24
	.byte	2
	.byte	18
	.byte	16
	.long	.Linfo_string12
	.long	378
	.byte	2
	.byte	19
	.byte	0
	.byte	16
	.long	.Linfo_string15
	.long	378
	.byte	2
	.byte	20
	.byte	4
	.byte	16
	.long	.Linfo_string16
	.long	378
	.byte	2
	.byte	21
	.byte	8
	.byte	16
	.long	.Linfo_string17
	.long	378
	.byte	2
	.byte	22
	.byte	12
	.byte	16
	.long	.Linfo_string18
	.long	378
	.byte	2
	.byte	23
	.byte	16
	.byte	16
	.long	.Linfo_string19
	.long	378
	.byte	2
	.byte	24
	.byte	20
	.byte	0
	.byte	13
	.long	389
	.long	.Linfo_string14
	.byte	2
	.byte	11
	.byte	5
	.long	.Linfo_string13
	.byte	7
	.byte	4
	.byte	0
.Ldebug_info_end0:
	.section	.debug_ranges,"",@progbits
.Ldebug_ranges0:
	.quad	.Lfunc_begin0
	.quad	.Lfunc_end0
	.quad	.Lfunc_begin1
	.quad	.Lfunc_end1
	.quad	0
	.quad	0
	.section	.debug_str,"MS",@progbits,1
.Linfo_string0:
	.asciz	"clang version 19"
.Linfo_string1:
	.asciz	"dwarf4.c"
.Linfo_string2:
	.asciz	"."
.Linfo_string3:
	.asciz	"_license"
.Linfo_string4:
	.asciz	"char"
.Linfo_string5:
	.asciz	"__ARRAY_SIZE_TYPE__"
.Linfo_string6:
	.asciz	"squares"
.Linfo_string7:
	.asciz	"int"
.Linfo_string8:
	.asciz	"square"
.Linfo_string9:
	.asciz	"unsigned long long"
.Linfo_string10:
	.asciz	"u64"
.Linfo_string11:
	.asciz	"ctx"
.Linfo_string12:
	.asciz	"data"
.Linfo_string13:
	.asciz	"unsigned int"
.Linfo_string14:
	.asciz	"u32"
.Linfo_string15:
	.asciz	"data_end"
.Linfo_string16:
	.asciz	"data_meta"
.Linfo_string17:
	.asciz	"ingress_ifindex"
.Linfo_string18:
	.asciz	"rx_queue_index"
.Linfo_string19:
	.asciz	"egress_ifindex"
.Linfo_string20:
	.asciz	"xdp_md"
.Linfo_string21:
	.asciz	"sum"
.Linfo_string22:
	.asciz	"i"
.Linfo_string23:
	.asciz	"x"
	.section	.BTF,"",@progbits
	.short	60319
	.byte	1
	.byte	0
	.long	24
	.long	0
	.long	328
	.long	328
	.long	359
	.long	0
	.long	33554432
	.long	2
	.long	1
	.long	67108870
	.long	24
	.long	8
	.long	3
	.long	0
	.long	13
	.long	3
	.long	32
	.long	22
	.long	3
	.long	64
	.long	32
	.long	3
	.long	96
	.long	48
	.long	3
	.long	128
	.long	63
	.long	3
	.long	160
	.long	78
	.long	134217728
	.long	4
	.long	82
	.long	16777216
	.long	4
	.long	32
	.long	0
	.long	218103809
	.long	6
	.long	95
	.long	1
	.long	99
	.long	16777216
	.long	4
	.long	16777248
	.long	103
	.long	201326593
	.long	5
	.long	225
	.long	134217728
	.long	9
	.long	229
	.long	16777216
	.long	8
	.long	64
	.long	0
	.long	218103809
	.long	8
	.long	248
	.long	8
	.long	250
	.long	201326592
	.long	10
	.long	317
	.long	16777216
	.long	1
	.long	16777224
	.long	0
	.long	50331648
	.long	0
	.long	12
	.long	14
	.long	4
	.long	322
	.long	16777216
	.long	4
	.long	32
	.long	342
	.long	234881024
	.long	13
	.long	1
	.long	351
	.long	251658241
	.long	0
	.long	15
	.long	_license
	.long	4
	.byte	0
	.ascii	"xdp_md"
	.byte	0
	.ascii	"data"
	.byte	0
	.ascii	"data_end"
	.byte	0
	.ascii	"data_meta"
	.byte	0
	.ascii	"ingress_ifindex"
	.byte	0
	.ascii	"rx_queue_index"
	.byte	0
	.ascii	"egress_ifindex"
	.byte	0
	.ascii	"u32"
	.byte	0
	.ascii	"unsigned int"
	.byte	0
	.ascii	"ctx"
	.byte	0
	.ascii	"int"
	.byte	0
	.ascii	"squares"
	.byte	0
	.ascii	"xdp"
	.byte	0
	.ascii	"./dwarf4.c"
	.byte	0
	.ascii	"SEC(\"xdp\") int squares(struct xdp_md *ctx) {"
	.byte	0
	.ascii	"        sum += square(ctx->data + i);"
	.byte	0
	.ascii	"    return sum;"
	.byte	0
	.ascii	"u64"
	.byte	0
	.ascii	"unsigned long long"
	.byte	0
	.byte	120
	.byte	0
	.ascii	"square"
	.byte	0
	.ascii	".text"
	.byte	0
	.ascii	"static NOINLINE u64 square(u64 x) {"
	.byte	0
	.ascii	"    return x * x;"
	.byte	0
	.ascii	"char"
	.byte	0
	.ascii	"__ARRAY_SIZE_TYPE__"
	.byte	0
	.ascii	"_license"
	.byte	0
	.ascii	"license"
	.byte	0
	.section	.BTF.ext,"",@progbits
	.short	60319
	.byte	1
	.byte	0
	.long	32
	.long	0
	.long	36
	.long	36
	.long	308
	.long	344
	.long	0
	.long	8
	.long	111
	.long	1
	.long	.Lfunc_begin0
	.long	7
	.long	257
	.long	1
	.long	.Lfunc_begin1
	.long	11
	.long	16
	.long	111
	.long	15
	.long	.Lfunc_begin0
	.long	115
	.long	126
	.long	7168
	.long	.Ltmp2
	.long	115
	.long	171
	.long	10256
	.long	.Ltmp8
	.long	115
	.long	171
	.long	10273
	.long	.Ltmp9
	.long	115
	.long	171
	.long	10263
	.long	.Ltmp10
	.long	115
	.long	171
	.long	10256
	.long	.Ltmp12
	.long	115
	.long	171
	.long	10253
	.long	.Ltmp15
	.long	115
	.long	171
	.long	10273
	.long	.Ltmp16
	.long	115
	.long	171
	.long	10263
	.long	.Ltmp17
	.long	115
	.long	171
	.long	10256
	.long	.Ltmp19
	.long	115
	.long	171
	.long	10253
	.long	.Ltmp22
	.long	115
	.long	171
	.long	10273
	.long	.Ltmp23
	.long	115
	.long	171
	.long	10263
	.long	.Ltmp24
	.long	115
	.long	171
	.long	10256
	.long	.Ltmp26
	.long	115
	.long	171
	.long	10253
	.long	.Ltmp29
	.long	115
	.long	209
	.long	11269
	.long	257
	.long	3
	.long	.Lfunc_begin1
	.long	115
	.long	263
	.long	4096
	.long	.Ltmp34
	.long	115
	.long	299
	.long	5134
	.long	.Ltmp37
	.long	115
	.long	299
	.long	5125
	.addrsig
	.addrsig_sym squares
	.addrsig_sym _license
	.section	.debug_line,"",@progbits
.Lline_table_start0:
