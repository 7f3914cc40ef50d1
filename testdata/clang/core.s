	.text
	.file	"core.c"
	.file	0 "." "core.c" md5 0xa2602f16632cd61ce3ea9d99aea9e83e
	.section	"raw_tp/sched_switch","ax",@progbits
	.globl	core
	.p2align	3
	.type	core,@function
core:
.Lfunc_begin0:
	.cfi_sections .debug_frame
	.cfi_startproc
	.loc	0 13 32 prologue_end
.Ltmp0:
	r2 = *(u64 *)(r1 + 8)
.Ltmp1:
.Ltmp2:
	.loc	0 14 24
.Ltmp3:
.Ltmp4:
	w1 = *(u32 *)(r2 + 0)
.Ltmp5:
.Ltmp6:
	.loc	0 14 30 is_stmt 0
.Ltmp7:
.Ltmp8:
	w2 = *(u8 *)(r2 + 7)
.Ltmp9:
.Ltmp10:
	w2 <<= 24
	w2 s>>= 24
	.loc	0 14 28
.Ltmp11:
	w1 += w2
.Ltmp12:
.Ltmp13:
	.loc	0 0 28
.Ltmp14:
	r2 = 1
	.loc	0 15 9 is_stmt 1
.Ltmp15:
	if w2 == 0 goto LBB0_2
.Ltmp16:
.Ltmp17:
	.loc	0 0 9 is_stmt 0
.Ltmp18:
	r2 = 16
.Ltmp19:
	.loc	0 16 16 is_stmt 1
.Ltmp20:
.Ltmp21:
	w2 += w1
.Ltmp22:
.Ltmp23:
	.loc	0 0 16 is_stmt 0
	w1 = w2
.Ltmp24:
.Ltmp25:
LBB0_2:
.Ltmp26:
	r2 = 1 ll
	.loc	0 17 9 is_stmt 1
.Ltmp27:
	if r2 == 0 goto LBB0_4
.Ltmp28:
.Ltmp29:
	.loc	0 0 9 is_stmt 0
.Ltmp30:
	r2 = 200 ll
.Ltmp31:
	.loc	0 18 16 is_stmt 1
.Ltmp32:
.Ltmp33:
	w1 += w2
.Ltmp34:
.Ltmp35:
LBB0_4:
	.loc	0 0 16 is_stmt 0
.Ltmp36:
	r0 = 4
	.loc	0 19 19 is_stmt 1
.Ltmp37:
	w0 += w1
	.loc	0 19 5 is_stmt 0
.Ltmp38:
	exit
.Ltmp39:
.Ltmp40:
.Lfunc_end0:
	.size	core, .Lfunc_end0-core
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
	.long	3
.Lloclists_table_base0:
	.long	.Ldebug_loc0-.Lloclists_table_base0
	.long	.Ldebug_loc1-.Lloclists_table_base0
	.long	.Ldebug_loc2-.Lloclists_table_base0
.Ldebug_loc0:
	.byte	4
	.uleb128 .Lfunc_begin0-.Lfunc_begin0
	.uleb128 .Ltmp5-.Lfunc_begin0
	.byte	1
	.byte	81
	.byte	0
.Ldebug_loc1:
	.byte	4
	.uleb128 .Ltmp1-.Lfunc_begin0
	.uleb128 .Ltmp9-.Lfunc_begin0
	.byte	1
	.byte	82
	.byte	0
.Ldebug_loc2:
	.byte	4
	.uleb128 .Ltmp12-.Lfunc_begin0
	.uleb128 .Ltmp22-.Lfunc_begin0
	.byte	1
	.byte	81
	.byte	4
	.uleb128 .Ltmp22-.Lfunc_begin0
	.uleb128 .Ltmp24-.Lfunc_begin0
	.byte	1
	.byte	82
	.byte	4
	.uleb128 .Ltmp24-.Lfunc_begin0
	.uleb128 .Lfunc_end0-.Lfunc_begin0
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
	.byte	15
	.byte	19
	.byte	1
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
	.byte	13
	.byte	11
	.byte	107
	.byte	11
	.byte	0
	.byte	0
	.byte	17
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
	.byte	21
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
	.long	87
	.byte	9
	.byte	4
	.byte	0
	.byte	11
	.byte	8
	.byte	7
	.byte	1
	.byte	8
	.byte	8
	.ascii	"\310\001"
	.byte	0
	.byte	5
	.byte	6
	.byte	7
	.byte	4
	.byte	3
	.long	62
	.byte	4
	.long	66
	.byte	16
	.byte	0
	.byte	9
	.byte	1
	.long	.Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	90

	.byte	10
	.byte	0
	.byte	12

	.long	146

	.byte	10
	.byte	0
	.byte	12
	.byte	0
	.byte	12
	.long	150
	.byte	11
	.byte	1
	.byte	24
	.byte	0
	.byte	13
	.long	155
	.byte	11
	.byte	2
	.byte	25
	.byte	0
	.byte	14
	.long	146
	.byte	0
	.byte	5
	.byte	11
	.byte	5
	.byte	4
	.byte	12
	.long	155
	.byte	12
	.long	160
	.byte	13
	.byte	23
	.byte	40
	.byte	0
	.byte	5
	.byte	14
	.byte	13
	.long	146
	.byte	0
	.byte	6
	.byte	0
	.byte	14
	.byte	14
	.long	91
	.byte	0
	.byte	7
	.byte	4
	.byte	14
	.byte	15
	.long	227
	.byte	0
	.byte	8
	.byte	24
	.byte	14
	.byte	18
	.long	201
	.byte	0
	.byte	9
	.byte	32
	.byte	15
	.byte	1
	.byte	0
	.byte	9
	.byte	16
	.byte	19
	.long	247
	.byte	0
	.byte	9
	.byte	3
	.byte	0
	.byte	16
	.byte	22
	.long	247
	.byte	0
	.byte	9
	.byte	5
	.byte	3
	.byte	0
	.byte	0
	.byte	12
	.long	232
	.byte	13
	.byte	17
	.byte	4
	.byte	0
	.byte	4
	.byte	14
	.byte	16
	.long	146
	.byte	0
	.byte	4
	.byte	0
	.byte	0
	.byte	17
	.long	255
	.byte	21
	.byte	1
	.byte	9
	.byte	5
	.byte	20
	.byte	8
	.byte	1
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
	.asciz	"core.c"
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
	.asciz	"RUNNING"
.Linfo_string8:
	.asciz	"STOPPED"
.Linfo_string9:
	.asciz	"state"
.Linfo_string10:
	.asciz	"core"
.Linfo_string11:
	.asciz	"int"
.Linfo_string12:
	.asciz	"args"
.Linfo_string13:
	.asciz	"pid"
.Linfo_string14:
	.asciz	"comm"
.Linfo_string15:
	.asciz	"ns"
.Linfo_string16:
	.asciz	"inum"
.Linfo_string17:
	.asciz	"ns_common"
.Linfo_string18:
	.asciz	"bits"
.Linfo_string19:
	.asciz	"low"
.Linfo_string20:
	.asciz	"unsigned char"
.Linfo_string21:
	.asciz	"u8"
.Linfo_string22:
	.asciz	"high"
.Linfo_string23:
	.asciz	"task_struct"
.Linfo_string24:
	.asciz	"task"
.Linfo_string25:
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
	.quad	.Lfunc_begin0
.Ldebug_addr_end0:
	.section	.BTF,"",@progbits
	.short	60319
	.byte	1
	.byte	0
	.long	24
	.long	0
	.long	380
	.long	380
	.long	619
	.long	0
	.long	33554432
	.long	2
	.long	0
	.long	33554432
	.long	3
	.long	1
	.long	67108868
	.long	40
	.long	13
	.long	4
	.long	0
	.long	17
	.long	6
	.long	32
	.long	22
	.long	8
	.long	192
	.long	25
	.long	9
	.long	256
	.long	30
	.long	16777216
	.long	4
	.long	16777248
	.long	34
	.long	16777216
	.long	1
	.long	16777224
	.long	0
	.long	50331648
	.long	0
	.long	5
	.long	7
	.long	16
	.long	39
	.long	16777216
	.long	4
	.long	32
	.long	0
	.long	33554432
	.long	15
	.long	0
	.long	2214592514
	.long	1
	.long	59
	.long	10
	.long	50331648
	.long	63
	.long	10
	.long	83886083
	.long	68
	.long	134217728
	.long	11
	.long	71
	.long	16777216
	.long	1
	.long	8
	.long	0
	.long	218103809
	.long	4
	.long	85
	.long	1
	.long	90
	.long	201326593
	.long	12
	.long	342
	.long	100663298
	.long	4
	.long	348
	.long	1
	.long	356
	.long	200
	.long	508
	.long	67108865
	.long	4
	.long	518
	.long	4
	.long	0
	.long	0
	.long	50331648
	.long	0
	.long	5
	.long	7
	.long	4
	.long	602
	.long	234881024
	.long	16
	.long	1
	.long	611
	.long	251658241
	.long	0
	.long	17
	.long	_license
	.long	4
	.byte	0
	.ascii	"task_struct"
	.byte	0
	.ascii	"pid"
	.byte	0
	.ascii	"comm"
	.byte	0
	.ascii	"ns"
	.byte	0
	.ascii	"bits"
	.byte	0
	.ascii	"int"
	.byte	0
	.ascii	"char"
	.byte	0
	.ascii	"__ARRAY_SIZE_TYPE__"
	.byte	0
	.ascii	"low"
	.byte	0
	.ascii	"high"
	.byte	0
	.ascii	"u8"
	.byte	0
	.ascii	"unsigned char"
	.byte	0
	.ascii	"args"
	.byte	0
	.ascii	"core"
	.byte	0
	.ascii	"raw_tp/sched_switch"
	.byte	0
	.ascii	"./core.c"
	.byte	0
	.ascii	"    struct task_struct *task = args[1];"
	.byte	0
	.ascii	"0:0"
	.byte	0
	.ascii	"    int result = task->pid + task->comm[3];"
	.byte	0
	.ascii	"0:1:3"
	.byte	0
	.ascii	"0:2"
	.byte	0
	.ascii	"    if (__builtin_preserve_field_info(task->ns, 2))"
	.byte	0
	.ascii	"0:1"
	.byte	0
	.ascii	"        result += __builtin_preserve_field_info(task->comm, 1);"
	.byte	0
	.ascii	"state"
	.byte	0
	.ascii	"RUNNING"
	.byte	0
	.ascii	"STOPPED"
	.byte	0
	.byte	49
	.byte	0
	.ascii	"    if (__builtin_preserve_enum_value(*(enum state *)STOPPED, 0))"
	.byte	0
	.ascii	"        result += __builtin_preserve_enum_value(*(enum state *)STOPPED, 1);"
	.byte	0
	.ascii	"ns_common"
	.byte	0
	.ascii	"inum"
	.byte	0
	.byte	48
	.byte	0
	.ascii	"    return result + __builtin_preserve_type_info(*(struct ns_common *)0, 1);"
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
	.long	172
	.long	192
	.long	124
	.long	8
	.long	95
	.long	1
	.long	.Lfunc_begin0
	.long	13
	.long	16
	.long	95
	.long	10
	.long	.Ltmp0
	.long	115
	.long	124
	.long	13344
	.long	.Ltmp4
	.long	115
	.long	168
	.long	14360
	.long	.Ltmp8
	.long	115
	.long	168
	.long	14366
	.long	.Ltmp11
	.long	115
	.long	168
	.long	14364
	.long	.Ltmp15
	.long	115
	.long	222
	.long	15369
	.long	.Ltmp21
	.long	115
	.long	278
	.long	16400
	.long	.Ltmp27
	.long	115
	.long	366
	.long	17417
	.long	.Ltmp33
	.long	115
	.long	432
	.long	18448
	.long	.Ltmp37
	.long	115
	.long	525
	.long	19475
	.long	.Ltmp38
	.long	115
	.long	525
	.long	19461
	.long	16
	.long	95
	.long	7
	.long	.Ltmp3
	.long	3
	.long	164
	.long	0
	.long	.Ltmp7
	.long	3
	.long	212
	.long	0
	.long	.Ltmp14
	.long	3
	.long	218
	.long	2
	.long	.Ltmp18
	.long	3
	.long	274
	.long	1
	.long	.Ltmp26
	.long	14
	.long	364
	.long	10
	.long	.Ltmp30
	.long	14
	.long	364
	.long	11
	.long	.Ltmp36
	.long	15
	.long	523
	.long	9
	.addrsig
	.addrsig_sym core
	.addrsig_sym _license
	.section	.debug_line,"",@progbits
.Lline_table_start0:
