	.text
	.file	"callback.c"
	.file	0 "." "callback.c" md5 0xaf1bc08fe58563c71dbbc4ab050fe0c5
	.file	1 "." "bpf.h" md5 0x30289f964164810009fb51163b46b543
	.section	xdp,"ax",@progbits
	.globl	loop_sum
	.p2align	3
	.type	loop_sum,@function
loop_sum:
.Lfunc_begin0:
	.loc	0 5 0
	.cfi_sections .debug_frame
	.cfi_startproc
	r1 = 0
.Ltmp0:
	.loc	0 6 9 prologue_end
.Ltmp1:
.Ltmp2:
	*(u64 *)(r10 - 8) = r1
	r3 = r10
	r3 += -8
	.loc	0 7 5
.Ltmp3:
	w1 = 100
	r2 = add ll
	r4 = 0
	call 181
.Ltmp4:
	.loc	0 0 5 is_stmt 0
	w0 = 2
	.loc	0 8 12 is_stmt 1
.Ltmp5:
	r1 = *(u64 *)(r10 - 8)
	if r1 > 10 goto LBB0_2
	.loc	0 0 12 is_stmt 0
	w0 = 1
LBB0_2:
	.loc	0 8 5
.Ltmp6:
	exit
.Ltmp7:
.Ltmp8:
.Lfunc_end0:
	.size	loop_sum, .Lfunc_end0-loop_sum
	.cfi_endproc

	.text
	.p2align	3
	.type	add,@function
add:
.Lfunc_begin1:
	.cfi_startproc
	.loc	0 4 56 prologue_end is_stmt 1
.Ltmp9:
	r1 = w1
.Ltmp10:
.Ltmp11:
	.loc	0 4 53 is_stmt 0
.Ltmp12:
	r3 = *(u64 *)(r2 + 0)
	r3 += r1
	*(u64 *)(r2 + 0) = r3
	.loc	0 4 63
.Ltmp13:
	r0 = 0
	exit
.Ltmp14:
.Ltmp15:
.Lfunc_end1:
	.size	add, .Lfunc_end1-add
	.cfi_endproc

	.type	_license,@object
	.section	license,"aw",@progbits
	.globl	_license
_license:
	.asciz	"GPL"
	.size	_license, 4

	.section	.debug_loclists,"",@progbits
	.long	.Ldebug_list_header_end0-.Ldebug_list_header_start0
.Ldebug_list_header_start0:
	.short	5
	.byte	8
	.byte	0
	.long	1
.Lloclists_table_base0:
	.long	.Ldebug_loc0-.Lloclists_table_base0
.Ldebug_loc0:
	.byte	3
	.byte	2
	.uleb128 .Ltmp10-.Lfunc_begin1
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
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	0
	.byte	0
	.byte	3
	.byte	38
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	4
	.byte	15
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	5
	.byte	21
	.byte	1
	.byte	73
	.byte	19
	.byte	39
	.byte	25
	.byte	0
	.byte	0
	.byte	6
	.byte	5
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	7
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
	.byte	8
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
	.byte	9
	.byte	15
	.byte	0
	.byte	0
	.byte	0
	.byte	10
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
	.byte	11
	.byte	1
	.byte	1
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	12
	.byte	33
	.byte	0
	.byte	73
	.byte	19
	.byte	55
	.byte	11
	.byte	0
	.byte	0
	.byte	13
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
	.byte	14
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
	.byte	15
	.byte	40
	.byte	0
	.byte	3
	.byte	37
	.byte	28
	.byte	15
	.byte	0
	.byte	0
	.byte	16
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
	.byte	17
	.byte	5
	.byte	0
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
	.byte	18
	.byte	52
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
	.byte	19
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
	.byte	20
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
	.byte	21
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
	.byte	22
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
	.byte	23
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
	.long	55
	.byte	1
	.byte	37
	.byte	3
	.long	60
	.byte	4
	.long	65
	.byte	5
	.long	91

	.byte	6
	.long	95
	.byte	6
	.long	107
	.byte	6
	.long	107
	.byte	6
	.long	108
	.byte	0
	.byte	7
	.byte	4
	.byte	5
	.byte	8
	.byte	8
	.long	103
	.byte	6
	.byte	1
	.byte	11
	.byte	7
	.byte	5
	.byte	7
	.byte	4
	.byte	9
	.byte	8
	.long	116
	.byte	8
	.byte	1
	.byte	12
	.byte	7
	.byte	7
	.byte	7
	.byte	8
	.byte	10
	.byte	9
	.long	131

	.byte	0
	.byte	10
	.byte	2
	.byte	161
	.byte	0
	.byte	11
	.long	143
	.byte	12
	.long	147
	.byte	4
	.byte	0
	.byte	7
	.byte	10
	.byte	6
	.byte	1
	.byte	13
	.byte	11
	.byte	8
	.byte	7
	.byte	14
	.long	103
	.byte	4
	.byte	1
	.byte	27
	.byte	15
	.byte	12
	.byte	0
	.byte	15
	.byte	13
	.byte	1
	.byte	15
	.byte	14
	.byte	2
	.byte	15
	.byte	15
	.byte	3
	.byte	15
	.byte	16
	.byte	4
	.byte	0
	.byte	4
	.long	108
	.byte	16
	.byte	1
	.long	.Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	90

	.byte	17
	.byte	0
	.byte	5

	.long	250

	.byte	17
	.byte	21
	.byte	0
	.byte	5
	.long	254
	.byte	18
	.byte	2
	.byte	145
	.byte	0
	.byte	20
	.byte	0
	.byte	6
	.long	108
	.byte	0
	.byte	19
	.byte	2
	.long	.Lfunc_end1-.Lfunc_begin1
	.byte	1
	.byte	90

	.byte	19
	.byte	0
	.byte	4

	.long	91
	.byte	20
	.byte	0
	.byte	29
	.byte	0
	.byte	4
	.long	95
	.byte	21
	.byte	1
	.byte	82
	.byte	20
	.byte	0
	.byte	4
	.long	107
	.byte	0
	.byte	7
	.byte	18
	.byte	5
	.byte	4
	.byte	4
	.long	259
	.byte	22
	.byte	28
	.byte	24
	.byte	1
	.byte	18
	.byte	23
	.byte	22
	.long	95
	.byte	1
	.byte	19
	.byte	0
	.byte	23
	.byte	23
	.long	95
	.byte	1
	.byte	20
	.byte	4
	.byte	23
	.byte	24
	.long	95
	.byte	1
	.byte	21
	.byte	8
	.byte	23
	.byte	25
	.long	95
	.byte	1
	.byte	22
	.byte	12
	.byte	23
	.byte	26
	.long	95
	.byte	1
	.byte	23
	.byte	16
	.byte	23
	.byte	27
	.long	95
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
	.uleb128 .Lfunc_end0-.Lfunc_begin0
	.byte	3
	.byte	2
	.uleb128 .Lfunc_end1-.Lfunc_begin1
	.byte	0
.Ldebug_list_header_end1:
	.section	.debug_str_offsets,"",@progbits
	.long	124
	.short	5
	.short	0
.Lstr_offsets_base0:
	.section	.debug_str,"MS",@progbits,1
.Linfo_string0:
	.asciz	"clang version 19"
.Linfo_string1:
	.asciz	"callback.c"
.Linfo_string2:
	.asciz	"."
.Linfo_string3:
	.asciz	"bpf_loop"
.Linfo_string4:
	.asciz	"long"
.Linfo_string5:
	.asciz	"unsigned int"
.Linfo_string6:
	.asciz	"u32"
.Linfo_string7:
	.asciz	"unsigned long long"
.Linfo_string8:
	.asciz	"u64"
.Linfo_string9:
	.asciz	"_license"
.Linfo_string10:
	.asciz	"char"
.Linfo_string11:
	.asciz	"__ARRAY_SIZE_TYPE__"
.Linfo_string12:
	.asciz	"XDP_ABORTED"
.Linfo_string13:
	.asciz	"XDP_DROP"
.Linfo_string14:
	.asciz	"XDP_PASS"
.Linfo_string15:
	.asciz	"XDP_TX"
.Linfo_string16:
	.asciz	"XDP_REDIRECT"
.Linfo_string17:
	.asciz	"loop_sum"
.Linfo_string18:
	.asciz	"int"
.Linfo_string19:
	.asciz	"add"
.Linfo_string20:
	.asciz	"sum"
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
.Linfo_string29:
	.asciz	"index"
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
	.long	.Linfo_string29
	.section	.debug_addr,"",@progbits
	.long	.Ldebug_addr_end0-.Ldebug_addr_start0
.Ldebug_addr_start0:
	.short	5
	.byte	8
	.byte	0
.Laddr_table_base0:
	.quad	_license
	.quad	.Lfunc_begin0
	.quad	.Lfunc_begin1
.Ldebug_addr_end0:
	.section	.BTF,"",@progbits
	.short	60319
	.byte	1
	.byte	0
	.long	24
	.long	0
	.long	336
	.long	336
	.long	409
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
	.long	0
	.long	33554432
	.long	0
	.long	0
	.long	218103810
	.long	10
	.long	268
	.long	3
	.long	274
	.long	8
	.long	278
	.long	16777216
	.long	8
	.long	16777280
	.long	283
	.long	201326592
	.long	9
	.long	367
	.long	16777216
	.long	1
	.long	16777224
	.long	0
	.long	50331648
	.long	0
	.long	12
	.long	14
	.long	4
	.long	372
	.long	16777216
	.long	4
	.long	32
	.long	392
	.long	234881024
	.long	13
	.long	1
	.long	401
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
	.ascii	"loop_sum"
	.byte	0
	.ascii	"xdp"
	.byte	0
	.ascii	"./callback.c"
	.byte	0
	.ascii	"SEC(\"xdp\") int loop_sum(struct xdp_md *ctx) {"
	.byte	0
	.ascii	"    u64 sum = 0;"
	.byte	0
	.ascii	"    bpf_loop(100, add, &sum, 0);"
	.byte	0
	.ascii	"    return sum > 10 ? XDP_PASS : XDP_DROP;"
	.byte	0
	.ascii	"index"
	.byte	0
	.ascii	"sum"
	.byte	0
	.ascii	"long"
	.byte	0
	.ascii	"add"
	.byte	0
	.ascii	".text"
	.byte	0
	.ascii	"static long add(u32 index, void *sum) { *(u64 *)sum += index; return 0; }"
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
	.long	148
	.long	184
	.long	0
	.long	8
	.long	112
	.long	1
	.long	.Lfunc_begin0
	.long	7
	.long	287
	.long	1
	.long	.Lfunc_begin1
	.long	11
	.long	16
	.long	112
	.long	5
	.long	.Lfunc_begin0
	.long	116
	.long	129
	.long	5120
	.long	.Ltmp2
	.long	116
	.long	175
	.long	6153
	.long	.Ltmp3
	.long	116
	.long	192
	.long	7173
	.long	.Ltmp5
	.long	116
	.long	225
	.long	8204
	.long	.Ltmp6
	.long	116
	.long	225
	.long	8197
	.long	287
	.long	3
	.long	.Ltmp9
	.long	116
	.long	293
	.long	4152
	.long	.Ltmp12
	.long	116
	.long	293
	.long	4149
	.long	.Ltmp13
	.long	116
	.long	293
	.long	4159
	.addrsig
	.addrsig_sym loop_sum
	.addrsig_sym add
	.addrsig_sym _license
	.section	.debug_line,"",@progbits
.Lline_table_start0:
