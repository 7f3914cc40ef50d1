	.text
	.file	"functions.c"
	.file	0 "." "functions.c" md5 0x12e774e67ba378e2c7e8c6261d49fd92
	.file	1 "." "bpf.h" md5 0x30289f964164810009fb51163b46b543
	.globl	twice
	.p2align	3
	.type	twice,@function
twice:
.Lfunc_begin0:
	.loc	0 5 0
	.cfi_sections .debug_frame
	.cfi_startproc
	w6 = w1
.Ltmp0:
.Ltmp1:
	.loc	0 5 41 prologue_end
.Ltmp2:
	call fold
.Ltmp3:
	.loc	0 5 36 is_stmt 0
.Ltmp4:
	w1 = w0
	call fold
.Ltmp5:
	.loc	0 5 50
.Ltmp6:
	w0 ^= w6
	.loc	0 5 29
.Ltmp7:
	exit
.Ltmp8:
.Ltmp9:
.Lfunc_end0:
	.size	twice, .Lfunc_end0-twice
	.cfi_endproc

	.p2align	3
	.type	fold,@function
fold:
.Lfunc_begin1:
	.cfi_startproc
	.loc	0 4 45 prologue_end is_stmt 1
.Ltmp10:
	w0 = w1
	w0 >>= 16
	.loc	0 4 52 is_stmt 0
.Ltmp11:
	w0 *= -65535
	w0 += w1
	.loc	0 4 35
.Ltmp12:
	exit
.Ltmp13:
.Ltmp14:
.Lfunc_end1:
	.size	fold, .Lfunc_end1-fold
	.cfi_endproc

	.weak	verdict
	.p2align	3
	.type	verdict,@function
verdict:
.Lfunc_begin2:
	.loc	0 6 0 is_stmt 1
	.cfi_startproc
	w0 = 1
.Ltmp15:
	.loc	0 6 78 prologue_end
.Ltmp16:
.Ltmp17:
	if w1 == 0 goto LBB2_2
.Ltmp18:
.Ltmp19:
	.loc	0 0 78 is_stmt 0
	w0 = 2
.Ltmp20:
.Ltmp21:
LBB2_2:
	.loc	0 6 53
	#APP
	#NO_APP
	.loc	0 6 71
.Ltmp22:
	exit
.Ltmp23:
.Ltmp24:
.Lfunc_end2:
	.size	verdict, .Lfunc_end2-verdict
	.cfi_endproc

	.section	xdp,"ax",@progbits
	.globl	first
	.p2align	3
	.type	first,@function
first:
.Lfunc_begin3:
	.cfi_startproc
	.loc	0 7 70 prologue_end is_stmt 1
.Ltmp25:
	w1 = *(u32 *)(r1 + 12)
.Ltmp26:
.Ltmp27:
	.loc	0 7 59 is_stmt 0
.Ltmp28:
	call twice
.Ltmp29:
	.loc	0 7 51
.Ltmp30:
	w1 = w0
	call verdict
.Ltmp31:
	.loc	0 7 44
.Ltmp32:
	exit
.Ltmp33:
.Ltmp34:
.Lfunc_end3:
	.size	first, .Lfunc_end3-first
	.cfi_endproc

	.globl	second
	.p2align	3
	.type	second,@function
second:
.Lfunc_begin4:
	.cfi_startproc
	.loc	0 8 70 prologue_end is_stmt 1
.Ltmp35:
	w1 = *(u32 *)(r1 + 16)
.Ltmp36:
.Ltmp37:
	.loc	0 8 60 is_stmt 0
.Ltmp38:
	call fold
.Ltmp39:
	.loc	0 8 52
.Ltmp40:
	w1 = w0
	call verdict
.Ltmp41:
	.loc	0 8 45
.Ltmp42:
	exit
.Ltmp43:
.Ltmp44:
.Lfunc_end4:
	.size	second, .Lfunc_end4-second
	.cfi_endproc

	.section	tc,"ax",@progbits
	.globl	third
	.p2align	3
	.type	third,@function
third:
.Lfunc_begin5:
	.cfi_startproc
	.loc	0 9 60 prologue_end is_stmt 1
.Ltmp45:
	w1 = *(u32 *)(r1 + 0)
.Ltmp46:
.Ltmp47:
	.loc	0 9 50 is_stmt 0
.Ltmp48:
	call fold
.Ltmp49:
	.loc	0 9 43
.Ltmp50:
	exit
.Ltmp51:
.Ltmp52:
.Lfunc_end5:
	.size	third, .Lfunc_end5-third
	.cfi_endproc

	.type	_license,@object
	.section	license,"aw",@progbits
	.globl	_license
_license:
	.asciz	"Dual MIT/GPL"
	.size	_license, 13

	.section	.debug_loclists,"",@progbits
	.long	.Ldebug_list_header_end0-.Ldebug_list_header_start0
.Ldebug_list_header_start0:
	.short	5
	.byte	8
	.byte	0
	.long	4
.Lloclists_table_base0:
	.long	.Ldebug_loc0-.Lloclists_table_base0
	.long	.Ldebug_loc1-.Lloclists_table_base0
	.long	.Ldebug_loc2-.Lloclists_table_base0
	.long	.Ldebug_loc3-.Lloclists_table_base0
.Ldebug_loc0:
	.byte	1
	.byte	1
	.byte	4
	.uleb128 .Lfunc_begin0-.Lfunc_begin0
	.uleb128 .Ltmp0-.Lfunc_begin0
	.byte	1
	.byte	81
	.byte	4
	.uleb128 .Ltmp0-.Lfunc_begin0
	.uleb128 .Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	86
	.byte	0
.Ldebug_loc1:
	.byte	3
	.byte	6
	.uleb128 .Ltmp26-.Lfunc_begin3
	.byte	1
	.byte	81
	.byte	0
.Ldebug_loc2:
	.byte	1
	.byte	6
	.byte	4
	.uleb128 .Lfunc_begin4-.Lfunc_begin3
	.uleb128 .Ltmp36-.Lfunc_begin3
	.byte	1
	.byte	81
	.byte	0
.Ldebug_loc3:
	.byte	3
	.byte	12
	.uleb128 .Ltmp46-.Lfunc_begin5
	.byte	1
	.byte	81
	.byte	0
.Ldebug_list_header_end0:
	.section	.debug_abbrev,"",@progbits
	.byte	1
	.byte	17
	.byte	1
	.byte	37
	.byte	37
	.byte	19
	.byte	5
	.byte	3
	.byte	37
	.byte	114
	.byte	23
	.byte	16
	.byte	23
	.byte	27
	.byte	37
	.byte	17
	.byte	1
	.byte	85
	.byte	35
	.byte	115
	.byte	23
	.byte	116
	.byte	23
	.ascii	"\214\001"
	.byte	23
	.byte	0
	.byte	0
	.byte	2
	.byte	52
	.byte	0
	.byte	3
	.byte	37
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
	.byte	37
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
	.byte	37
	.byte	11
	.byte	11
	.byte	62
	.byte	11
	.byte	0
	.byte	0
	.byte	7
	.byte	4
	.byte	1
	.byte	73
	.byte	19
	.byte	11
	.byte	11
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	0
	.byte	0
	.byte	8
	.byte	40
	.byte	0
	.byte	3
	.byte	37
	.byte	28
	.byte	15
	.byte	0
	.byte	0
	.byte	9
	.byte	46
	.byte	1
	.byte	17
	.byte	27
	.byte	18
	.byte	6
	.byte	64
	.byte	24
	.byte	122
	.byte	25
	.byte	3
	.byte	37
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
	.byte	10
	.byte	5
	.byte	0
	.byte	2
	.byte	34
	.byte	3
	.byte	37
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	11
	.byte	72
	.byte	0
	.byte	127
	.byte	19
	.byte	125
	.byte	27
	.byte	0
	.byte	0
	.byte	12
	.byte	46
	.byte	1
	.byte	17
	.byte	27
	.byte	18
	.byte	6
	.byte	64
	.byte	24
	.byte	122
	.byte	25
	.byte	3
	.byte	37
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
	.byte	5
	.byte	0
	.byte	2
	.byte	24
	.byte	3
	.byte	37
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	14
	.byte	22
	.byte	0
	.byte	73
	.byte	19
	.byte	3
	.byte	37
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	0
	.byte	0
	.byte	15
	.byte	15
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	16
	.byte	19
	.byte	1
	.byte	3
	.byte	37
	.byte	11
	.byte	11
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	0
	.byte	0
	.byte	17
	.byte	13
	.byte	0
	.byte	3
	.byte	37
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
	.short	5
	.byte	1
	.byte	8
	.long	.debug_abbrev
	.byte	1
	.byte	0
	.short	29
	.byte	1
	.long	.Lstr_offsets_base0
	.long	.Lline_table_start0
	.byte	2
	.quad	0
	.byte	0
	.long	.Laddr_table_base0
	.long	.Lrnglists_table_base0
	.long	.Lloclists_table_base0
	.byte	2
	.byte	3
	.long	58

	.byte	0
	.byte	10
	.byte	2
	.byte	161
	.byte	0
	.byte	3
	.long	70
	.byte	4
	.long	74
	.byte	13
	.byte	0
	.byte	5
	.byte	4
	.byte	6
	.byte	1
	.byte	6
	.byte	5
	.byte	8
	.byte	7
	.byte	7
	.long	102
	.byte	4
	.byte	1
	.byte	27
	.byte	8
	.byte	7
	.byte	0
	.byte	8
	.byte	8
	.byte	1
	.byte	8
	.byte	9
	.byte	2
	.byte	8
	.byte	10
	.byte	3
	.byte	8
	.byte	11
	.byte	4
	.byte	0
	.byte	5
	.byte	6
	.byte	7
	.byte	4
	.byte	9
	.byte	1
	.long	.Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	90

	.byte	12
	.byte	0
	.byte	5

	.long	300

	.byte	10
	.byte	0
	.byte	20
	.byte	0
	.byte	5
	.long	300
	.byte	11
	.long	143
	.byte	2
	.byte	11
	.long	143
	.byte	3
	.byte	0
	.byte	12
	.byte	4
	.long	.Lfunc_end1-.Lfunc_begin1
	.byte	1
	.byte	90

	.byte	14
	.byte	0
	.byte	4

	.long	300
	.byte	13
	.byte	1
	.byte	81
	.byte	20
	.byte	0
	.byte	4
	.long	300
	.byte	0
	.byte	9
	.byte	5
	.long	.Lfunc_end2-.Lfunc_begin2
	.byte	1
	.byte	90

	.byte	15
	.byte	0
	.byte	6

	.long	308

	.byte	13
	.byte	1
	.byte	81
	.byte	20
	.byte	0
	.byte	6
	.long	300
	.byte	0
	.byte	9
	.byte	6
	.long	.Lfunc_end3-.Lfunc_begin3
	.byte	1
	.byte	90

	.byte	17
	.byte	0
	.byte	7

	.long	308

	.byte	10
	.byte	1
	.byte	21
	.byte	0
	.byte	7
	.long	312
	.byte	11
	.long	106
	.byte	7
	.byte	11
	.long	169
	.byte	8
	.byte	0
	.byte	9
	.byte	9
	.long	.Lfunc_end4-.Lfunc_begin4
	.byte	1
	.byte	90

	.byte	18
	.byte	0
	.byte	8

	.long	308

	.byte	10
	.byte	2
	.byte	21
	.byte	0
	.byte	8
	.long	312
	.byte	11
	.long	143
	.byte	10
	.byte	11
	.long	169
	.byte	11
	.byte	0
	.byte	9
	.byte	12
	.long	.Lfunc_end5-.Lfunc_begin5
	.byte	1
	.byte	90

	.byte	19
	.byte	0
	.byte	9

	.long	308

	.byte	10
	.byte	3
	.byte	21
	.byte	0
	.byte	9
	.long	312
	.byte	11
	.long	143
	.byte	13
	.byte	0
	.byte	14
	.long	102
	.byte	13
	.byte	1
	.byte	11
	.byte	5
	.byte	16
	.byte	5
	.byte	4
	.byte	15
	.long	317
	.byte	16
	.byte	28
	.byte	24
	.byte	1
	.byte	18
	.byte	17
	.byte	22
	.long	300
	.byte	1
	.byte	19
	.byte	0
	.byte	17
	.byte	23
	.long	300
	.byte	1
	.byte	20
	.byte	4
	.byte	17
	.byte	24
	.long	300
	.byte	1
	.byte	21
	.byte	8
	.byte	17
	.byte	25
	.long	300
	.byte	1
	.byte	22
	.byte	12
	.byte	17
	.byte	26
	.long	300
	.byte	1
	.byte	23
	.byte	16
	.byte	17
	.byte	27
	.long	300
	.byte	1
	.byte	24
	.byte	20
	.byte	0
	.byte	0
.Ldebug_info_end0:
	.section	.debug_rnglists,"",@progbits
	.long	.Ldebug_list_header_end1-.Ldebug_list_header_start1
.Ldebug_list_header_start1:
	.short	5
	.byte	8
	.byte	0
	.long	1
.Lrnglists_table_base0:
	.long	.Ldebug_ranges0-.Lrnglists_table_base0
.Ldebug_ranges0:
	.byte	3
	.byte	1
	.uleb128 .Lfunc_end2-.Lfunc_begin0
	.byte	3
	.byte	6
	.uleb128 .Lfunc_end4-.Lfunc_begin3
	.byte	3
	.byte	12
	.uleb128 .Lfunc_end5-.Lfunc_begin5
	.byte	0
.Ldebug_list_header_end1:
	.section	.debug_str_offsets,"",@progbits
	.long	120
	.short	5
	.short	0
.Lstr_offsets_base0:
	.section	.debug_str,"MS",@progbits,1
.Linfo_string0:
	.asciz	"clang version 19"
.Linfo_string1:
	.asciz	"functions.c"
.Linfo_string2:
	.asciz	"."
.Linfo_string3:
	.asciz	"_license"
.Linfo_string4:
	.asciz	"char"
.Linfo_string5:
	.asciz	"__ARRAY_SIZE_TYPE__"
.Linfo_string6:
	.asciz	"unsigned int"
.Linfo_string7:
	.asciz	"XDP_ABORTED"
.Linfo_string8:
	.asciz	"XDP_DROP"
.Linfo_string9:
	.asciz	"XDP_PASS"
.Linfo_string10:
	.asciz	"XDP_TX"
.Linfo_string11:
	.asciz	"XDP_REDIRECT"
.Linfo_string12:
	.asciz	"twice"
.Linfo_string13:
	.asciz	"u32"
.Linfo_string14:
	.asciz	"fold"
.Linfo_string15:
	.asciz	"verdict"
.Linfo_string16:
	.asciz	"int"
.Linfo_string17:
	.asciz	"first"
.Linfo_string18:
	.asciz	"second"
.Linfo_string19:
	.asciz	"third"
.Linfo_string20:
	.asciz	"x"
.Linfo_string21:
	.asciz	"ctx"
.Linfo_string22:
	.asciz	"data"
.Linfo_string23:
	.asciz	"data_end"
.Linfo_string24:
	.asciz	"data_meta"
.Linfo_string25:
	.asciz	"ingress_ifindex"
.Linfo_string26:
	.asciz	"rx_queue_index"
.Linfo_string27:
	.asciz	"egress_ifindex"
.Linfo_string28:
	.asciz	"xdp_md"
	.section	.debug_str_offsets,"",@progbits
	.long	.Linfo_string0
	.long	.Linfo_string1
	.long	.Linfo_string2
	.long	.Linfo_string3
	.long	.Linfo_string4
	.long	.Linfo_string5
	.long	.Linfo_string6
	.long	.Linfo_string7
	.long	.Linfo_string8
	.long	.Linfo_string9
	.long	.Linfo_string10
	.long	.Linfo_string11
	.long	.Linfo_string12
	.long	.Linfo_string13
	.long	.Linfo_string14
	.long	.Linfo_string15
	.long	.Linfo_string16
	.long	.Linfo_string17
	.long	.Linfo_string18
	.long	.Linfo_string19
	.long	.Linfo_string20
	.long	.Linfo_string21
	.long	.Linfo_string22
	.long	.Linfo_string23
	.long	.Linfo_string24
	.long	.Linfo_string25
	.long	.Linfo_string26
	.long	.Linfo_string27
	.long	.Linfo_string28
	.section	.debug_addr,"",@progbits
	.long	.Ldebug_addr_end0-.Ldebug_addr_start0
.Ldebug_addr_start0:
	.short	5
	.byte	8
	.byte	0
.Laddr_table_base0:
	.quad	_license
	.quad	.Lfunc_begin0
	.quad	.Ltmp3
	.quad	.Ltmp5
	.quad	.Lfunc_begin1
	.quad	.Lfunc_begin2
	.quad	.Lfunc_begin3
	.quad	.Ltmp29
	.quad	.Ltmp31
	.quad	.Lfunc_begin4
	.quad	.Ltmp39
	.quad	.Ltmp41
	.quad	.Lfunc_begin5
	.quad	.Ltmp49
.Ldebug_addr_end0:
	.section	.BTF,"",@progbits
	.short	60319
	.byte	1
	.byte	0
	.long	24
	.long	0
	.long	428
	.long	428
	.long	688
	.long	1
	.long	134217728
	.long	2
	.long	5
	.long	16777216
	.long	4
	.long	32
	.long	0
	.long	218103809
	.long	1
	.long	18
	.long	1
	.long	20
	.long	201326593
	.long	3
	.long	0
	.long	218103809
	.long	1
	.long	18
	.long	1
	.long	102
	.long	201326592
	.long	5
	.long	0
	.long	218103809
	.long	8
	.long	18
	.long	1
	.long	176
	.long	16777216
	.long	4
	.long	16777248
	.long	180
	.long	201326593
	.long	7
	.long	0
	.long	33554432
	.long	11
	.long	292
	.long	67108870
	.long	24
	.long	299
	.long	1
	.long	0
	.long	304
	.long	1
	.long	32
	.long	313
	.long	1
	.long	64
	.long	323
	.long	1
	.long	96
	.long	339
	.long	1
	.long	128
	.long	354
	.long	1
	.long	160
	.long	0
	.long	218103809
	.long	8
	.long	369
	.long	10
	.long	373
	.long	201326593
	.long	12
	.long	0
	.long	218103809
	.long	8
	.long	369
	.long	10
	.long	473
	.long	201326593
	.long	14
	.long	0
	.long	218103809
	.long	8
	.long	369
	.long	10
	.long	569
	.long	201326593
	.long	16
	.long	646
	.long	16777216
	.long	1
	.long	16777224
	.long	0
	.long	50331648
	.long	0
	.long	18
	.long	20
	.long	13
	.long	651
	.long	16777216
	.long	4
	.long	32
	.long	671
	.long	234881024
	.long	19
	.long	1
	.long	680
	.long	251658241
	.long	0
	.long	21
	.long	_license
	.long	13
	.byte	0
	.ascii	"u32"
	.byte	0
	.ascii	"unsigned int"
	.byte	0
	.byte	120
	.byte	0
	.ascii	"twice"
	.byte	0
	.ascii	".text"
	.byte	0
	.ascii	"./functions.c"
	.byte	0
	.ascii	"NOINLINE u32 twice(u32 x) { return fold(fold(x)) ^ x; }"
	.byte	0
	.ascii	"fold"
	.byte	0
	.ascii	"static NOINLINE u32 fold(u32 x) { return (x >> 16) + (x & 0xffff); }"
	.byte	0
	.ascii	"int"
	.byte	0
	.ascii	"verdict"
	.byte	0
	.ascii	"__attribute__((weak)) NOINLINE int verdict(u32 x) { asm volatile(\"\"); return x ? XDP_PASS : XDP_DROP; }"
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
	.ascii	"ctx"
	.byte	0
	.ascii	"first"
	.byte	0
	.ascii	"xdp"
	.byte	0
	.ascii	"SEC(\"xdp\") int first(struct xdp_md *ctx) { return verdict(twice(ctx->ingress_ifindex)); }"
	.byte	0
	.ascii	"second"
	.byte	0
	.ascii	"SEC(\"xdp\") int second(struct xdp_md *ctx) { return verdict(fold(ctx->rx_queue_index)); }"
	.byte	0
	.ascii	"third"
	.byte	0
	.ascii	"tc"
	.byte	0
	.ascii	"SEC(\"tc\") int third(struct xdp_md *ctx) { return fold(ctx->data); }"
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
	.long	76
	.long	76
	.long	380
	.long	456
	.long	0
	.long	8
	.long	26
	.long	3
	.long	.Lfunc_begin0
	.long	4
	.long	.Lfunc_begin1
	.long	6
	.long	.Lfunc_begin2
	.long	9
	.long	379
	.long	2
	.long	.Lfunc_begin3
	.long	13
	.long	.Lfunc_begin4
	.long	15
	.long	575
	.long	1
	.long	.Lfunc_begin5
	.long	17
	.long	16
	.long	26
	.long	11
	.long	.Lfunc_begin0
	.long	32
	.long	46
	.long	5120
	.long	.Ltmp2
	.long	32
	.long	46
	.long	5161
	.long	.Ltmp4
	.long	32
	.long	46
	.long	5156
	.long	.Ltmp6
	.long	32
	.long	46
	.long	5170
	.long	.Ltmp7
	.long	32
	.long	46
	.long	5149
	.long	.Ltmp10
	.long	32
	.long	107
	.long	4141
	.long	.Ltmp11
	.long	32
	.long	107
	.long	4148
	.long	.Ltmp12
	.long	32
	.long	107
	.long	4131
	.long	.Lfunc_begin2
	.long	32
	.long	188
	.long	6144
	.long	.Ltmp17
	.long	32
	.long	188
	.long	6222
	.long	.Ltmp22
	.long	32
	.long	188
	.long	6215
	.long	379
	.long	8
	.long	.Ltmp25
	.long	32
	.long	383
	.long	7238
	.long	.Ltmp28
	.long	32
	.long	383
	.long	7227
	.long	.Ltmp30
	.long	32
	.long	383
	.long	7219
	.long	.Ltmp32
	.long	32
	.long	383
	.long	7212
	.long	.Ltmp35
	.long	32
	.long	480
	.long	8262
	.long	.Ltmp38
	.long	32
	.long	480
	.long	8252
	.long	.Ltmp40
	.long	32
	.long	480
	.long	8244
	.long	.Ltmp42
	.long	32
	.long	480
	.long	8237
	.long	575
	.long	3
	.long	.Ltmp45
	.long	32
	.long	578
	.long	9276
	.long	.Ltmp48
	.long	32
	.long	578
	.long	9266
	.long	.Ltmp50
	.long	32
	.long	578
	.long	9259
	.addrsig
	.addrsig_sym first
	.addrsig_sym second
	.addrsig_sym third
	.addrsig_sym _license
	.section	.debug_line,"",@progbits
.Lline_table_start0:
