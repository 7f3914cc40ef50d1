	.text
	.file	"arithmetic32.c"
	.file	0 "." "arithmetic32.c" md5 0xfb5370f87bb1c01461754ccca3a539dd
	.file	1 "." "bpf.h" md5 0x30289f964164810009fb51163b46b543
	.section	xdp,"ax",@progbits
	.globl	halves
	.p2align	3
	.type	halves,@function
halves:
.Lfunc_begin0:
	.cfi_sections .debug_frame
	.cfi_startproc
	.loc	0 5 18 prologue_end
.Ltmp0:
	w3 = *(u32 *)(r1 + 0)
.Ltmp1:
.Ltmp2:
	.loc	0 5 33 is_stmt 0
.Ltmp3:
	w1 = *(u32 *)(r1 + 4)
.Ltmp4:
.Ltmp5:
	.loc	0 7 11 is_stmt 1
.Ltmp6:
	w4 = w1
	w4 *= w3
	.loc	0 7 15 is_stmt 0
.Ltmp7:
	w4 += -2147483647
.Ltmp8:
.Ltmp9:
	.loc	0 8 16 is_stmt 1
.Ltmp10:
	w2 = w4
	w2 |= 1
	.loc	0 8 11 is_stmt 0
.Ltmp11:
	w1 /= w2
.Ltmp12:
.Ltmp13:
	.loc	0 8 25
.Ltmp14:
	w2 = w4
	w2 %= 17
	.loc	0 8 21
.Ltmp15:
	w1 -= w2
.Ltmp16:
.Ltmp17:
	.loc	0 6 20 is_stmt 1
.Ltmp18:
	w3 s>>= 5
.Ltmp19:
.Ltmp20:
	.loc	0 9 20
.Ltmp21:
	w5 = w3
	w5 &= 31
	w2 = w1
	w2 <<= w5
	if w1 > -17 goto LBB0_2
.Ltmp22:
.Ltmp23:
	.loc	0 0 20 is_stmt 0
	w2 = 0
.Ltmp24:
.Ltmp25:
LBB0_2:
	.loc	0 9 20
	if w4 s< w3 goto LBB0_4
.Ltmp26:
.Ltmp27:
	.loc	0 0 20
	w2 = 0
.Ltmp28:
.Ltmp29:
LBB0_4:
	.loc	0 9 20
	w2 ^= w4
.Ltmp30:
.Ltmp31:
	.loc	0 0 20
	w0 = 1
.Ltmp32:
.Ltmp33:
	.loc	0 12 39 is_stmt 1
.Ltmp34:
	if w2 > w1 goto LBB0_6
.Ltmp35:
.Ltmp36:
	.loc	0 0 39 is_stmt 0
	w0 = 0
.Ltmp37:
.Ltmp38:
LBB0_6:
	.loc	0 12 25
.Ltmp39:
	w0 += w3
	.loc	0 12 46
.Ltmp40:
	r3 = r2
.Ltmp41:
.Ltmp42:
	r3 = be32 r3
	.loc	0 12 34
.Ltmp43:
	w0 += w3
	.loc	0 11 23 is_stmt 1
.Ltmp44:
	r2 <<= 32
.Ltmp45:
.Ltmp46:
	.loc	0 12 69
.Ltmp47:
	r3 = r2
	r3 = be64 r3
	.loc	0 12 44 is_stmt 0
.Ltmp48:
	w0 += w3
	.loc	0 11 29 is_stmt 1
.Ltmp49:
	r2 |= r1
.Ltmp50:
.Ltmp51:
	.loc	0 12 18
.Ltmp52:
	r2 >>= 17
.Ltmp53:
.Ltmp54:
	.loc	0 12 67 is_stmt 0
.Ltmp55:
	w0 += w2
	.loc	0 12 5
.Ltmp56:
	exit
.Ltmp57:
.Ltmp58:
.Lfunc_end0:
	.size	halves, .Lfunc_end0-halves
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
	.long	5
.Lloclists_table_base0:
	.long	.Ldebug_loc0-.Lloclists_table_base0
	.long	.Ldebug_loc1-.Lloclists_table_base0
	.long	.Ldebug_loc2-.Lloclists_table_base0
	.long	.Ldebug_loc3-.Lloclists_table_base0
	.long	.Ldebug_loc4-.Lloclists_table_base0
.Ldebug_loc0:
	.byte	4
	.uleb128 .Lfunc_begin0-.Lfunc_begin0
	.uleb128 .Ltmp4-.Lfunc_begin0
	.byte	1
	.byte	81
	.byte	0
.Ldebug_loc1:
	.byte	4
	.uleb128 .Ltmp1-.Lfunc_begin0
	.uleb128 .Ltmp8-.Lfunc_begin0
	.byte	1
	.byte	83
	.byte	4
	.uleb128 .Ltmp8-.Lfunc_begin0
	.uleb128 .Ltmp30-.Lfunc_begin0
	.byte	1
	.byte	84
	.byte	4
	.uleb128 .Ltmp30-.Lfunc_begin0
	.uleb128 .Ltmp45-.Lfunc_begin0
	.byte	1
	.byte	82
	.byte	0
.Ldebug_loc2:
	.byte	4
	.uleb128 .Ltmp4-.Lfunc_begin0
	.uleb128 .Ltmp12-.Lfunc_begin0
	.byte	1
	.byte	81
	.byte	4
	.uleb128 .Ltmp16-.Lfunc_begin0
	.uleb128 .Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	81
	.byte	0
.Ldebug_loc3:
	.byte	4
	.uleb128 .Ltmp19-.Lfunc_begin0
	.uleb128 .Ltmp41-.Lfunc_begin0
	.byte	1
	.byte	83
	.byte	0
.Ldebug_loc4:
	.byte	4
	.uleb128 .Ltmp50-.Lfunc_begin0
	.uleb128 .Ltmp53-.Lfunc_begin0
	.byte	1
	.byte	82
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
	.byte	8
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
	.byte	9
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
	.byte	10
	.byte	52
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
	.byte	15
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	12
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
	.byte	13
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
	.long	.Lfunc_end0-.Lfunc_begin0
	.long	.Laddr_table_base0
	.long	.Lloclists_table_base0
	.byte	2
	.byte	3
	.long	50

	.byte	0
	.byte	14
	.byte	2
	.byte	161
	.byte	0
	.byte	3
	.long	62
	.byte	4
	.long	66
	.byte	4
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
	.long	78
	.byte	7
	.byte	1
	.byte	15
	.byte	5
	.byte	6
	.byte	5
	.byte	4
	.byte	7
	.long	90
	.byte	9
	.byte	1
	.byte	12
	.byte	5
	.byte	8
	.byte	7
	.byte	8
	.byte	7
	.long	102
	.byte	11
	.byte	1
	.byte	16
	.byte	5
	.byte	10
	.byte	5
	.byte	8
	.byte	7
	.long	114
	.byte	13
	.byte	1
	.byte	11
	.byte	5
	.byte	12
	.byte	7
	.byte	4
	.byte	8
	.byte	1
	.long	.Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	90

	.byte	14
	.byte	0
	.byte	4

	.long	78

	.byte	9
	.byte	0
	.byte	15
	.byte	0
	.byte	4
	.long	179
	.byte	10
	.byte	1
	.byte	23
	.byte	0
	.byte	5
	.long	106
	.byte	10
	.byte	2
	.byte	24
	.byte	0
	.byte	5
	.long	106
	.byte	10
	.byte	3
	.byte	25
	.byte	0
	.byte	6
	.long	70
	.byte	10
	.byte	4
	.byte	26
	.byte	0
	.byte	11
	.long	82
	.byte	0
	.byte	11
	.long	184
	.byte	12
	.byte	22
	.byte	24
	.byte	1
	.byte	18
	.byte	13
	.byte	16
	.long	106
	.byte	1
	.byte	19
	.byte	0
	.byte	13
	.byte	17
	.long	106
	.byte	1
	.byte	20
	.byte	4
	.byte	13
	.byte	18
	.long	106
	.byte	1
	.byte	21
	.byte	8
	.byte	13
	.byte	19
	.long	106
	.byte	1
	.byte	22
	.byte	12
	.byte	13
	.byte	20
	.long	106
	.byte	1
	.byte	23
	.byte	16
	.byte	13
	.byte	21
	.long	106
	.byte	1
	.byte	24
	.byte	20
	.byte	0
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
	.asciz	"arithmetic32.c"
.Linfo_string2:
	.asciz	"."
.Linfo_string3:
	.asciz	"_license"
.Linfo_string4:
	.asciz	"char"
.Linfo_string5:
	.asciz	"__ARRAY_SIZE_TYPE__"
.Linfo_string6:
	.asciz	"int"
.Linfo_string7:
	.asciz	"s32"
.Linfo_string8:
	.asciz	"unsigned long long"
.Linfo_string9:
	.asciz	"u64"
.Linfo_string10:
	.asciz	"long long"
.Linfo_string11:
	.asciz	"s64"
.Linfo_string12:
	.asciz	"unsigned int"
.Linfo_string13:
	.asciz	"u32"
.Linfo_string14:
	.asciz	"halves"
.Linfo_string15:
	.asciz	"ctx"
.Linfo_string16:
	.asciz	"data"
.Linfo_string17:
	.asciz	"data_end"
.Linfo_string18:
	.asciz	"data_meta"
.Linfo_string19:
	.asciz	"ingress_ifindex"
.Linfo_string20:
	.asciz	"rx_queue_index"
.Linfo_string21:
	.asciz	"egress_ifindex"
.Linfo_string22:
	.asciz	"xdp_md"
.Linfo_string23:
	.asciz	"a"
.Linfo_string24:
	.asciz	"b"
.Linfo_string25:
	.asciz	"c"
.Linfo_string26:
	.asciz	"wide"
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
.Ldebug_addr_end0:
	.section	.BTF,"",@progbits
	.short	60319
	.byte	1
	.byte	0
	.long	24
	.long	0
	.long	268
	.long	268
	.long	470
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
	.long	428
	.long	16777216
	.long	1
	.long	16777224
	.long	0
	.long	50331648
	.long	0
	.long	8
	.long	10
	.long	4
	.long	433
	.long	16777216
	.long	4
	.long	32
	.long	453
	.long	234881024
	.long	9
	.long	1
	.long	462
	.long	251658241
	.long	0
	.long	11
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
	.ascii	"halves"
	.byte	0
	.ascii	"xdp"
	.byte	0
	.ascii	"./arithmetic32.c"
	.byte	0
	.ascii	"    u32 a = ctx->data, b = ctx->data_end;"
	.byte	0
	.ascii	"    a = a * b + 0x80000001u;"
	.byte	0
	.ascii	"    b = b / (a | 1) - a % 17;"
	.byte	0
	.ascii	"    s32 c = (s32)a >> 5;"
	.byte	0
	.ascii	"    if ((s32)a < c && b >= 0xfffffff0u)"
	.byte	0
	.ascii	"    return (wide >> 17) + (s64)c + (a > b) + __builtin_bswap32(a) + (u32)__builtin_bswap64(wide);"
	.byte	0
	.ascii	"    u64 wide = (u64)a << 32 | b;"
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
	.long	20
	.long	20
	.long	348
	.long	368
	.long	0
	.long	8
	.long	110
	.long	1
	.long	.Lfunc_begin0
	.long	7
	.long	16
	.long	110
	.long	21
	.long	.Ltmp0
	.long	114
	.long	131
	.long	5138
	.long	.Ltmp3
	.long	114
	.long	131
	.long	5153
	.long	.Ltmp6
	.long	114
	.long	173
	.long	7179
	.long	.Ltmp7
	.long	114
	.long	173
	.long	7183
	.long	.Ltmp10
	.long	114
	.long	202
	.long	8208
	.long	.Ltmp11
	.long	114
	.long	202
	.long	8203
	.long	.Ltmp14
	.long	114
	.long	202
	.long	8217
	.long	.Ltmp15
	.long	114
	.long	202
	.long	8213
	.long	.Ltmp18
	.long	114
	.long	232
	.long	6164
	.long	.Ltmp21
	.long	114
	.long	257
	.long	9236
	.long	.Ltmp34
	.long	114
	.long	297
	.long	12327
	.long	.Ltmp39
	.long	114
	.long	297
	.long	12313
	.long	.Ltmp40
	.long	114
	.long	297
	.long	12334
	.long	.Ltmp43
	.long	114
	.long	297
	.long	12322
	.long	.Ltmp44
	.long	114
	.long	395
	.long	11287
	.long	.Ltmp47
	.long	114
	.long	297
	.long	12357
	.long	.Ltmp48
	.long	114
	.long	297
	.long	12332
	.long	.Ltmp49
	.long	114
	.long	395
	.long	11293
	.long	.Ltmp52
	.long	114
	.long	297
	.long	12306
	.long	.Ltmp55
	.long	114
	.long	297
	.long	12355
	.long	.Ltmp56
	.long	114
	.long	297
	.long	12293
	.addrsig
	.addrsig_sym halves
	.addrsig_sym _license
	.section	.debug_line,"",@progbits
.Lline_table_start0:
