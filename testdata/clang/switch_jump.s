	.text
	.file	"switch_jump.c"
	.file	0 "." "switch_jump.c" md5 0xec3e5f64664cd1cdac10c1f41c4c5662
	.file	1 "." "bpf.h" md5 0x30289f964164810009fb51163b46b543
	.section	xdp,"ax",@progbits
	.globl	choose
	.p2align	3
	.type	choose,@function
choose:
.Lfunc_begin0:
	.cfi_sections .debug_frame
	.cfi_startproc
	.loc	0 5 18 prologue_end
.Ltmp0:
	w2 = *(u32 *)(r1 + 16)
	.loc	0 5 5 is_stmt 0
.Ltmp1:
	if w2 s> 7 goto LBB0_6
.Ltmp2:
.Ltmp3:
	if w2 s> 2 goto LBB0_4
.Ltmp4:
.Ltmp5:
	if w2 == 1 goto LBB0_11
.Ltmp6:
.Ltmp7:
	if w2 == 2 goto LBB0_12
	goto LBB0_18
.Ltmp8:
.Ltmp9:
LBB0_12:
	.loc	0 7 25 is_stmt 1
.Ltmp10:
	w0 = *(u32 *)(r1 + 0)
	.loc	0 7 13 is_stmt 0
.Ltmp11:
	goto LBB0_19
.Ltmp12:
.Ltmp13:
LBB0_6:
	.loc	0 5 5 is_stmt 1
.Ltmp14:
	if w2 s> 20 goto LBB0_9
.Ltmp15:
.Ltmp16:
	.loc	0 0 5 is_stmt 0
	w0 = -1
	.loc	0 5 5
	if w2 == 8 goto LBB0_19
.Ltmp17:
.Ltmp18:
	if w2 == 13 goto LBB0_15
	goto LBB0_18
.Ltmp19:
.Ltmp20:
LBB0_15:
	.loc	0 11 26 is_stmt 1
.Ltmp21:
	w0 = *(u32 *)(r1 + 20)
	.loc	0 11 41 is_stmt 0
.Ltmp22:
	w0 >>= 3
	.loc	0 11 14
.Ltmp23:
	goto LBB0_19
.Ltmp24:
.Ltmp25:
LBB0_4:
	.loc	0 5 5 is_stmt 1
.Ltmp26:
	if w2 == 3 goto LBB0_13
.Ltmp27:
.Ltmp28:
	if w2 == 5 goto LBB0_14
	goto LBB0_18
.Ltmp29:
.Ltmp30:
LBB0_14:
	.loc	0 9 25
.Ltmp31:
	w0 = *(u32 *)(r1 + 12)
	.loc	0 9 41 is_stmt 0
.Ltmp32:
	w0 *= 7
	.loc	0 9 13
.Ltmp33:
	goto LBB0_19
.Ltmp34:
.Ltmp35:
LBB0_9:
	.loc	0 5 5 is_stmt 1
.Ltmp36:
	if w2 == 21 goto LBB0_16
.Ltmp37:
.Ltmp38:
	if w2 == 1000000 goto LBB0_17
	goto LBB0_18
.Ltmp39:
.Ltmp40:
LBB0_17:
	.loc	0 0 5 is_stmt 0
	w0 = 78
.Ltmp41:
	.loc	0 13 19 is_stmt 1
.Ltmp42:
.Ltmp43:
	goto LBB0_19
.Ltmp44:
.Ltmp45:
LBB0_11:
	.loc	0 6 20
.Ltmp46:
	call 5
.Ltmp47:
.Ltmp48:
	.loc	0 6 13 is_stmt 0
.Ltmp49:
	goto LBB0_19
LBB0_13:
.Ltmp50:
.Ltmp51:
	.loc	0 8 25 is_stmt 1
.Ltmp52:
	w0 = *(u32 *)(r1 + 4)
	.loc	0 8 34 is_stmt 0
.Ltmp53:
	w0 += 3
	.loc	0 8 13
.Ltmp54:
	goto LBB0_19
.Ltmp55:
.Ltmp56:
LBB0_16:
	.loc	0 0 13
	w0 = 77
	.loc	0 12 14 is_stmt 1
.Ltmp57:
	goto LBB0_19
.Ltmp58:
.Ltmp59:
LBB0_18:
	.loc	0 0 14 is_stmt 0
	w0 = 2
.Ltmp60:
.Ltmp61:
LBB0_19:
	.loc	0 16 1 is_stmt 1
.Ltmp62:
	exit
.Ltmp63:
.Ltmp64:
.Lfunc_end0:
	.size	choose, .Lfunc_end0-choose
	.cfi_endproc

	.globl	translate
	.p2align	3
	.type	translate,@function
translate:
.Lfunc_begin1:
	.cfi_startproc
	.loc	0 18 18 prologue_end
.Ltmp65:
	w1 = *(u32 *)(r1 + 16)
.Ltmp66:
.Ltmp67:
	.loc	0 18 33 is_stmt 0
.Ltmp68:
	w1 &= 7
	.loc	0 18 5
.Ltmp69:
	if w1 s> 3 goto LBB1_6
	if w1 s> 1 goto LBB1_4
	.loc	0 0 5
	w0 = 3
	.loc	0 18 5
	if w1 == 0 goto LBB1_14
	.loc	0 0 5
	w0 = 1
.Ltmp70:
	.loc	0 20 13 is_stmt 1
.Ltmp71:
.Ltmp72:
	goto LBB1_14
.Ltmp73:
.Ltmp74:
LBB1_6:
	.loc	0 18 5
.Ltmp75:
	if w1 s> 5 goto LBB1_9
	if w1 == 4 goto LBB1_12
	.loc	0 0 5 is_stmt 0
	w0 = 26
.Ltmp76:
	.loc	0 24 13 is_stmt 1
.Ltmp77:
.Ltmp78:
	goto LBB1_14
.Ltmp79:
.Ltmp80:
LBB1_4:
	.loc	0 18 5
.Ltmp81:
	if w1 == 2 goto LBB1_11
	.loc	0 0 5 is_stmt 0
	w0 = 15
.Ltmp82:
	.loc	0 22 13 is_stmt 1
.Ltmp83:
.Ltmp84:
	goto LBB1_14
.Ltmp85:
.Ltmp86:
LBB1_9:
	.loc	0 18 5
.Ltmp87:
	if w1 == 6 goto LBB1_13
	.loc	0 0 5 is_stmt 0
	w0 = 58
	goto LBB1_14
LBB1_12:
	w0 = 9
.Ltmp88:
	.loc	0 23 13 is_stmt 1
.Ltmp89:
.Ltmp90:
	goto LBB1_14
LBB1_11:
	.loc	0 0 13 is_stmt 0
	w0 = 4
	.loc	0 21 13 is_stmt 1
.Ltmp91:
	goto LBB1_14
.Ltmp92:
.Ltmp93:
LBB1_13:
	.loc	0 0 13 is_stmt 0
	w0 = 53
LBB1_14:
	.loc	0 28 1 is_stmt 1
.Ltmp94:
	exit
.Ltmp95:
.Ltmp96:
.Lfunc_end1:
	.size	translate, .Lfunc_end1-translate
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
	.long	2
.Lloclists_table_base0:
	.long	.Ldebug_loc0-.Lloclists_table_base0
	.long	.Ldebug_loc1-.Lloclists_table_base0
.Ldebug_loc0:
	.byte	4
	.uleb128 .Lfunc_begin0-.Lfunc_begin0
	.uleb128 .Ltmp47-.Lfunc_begin0
	.byte	1
	.byte	81
	.byte	4
	.uleb128 .Ltmp50-.Lfunc_begin0
	.uleb128 .Ltmp60-.Lfunc_begin0
	.byte	1
	.byte	81
	.byte	0
.Ldebug_loc1:
	.byte	4
	.uleb128 .Lfunc_begin1-.Lfunc_begin0
	.uleb128 .Ltmp66-.Lfunc_begin0
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
	.byte	27
	.byte	18
	.byte	6
	.byte	115
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
	.byte	0
	.byte	73
	.byte	19
	.byte	39
	.byte	25
	.byte	0
	.byte	0
	.byte	6
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
	.byte	9
	.byte	1
	.byte	1
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	10
	.byte	33
	.byte	0
	.byte	73
	.byte	19
	.byte	55
	.byte	11
	.byte	0
	.byte	0
	.byte	11
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
	.byte	12
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
	.byte	13
	.byte	40
	.byte	0
	.byte	3
	.byte	37
	.byte	28
	.byte	15
	.byte	0
	.byte	0
	.byte	14
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
	.byte	15
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
	.byte	1
	.long	.Lfunc_end1-.Lfunc_begin0
	.long	.Laddr_table_base0
	.long	.Lloclists_table_base0
	.byte	2
	.byte	3
	.long	47
	.byte	1
	.byte	32
	.byte	3
	.long	52
	.byte	4
	.long	57
	.byte	5
	.long	62

	.byte	6
	.long	70
	.byte	5
	.byte	1
	.byte	12
	.byte	7
	.byte	4
	.byte	7
	.byte	8
	.byte	8
	.byte	6
	.long	85

	.byte	0
	.byte	29
	.byte	2
	.byte	161
	.byte	0
	.byte	9
	.long	97
	.byte	10
	.long	101
	.byte	4
	.byte	0
	.byte	7
	.byte	7
	.byte	6
	.byte	1
	.byte	11
	.byte	8
	.byte	8
	.byte	7
	.byte	12
	.long	129
	.byte	4
	.byte	1
	.byte	27
	.byte	13
	.byte	10
	.byte	0
	.byte	13
	.byte	11
	.byte	1
	.byte	13
	.byte	12
	.byte	2
	.byte	13
	.byte	13
	.byte	3
	.byte	13
	.byte	14
	.byte	4
	.byte	0
	.byte	7
	.byte	9
	.byte	7
	.byte	4
	.byte	14
	.byte	1
	.long	.Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	90

	.byte	15
	.byte	0
	.byte	4

	.long	183

	.byte	15
	.byte	0
	.byte	18
	.byte	0
	.byte	4
	.long	187
	.byte	0
	.byte	14
	.byte	2
	.long	.Lfunc_end1-.Lfunc_begin1
	.byte	1
	.byte	90

	.byte	17
	.byte	0
	.byte	17

	.long	183

	.byte	15
	.byte	1
	.byte	18
	.byte	0
	.byte	17
	.long	187
	.byte	0
	.byte	7
	.byte	16
	.byte	5
	.byte	4
	.byte	4
	.long	192
	.byte	16
	.byte	26
	.byte	24
	.byte	1
	.byte	18
	.byte	17
	.byte	19
	.long	252
	.byte	1
	.byte	19
	.byte	0
	.byte	17
	.byte	21
	.long	252
	.byte	1
	.byte	20
	.byte	4
	.byte	17
	.byte	22
	.long	252
	.byte	1
	.byte	21
	.byte	8
	.byte	17
	.byte	23
	.long	252
	.byte	1
	.byte	22
	.byte	12
	.byte	17
	.byte	24
	.long	252
	.byte	1
	.byte	23
	.byte	16
	.byte	17
	.byte	25
	.long	252
	.byte	1
	.byte	24
	.byte	20
	.byte	0
	.byte	6
	.long	129
	.byte	20
	.byte	1
	.byte	11
	.byte	0
.Ldebug_info_end0:
	.section	.debug_str_offsets,"",@progbits
	.long	112
	.short	5
	.short	0
.Lstr_offsets_base0:
	.section	.debug_str,"MS",@progbits,1
.Linfo_string0:
	.asciz	"clang version 19"
.Linfo_string1:
	.asciz	"switch_jump.c"
.Linfo_string2:
	.asciz	"."
.Linfo_string3:
	.asciz	"bpf_ktime_get_ns"
.Linfo_string4:
	.asciz	"unsigned long long"
.Linfo_string5:
	.asciz	"u64"
.Linfo_string6:
	.asciz	"_license"
.Linfo_string7:
	.asciz	"char"
.Linfo_string8:
	.asciz	"__ARRAY_SIZE_TYPE__"
.Linfo_string9:
	.asciz	"unsigned int"
.Linfo_string10:
	.asciz	"XDP_ABORTED"
.Linfo_string11:
	.asciz	"XDP_DROP"
.Linfo_string12:
	.asciz	"XDP_PASS"
.Linfo_string13:
	.asciz	"XDP_TX"
.Linfo_string14:
	.asciz	"XDP_REDIRECT"
.Linfo_string15:
	.asciz	"choose"
.Linfo_string16:
	.asciz	"int"
.Linfo_string17:
	.asciz	"translate"
.Linfo_string18:
	.asciz	"ctx"
.Linfo_string19:
	.asciz	"data"
.Linfo_string20:
	.asciz	"u32"
.Linfo_string21:
	.asciz	"data_end"
.Linfo_string22:
	.asciz	"data_meta"
.Linfo_string23:
	.asciz	"ingress_ifindex"
.Linfo_string24:
	.asciz	"rx_queue_index"
.Linfo_string25:
	.asciz	"egress_ifindex"
.Linfo_string26:
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
	.long	300
	.long	300
	.long	621
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
	.long	218103809
	.long	6
	.long	95
	.long	1
	.long	418
	.long	201326593
	.long	8
	.long	579
	.long	16777216
	.long	1
	.long	16777224
	.long	0
	.long	50331648
	.long	0
	.long	10
	.long	12
	.long	4
	.long	584
	.long	16777216
	.long	4
	.long	32
	.long	604
	.long	234881024
	.long	11
	.long	1
	.long	613
	.long	251658241
	.long	0
	.long	13
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
	.ascii	"choose"
	.byte	0
	.ascii	"xdp"
	.byte	0
	.ascii	"./switch_jump.c"
	.byte	0
	.ascii	"    switch (ctx->rx_queue_index) {"
	.byte	0
	.ascii	"    case 2: return ctx->data;"
	.byte	0
	.ascii	"    case 13: return ctx->egress_ifindex >> 3;"
	.byte	0
	.ascii	"    case 5: return ctx->ingress_ifindex * 7;"
	.byte	0
	.ascii	"    case 1000000: return 78;"
	.byte	0
	.ascii	"    case 1: return bpf_ktime_get_ns();"
	.byte	0
	.ascii	"    case 3: return ctx->data_end + 3;"
	.byte	0
	.ascii	"    case 21: return 77;"
	.byte	0
	.byte	125
	.byte	0
	.ascii	"translate"
	.byte	0
	.ascii	"    switch (ctx->rx_queue_index & 7) {"
	.byte	0
	.ascii	"    case 1: return 1;"
	.byte	0
	.ascii	"    case 5: return 26;"
	.byte	0
	.ascii	"    case 3: return 15;"
	.byte	0
	.ascii	"    case 4: return 9;"
	.byte	0
	.ascii	"    case 2: return 4;"
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
	.long	28
	.long	28
	.long	540
	.long	568
	.long	0
	.long	8
	.long	110
	.long	2
	.long	.Lfunc_begin0
	.long	7
	.long	.Lfunc_begin1
	.long	9
	.long	16
	.long	110
	.long	33
	.long	.Ltmp0
	.long	114
	.long	130
	.long	5138
	.long	.Ltmp1
	.long	114
	.long	130
	.long	5125
	.long	.Ltmp10
	.long	114
	.long	165
	.long	7193
	.long	.Ltmp11
	.long	114
	.long	165
	.long	7181
	.long	.Ltmp14
	.long	114
	.long	130
	.long	5125
	.long	.Ltmp21
	.long	114
	.long	195
	.long	11290
	.long	.Ltmp22
	.long	114
	.long	195
	.long	11305
	.long	.Ltmp23
	.long	114
	.long	195
	.long	11278
	.long	.Ltmp26
	.long	114
	.long	130
	.long	5125
	.long	.Ltmp31
	.long	114
	.long	241
	.long	9241
	.long	.Ltmp32
	.long	114
	.long	241
	.long	9257
	.long	.Ltmp33
	.long	114
	.long	241
	.long	9229
	.long	.Ltmp36
	.long	114
	.long	130
	.long	5125
	.long	.Ltmp43
	.long	114
	.long	286
	.long	13331
	.long	.Ltmp46
	.long	114
	.long	315
	.long	6164
	.long	.Ltmp49
	.long	114
	.long	315
	.long	6157
	.long	.Ltmp52
	.long	114
	.long	354
	.long	8217
	.long	.Ltmp53
	.long	114
	.long	354
	.long	8226
	.long	.Ltmp54
	.long	114
	.long	354
	.long	8205
	.long	.Ltmp57
	.long	114
	.long	392
	.long	12302
	.long	.Ltmp62
	.long	114
	.long	416
	.long	16385
	.long	.Ltmp65
	.long	114
	.long	428
	.long	18450
	.long	.Ltmp68
	.long	114
	.long	428
	.long	18465
	.long	.Ltmp69
	.long	114
	.long	428
	.long	18437
	.long	.Ltmp72
	.long	114
	.long	467
	.long	20493
	.long	.Ltmp75
	.long	114
	.long	428
	.long	18437
	.long	.Ltmp78
	.long	114
	.long	489
	.long	24589
	.long	.Ltmp81
	.long	114
	.long	428
	.long	18437
	.long	.Ltmp84
	.long	114
	.long	512
	.long	22541
	.long	.Ltmp87
	.long	114
	.long	428
	.long	18437
	.long	.Ltmp90
	.long	114
	.long	535
	.long	23565
	.long	.Ltmp91
	.long	114
	.long	557
	.long	21517
	.long	.Ltmp94
	.long	114
	.long	416
	.long	28673
	.addrsig
	.addrsig_sym choose
	.addrsig_sym translate
	.addrsig_sym _license
	.section	.debug_line,"",@progbits
.Lline_table_start0:
