	.text
	.file	"inline_asm.c"

	.section	.remarks,"",@progbits
	.fill	3, 2, 0x1234
	.text



	.file	0 "." "inline_asm.c" md5 0x66193dd53385b50683248ec8361085b4
	.section	xdp,"ax",@progbits
	.globl	by_hand
	.p2align	3
	.type	by_hand,@function
by_hand:
.Lfunc_begin0:
	.loc	0 4 0
	.cfi_sections .debug_frame
	.cfi_startproc
	r3 = r1
.Ltmp0:
.Ltmp1:
	.loc	0 6 5 prologue_end
.Ltmp2:
	#APP
	r1 = *(u32 *)(r3 + 0)
	r2 = 5 ll
	if r1 > r2 goto .Ltmp3	# far
	r1 <<= 3	# eight times
.Ltmp3:
	r1 ^= -1
	r0 = r1
	goto +0
	#NO_APP
.Ltmp4:
.Ltmp5:
	.loc	0 13 5
.Ltmp6:
	#APP
	.section	.remarks,"",@progbits
.Lnote:
	.ascii	"by hand"
	.byte	0
	.p2align	2, 0xcc
.Ltmp7:
	.long	.Ltmp7-.Lnote
	.long	29
	.section	xdp,"ax",@progbits

	#NO_APP
	.loc	0 16 5
.Ltmp8:
	exit
.Ltmp9:
.Ltmp10:
.Lfunc_end0:
	.size	by_hand, .Lfunc_end0-by_hand
	.cfi_endproc

	.type	_license,@object
	.section	license,"aw",@progbits
	.globl	_license
_license:
	.asciz	"GPL"
	.size	_license, 4

	.file	1 "." "bpf.h" md5 0x30289f964164810009fb51163b46b543
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
	.uleb128 .Ltmp0-.Lfunc_begin0
	.byte	1
	.byte	81
	.byte	4
	.uleb128 .Ltmp0-.Lfunc_begin0
	.uleb128 .Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	83
	.byte	0
.Ldebug_loc1:
	.byte	4
	.uleb128 .Ltmp4-.Lfunc_begin0
	.uleb128 .Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	80
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
	.byte	8
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
	.byte	9
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
	.byte	10
	.byte	15
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	11
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
	.byte	12
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
	.byte	13
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
	.byte	1
	.long	.Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	90

	.byte	6
	.byte	0
	.byte	4

	.long	104

	.byte	8
	.byte	0
	.byte	8
	.byte	0
	.byte	4
	.long	108
	.byte	9
	.byte	1
	.byte	18
	.byte	0
	.byte	5
	.long	104
	.byte	0
	.byte	5
	.byte	7
	.byte	5
	.byte	4
	.byte	10
	.long	113
	.byte	11
	.byte	17
	.byte	24
	.byte	1
	.byte	18
	.byte	12
	.byte	9
	.long	173
	.byte	1
	.byte	19
	.byte	0
	.byte	12
	.byte	12
	.long	173
	.byte	1
	.byte	20
	.byte	4
	.byte	12
	.byte	13
	.long	173
	.byte	1
	.byte	21
	.byte	8
	.byte	12
	.byte	14
	.long	173
	.byte	1
	.byte	22
	.byte	12
	.byte	12
	.byte	15
	.long	173
	.byte	1
	.byte	23
	.byte	16
	.byte	12
	.byte	16
	.long	173
	.byte	1
	.byte	24
	.byte	20
	.byte	0
	.byte	13
	.long	181
	.byte	11
	.byte	1
	.byte	11
	.byte	5
	.byte	10
	.byte	7
	.byte	4
	.byte	0
.Ldebug_info_end0:
	.section	.debug_str_offsets,"",@progbits
	.long	80
	.short	5
	.short	0
.Lstr_offsets_base0:
	.section	.debug_str,"MS",@progbits,1
.Linfo_string0:
	.asciz	"clang version 19"
.Linfo_string1:
	.asciz	"inline_asm.c"
.Linfo_string2:
	.asciz	"."
.Linfo_string3:
	.asciz	"_license"
.Linfo_string4:
	.asciz	"char"
.Linfo_string5:
	.asciz	"__ARRAY_SIZE_TYPE__"
.Linfo_string6:
	.asciz	"by_hand"
.Linfo_string7:
	.asciz	"int"
.Linfo_string8:
	.asciz	"ctx"
.Linfo_string9:
	.asciz	"data"
.Linfo_string10:
	.asciz	"unsigned int"
.Linfo_string11:
	.asciz	"u32"
.Linfo_string12:
	.asciz	"data_end"
.Linfo_string13:
	.asciz	"data_meta"
.Linfo_string14:
	.asciz	"ingress_ifindex"
.Linfo_string15:
	.asciz	"rx_queue_index"
.Linfo_string16:
	.asciz	"egress_ifindex"
.Linfo_string17:
	.asciz	"xdp_md"
.Linfo_string18:
	.asciz	"result"
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
	.long	305
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
	.long	263
	.long	16777216
	.long	1
	.long	16777224
	.long	0
	.long	50331648
	.long	0
	.long	8
	.long	10
	.long	4
	.long	268
	.long	16777216
	.long	4
	.long	32
	.long	288
	.long	234881024
	.long	9
	.long	1
	.long	297
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
	.ascii	"by_hand"
	.byte	0
	.ascii	"xdp"
	.byte	0
	.ascii	"./inline_asm.c"
	.byte	0
	.ascii	"SEC(\"xdp\") int by_hand(struct xdp_md *ctx) {"
	.byte	0
	.ascii	"    asm volatile("
	.byte	0
	.ascii	"    asm(\".pushsection .remarks, \\\"\\\", @progbits\\n\""
	.byte	0
	.ascii	"    return result;"
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
	.long	76
	.long	96
	.long	0
	.long	8
	.long	111
	.long	1
	.long	.Lfunc_begin0
	.long	7
	.long	16
	.long	111
	.long	4
	.long	.Lfunc_begin0
	.long	115
	.long	130
	.long	4096
	.long	.Ltmp2
	.long	115
	.long	175
	.long	6149
	.long	.Ltmp6
	.long	115
	.long	193
	.long	13317
	.long	.Ltmp8
	.long	115
	.long	244
	.long	16389
	.addrsig
	.addrsig_sym by_hand
	.addrsig_sym _license
	.section	.debug_line,"",@progbits
.Lline_table_start0:
