	.text
	.file	"strings.c"
	.file	0 "." "strings.c" md5 0x9e3d31b8d270faaae05b970829af0498
	.file	1 "." "bpf.h" md5 0x30289f964164810009fb51163b46b543
	.section	"tracepoint/sched/sched_switch","ax",@progbits
	.globl	speak
	.p2align	3
	.type	speak,@function
speak:
.Lfunc_begin0:
	.loc	0 6 0
	.cfi_sections .debug_frame
	.cfi_startproc
	r6 = r1
.Ltmp0:
.Ltmp1:
	.loc	0 8 5 prologue_end
.Ltmp2:
	r7 = words ll
	r1 = speak.fmt ll
	w2 = 15
	w3 = 3
	r4 = words ll
	call 6
.Ltmp3:
	.loc	0 10 5
.Ltmp4:
	r1 = .L.str.1 ll
.Ltmp5:
.Ltmp6:
	w2 = 14
	call 6
.Ltmp7:
.Ltmp8:
	.loc	0 11 30
.Ltmp9:
	w1 = *(u32 *)(r6 + 0)
	.loc	0 11 42 is_stmt 0
.Ltmp10:
	w1 &= 7
	.loc	0 11 24
.Ltmp11:
	r7 += r1
	w0 = *(u8 *)(r7 + 0)
	w0 <<= 24
	w0 s>>= 24
	.loc	0 11 22
.Ltmp12:
	w0 += 115
	.loc	0 11 5
.Ltmp13:
	exit
.Ltmp14:
.Ltmp15:
.Lfunc_end0:
	.size	speak, .Lfunc_end0-speak
	.cfi_endproc

	.type	.L.str,@object
	.section	.rodata.str1.1,"aMS",@progbits,1
.L.str:
	.asciz	"first second"
	.size	.L.str, 13

	.type	inside,@object
	.section	.rodata,"a",@progbits
	.globl	inside
	.p2align	3, 0x0
inside:
	.quad	.L.str+6
	.size	inside, 8

	.type	speak.fmt,@object
speak.fmt:
	.asciz	"seen %d of %s\n"
	.size	speak.fmt, 15

	.type	words,@object
words:
	.asciz	"tab\t quote\" back\\ bell\007 \001\377 end"
	.size	words, 31

	.type	.L.str.1,@object
	.section	.rodata.str1.1,"aMS",@progbits,1
.L.str.1:
	.asciz	"plain literal"
	.size	.L.str.1, 14

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
	.uleb128 .Ltmp0-.Lfunc_begin0
	.byte	1
	.byte	81
	.byte	4
	.uleb128 .Ltmp0-.Lfunc_begin0
	.uleb128 .Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	86
	.byte	0
.Ldebug_loc1:
	.byte	4
	.uleb128 .Ltmp5-.Lfunc_begin0
	.uleb128 .Ltmp7-.Lfunc_begin0
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
	.byte	2
	.byte	24
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
	.byte	15
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	10
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
	.byte	11
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
	.byte	12
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
	.byte	13
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
	.byte	14
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
	.byte	15
	.byte	21
	.byte	1
	.byte	73
	.byte	19
	.byte	39
	.byte	25
	.byte	0
	.byte	0
	.byte	16
	.byte	5
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	17
	.byte	24
	.byte	0
	.byte	0
	.byte	0
	.byte	18
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
	.byte	19
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
	.byte	6
	.long	.Lfunc_end0-.Lfunc_begin0
	.long	.Laddr_table_base0
	.long	.Lloclists_table_base0
	.byte	2
	.long	49
	.byte	0
	.byte	5
	.byte	2
	.byte	161
	.byte	0
	.byte	3
	.long	61
	.byte	4
	.long	65
	.byte	13
	.byte	0
	.byte	5
	.byte	3
	.byte	6
	.byte	1
	.byte	6
	.byte	4
	.byte	8
	.byte	7
	.byte	7
	.byte	5
	.long	80

	.byte	0
	.byte	5
	.byte	2
	.byte	161
	.byte	1
	.byte	8
	.long	85
	.byte	9
	.long	90
	.byte	8
	.long	61
	.byte	10
	.byte	6
	.long	.Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	90

	.byte	13
	.byte	0
	.byte	6

	.long	276

	.byte	11
	.byte	6
	.long	140
	.byte	0
	.byte	7
	.byte	2
	.byte	161
	.byte	2
	.byte	12
	.byte	0
	.byte	15
	.byte	0
	.byte	6
	.long	280
	.byte	13
	.byte	1
	.byte	16
	.byte	0
	.byte	9
	.long	85
	.byte	0
	.byte	3
	.long	90
	.byte	4
	.long	65
	.byte	15
	.byte	0
	.byte	14
	.byte	7
	.long	160
	.byte	1
	.byte	33
	.byte	8
	.long	165
	.byte	9
	.long	170
	.byte	15
	.long	187

	.byte	16
	.long	85
	.byte	16
	.long	191
	.byte	17
	.byte	0
	.byte	5
	.byte	8
	.byte	5
	.byte	8
	.byte	18
	.long	199
	.byte	10
	.byte	1
	.byte	11
	.byte	5
	.byte	9
	.byte	7
	.byte	4
	.byte	2
	.long	213
	.byte	0
	.byte	9
	.byte	2
	.byte	161
	.byte	3
	.byte	3
	.long	61
	.byte	4
	.long	65
	.byte	14
	.byte	0
	.byte	7
	.byte	11
	.long	236

	.byte	0
	.byte	13
	.byte	2
	.byte	161
	.byte	4
	.byte	3
	.long	61
	.byte	4
	.long	65
	.byte	4
	.byte	0
	.byte	11
	.byte	12
	.long	259
	.byte	0
	.byte	4
	.byte	2
	.byte	161
	.byte	5
	.byte	3
	.long	90
	.byte	4
	.long	65
	.byte	31
	.byte	0
	.byte	9
	.long	191
	.byte	5
	.byte	14
	.byte	5
	.byte	4
	.byte	19
	.byte	0
.Ldebug_info_end0:
	.section	.debug_str_offsets,"",@progbits
	.long	72
	.short	5
	.short	0
.Lstr_offsets_base0:
	.section	.debug_str,"MS",@progbits,1
.Linfo_string0:
	.asciz	"clang version 19"
.Linfo_string1:
	.asciz	"strings.c"
.Linfo_string2:
	.asciz	"."
.Linfo_string3:
	.asciz	"char"
.Linfo_string4:
	.asciz	"__ARRAY_SIZE_TYPE__"
.Linfo_string5:
	.asciz	"inside"
.Linfo_string6:
	.asciz	"fmt"
.Linfo_string7:
	.asciz	"bpf_trace_printk"
.Linfo_string8:
	.asciz	"long"
.Linfo_string9:
	.asciz	"unsigned int"
.Linfo_string10:
	.asciz	"u32"
.Linfo_string11:
	.asciz	"_license"
.Linfo_string12:
	.asciz	"words"
.Linfo_string13:
	.asciz	"speak"
.Linfo_string14:
	.asciz	"int"
.Linfo_string15:
	.asciz	"ctx"
.Linfo_string16:
	.asciz	"also"
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
	.section	.debug_addr,"",@progbits
	.long	.Ldebug_addr_end0-.Ldebug_addr_start0
.Ldebug_addr_start0:
	.short	5
	.byte	8
	.byte	0
.Laddr_table_base0:
	.quad	.L.str
	.quad	inside
	.quad	speak.fmt
	.quad	.L.str.1
	.quad	_license
	.quad	words
	.quad	.Lfunc_begin0
.Ldebug_addr_end0:
	.section	.BTF,"",@progbits
	.short	60319
	.byte	1
	.byte	0
	.long	24
	.long	0
	.long	384
	.long	384
	.long	319
	.long	0
	.long	33554432
	.long	0
	.long	0
	.long	218103809
	.long	3
	.long	1
	.long	1
	.long	5
	.long	16777216
	.long	4
	.long	16777248
	.long	9
	.long	201326593
	.long	2
	.long	246
	.long	16777216
	.long	1
	.long	16777224
	.long	0
	.long	50331648
	.long	0
	.long	5
	.long	7
	.long	13
	.long	251
	.long	16777216
	.long	4
	.long	32
	.long	0
	.long	167772160
	.long	9
	.long	0
	.long	33554432
	.long	10
	.long	0
	.long	167772160
	.long	5
	.long	271
	.long	234881024
	.long	8
	.long	1
	.long	0
	.long	50331648
	.long	0
	.long	10
	.long	7
	.long	15
	.long	278
	.long	234881024
	.long	12
	.long	0
	.long	0
	.long	50331648
	.long	0
	.long	10
	.long	7
	.long	31
	.long	288
	.long	234881024
	.long	14
	.long	0
	.long	0
	.long	50331648
	.long	0
	.long	5
	.long	7
	.long	14
	.long	0
	.long	50331648
	.long	0
	.long	5
	.long	7
	.long	4
	.long	294
	.long	234881024
	.long	17
	.long	1
	.long	303
	.long	251658243
	.long	0
	.long	11
	.long	inside
	.long	8
	.long	13
	.long	speak.fmt
	.long	15
	.long	15
	.long	words
	.long	31
	.long	311
	.long	251658241
	.long	0
	.long	18
	.long	_license
	.long	4
	.byte	0
	.ascii	"ctx"
	.byte	0
	.ascii	"int"
	.byte	0
	.ascii	"speak"
	.byte	0
	.ascii	"tracepoint/sched/sched_switch"
	.byte	0
	.ascii	"./strings.c"
	.byte	0
	.ascii	"SEC(\"tracepoint/sched/sched_switch\") int speak(void *ctx) {"
	.byte	0
	.ascii	"    bpf_trace_printk(fmt, sizeof(fmt), 3, words);"
	.byte	0
	.ascii	"    bpf_trace_printk(also, 14);"
	.byte	0
	.ascii	"    return inside[0] + words[*(u32 *)ctx & 7];"
	.byte	0
	.ascii	"char"
	.byte	0
	.ascii	"__ARRAY_SIZE_TYPE__"
	.byte	0
	.ascii	"inside"
	.byte	0
	.ascii	"speak.fmt"
	.byte	0
	.ascii	"words"
	.byte	0
	.ascii	"_license"
	.byte	0
	.ascii	".rodata"
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
	.long	140
	.long	160
	.long	0
	.long	8
	.long	15
	.long	1
	.long	.Lfunc_begin0
	.long	4
	.long	16
	.long	15
	.long	8
	.long	.Lfunc_begin0
	.long	45
	.long	57
	.long	6144
	.long	.Ltmp2
	.long	45
	.long	117
	.long	8197
	.long	.Ltmp4
	.long	45
	.long	167
	.long	10245
	.long	.Ltmp9
	.long	45
	.long	199
	.long	11294
	.long	.Ltmp10
	.long	45
	.long	199
	.long	11306
	.long	.Ltmp11
	.long	45
	.long	199
	.long	11288
	.long	.Ltmp12
	.long	45
	.long	199
	.long	11286
	.long	.Ltmp13
	.long	45
	.long	199
	.long	11269
	.addrsig
	.addrsig_sym speak
	.addrsig_sym speak.fmt
	.addrsig_sym words
	.addrsig_sym _license
	.section	.debug_line,"",@progbits
.Lline_table_start0:
