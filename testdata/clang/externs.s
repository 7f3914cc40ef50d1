	.text
	.file	"externs.c"
	.file	0 "." "externs.c" md5 0xce3287f9e0e4c4724e70c01c35e0121f
	.file	1 "." "bpf.h" md5 0x30289f964164810009fb51163b46b543
	.section	xdp,"ax",@progbits
	.globl	outside
	.p2align	3
	.type	outside,@function
outside:
.Lfunc_begin0:
	.loc	0 10 0
	.cfi_sections .debug_frame
	.cfi_startproc
	r6 = r1
.Ltmp0:
.Ltmp1:
	w7 = 0
.Ltmp2:
	.loc	0 11 9 prologue_end
.Ltmp3:
.Ltmp4:
	*(u32 *)(r10 - 4) = w7
	.loc	0 11 19 is_stmt 0
.Ltmp5:
	*(u32 *)(r10 - 8) = w7
	.loc	0 12 5 is_stmt 1
.Ltmp6:
	call bpf_rcu_read_lock
.Ltmp7:
	.loc	0 13 9
.Ltmp8:
.Ltmp9:
	r1 = bpf_xdp_metadata_rx_hash ll
.Ltmp10:
.Ltmp11:
	.loc	0 13 9 is_stmt 0
.Ltmp12:
	if r1 == 0 goto LBB0_2
.Ltmp13:
.Ltmp14:
	.loc	0 0 9
	r2 = r10
	r2 += -4
	r3 = r10
	r3 += -8
.Ltmp15:
	.loc	0 14 9 is_stmt 1
.Ltmp16:
.Ltmp17:
	r1 = r6
	call bpf_xdp_metadata_rx_hash
.Ltmp18:
.Ltmp19:
	.loc	0 17 12
.Ltmp20:
	w7 = *(u32 *)(r10 - 4)
.Ltmp21:
.Ltmp22:
LBB0_2:
	.loc	0 15 9
.Ltmp23:
	r1 = runqueues ll
.Ltmp24:
.Ltmp25:
	.loc	0 15 9 is_stmt 0
.Ltmp26:
	if r1 == 0 goto LBB0_4
.Ltmp27:
.Ltmp28:
	.loc	0 16 17 is_stmt 1
.Ltmp29:
	w1 = *(u32 *)(r1 + 0)
	.loc	0 16 14 is_stmt 0
.Ltmp30:
	w7 += w1
	*(u32 *)(r10 - 4) = w7
.Ltmp31:
.Ltmp32:
LBB0_4:
	.loc	0 17 19 is_stmt 1
.Ltmp33:
	r1 = CONFIG_HZ ll
	w6 = *(u32 *)(r1 + 0)
.Ltmp34:
.Ltmp35:
	.loc	0 17 17 is_stmt 0
.Ltmp36:
	w6 += w7
	.loc	0 17 31
.Ltmp37:
	r1 = bpf_link_fops ll
	w1 = *(u32 *)(r1 + 0)
	.loc	0 17 29
.Ltmp38:
	w6 += w1
	.loc	0 17 72
.Ltmp39:
	w1 = *(u32 *)(r10 - 8)
	.loc	0 17 62
.Ltmp40:
	call elsewhere
.Ltmp41:
	.loc	0 17 60
.Ltmp42:
	w6 += w0
	.loc	0 17 5
.Ltmp43:
	w0 = w6
	exit
.Ltmp44:
.Ltmp45:
.Lfunc_end0:
	.size	outside, .Lfunc_end0-outside
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
	.byte	4
	.uleb128 .Lfunc_begin0-.Lfunc_begin0
	.uleb128 .Ltmp0-.Lfunc_begin0
	.byte	1
	.byte	81
	.byte	4
	.uleb128 .Ltmp0-.Lfunc_begin0
	.uleb128 .Ltmp34-.Lfunc_begin0
	.byte	1
	.byte	86
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
	.byte	60
	.byte	25
	.byte	2
	.byte	24
	.byte	0
	.byte	0
	.byte	8
	.byte	38
	.byte	0
	.byte	0
	.byte	0
	.byte	9
	.byte	38
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	10
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
	.byte	11
	.byte	15
	.byte	0
	.byte	73
	.byte	19
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
	.byte	63
	.byte	25
	.byte	0
	.byte	0
	.byte	13
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
	.byte	72
	.byte	0
	.byte	127
	.byte	19
	.byte	125
	.byte	27
	.byte	0
	.byte	0
	.byte	16
	.byte	46
	.byte	0
	.byte	3
	.byte	37
	.byte	58
	.byte	11
	.byte	59
	.byte	11
	.byte	39
	.byte	25
	.byte	60
	.byte	25
	.byte	63
	.byte	25
	.byte	0
	.byte	0
	.byte	17
	.byte	46
	.byte	1
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
	.byte	60
	.byte	25
	.byte	63
	.byte	25
	.byte	0
	.byte	0
	.byte	18
	.byte	5
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	19
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
	.byte	20
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
	.byte	4
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
	.byte	6
	.long	81

	.byte	0
	.byte	4

	.byte	2
	.byte	161
	.byte	1
	.byte	8
	.byte	7
	.byte	7
	.long	93

	.byte	0
	.byte	5

	.byte	2
	.byte	161
	.byte	2
	.byte	9
	.long	98
	.byte	5
	.byte	8
	.byte	5
	.byte	4
	.byte	7
	.byte	9
	.long	113

	.byte	0
	.byte	6

	.byte	2
	.byte	161
	.byte	3
	.byte	10
	.long	121
	.byte	11
	.byte	1
	.byte	11
	.byte	5
	.byte	10
	.byte	7
	.byte	4
	.byte	11
	.long	130
	.byte	9
	.long	113
	.byte	11
	.long	93
	.byte	12
	.byte	4
	.long	.Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	90

	.byte	22
	.byte	0
	.byte	10

	.long	98

	.byte	13
	.byte	0
	.byte	25
	.byte	0
	.byte	10
	.long	322
	.byte	14
	.byte	2
	.byte	145
	.byte	4
	.byte	23
	.byte	0
	.byte	11
	.long	113
	.byte	14
	.byte	2
	.byte	145
	.byte	0
	.byte	24
	.byte	0
	.byte	11
	.long	113
	.byte	15
	.long	205
	.byte	5
	.byte	15
	.long	209
	.byte	6
	.byte	15
	.long	308
	.byte	7
	.byte	0
	.byte	16
	.byte	12
	.byte	0
	.byte	8



	.byte	17
	.byte	13
	.byte	0
	.byte	7

	.long	98


	.byte	18
	.long	233
	.byte	18
	.long	303
	.byte	18
	.long	303
	.byte	0
	.byte	11
	.long	238
	.byte	9
	.long	243
	.byte	19
	.byte	20
	.byte	24
	.byte	1
	.byte	18
	.byte	20
	.byte	14
	.long	113
	.byte	1
	.byte	19
	.byte	0
	.byte	20
	.byte	15
	.long	113
	.byte	1
	.byte	20
	.byte	4
	.byte	20
	.byte	16
	.long	113
	.byte	1
	.byte	21
	.byte	8
	.byte	20
	.byte	17
	.long	113
	.byte	1
	.byte	22
	.byte	12
	.byte	20
	.byte	18
	.long	113
	.byte	1
	.byte	23
	.byte	16
	.byte	20
	.byte	19
	.long	113
	.byte	1
	.byte	24
	.byte	20
	.byte	0
	.byte	11
	.long	113
	.byte	17
	.byte	21
	.byte	0
	.byte	9

	.long	98


	.byte	18
	.long	98
	.byte	0
	.byte	11
	.long	243
	.byte	0
.Ldebug_info_end0:
	.section	.debug_str_offsets,"",@progbits
	.long	108
	.short	5
	.short	0
.Lstr_offsets_base0:
	.section	.debug_str,"MS",@progbits,1
.Linfo_string0:
	.asciz	"clang version 19"
.Linfo_string1:
	.asciz	"externs.c"
.Linfo_string2:
	.asciz	"."
.Linfo_string3:
	.asciz	"_license"
.Linfo_string4:
	.asciz	"char"
.Linfo_string5:
	.asciz	"__ARRAY_SIZE_TYPE__"
.Linfo_string6:
	.asciz	"bpf_link_fops"
.Linfo_string7:
	.asciz	"runqueues"
.Linfo_string8:
	.asciz	"int"
.Linfo_string9:
	.asciz	"CONFIG_HZ"
.Linfo_string10:
	.asciz	"unsigned int"
.Linfo_string11:
	.asciz	"u32"
.Linfo_string12:
	.asciz	"bpf_rcu_read_lock"
.Linfo_string13:
	.asciz	"bpf_xdp_metadata_rx_hash"
.Linfo_string14:
	.asciz	"data"
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
	.asciz	"elsewhere"
.Linfo_string22:
	.asciz	"outside"
.Linfo_string23:
	.asciz	"hash"
.Linfo_string24:
	.asciz	"type"
.Linfo_string25:
	.asciz	"ctx"
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
	.section	.debug_addr,"",@progbits
	.long	.Ldebug_addr_end0-.Ldebug_addr_start0
.Ldebug_addr_start0:
	.short	5
	.byte	8
	.byte	0
.Laddr_table_base0:
	.quad	_license
	.quad	bpf_link_fops
	.quad	runqueues
	.quad	CONFIG_HZ
	.quad	.Lfunc_begin0
	.quad	.Ltmp7
	.quad	.Ltmp18
	.quad	.Ltmp41
.Ldebug_addr_end0:
	.section	.BTF,"",@progbits
	.short	60319
	.byte	1
	.byte	0
	.long	24
	.long	0
	.long	564
	.long	564
	.long	597
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
	.long	218103808
	.long	0
	.long	452
	.long	201326594
	.long	8
	.long	0
	.long	218103811
	.long	6
	.long	0
	.long	11
	.long	0
	.long	13
	.long	0
	.long	13
	.long	0
	.long	33554432
	.long	12
	.long	0
	.long	167772160
	.long	2
	.long	0
	.long	33554432
	.long	3
	.long	470
	.long	201326594
	.long	10
	.long	0
	.long	218103809
	.long	6
	.long	0
	.long	6
	.long	495
	.long	201326594
	.long	15
	.long	0
	.long	167772160
	.long	6
	.long	505
	.long	234881024
	.long	17
	.long	2
	.long	515
	.long	234881024
	.long	3
	.long	2
	.long	0
	.long	167772160
	.long	0
	.long	525
	.long	234881024
	.long	20
	.long	2
	.long	539
	.long	16777216
	.long	1
	.long	16777224
	.long	0
	.long	50331648
	.long	0
	.long	22
	.long	24
	.long	4
	.long	544
	.long	16777216
	.long	4
	.long	32
	.long	564
	.long	234881024
	.long	23
	.long	1
	.long	573
	.long	251658241
	.long	0
	.long	19
	.long	CONFIG_HZ
	.long	4
	.long	582
	.long	251658244
	.long	0
	.long	9
	.long	bpf_rcu_read_lock
	.long	0
	.long	14
	.long	bpf_xdp_metadata_rx_hash
	.long	0
	.long	18
	.long	runqueues
	.long	4
	.long	21
	.long	bpf_link_fops
	.long	1
	.long	589
	.long	251658241
	.long	0
	.long	25
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
	.ascii	"outside"
	.byte	0
	.ascii	"xdp"
	.byte	0
	.ascii	"./externs.c"
	.byte	0
	.ascii	"SEC(\"xdp\") int outside(struct xdp_md *ctx) {"
	.byte	0
	.ascii	"    u32 hash = 0, type = 0;"
	.byte	0
	.ascii	"    bpf_rcu_read_lock();"
	.byte	0
	.ascii	"    if (bpf_xdp_metadata_rx_hash)"
	.byte	0
	.ascii	"        bpf_xdp_metadata_rx_hash(ctx, &hash, &type);"
	.byte	0
	.ascii	"    return hash + CONFIG_HZ + *(const int *)&bpf_link_fops + elsewhere(type);"
	.byte	0
	.ascii	"    if (&runqueues)"
	.byte	0
	.ascii	"        hash += *(const u32 *)&runqueues;"
	.byte	0
	.ascii	"bpf_rcu_read_lock"
	.byte	0
	.ascii	"bpf_xdp_metadata_rx_hash"
	.byte	0
	.ascii	"elsewhere"
	.byte	0
	.ascii	"runqueues"
	.byte	0
	.ascii	"CONFIG_HZ"
	.byte	0
	.ascii	"bpf_link_fops"
	.byte	0
	.ascii	"char"
	.byte	0
	.ascii	"__ARRAY_SIZE_TYPE__"
	.byte	0
	.ascii	"_license"
	.byte	0
	.ascii	".kconfig"
	.byte	0
	.ascii	".ksyms"
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
	.long	332
	.long	352
	.long	0
	.long	8
	.long	111
	.long	1
	.long	.Lfunc_begin0
	.long	7
	.long	16
	.long	111
	.long	20
	.long	.Lfunc_begin0
	.long	115
	.long	127
	.long	10240
	.long	.Ltmp4
	.long	115
	.long	172
	.long	11273
	.long	.Ltmp5
	.long	115
	.long	172
	.long	11283
	.long	.Ltmp6
	.long	115
	.long	200
	.long	12293
	.long	.Ltmp9
	.long	115
	.long	225
	.long	13321
	.long	.Ltmp12
	.long	115
	.long	225
	.long	13321
	.long	.Ltmp17
	.long	115
	.long	259
	.long	14345
	.long	.Ltmp20
	.long	115
	.long	312
	.long	17420
	.long	.Ltmp23
	.long	115
	.long	390
	.long	15369
	.long	.Ltmp26
	.long	115
	.long	390
	.long	15369
	.long	.Ltmp29
	.long	115
	.long	410
	.long	16401
	.long	.Ltmp30
	.long	115
	.long	410
	.long	16398
	.long	.Ltmp33
	.long	115
	.long	312
	.long	17427
	.long	.Ltmp36
	.long	115
	.long	312
	.long	17425
	.long	.Ltmp37
	.long	115
	.long	312
	.long	17439
	.long	.Ltmp38
	.long	115
	.long	312
	.long	17437
	.long	.Ltmp39
	.long	115
	.long	312
	.long	17480
	.long	.Ltmp40
	.long	115
	.long	312
	.long	17470
	.long	.Ltmp42
	.long	115
	.long	312
	.long	17468
	.long	.Ltmp43
	.long	115
	.long	312
	.long	17413
	.weak	bpf_xdp_metadata_rx_hash
	.weak	runqueues
	.addrsig
	.addrsig_sym outside
	.addrsig_sym bpf_xdp_metadata_rx_hash
	.addrsig_sym runqueues
	.addrsig_sym _license
	.section	.debug_line,"",@progbits
.Lline_table_start0:
