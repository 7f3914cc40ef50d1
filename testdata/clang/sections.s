	.text
	.file	"sections.c"
	.file	0 "." "sections.c" md5 0x6c9b3de118d8043f829731481cc1b3a0
	.file	1 "." "bpf.h" md5 0x30289f964164810009fb51163b46b543
	.section	.text.helper,"ax",@progbits
	.globl	helper
	.p2align	3
	.type	helper,@function
helper:
.Lfunc_begin0:
	.cfi_sections .debug_frame
	.cfi_startproc
	.loc	0 8 51 prologue_end
.Ltmp0:
	r2 = local_data ll
	w0 = *(u32 *)(r2 + 0)
	w3 = w0
	w3 += 1
	*(u32 *)(r2 + 0) = w3
	.loc	0 8 39 is_stmt 0
.Ltmp1:
	w0 += w1
	.loc	0 8 30
.Ltmp2:
	exit
.Ltmp3:
.Ltmp4:
.Lfunc_end0:
	.size	helper, .Lfunc_end0-helper
	.cfi_endproc

	.section	"xdp.frags/cpu","ax",@progbits
	.globl	a
	.p2align	3
	.type	a,@function
a:
.Lfunc_begin1:
	.cfi_startproc
	.loc	0 10 69 prologue_end is_stmt 1
.Ltmp5:
	w1 = *(u32 *)(r1 + 0)
.Ltmp6:
.Ltmp7:
	.loc	0 10 57 is_stmt 0
.Ltmp8:
	call helper
.Ltmp9:
	.loc	0 10 75
.Ltmp10:
	w0 += 99
	.loc	0 10 50
.Ltmp11:
	exit
.Ltmp12:
.Ltmp13:
.Lfunc_end1:
	.size	a, .Lfunc_end1-a
	.cfi_endproc

	.section	"?tcx/ingress","ax",@progbits
	.globl	b
	.p2align	3
	.type	b,@function
b:
.Lfunc_begin2:
	.cfi_startproc
	.loc	0 11 66 prologue_end is_stmt 1
.Ltmp14:
	w1 = *(u32 *)(r1 + 0)
.Ltmp15:
.Ltmp16:
	.loc	0 11 56 is_stmt 0
.Ltmp17:
	call also
.Ltmp18:
	.loc	0 11 49
.Ltmp19:
	exit
.Ltmp20:
.Ltmp21:
.Lfunc_end2:
	.size	b, .Lfunc_end2-b
	.cfi_endproc

	.section	.text.also,"ax",@progbits
	.p2align	3
	.type	also,@function
also:
.Lfunc_begin3:
	.cfi_startproc
	.loc	0 9 45 prologue_end is_stmt 1
.Ltmp22:
	r2 = w1
	r2 <<= 32
	r2 s>>= 32
	.loc	0 9 42 is_stmt 0
.Ltmp23:
	r3 = hidden ll
	r4 = *(u64 *)(r3 + 0)
	r4 += r2
	*(u64 *)(r3 + 0) = r4
	.loc	0 9 63
.Ltmp24:
	w1 &= 3
.Ltmp25:
.Ltmp26:
	.loc	0 9 55
.Ltmp27:
	r2 = bytes ll
	r2 += r1
	w0 = *(u8 *)(r2 + 0)
	.loc	0 9 48
.Ltmp28:
	exit
.Ltmp29:
.Ltmp30:
.Lfunc_end3:
	.size	also, .Lfunc_end3-also
	.cfi_endproc

	.section	"fentry/tcp_v4-connect","ax",@progbits
	.globl	c
	.p2align	3
	.type	c,@function
c:
.Lfunc_begin4:
	.cfi_startproc
	.loc	0 12 49 prologue_end is_stmt 1
.Ltmp31:
	w0 = 0
	exit
.Ltmp32:
.Ltmp33:
.Lfunc_end4:
	.size	c, .Lfunc_end4-c
	.cfi_endproc

	.type	bytes,@object
	.section	.data.bytes,"aw",@progbits
	.globl	bytes
bytes:
	.asciz	"\001\002\003\000"
	.size	bytes, 5

	.type	constant,@object
	.section	.rodata.named,"a",@progbits
	.globl	constant
	.p2align	2, 0x0
constant:
	.long	99
	.size	constant, 4

	.type	local_data,@object
	.section	.data.local_data,"aw",@progbits
	.p2align	2, 0x0
local_data:
	.long	17
	.size	local_data, 4

	.type	_license,@object
	.section	license,"aw",@progbits
	.globl	_license
_license:
	.asciz	"GPL"
	.size	_license, 4

	.type	_version,@object
	.section	version,"aw",@progbits
	.globl	_version
	.p2align	2, 0x0
_version:
	.long	1
	.size	_version, 4

	.hidden	hidden
	.type	hidden,@object
	.section	.bss.hidden,"aw",@nobits
	.globl	hidden
	.p2align	6, 0x0
hidden:
	.quad	0
	.size	hidden, 8

	.section	.debug_loclists,"",@progbits
	.long	.Ldebug_list_header_end0-.Ldebug_list_header_start0
.Ldebug_list_header_start0:
	.short	5
	.byte	8
	.byte	0
	.long	3
.Lloclists_table_base0:
	.long	.Ldebug_loc0-.Lloclists_table_base0
	.long	.Ldebug_loc1-.Lloclists_table_base0
	.long	.Ldebug_loc2-.Lloclists_table_base0
.Ldebug_loc0:
	.byte	3
	.byte	7
	.uleb128 .Ltmp6-.Lfunc_begin1
	.byte	1
	.byte	81
	.byte	0
.Ldebug_loc1:
	.byte	3
	.byte	9
	.uleb128 .Ltmp15-.Lfunc_begin2
	.byte	1
	.byte	81
	.byte	0
.Ldebug_loc2:
	.byte	3
	.byte	11
	.uleb128 .Ltmp25-.Lfunc_begin3
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
	.byte	6
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
	.byte	7
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
	.byte	8
	.byte	38
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	9
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
	.ascii	"\210\001"
	.byte	15
	.byte	2
	.byte	24
	.byte	0
	.byte	0
	.byte	10
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
	.byte	11
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
	.byte	12
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
	.byte	72
	.byte	0
	.byte	127
	.byte	19
	.byte	125
	.byte	27
	.byte	0
	.byte	0
	.byte	15
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
	.byte	16
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
	.byte	17
	.byte	15
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	18
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
	.byte	19
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
	.byte	20
	.byte	15
	.byte	0
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
	.byte	6
	.byte	2
	.byte	161
	.byte	0
	.byte	3
	.long	70
	.byte	4
	.long	82
	.byte	5
	.byte	0
	.byte	5
	.long	78
	.byte	5
	.byte	1
	.byte	9
	.byte	6
	.byte	4
	.byte	8
	.byte	1
	.byte	7
	.byte	6
	.byte	8
	.byte	7
	.byte	2
	.byte	7
	.long	97

	.byte	0
	.byte	7
	.byte	2
	.byte	161
	.byte	1
	.byte	8
	.long	102
	.byte	5
	.long	110
	.byte	9
	.byte	1
	.byte	11
	.byte	6
	.byte	8
	.byte	7
	.byte	4
	.byte	2
	.byte	10
	.long	125

	.byte	0
	.byte	13
	.byte	2
	.byte	161
	.byte	2
	.byte	3
	.long	137
	.byte	4
	.long	82
	.byte	4
	.byte	0
	.byte	6
	.byte	11
	.byte	6
	.byte	1
	.byte	2
	.byte	12
	.long	110

	.byte	0
	.byte	14
	.byte	2
	.byte	161
	.byte	3
	.byte	9
	.byte	13
	.long	164

	.byte	0
	.byte	4
	.byte	64
	.byte	2
	.byte	161
	.byte	4
	.byte	5
	.long	172
	.byte	15
	.byte	1
	.byte	12
	.byte	6
	.byte	14
	.byte	7
	.byte	8
	.byte	10
	.byte	16
	.long	102
	.byte	0
	.byte	5
	.byte	2
	.byte	161
	.byte	5
	.byte	11
	.byte	6
	.long	.Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	90

	.byte	17
	.byte	0
	.byte	8

	.long	324

	.byte	12
	.byte	1
	.byte	81
	.byte	23
	.byte	0
	.byte	8
	.long	324
	.byte	0
	.byte	11
	.byte	7
	.long	.Lfunc_end1-.Lfunc_begin1
	.byte	1
	.byte	90

	.byte	19
	.byte	0
	.byte	10

	.long	324

	.byte	13
	.byte	0
	.byte	24
	.byte	0
	.byte	10
	.long	328
	.byte	14
	.long	187
	.byte	8
	.byte	0
	.byte	11
	.byte	9
	.long	.Lfunc_end2-.Lfunc_begin2
	.byte	1
	.byte	90

	.byte	20
	.byte	0
	.byte	11

	.long	324

	.byte	13
	.byte	1
	.byte	24
	.byte	0
	.byte	11
	.long	328
	.byte	14
	.long	275
	.byte	10
	.byte	0
	.byte	15
	.byte	11
	.long	.Lfunc_end3-.Lfunc_begin3
	.byte	1
	.byte	90

	.byte	21
	.byte	0
	.byte	9

	.long	324
	.byte	13
	.byte	2
	.byte	23
	.byte	0
	.byte	9
	.long	324
	.byte	0
	.byte	11
	.byte	12
	.long	.Lfunc_end4-.Lfunc_begin4
	.byte	1
	.byte	90

	.byte	22
	.byte	0
	.byte	12

	.long	324

	.byte	16
	.byte	24
	.byte	0
	.byte	12
	.long	393
	.byte	0
	.byte	6
	.byte	18
	.byte	5
	.byte	4
	.byte	17
	.long	333
	.byte	18
	.byte	31
	.byte	24
	.byte	1
	.byte	18
	.byte	19
	.byte	25
	.long	102
	.byte	1
	.byte	19
	.byte	0
	.byte	19
	.byte	26
	.long	102
	.byte	1
	.byte	20
	.byte	4
	.byte	19
	.byte	27
	.long	102
	.byte	1
	.byte	21
	.byte	8
	.byte	19
	.byte	28
	.long	102
	.byte	1
	.byte	22
	.byte	12
	.byte	19
	.byte	29
	.long	102
	.byte	1
	.byte	23
	.byte	16
	.byte	19
	.byte	30
	.long	102
	.byte	1
	.byte	24
	.byte	20
	.byte	0
	.byte	20
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
	.byte	6
	.uleb128 .Lfunc_end0-.Lfunc_begin0
	.byte	3
	.byte	7
	.uleb128 .Lfunc_end1-.Lfunc_begin1
	.byte	3
	.byte	9
	.uleb128 .Lfunc_end2-.Lfunc_begin2
	.byte	3
	.byte	11
	.uleb128 .Lfunc_end3-.Lfunc_begin3
	.byte	3
	.byte	12
	.uleb128 .Lfunc_end4-.Lfunc_begin4
	.byte	0
.Ldebug_list_header_end1:
	.section	.debug_str_offsets,"",@progbits
	.long	132
	.short	5
	.short	0
.Lstr_offsets_base0:
	.section	.debug_str,"MS",@progbits,1
.Linfo_string0:
	.asciz	"clang version 19"
.Linfo_string1:
	.asciz	"sections.c"
.Linfo_string2:
	.asciz	"."
.Linfo_string3:
	.asciz	"bytes"
.Linfo_string4:
	.asciz	"unsigned char"
.Linfo_string5:
	.asciz	"u8"
.Linfo_string6:
	.asciz	"__ARRAY_SIZE_TYPE__"
.Linfo_string7:
	.asciz	"constant"
.Linfo_string8:
	.asciz	"unsigned int"
.Linfo_string9:
	.asciz	"u32"
.Linfo_string10:
	.asciz	"_license"
.Linfo_string11:
	.asciz	"char"
.Linfo_string12:
	.asciz	"_version"
.Linfo_string13:
	.asciz	"hidden"
.Linfo_string14:
	.asciz	"unsigned long long"
.Linfo_string15:
	.asciz	"u64"
.Linfo_string16:
	.asciz	"local_data"
.Linfo_string17:
	.asciz	"helper"
.Linfo_string18:
	.asciz	"int"
.Linfo_string19:
	.asciz	"a"
.Linfo_string20:
	.asciz	"b"
.Linfo_string21:
	.asciz	"also"
.Linfo_string22:
	.asciz	"c"
.Linfo_string23:
	.asciz	"x"
.Linfo_string24:
	.asciz	"ctx"
.Linfo_string25:
	.asciz	"data"
.Linfo_string26:
	.asciz	"data_end"
.Linfo_string27:
	.asciz	"data_meta"
.Linfo_string28:
	.asciz	"ingress_ifindex"
.Linfo_string29:
	.asciz	"rx_queue_index"
.Linfo_string30:
	.asciz	"egress_ifindex"
.Linfo_string31:
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
	.section	.debug_addr,"",@progbits
	.long	.Ldebug_addr_end0-.Ldebug_addr_start0
.Ldebug_addr_start0:
	.short	5
	.byte	8
	.byte	0
.Laddr_table_base0:
	.quad	bytes
	.quad	constant
	.quad	_license
	.quad	_version
	.quad	hidden
	.quad	local_data
	.quad	.Lfunc_begin0
	.quad	.Lfunc_begin1
	.quad	.Ltmp9
	.quad	.Lfunc_begin2
	.quad	.Ltmp18
	.quad	.Lfunc_begin3
	.quad	.Lfunc_begin4
.Ldebug_addr_end0:
	.section	.BTF,"",@progbits
	.short	60319
	.byte	1
	.byte	0
	.long	24
	.long	0
	.long	700
	.long	700
	.long	744
	.long	1
	.long	16777216
	.long	4
	.long	16777248
	.long	0
	.long	218103809
	.long	1
	.long	5
	.long	1
	.long	7
	.long	201326593
	.long	2
	.long	0
	.long	33554432
	.long	5
	.long	96
	.long	67108870
	.long	24
	.long	103
	.long	6
	.long	0
	.long	108
	.long	6
	.long	32
	.long	117
	.long	6
	.long	64
	.long	127
	.long	6
	.long	96
	.long	143
	.long	6
	.long	128
	.long	158
	.long	6
	.long	160
	.long	173
	.long	134217728
	.long	7
	.long	177
	.long	16777216
	.long	4
	.long	32
	.long	0
	.long	218103809
	.long	1
	.long	190
	.long	4
	.long	194
	.long	201326593
	.long	8
	.long	0
	.long	218103809
	.long	1
	.long	190
	.long	4
	.long	298
	.long	201326593
	.long	10
	.long	0
	.long	218103809
	.long	1
	.long	5
	.long	1
	.long	387
	.long	201326592
	.long	12
	.long	0
	.long	33554432
	.long	0
	.long	0
	.long	218103809
	.long	1
	.long	190
	.long	14
	.long	473
	.long	201326593
	.long	15
	.long	557
	.long	134217728
	.long	18
	.long	560
	.long	16777216
	.long	1
	.long	8
	.long	0
	.long	50331648
	.long	0
	.long	17
	.long	20
	.long	5
	.long	574
	.long	16777216
	.long	4
	.long	32
	.long	594
	.long	234881024
	.long	19
	.long	1
	.long	0
	.long	167772160
	.long	6
	.long	600
	.long	234881024
	.long	22
	.long	1
	.long	609
	.long	234881024
	.long	6
	.long	0
	.long	620
	.long	16777216
	.long	1
	.long	16777224
	.long	0
	.long	50331648
	.long	0
	.long	25
	.long	20
	.long	4
	.long	625
	.long	234881024
	.long	26
	.long	1
	.long	634
	.long	234881024
	.long	7
	.long	1
	.long	643
	.long	134217728
	.long	30
	.long	647
	.long	16777216
	.long	8
	.long	64
	.long	666
	.long	234881024
	.long	29
	.long	1
	.long	673
	.long	251658241
	.long	0
	.long	31
	.long	hidden
	.long	8
	.long	685
	.long	251658241
	.long	0
	.long	21
	.long	bytes
	.long	5
	.long	697
	.long	251658241
	.long	0
	.long	24
	.long	local_data
	.long	4
	.long	714
	.long	251658241
	.long	0
	.long	23
	.long	constant
	.long	4
	.long	728
	.long	251658241
	.long	0
	.long	27
	.long	_license
	.long	4
	.long	736
	.long	251658241
	.long	0
	.long	28
	.long	_version
	.long	4
	.byte	0
	.ascii	"int"
	.byte	0
	.byte	120
	.byte	0
	.ascii	"helper"
	.byte	0
	.ascii	".text.helper"
	.byte	0
	.ascii	"./sections.c"
	.byte	0
	.ascii	"NOINLINE int helper(int x) { return x + local_data++; }"
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
	.byte	97
	.byte	0
	.ascii	"xdp.frags/cpu"
	.byte	0
	.ascii	"SEC(\"xdp.frags/cpu\") int a(struct xdp_md *ctx) { return helper(ctx->data) + constant; }"
	.byte	0
	.byte	98
	.byte	0
	.ascii	"?tcx/ingress"
	.byte	0
	.ascii	"SEC(\"?tcx/ingress\") int b(struct xdp_md *ctx) { return also(ctx->data); }"
	.byte	0
	.ascii	"also"
	.byte	0
	.ascii	".text.also"
	.byte	0
	.ascii	"static NOINLINE int also(int x) { hidden += x; return bytes[x & 3]; }"
	.byte	0
	.byte	99
	.byte	0
	.ascii	"fentry/tcp_v4-connect"
	.byte	0
	.ascii	"SEC(\"fentry/tcp_v4-connect\") int c(void *ctx) { return 0; }"
	.byte	0
	.ascii	"u8"
	.byte	0
	.ascii	"unsigned char"
	.byte	0
	.ascii	"__ARRAY_SIZE_TYPE__"
	.byte	0
	.ascii	"bytes"
	.byte	0
	.ascii	"constant"
	.byte	0
	.ascii	"local_data"
	.byte	0
	.ascii	"char"
	.byte	0
	.ascii	"_license"
	.byte	0
	.ascii	"_version"
	.byte	0
	.ascii	"u64"
	.byte	0
	.ascii	"unsigned long long"
	.byte	0
	.ascii	"hidden"
	.byte	0
	.ascii	".bss.hidden"
	.byte	0
	.ascii	".data.bytes"
	.byte	0
	.ascii	".data.local_data"
	.byte	0
	.ascii	".rodata.named"
	.byte	0
	.ascii	"license"
	.byte	0
	.ascii	"version"
	.byte	0
	.section	.BTF.ext,"",@progbits
	.short	60319
	.byte	1
	.byte	0
	.long	32
	.long	0
	.long	84
	.long	84
	.long	300
	.long	384
	.long	0
	.long	8
	.long	14
	.long	1
	.long	.Lfunc_begin0
	.long	3
	.long	196
	.long	1
	.long	.Lfunc_begin1
	.long	9
	.long	300
	.long	1
	.long	.Lfunc_begin2
	.long	11
	.long	392
	.long	1
	.long	.Lfunc_begin3
	.long	13
	.long	475
	.long	1
	.long	.Lfunc_begin4
	.long	16
	.long	16
	.long	14
	.long	3
	.long	.Ltmp0
	.long	27
	.long	40
	.long	8243
	.long	.Ltmp1
	.long	27
	.long	40
	.long	8231
	.long	.Ltmp2
	.long	27
	.long	40
	.long	8222
	.long	196
	.long	4
	.long	.Ltmp5
	.long	27
	.long	210
	.long	10309
	.long	.Ltmp8
	.long	27
	.long	210
	.long	10297
	.long	.Ltmp10
	.long	27
	.long	210
	.long	10315
	.long	.Ltmp11
	.long	27
	.long	210
	.long	10290
	.long	300
	.long	3
	.long	.Ltmp14
	.long	27
	.long	313
	.long	11330
	.long	.Ltmp17
	.long	27
	.long	313
	.long	11320
	.long	.Ltmp19
	.long	27
	.long	313
	.long	11313
	.long	392
	.long	5
	.long	.Ltmp22
	.long	27
	.long	403
	.long	9261
	.long	.Ltmp23
	.long	27
	.long	403
	.long	9258
	.long	.Ltmp24
	.long	27
	.long	403
	.long	9279
	.long	.Ltmp27
	.long	27
	.long	403
	.long	9271
	.long	.Ltmp28
	.long	27
	.long	403
	.long	9264
	.long	475
	.long	1
	.long	.Ltmp31
	.long	27
	.long	497
	.long	12337
	.addrsig
	.addrsig_sym a
	.addrsig_sym b
	.addrsig_sym c
	.addrsig_sym _license
	.addrsig_sym _version
	.section	.debug_line,"",@progbits
.Lline_table_start0:
