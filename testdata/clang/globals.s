	.text
	.file	"globals.c"
	.file	0 "." "globals.c" md5 0x4f14ad48760c4d4fe5b93d459ecb661c
	.file	1 "." "bpf.h" md5 0x30289f964164810009fb51163b46b543
	.section	xdp,"ax",@progbits
	.globl	globals
	.p2align	3
	.type	globals,@function
globals:
.Lfunc_begin0:
	.cfi_sections .debug_frame
	.cfi_startproc
	.loc	0 14 13 prologue_end
.Ltmp0:
	r2 = counter ll
	w2 = *(u32 *)(r2 + 0)
	r2 <<= 32
	r2 s>>= 32
	.loc	0 14 10 is_stmt 0
.Ltmp1:
	r3 = seen ll
	r4 = *(u64 *)(r3 + 0)
	r4 += r2
	*(u64 *)(r3 + 0) = r4
.Ltmp2:
	.loc	0 15 16 is_stmt 1
.Ltmp3:
.Ltmp4:
	r2 = limit ll
	w2 = *(u32 *)(r2 + 0)
.Ltmp5:
.Ltmp6:
	.loc	0 15 9 is_stmt 0
.Ltmp7:
	if r4 <= r2 goto LBB0_2
.Ltmp8:
.Ltmp9:
	.loc	0 16 27 is_stmt 1
.Ltmp10:
	w1 = *(u32 *)(r1 + 16)
.Ltmp11:
.Ltmp12:
	.loc	0 16 42 is_stmt 0
.Ltmp13:
	w1 &= 15
	.loc	0 16 16
.Ltmp14:
	r2 = table ll
	r2 += r1
	w0 = *(u8 *)(r2 + 0)
	.loc	0 16 9
.Ltmp15:
	goto LBB0_3
.Ltmp16:
.Ltmp17:
LBB0_2:
	.loc	0 17 39 is_stmt 1
.Ltmp18:
	r2 = ports ll
	w2 = *(u16 *)(r2 + 2)
	.loc	0 17 50 is_stmt 0
.Ltmp19:
	r3 = tentative ll
	w3 = *(u32 *)(r3 + 0)
	.loc	0 17 48
.Ltmp20:
	w3 += w2
	.loc	0 17 16
.Ltmp21:
	w2 = *(u32 *)(r1 + 16)
	.loc	0 17 31
.Ltmp22:
	w2 &= 7
	.loc	0 17 5
.Ltmp23:
	r2 <<= 3
	.loc	0 17 62
.Ltmp24:
	r4 = zeros ll
	w5 = *(u32 *)(r4 + 12)
	.loc	0 17 5
.Ltmp25:
	r4 += r2
	.loc	0 17 60
.Ltmp26:
	w3 += w5
	.loc	0 17 36
.Ltmp27:
	r2 = *(u64 *)(r4 + 0)
	r2 += r3
	*(u64 *)(r4 + 0) = r2
	.loc	0 18 12 is_stmt 1
.Ltmp28:
	r2 = name ll
	r2 = *(u64 *)(r2 + 0)
	.loc	0 18 22 is_stmt 0
.Ltmp29:
	w1 = *(u32 *)(r1 + 12)
.Ltmp30:
.Ltmp31:
	.loc	0 18 38
.Ltmp32:
	w1 &= 3
	.loc	0 18 12
.Ltmp33:
	r2 += r1
	w0 = *(u8 *)(r2 + 0)
	w0 <<= 24
	w0 s>>= 24
LBB0_3:
	.loc	0 19 1 is_stmt 1
.Ltmp34:
	exit
.Ltmp35:
.Ltmp36:
.Lfunc_end0:
	.size	globals, .Lfunc_end0-globals
	.cfi_endproc

	.type	counter,@object
	.data
	.globl	counter
	.p2align	2, 0x0
counter:
	.long	3
	.size	counter, 4

	.type	limit,@object
	.section	.rodata,"a",@progbits
	.globl	limit
	.p2align	2, 0x0
limit:
	.long	1000
	.size	limit, 4

	.type	ports,@object
	.data
	.globl	ports
	.p2align	1, 0x0
ports:
	.short	80
	.short	443
	.short	8080
	.size	ports, 6

	.type	.L.str,@object
	.section	.rodata.str1.1,"aMS",@progbits,1
.L.str:
	.asciz	"globals"
	.size	.L.str, 8

	.type	name,@object
	.data
	.globl	name
	.p2align	3, 0x0
name:
	.quad	.L.str
	.size	name, 8

	.type	zeros,@object
	.section	.bss,"aw",@nobits
	.globl	zeros
	.p2align	3, 0x0
zeros:
	.zero	64
	.size	zeros, 64

	.type	where,@object
	.section	.rodata,"a",@progbits
	.globl	where
	.p2align	3, 0x0
where:
	.quad	zeros+12
	.size	where, 8

	.type	seen,@object
	.local	seen
	.comm	seen,8,8
	.type	table,@object
	.section	.rodata.cst16,"aM",@progbits,16
table:
	.asciz	"\001\002\003\005\b\r\025\"7Y\220\351\000\000\000"
	.size	table, 16

	.type	tentative,@object
	.comm	tentative,4,4
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
	.byte	4
	.uleb128 .Lfunc_begin0-.Lfunc_begin0
	.uleb128 .Ltmp11-.Lfunc_begin0
	.byte	1
	.byte	81
	.byte	4
	.uleb128 .Ltmp16-.Lfunc_begin0
	.uleb128 .Ltmp30-.Lfunc_begin0
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
	.byte	4
	.byte	38
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	5
	.byte	53
	.byte	0
	.byte	73
	.byte	19
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
	.byte	1
	.byte	1
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	8
	.byte	33
	.byte	0
	.byte	73
	.byte	19
	.byte	55
	.byte	11
	.byte	0
	.byte	0
	.byte	9
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
	.byte	10
	.byte	52
	.byte	0
	.byte	73
	.byte	19
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	2
	.byte	24
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
	.byte	2
	.byte	24
	.byte	0
	.byte	0
	.byte	13
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
	.byte	14
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
	.byte	11
	.long	.Lfunc_end0-.Lfunc_begin0
	.long	.Laddr_table_base0
	.long	.Lloclists_table_base0
	.byte	2
	.byte	3
	.long	50

	.byte	0
	.byte	4
	.byte	2
	.byte	161
	.byte	0
	.byte	3
	.byte	4
	.byte	5
	.byte	4
	.byte	2
	.byte	5
	.long	65

	.byte	0
	.byte	6
	.byte	2
	.byte	161
	.byte	1
	.byte	4
	.long	70
	.byte	5
	.long	75
	.byte	6
	.long	83
	.byte	7
	.byte	1
	.byte	11
	.byte	3
	.byte	6
	.byte	7
	.byte	4
	.byte	2
	.byte	8
	.long	98

	.byte	0
	.byte	8
	.byte	2
	.byte	161
	.byte	2
	.byte	7
	.long	110
	.byte	8
	.long	122
	.byte	3
	.byte	0
	.byte	6
	.long	118
	.byte	10
	.byte	1
	.byte	10
	.byte	3
	.byte	9
	.byte	7
	.byte	2
	.byte	9
	.byte	11
	.byte	8
	.byte	7
	.byte	10
	.long	136
	.byte	0
	.byte	9
	.byte	2
	.byte	161
	.byte	3
	.byte	7
	.long	148
	.byte	8
	.long	122
	.byte	8
	.byte	0
	.byte	3
	.byte	12
	.byte	6
	.byte	1
	.byte	2
	.byte	13
	.long	163

	.byte	0
	.byte	9
	.byte	2
	.byte	161
	.byte	4
	.byte	11
	.long	168
	.byte	4
	.long	148
	.byte	2
	.byte	14
	.long	184

	.byte	0
	.byte	12
	.byte	2
	.byte	161
	.byte	5
	.byte	4
	.long	189
	.byte	11
	.long	75
	.byte	2
	.byte	15
	.long	205

	.byte	0
	.byte	20
	.byte	2
	.byte	161
	.byte	6
	.byte	7
	.long	148
	.byte	8
	.long	122
	.byte	4
	.byte	0
	.byte	12
	.byte	16
	.long	228
	.byte	0
	.byte	5
	.byte	2
	.byte	161
	.byte	7
	.byte	6
	.long	236
	.byte	18
	.byte	1
	.byte	12
	.byte	3
	.byte	17
	.byte	7
	.byte	8
	.byte	2
	.byte	19
	.long	251

	.byte	0
	.byte	10
	.byte	2
	.byte	161
	.byte	8
	.byte	7
	.long	228
	.byte	8
	.long	122
	.byte	8
	.byte	0
	.byte	2
	.byte	20
	.long	50

	.byte	0
	.byte	11
	.byte	2
	.byte	161
	.byte	9
	.byte	12
	.byte	21
	.long	285
	.byte	0
	.byte	7
	.byte	2
	.byte	161
	.byte	10
	.byte	7
	.long	297
	.byte	8
	.long	122
	.byte	16
	.byte	0
	.byte	4
	.long	302
	.byte	6
	.long	310
	.byte	23
	.byte	1
	.byte	9
	.byte	3
	.byte	22
	.byte	8
	.byte	1
	.byte	13
	.byte	11
	.long	.Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	90

	.byte	24
	.byte	0
	.byte	13

	.long	50

	.byte	14
	.byte	0
	.byte	25
	.byte	0
	.byte	13
	.long	339
	.byte	0
	.byte	11
	.long	344
	.byte	15
	.byte	32
	.byte	24
	.byte	1
	.byte	18
	.byte	16
	.byte	26
	.long	75
	.byte	1
	.byte	19
	.byte	0
	.byte	16
	.byte	27
	.long	75
	.byte	1
	.byte	20
	.byte	4
	.byte	16
	.byte	28
	.long	75
	.byte	1
	.byte	21
	.byte	8
	.byte	16
	.byte	29
	.long	75
	.byte	1
	.byte	22
	.byte	12
	.byte	16
	.byte	30
	.long	75
	.byte	1
	.byte	23
	.byte	16
	.byte	16
	.byte	31
	.long	75
	.byte	1
	.byte	24
	.byte	20
	.byte	0
	.byte	0
.Ldebug_info_end0:
	.section	.debug_str_offsets,"",@progbits
	.long	136
	.short	5
	.short	0
.Lstr_offsets_base0:
	.section	.debug_str,"MS",@progbits,1
.Linfo_string0:
	.asciz	"clang version 19"
.Linfo_string1:
	.asciz	"globals.c"
.Linfo_string2:
	.asciz	"."
.Linfo_string3:
	.asciz	"counter"
.Linfo_string4:
	.asciz	"int"
.Linfo_string5:
	.asciz	"limit"
.Linfo_string6:
	.asciz	"unsigned int"
.Linfo_string7:
	.asciz	"u32"
.Linfo_string8:
	.asciz	"ports"
.Linfo_string9:
	.asciz	"unsigned short"
.Linfo_string10:
	.asciz	"u16"
.Linfo_string11:
	.asciz	"__ARRAY_SIZE_TYPE__"
.Linfo_string12:
	.asciz	"char"
.Linfo_string13:
	.asciz	"name"
.Linfo_string14:
	.asciz	"where"
.Linfo_string15:
	.asciz	"_license"
.Linfo_string16:
	.asciz	"seen"
.Linfo_string17:
	.asciz	"unsigned long long"
.Linfo_string18:
	.asciz	"u64"
.Linfo_string19:
	.asciz	"zeros"
.Linfo_string20:
	.asciz	"tentative"
.Linfo_string21:
	.asciz	"table"
.Linfo_string22:
	.asciz	"unsigned char"
.Linfo_string23:
	.asciz	"u8"
.Linfo_string24:
	.asciz	"globals"
.Linfo_string25:
	.asciz	"ctx"
.Linfo_string26:
	.asciz	"data"
.Linfo_string27:
	.asciz	"data_end"
.Linfo_string28:
	.asciz	"data_meta"
.Linfo_string29:
	.asciz	"ingress_ifindex"
.Linfo_string30:
	.asciz	"rx_queue_index"
.Linfo_string31:
	.asciz	"egress_ifindex"
.Linfo_string32:
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
	.long	.Linfo_string29
	.long	.Linfo_string30
	.long	.Linfo_string31
	.long	.Linfo_string32
	.section	.debug_addr,"",@progbits
	.long	.Ldebug_addr_end0-.Ldebug_addr_start0
.Ldebug_addr_start0:
	.short	5
	.byte	8
	.byte	0
.Laddr_table_base0:
	.quad	counter
	.quad	limit
	.quad	ports
	.quad	.L.str
	.quad	name
	.quad	where
	.quad	_license
	.quad	seen
	.quad	zeros
	.quad	tentative
	.quad	table
	.quad	.Lfunc_begin0
.Ldebug_addr_end0:
	.section	.BTF,"",@progbits
	.short	60319
	.byte	1
	.byte	0
	.long	24
	.long	0
	.long	804
	.long	804
	.long	514
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
	.long	332
	.long	234881024
	.long	6
	.long	1
	.long	0
	.long	167772160
	.long	10
	.long	0
	.long	150994944
	.long	3
	.long	340
	.long	234881024
	.long	9
	.long	1
	.long	346
	.long	134217728
	.long	13
	.long	350
	.long	16777216
	.long	2
	.long	16
	.long	0
	.long	50331648
	.long	0
	.long	12
	.long	15
	.long	3
	.long	365
	.long	16777216
	.long	4
	.long	32
	.long	385
	.long	234881024
	.long	14
	.long	1
	.long	391
	.long	16777216
	.long	1
	.long	16777224
	.long	0
	.long	50331648
	.long	0
	.long	17
	.long	15
	.long	8
	.long	0
	.long	33554432
	.long	20
	.long	0
	.long	167772160
	.long	17
	.long	396
	.long	234881024
	.long	19
	.long	1
	.long	401
	.long	134217728
	.long	23
	.long	405
	.long	16777216
	.long	8
	.long	64
	.long	0
	.long	50331648
	.long	0
	.long	22
	.long	15
	.long	8
	.long	424
	.long	234881024
	.long	24
	.long	1
	.long	0
	.long	167772160
	.long	27
	.long	0
	.long	33554432
	.long	3
	.long	430
	.long	234881024
	.long	26
	.long	1
	.long	436
	.long	234881024
	.long	22
	.long	0
	.long	0
	.long	167772160
	.long	31
	.long	441
	.long	134217728
	.long	32
	.long	444
	.long	16777216
	.long	1
	.long	8
	.long	0
	.long	50331648
	.long	0
	.long	30
	.long	15
	.long	16
	.long	458
	.long	234881024
	.long	33
	.long	0
	.long	0
	.long	50331648
	.long	0
	.long	17
	.long	15
	.long	4
	.long	464
	.long	234881024
	.long	35
	.long	1
	.long	473
	.long	251658242
	.long	0
	.long	25
	.long	zeros
	.long	64
	.long	29
	.long	seen
	.long	8
	.long	478
	.long	251658243
	.long	0
	.long	8
	.long	counter
	.long	4
	.long	16
	.long	ports
	.long	6
	.long	21
	.long	name
	.long	8
	.long	484
	.long	251658242
	.long	0
	.long	11
	.long	limit
	.long	4
	.long	28
	.long	where
	.long	8
	.long	492
	.long	251658241
	.long	0
	.long	34
	.long	table
	.long	16
	.long	506
	.long	251658241
	.long	0
	.long	36
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
	.ascii	"globals"
	.byte	0
	.ascii	"xdp"
	.byte	0
	.ascii	"./globals.c"
	.byte	0
	.ascii	"    seen += counter;"
	.byte	0
	.ascii	"    if (seen > limit)"
	.byte	0
	.ascii	"        return table[ctx->rx_queue_index & 15];"
	.byte	0
	.ascii	"    zeros[ctx->rx_queue_index & 7] += ports[1] + tentative + *where;"
	.byte	0
	.ascii	"    return name[ctx->ingress_ifindex & 3];"
	.byte	0
	.byte	125
	.byte	0
	.ascii	"counter"
	.byte	0
	.ascii	"limit"
	.byte	0
	.ascii	"u16"
	.byte	0
	.ascii	"unsigned short"
	.byte	0
	.ascii	"__ARRAY_SIZE_TYPE__"
	.byte	0
	.ascii	"ports"
	.byte	0
	.ascii	"char"
	.byte	0
	.ascii	"name"
	.byte	0
	.ascii	"u64"
	.byte	0
	.ascii	"unsigned long long"
	.byte	0
	.ascii	"zeros"
	.byte	0
	.ascii	"where"
	.byte	0
	.ascii	"seen"
	.byte	0
	.ascii	"u8"
	.byte	0
	.ascii	"unsigned char"
	.byte	0
	.ascii	"table"
	.byte	0
	.ascii	"_license"
	.byte	0
	.ascii	".bss"
	.byte	0
	.ascii	".data"
	.byte	0
	.ascii	".rodata"
	.byte	0
	.ascii	".rodata.cst16"
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
	.long	380
	.long	400
	.long	0
	.long	8
	.long	111
	.long	1
	.long	.Lfunc_begin0
	.long	7
	.long	16
	.long	111
	.long	23
	.long	.Ltmp0
	.long	115
	.long	127
	.long	14349
	.long	.Ltmp1
	.long	115
	.long	127
	.long	14346
	.long	.Ltmp4
	.long	115
	.long	148
	.long	15376
	.long	.Ltmp7
	.long	115
	.long	148
	.long	15369
	.long	.Ltmp10
	.long	115
	.long	170
	.long	16411
	.long	.Ltmp13
	.long	115
	.long	170
	.long	16426
	.long	.Ltmp14
	.long	115
	.long	170
	.long	16400
	.long	.Ltmp15
	.long	115
	.long	170
	.long	16393
	.long	.Ltmp18
	.long	115
	.long	218
	.long	17447
	.long	.Ltmp19
	.long	115
	.long	218
	.long	17458
	.long	.Ltmp20
	.long	115
	.long	218
	.long	17456
	.long	.Ltmp21
	.long	115
	.long	218
	.long	17424
	.long	.Ltmp22
	.long	115
	.long	218
	.long	17439
	.long	.Ltmp23
	.long	115
	.long	218
	.long	17413
	.long	.Ltmp24
	.long	115
	.long	218
	.long	17470
	.long	.Ltmp25
	.long	115
	.long	218
	.long	17413
	.long	.Ltmp26
	.long	115
	.long	218
	.long	17468
	.long	.Ltmp27
	.long	115
	.long	218
	.long	17444
	.long	.Ltmp28
	.long	115
	.long	287
	.long	18444
	.long	.Ltmp29
	.long	115
	.long	287
	.long	18454
	.long	.Ltmp32
	.long	115
	.long	287
	.long	18470
	.long	.Ltmp33
	.long	115
	.long	287
	.long	18444
	.long	.Ltmp34
	.long	115
	.long	330
	.long	19457
	.addrsig
	.addrsig_sym globals
	.addrsig_sym limit
	.addrsig_sym zeros
	.addrsig_sym _license
	.section	.debug_line,"",@progbits
.Lline_table_start0:
