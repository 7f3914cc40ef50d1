	.text
	.file	"loops.c"
	.file	0 "." "loops.c" md5 0x1a21999a29ab9777c3b85bf6cc94f4a4
	.file	1 "." "bpf.h" md5 0x30289f964164810009fb51163b46b543
	.section	xdp,"ax",@progbits
	.globl	sum
	.p2align	3
	.type	sum,@function
sum:
.Lfunc_begin0:
	.loc	0 4 0
	.cfi_sections .debug_frame
	.cfi_startproc
	r3 = 0
.Ltmp0:
.Ltmp1:
	.loc	0 5 61 prologue_end
.Ltmp2:
	r2 = *(u32 *)(r1 + 4)
	.loc	0 5 31 is_stmt 0
.Ltmp3:
	r1 = *(u32 *)(r1 + 0)
.Ltmp4:
.Ltmp5:
	.loc	0 0 31
	r4 = 3758096384 ll
	r0 = 0
.Ltmp6:
.Ltmp7:
LBB0_1:
	.loc	0 9 16 is_stmt 1
.Ltmp8:
	r5 = r1
	r5 += r3
	.loc	0 9 20 is_stmt 0
.Ltmp9:
	r6 = r5
	r6 += 1
.Ltmp10:
.Ltmp11:
	.loc	0 9 13
.Ltmp12:
	if r6 > r2 goto LBB0_3
.Ltmp13:
.Ltmp14:
	.loc	0 11 25 is_stmt 1
.Ltmp15:
	r6 = r0
	r6 &= r4
	r6 >>= 29
	r0 <<= 3
.Ltmp16:
.Ltmp17:
	r0 |= r6
	.loc	0 11 40 is_stmt 0
.Ltmp18:
	r5 = *(u8 *)(r5 + 0)
	.loc	0 11 38
.Ltmp19:
	r0 ^= r5
.Ltmp20:
.Ltmp21:
	.loc	0 8 30 is_stmt 1
.Ltmp22:
	r3 += 1
.Ltmp23:
.Ltmp24:
	.loc	0 8 5 is_stmt 0
.Ltmp25:
	if r3 != 64 goto LBB0_1
.Ltmp26:
.Ltmp27:
LBB0_3:
	.loc	0 0 5
	r3 = r1
	r3 += 12
.Ltmp28:
	.loc	0 15 13 is_stmt 1
.Ltmp29:
.Ltmp30:
	if r3 > r2 goto LBB0_5
.Ltmp31:
.Ltmp32:
	.loc	0 16 20
.Ltmp33:
	r2 = *(u8 *)(r1 + 1)
.Ltmp34:
.Ltmp35:
	.loc	0 16 28 is_stmt 0
.Ltmp36:
	r3 = *(u8 *)(r1 + 10)
	.loc	0 16 26
.Ltmp37:
	r3 *= r2
	.loc	0 16 20
.Ltmp38:
	r2 = *(u8 *)(r1 + 0)
	.loc	0 16 28
.Ltmp39:
	r4 = *(u8 *)(r1 + 11)
	.loc	0 16 26
.Ltmp40:
	r4 *= r2
	.loc	0 16 17
.Ltmp41:
	r4 += r0
.Ltmp42:
.Ltmp43:
	r3 += r4
.Ltmp44:
.Ltmp45:
	.loc	0 16 20
.Ltmp46:
	r2 = *(u8 *)(r1 + 2)
	.loc	0 16 28
.Ltmp47:
	r4 = *(u8 *)(r1 + 9)
	.loc	0 16 26
.Ltmp48:
	r4 *= r2
	.loc	0 16 17
.Ltmp49:
	r4 += r3
.Ltmp50:
.Ltmp51:
	.loc	0 16 20
.Ltmp52:
	r2 = *(u8 *)(r1 + 3)
	.loc	0 16 28
.Ltmp53:
	r3 = *(u8 *)(r1 + 8)
	.loc	0 16 26
.Ltmp54:
	r3 *= r2
	.loc	0 16 17
.Ltmp55:
	r3 += r4
.Ltmp56:
.Ltmp57:
	.loc	0 16 20
.Ltmp58:
	r2 = *(u8 *)(r1 + 4)
	.loc	0 16 28
.Ltmp59:
	r4 = *(u8 *)(r1 + 7)
	.loc	0 16 26
.Ltmp60:
	r4 *= r2
	.loc	0 16 17
.Ltmp61:
	r4 += r3
.Ltmp62:
.Ltmp63:
	.loc	0 16 20
.Ltmp64:
	r2 = *(u8 *)(r1 + 5)
	.loc	0 16 28
.Ltmp65:
	r0 = *(u8 *)(r1 + 6)
	.loc	0 16 26
.Ltmp66:
	r0 *= r2
	.loc	0 16 17
.Ltmp67:
	r0 += r4
.Ltmp68:
.Ltmp69:
LBB0_5:
	.loc	0 17 16 is_stmt 1
.Ltmp70:
	r0 <<= 32
.Ltmp71:
.Ltmp72:
	r0 >>= 32
	r0 %= 3
	.loc	0 17 5 is_stmt 0
.Ltmp73:
	exit
.Ltmp74:
.Ltmp75:
.Lfunc_end0:
	.size	sum, .Lfunc_end0-sum
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
	.long	4
.Lloclists_table_base0:
	.long	.Ldebug_loc0-.Lloclists_table_base0
	.long	.Ldebug_loc1-.Lloclists_table_base0
	.long	.Ldebug_loc2-.Lloclists_table_base0
	.long	.Ldebug_loc3-.Lloclists_table_base0
.Ldebug_loc0:
	.byte	4
	.uleb128 .Lfunc_begin0-.Lfunc_begin0
	.uleb128 .Ltmp4-.Lfunc_begin0
	.byte	1
	.byte	81
	.byte	0
.Ldebug_loc1:
	.byte	4
	.uleb128 .Ltmp4-.Lfunc_begin0
	.uleb128 .Ltmp34-.Lfunc_begin0
	.byte	1
	.byte	82
	.byte	0
.Ldebug_loc2:
	.byte	4
	.uleb128 .Ltmp4-.Lfunc_begin0
	.uleb128 .Ltmp6-.Lfunc_begin0
	.byte	2
	.byte	48
	.byte	159
	.byte	4
	.uleb128 .Ltmp6-.Lfunc_begin0
	.uleb128 .Ltmp16-.Lfunc_begin0
	.byte	1
	.byte	80
	.byte	4
	.uleb128 .Ltmp20-.Lfunc_begin0
	.uleb128 .Ltmp42-.Lfunc_begin0
	.byte	1
	.byte	80
	.byte	4
	.uleb128 .Ltmp42-.Lfunc_begin0
	.uleb128 .Ltmp44-.Lfunc_begin0
	.byte	1
	.byte	84
	.byte	4
	.uleb128 .Ltmp44-.Lfunc_begin0
	.uleb128 .Ltmp50-.Lfunc_begin0
	.byte	1
	.byte	83
	.byte	4
	.uleb128 .Ltmp50-.Lfunc_begin0
	.uleb128 .Ltmp56-.Lfunc_begin0
	.byte	1
	.byte	84
	.byte	4
	.uleb128 .Ltmp56-.Lfunc_begin0
	.uleb128 .Ltmp62-.Lfunc_begin0
	.byte	1
	.byte	83
	.byte	4
	.uleb128 .Ltmp62-.Lfunc_begin0
	.uleb128 .Ltmp68-.Lfunc_begin0
	.byte	1
	.byte	84
	.byte	4
	.uleb128 .Ltmp68-.Lfunc_begin0
	.uleb128 .Ltmp71-.Lfunc_begin0
	.byte	1
	.byte	80
	.byte	0
.Ldebug_loc3:
	.byte	4
	.uleb128 .Ltmp26-.Lfunc_begin0
	.uleb128 .Ltmp31-.Lfunc_begin0
	.byte	3
	.byte	17
	.byte	0
	.byte	159
	.byte	4
	.uleb128 .Ltmp31-.Lfunc_begin0
	.uleb128 .Ltmp44-.Lfunc_begin0
	.byte	3
	.byte	17
	.byte	1
	.byte	159
	.byte	4
	.uleb128 .Ltmp44-.Lfunc_begin0
	.uleb128 .Ltmp50-.Lfunc_begin0
	.byte	3
	.byte	17
	.byte	2
	.byte	159
	.byte	4
	.uleb128 .Ltmp50-.Lfunc_begin0
	.uleb128 .Ltmp56-.Lfunc_begin0
	.byte	3
	.byte	17
	.byte	3
	.byte	159
	.byte	4
	.uleb128 .Ltmp56-.Lfunc_begin0
	.uleb128 .Ltmp62-.Lfunc_begin0
	.byte	3
	.byte	17
	.byte	4
	.byte	159
	.byte	4
	.uleb128 .Ltmp62-.Lfunc_begin0
	.uleb128 .Ltmp68-.Lfunc_begin0
	.byte	3
	.byte	17
	.byte	5
	.byte	159
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
	.byte	15
	.byte	0
	.byte	73
	.byte	19
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
	.byte	12
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
	.byte	13
	.byte	11
	.byte	1
	.byte	17
	.byte	27
	.byte	18
	.byte	6
	.byte	0
	.byte	0
	.byte	14
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
	.byte	15
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
	.byte	16
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
	.byte	19
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
	.long	75
	.byte	8
	.long	83
	.byte	7
	.byte	1
	.byte	9
	.byte	5
	.byte	6
	.byte	8
	.byte	1
	.byte	5
	.byte	8
	.byte	5
	.byte	8
	.byte	9
	.byte	1
	.long	.Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	90

	.byte	9
	.byte	0
	.byte	4

	.long	175

	.byte	10
	.byte	0
	.byte	11
	.byte	0
	.byte	4
	.long	179
	.byte	11
	.byte	1
	.byte	21
	.byte	0
	.byte	5
	.long	70
	.byte	11
	.byte	2
	.byte	9
	.byte	0
	.byte	6
	.long	244
	.byte	12
	.byte	23
	.byte	0
	.byte	5
	.long	70
	.byte	13
	.byte	2
	.long	.Ltmp26-.Ltmp6
	.byte	14
	.byte	1
	.byte	83
	.byte	22
	.byte	0
	.byte	8
	.long	175
	.byte	0
	.byte	13
	.byte	3
	.long	.Ltmp68-.Ltmp28
	.byte	11
	.byte	3
	.byte	22
	.byte	0
	.byte	14
	.long	175
	.byte	0
	.byte	0
	.byte	5
	.byte	10
	.byte	5
	.byte	4
	.byte	7
	.long	184
	.byte	15
	.byte	20
	.byte	24
	.byte	1
	.byte	18
	.byte	16
	.byte	12
	.long	244
	.byte	1
	.byte	19
	.byte	0
	.byte	16
	.byte	15
	.long	244
	.byte	1
	.byte	20
	.byte	4
	.byte	16
	.byte	16
	.long	244
	.byte	1
	.byte	21
	.byte	8
	.byte	16
	.byte	17
	.long	244
	.byte	1
	.byte	22
	.byte	12
	.byte	16
	.byte	18
	.long	244
	.byte	1
	.byte	23
	.byte	16
	.byte	16
	.byte	19
	.long	244
	.byte	1
	.byte	24
	.byte	20
	.byte	0
	.byte	8
	.long	252
	.byte	14
	.byte	1
	.byte	11
	.byte	5
	.byte	13
	.byte	7
	.byte	4
	.byte	0
.Ldebug_info_end0:
	.section	.debug_str_offsets,"",@progbits
	.long	100
	.short	5
	.short	0
.Lstr_offsets_base0:
	.section	.debug_str,"MS",@progbits,1
.Linfo_string0:
	.asciz	"clang version 19"
.Linfo_string1:
	.asciz	"loops.c"
.Linfo_string2:
	.asciz	"."
.Linfo_string3:
	.asciz	"_license"
.Linfo_string4:
	.asciz	"char"
.Linfo_string5:
	.asciz	"__ARRAY_SIZE_TYPE__"
.Linfo_string6:
	.asciz	"unsigned char"
.Linfo_string7:
	.asciz	"u8"
.Linfo_string8:
	.asciz	"long"
.Linfo_string9:
	.asciz	"sum"
.Linfo_string10:
	.asciz	"int"
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
	.asciz	"end"
.Linfo_string22:
	.asciz	"i"
.Linfo_string23:
	.asciz	"at"
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
	.section	.debug_addr,"",@progbits
	.long	.Ldebug_addr_end0-.Ldebug_addr_start0
.Ldebug_addr_start0:
	.short	5
	.byte	8
	.byte	0
.Laddr_table_base0:
	.quad	_license
	.quad	.Lfunc_begin0
	.quad	.Ltmp6
	.quad	.Ltmp28
.Ldebug_addr_end0:
	.section	.BTF,"",@progbits
	.short	60319
	.byte	1
	.byte	0
	.long	24
	.long	0
	.long	268
	.long	268
	.long	472
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
	.long	430
	.long	16777216
	.long	1
	.long	16777224
	.long	0
	.long	50331648
	.long	0
	.long	8
	.long	10
	.long	4
	.long	435
	.long	16777216
	.long	4
	.long	32
	.long	455
	.long	234881024
	.long	9
	.long	1
	.long	464
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
	.ascii	"sum"
	.byte	0
	.ascii	"xdp"
	.byte	0
	.ascii	"./loops.c"
	.byte	0
	.ascii	"SEC(\"xdp\") int sum(struct xdp_md *ctx) {"
	.byte	0
	.ascii	"    u8 *at = (u8 *)(long)ctx->data, *end = (u8 *)(long)ctx->data_end;"
	.byte	0
	.ascii	"        if (at + i + 1 > end)"
	.byte	0
	.ascii	"        sum = (sum << 3 | sum >> 29) ^ at[i];"
	.byte	0
	.ascii	"    for (int i = 0; i < 64; i++) {"
	.byte	0
	.ascii	"        if (at + 12 <= end)"
	.byte	0
	.ascii	"            sum += at[i] * at[11 - i];"
	.byte	0
	.ascii	"    return sum % 3;"
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
	.long	604
	.long	624
	.long	0
	.long	8
	.long	107
	.long	1
	.long	.Lfunc_begin0
	.long	7
	.long	16
	.long	107
	.long	37
	.long	.Lfunc_begin0
	.long	111
	.long	121
	.long	4096
	.long	.Ltmp2
	.long	111
	.long	162
	.long	5181
	.long	.Ltmp3
	.long	111
	.long	162
	.long	5151
	.long	.Ltmp8
	.long	111
	.long	232
	.long	9232
	.long	.Ltmp9
	.long	111
	.long	232
	.long	9236
	.long	.Ltmp12
	.long	111
	.long	232
	.long	9229
	.long	.Ltmp15
	.long	111
	.long	262
	.long	11289
	.long	.Ltmp18
	.long	111
	.long	262
	.long	11304
	.long	.Ltmp19
	.long	111
	.long	262
	.long	11302
	.long	.Ltmp22
	.long	111
	.long	308
	.long	8222
	.long	.Ltmp25
	.long	111
	.long	308
	.long	8197
	.long	.Ltmp30
	.long	111
	.long	343
	.long	15373
	.long	.Ltmp33
	.long	111
	.long	371
	.long	16404
	.long	.Ltmp36
	.long	111
	.long	371
	.long	16412
	.long	.Ltmp37
	.long	111
	.long	371
	.long	16410
	.long	.Ltmp38
	.long	111
	.long	371
	.long	16404
	.long	.Ltmp39
	.long	111
	.long	371
	.long	16412
	.long	.Ltmp40
	.long	111
	.long	371
	.long	16410
	.long	.Ltmp41
	.long	111
	.long	371
	.long	16401
	.long	.Ltmp46
	.long	111
	.long	371
	.long	16404
	.long	.Ltmp47
	.long	111
	.long	371
	.long	16412
	.long	.Ltmp48
	.long	111
	.long	371
	.long	16410
	.long	.Ltmp49
	.long	111
	.long	371
	.long	16401
	.long	.Ltmp52
	.long	111
	.long	371
	.long	16404
	.long	.Ltmp53
	.long	111
	.long	371
	.long	16412
	.long	.Ltmp54
	.long	111
	.long	371
	.long	16410
	.long	.Ltmp55
	.long	111
	.long	371
	.long	16401
	.long	.Ltmp58
	.long	111
	.long	371
	.long	16404
	.long	.Ltmp59
	.long	111
	.long	371
	.long	16412
	.long	.Ltmp60
	.long	111
	.long	371
	.long	16410
	.long	.Ltmp61
	.long	111
	.long	371
	.long	16401
	.long	.Ltmp64
	.long	111
	.long	371
	.long	16404
	.long	.Ltmp65
	.long	111
	.long	371
	.long	16412
	.long	.Ltmp66
	.long	111
	.long	371
	.long	16410
	.long	.Ltmp67
	.long	111
	.long	371
	.long	16401
	.long	.Ltmp70
	.long	111
	.long	410
	.long	17424
	.long	.Ltmp73
	.long	111
	.long	410
	.long	17413
	.addrsig
	.addrsig_sym sum
	.addrsig_sym _license
	.section	.debug_line,"",@progbits
.Lline_table_start0:
