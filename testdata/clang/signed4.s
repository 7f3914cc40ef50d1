	.text
	.file	"signed4.c"
	.file	0 "." "signed4.c" md5 0xe01fc44129afe6e24a5b1f2aa94f226d
	.file	1 "." "bpf.h" md5 0x30289f964164810009fb51163b46b543
	.section	xdp,"ax",@progbits
	.globl	signs
	.p2align	3
	.type	signs,@function
signs:
.Lfunc_begin0:
	.cfi_sections .debug_frame
	.cfi_startproc
	.loc	0 9 46 prologue_end
.Ltmp0:
	w3 = *(u32 *)(r1 + 4)
	.loc	0 8 45
.Ltmp1:
	w2 = w3
	w2 s%= 5
	.loc	0 8 51 is_stmt 0
.Ltmp2:
	w4 = (s8)w3
	.loc	0 8 37
.Ltmp3:
	w4 += w2
.Ltmp4:
.Ltmp5:
	.loc	0 7 17 is_stmt 1
.Ltmp6:
	r2 = *(u64 *)(r1 + 8)
	.loc	0 6 17
.Ltmp7:
	r5 = *(s8 *)(r1 + 0)
	.loc	0 7 24
.Ltmp8:
	r0 = r5
	r0 |= 1
	.loc	0 7 19 is_stmt 0
.Ltmp9:
	r6 = r2
	r6 s/= r0
	.loc	0 6 24 is_stmt 1
.Ltmp10:
	r1 = *(s16 *)(r1 + 2)
.Ltmp11:
.Ltmp12:
	.loc	0 7 81
.Ltmp13:
	r0 = r1
	r0 *= r5
	.loc	0 7 37 is_stmt 0
.Ltmp14:
	r2 s%= 7
	.loc	0 7 29
.Ltmp15:
	r2 += r0
	.loc	0 7 41
.Ltmp16:
	r2 += r6
.Ltmp17:
.Ltmp18:
	.loc	0 8 32 is_stmt 1
.Ltmp19:
	w5 = w1
	w5 |= 1
	.loc	0 8 22 is_stmt 0
.Ltmp20:
	w0 = w3
	w0 s/= w5
	.loc	0 8 49
.Ltmp21:
	w4 += w0
.Ltmp22:
.Ltmp23:
	.loc	0 0 49
	r5 = 216172782113783808 ll
	.loc	0 7 43 is_stmt 1
.Ltmp24:
	r6 = r1
	r6 *= r5
	.loc	0 9 23
.Ltmp25:
	r1 = bswap16 r1
.Ltmp26:
.Ltmp27:
	.loc	0 9 46 is_stmt 0
.Ltmp28:
	r0 = r3
	r0 = bswap32 r0
	.loc	0 9 14
.Ltmp29:
	w0 += w1
	.loc	0 9 21
.Ltmp30:
	w0 += w4
	.loc	0 7 43 is_stmt 1
.Ltmp31:
	r6 s>>= 56
	.loc	0 7 55 is_stmt 0
.Ltmp32:
	r2 += r6
	.loc	0 7 65
.Ltmp33:
	w3 <<= 1
.Ltmp34:
.Ltmp35:
	.loc	0 7 57
.Ltmp36:
	r1 = (s16)r3
	.loc	0 7 71
.Ltmp37:
	r2 += r1
.Ltmp38:
.Ltmp39:
	.loc	0 9 44 is_stmt 1
.Ltmp40:
	w0 += w2
	.loc	0 9 69 is_stmt 0
.Ltmp41:
	r2 = bswap64 r2
.Ltmp42:
.Ltmp43:
	.loc	0 9 67
.Ltmp44:
	w0 += w2
	.loc	0 9 5
.Ltmp45:
	exit
.Ltmp46:
.Ltmp47:
.Lfunc_end0:
	.size	signs, .Lfunc_end0-signs
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
	.uleb128 .Ltmp11-.Lfunc_begin0
	.byte	1
	.byte	81
	.byte	0
.Ldebug_loc1:
	.byte	4
	.uleb128 .Ltmp4-.Lfunc_begin0
	.uleb128 .Ltmp34-.Lfunc_begin0
	.byte	13
	.byte	115
	.byte	0
	.byte	168
	.asciz	"\247\200\200"
	.byte	168
	.asciz	"\253\200\200"
	.byte	159
	.byte	0
.Ldebug_loc2:
	.byte	4
	.uleb128 .Ltmp11-.Lfunc_begin0
	.uleb128 .Ltmp26-.Lfunc_begin0
	.byte	1
	.byte	81
	.byte	0
.Ldebug_loc3:
	.byte	4
	.uleb128 .Ltmp22-.Lfunc_begin0
	.uleb128 .Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	84
	.byte	0
.Ldebug_loc4:
	.byte	4
	.uleb128 .Ltmp38-.Lfunc_begin0
	.uleb128 .Ltmp42-.Lfunc_begin0
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
	.byte	3
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
	.byte	4
	.byte	1
	.byte	1
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	5
	.byte	33
	.byte	0
	.byte	73
	.byte	19
	.byte	55
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
	.byte	52
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
	.byte	12
	.byte	15
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	13
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
	.byte	14
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
	.byte	13
	.byte	5
	.byte	4
	.byte	2
	.byte	12
	.byte	5
	.byte	8
	.byte	3
	.byte	3
	.long	58

	.byte	0
	.byte	11
	.byte	2
	.byte	161
	.byte	0
	.byte	4
	.long	70
	.byte	5
	.long	74
	.byte	4
	.byte	0
	.byte	2
	.byte	4
	.byte	6
	.byte	1
	.byte	6
	.byte	5
	.byte	8
	.byte	7
	.byte	7
	.long	86
	.byte	7
	.byte	1
	.byte	13
	.byte	2
	.byte	6
	.byte	6
	.byte	1
	.byte	7
	.long	98
	.byte	9
	.byte	1
	.byte	14
	.byte	2
	.byte	8
	.byte	5
	.byte	2
	.byte	7
	.long	110
	.byte	11
	.byte	1
	.byte	15
	.byte	2
	.byte	10
	.byte	5
	.byte	4
	.byte	8
	.byte	1
	.long	.Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	90

	.byte	14
	.byte	0
	.byte	5

	.long	110

	.byte	9
	.byte	0
	.byte	15
	.byte	0
	.byte	5
	.long	183
	.byte	10
	.byte	1
	.byte	23
	.byte	0
	.byte	6
	.long	230
	.byte	10
	.byte	2
	.byte	24
	.byte	0
	.byte	6
	.long	230
	.byte	10
	.byte	3
	.byte	25
	.byte	0
	.byte	8
	.long	102
	.byte	10
	.byte	4
	.byte	26
	.byte	0
	.byte	7
	.long	230
	.byte	11
	.byte	27
	.byte	0
	.byte	6
	.long	230
	.byte	0
	.byte	12
	.long	188
	.byte	13
	.byte	22
	.byte	16
	.byte	0
	.byte	4
	.byte	14
	.byte	16
	.long	78
	.byte	0
	.byte	4
	.byte	0
	.byte	14
	.byte	17
	.long	90
	.byte	0
	.byte	4
	.byte	2
	.byte	14
	.byte	18
	.long	102
	.byte	0
	.byte	4
	.byte	4
	.byte	14
	.byte	19
	.long	230
	.byte	0
	.byte	4
	.byte	8
	.byte	0
	.byte	7
	.long	238
	.byte	21
	.byte	1
	.byte	16
	.byte	2
	.byte	20
	.byte	5
	.byte	8
	.byte	0
.Ldebug_info_end0:
	.section	.debug_str_offsets,"",@progbits
	.long	116
	.short	5
	.short	0
.Lstr_offsets_base0:
	.section	.debug_str,"MS",@progbits,1
.Linfo_string0:
	.asciz	"clang version 19"
.Linfo_string1:
	.asciz	"signed4.c"
.Linfo_string2:
	.asciz	"."
.Linfo_string3:
	.asciz	"_license"
.Linfo_string4:
	.asciz	"char"
.Linfo_string5:
	.asciz	"__ARRAY_SIZE_TYPE__"
.Linfo_string6:
	.asciz	"signed char"
.Linfo_string7:
	.asciz	"s8"
.Linfo_string8:
	.asciz	"short"
.Linfo_string9:
	.asciz	"s16"
.Linfo_string10:
	.asciz	"int"
.Linfo_string11:
	.asciz	"s32"
.Linfo_string12:
	.asciz	"DW_ATE_signed_64"
.Linfo_string13:
	.asciz	"DW_ATE_signed_32"
.Linfo_string14:
	.asciz	"signs"
.Linfo_string15:
	.asciz	"in"
.Linfo_string16:
	.asciz	"a"
.Linfo_string17:
	.asciz	"b"
.Linfo_string18:
	.asciz	"c"
.Linfo_string19:
	.asciz	"d"
.Linfo_string20:
	.asciz	"long long"
.Linfo_string21:
	.asciz	"s64"
.Linfo_string22:
	.asciz	"sample"
.Linfo_string23:
	.asciz	"z"
.Linfo_string24:
	.asciz	"y"
.Linfo_string25:
	.asciz	"half"
.Linfo_string26:
	.asciz	"q"
.Linfo_string27:
	.asciz	"x"
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
	.long	312
	.long	312
	.long	408
	.long	0
	.long	33554432
	.long	2
	.long	1
	.long	67108868
	.long	16
	.long	8
	.long	3
	.long	0
	.long	10
	.long	5
	.long	16
	.long	12
	.long	7
	.long	32
	.long	14
	.long	9
	.long	64
	.long	16
	.long	134217728
	.long	4
	.long	19
	.long	16777216
	.long	1
	.long	16777224
	.long	31
	.long	134217728
	.long	6
	.long	35
	.long	16777216
	.long	2
	.long	16777232
	.long	41
	.long	134217728
	.long	8
	.long	45
	.long	16777216
	.long	4
	.long	16777248
	.long	49
	.long	134217728
	.long	10
	.long	53
	.long	16777216
	.long	8
	.long	16777280
	.long	0
	.long	218103809
	.long	8
	.long	63
	.long	1
	.long	66
	.long	201326593
	.long	11
	.long	366
	.long	16777216
	.long	1
	.long	16777224
	.long	0
	.long	50331648
	.long	0
	.long	13
	.long	15
	.long	4
	.long	371
	.long	16777216
	.long	4
	.long	32
	.long	391
	.long	234881024
	.long	14
	.long	1
	.long	400
	.long	251658241
	.long	0
	.long	16
	.long	_license
	.long	4
	.byte	0
	.ascii	"sample"
	.byte	0
	.byte	97
	.byte	0
	.byte	98
	.byte	0
	.byte	99
	.byte	0
	.byte	100
	.byte	0
	.ascii	"s8"
	.byte	0
	.ascii	"signed char"
	.byte	0
	.ascii	"s16"
	.byte	0
	.ascii	"short"
	.byte	0
	.ascii	"s32"
	.byte	0
	.ascii	"int"
	.byte	0
	.ascii	"s64"
	.byte	0
	.ascii	"long long"
	.byte	0
	.ascii	"in"
	.byte	0
	.ascii	"signs"
	.byte	0
	.ascii	"xdp"
	.byte	0
	.ascii	"./signed4.c"
	.byte	0
	.ascii	"    return q + half + __builtin_bswap16(y) + __builtin_bswap32(z) + __builtin_bswap64(q);"
	.byte	0
	.ascii	"    s32 half = in->c / ((s32)y | 1) + in->c % 5 + (s8)in->c;"
	.byte	0
	.ascii	"    s64 q = in->d / (x | 1) + in->d % 7 + (s8)(y * 3) + (s16)(z << 1) + (s32)(x * y);"
	.byte	0
	.ascii	"    s64 x = in->a, y = in->b, z = in->c;"
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
	.long	492
	.long	512
	.long	0
	.long	8
	.long	72
	.long	1
	.long	.Lfunc_begin0
	.long	12
	.long	16
	.long	72
	.long	30
	.long	.Ltmp0
	.long	76
	.long	88
	.long	9262
	.long	.Ltmp1
	.long	76
	.long	178
	.long	8237
	.long	.Ltmp2
	.long	76
	.long	178
	.long	8243
	.long	.Ltmp3
	.long	76
	.long	178
	.long	8229
	.long	.Ltmp6
	.long	76
	.long	239
	.long	7185
	.long	.Ltmp7
	.long	76
	.long	325
	.long	6161
	.long	.Ltmp8
	.long	76
	.long	239
	.long	7192
	.long	.Ltmp9
	.long	76
	.long	239
	.long	7187
	.long	.Ltmp10
	.long	76
	.long	325
	.long	6168
	.long	.Ltmp13
	.long	76
	.long	239
	.long	7249
	.long	.Ltmp14
	.long	76
	.long	239
	.long	7205
	.long	.Ltmp15
	.long	76
	.long	239
	.long	7197
	.long	.Ltmp16
	.long	76
	.long	239
	.long	7209
	.long	.Ltmp19
	.long	76
	.long	178
	.long	8224
	.long	.Ltmp20
	.long	76
	.long	178
	.long	8214
	.long	.Ltmp21
	.long	76
	.long	178
	.long	8241
	.long	.Ltmp24
	.long	76
	.long	239
	.long	7211
	.long	.Ltmp25
	.long	76
	.long	88
	.long	9239
	.long	.Ltmp28
	.long	76
	.long	88
	.long	9262
	.long	.Ltmp29
	.long	76
	.long	88
	.long	9230
	.long	.Ltmp30
	.long	76
	.long	88
	.long	9237
	.long	.Ltmp31
	.long	76
	.long	239
	.long	7211
	.long	.Ltmp32
	.long	76
	.long	239
	.long	7223
	.long	.Ltmp33
	.long	76
	.long	239
	.long	7233
	.long	.Ltmp36
	.long	76
	.long	239
	.long	7225
	.long	.Ltmp37
	.long	76
	.long	239
	.long	7239
	.long	.Ltmp40
	.long	76
	.long	88
	.long	9260
	.long	.Ltmp41
	.long	76
	.long	88
	.long	9285
	.long	.Ltmp44
	.long	76
	.long	88
	.long	9283
	.long	.Ltmp45
	.long	76
	.long	88
	.long	9221
	.addrsig
	.addrsig_sym signs
	.addrsig_sym _license
	.section	.debug_line,"",@progbits
.Lline_table_start0:
