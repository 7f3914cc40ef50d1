	.text
	.file	"ring_buffer.c"
	.file	0 "." "ring_buffer.c" md5 0xf5b73997201e471e9078480eb5a9ce56
	.file	1 "." "bpf.h" md5 0x30289f964164810009fb51163b46b543
	.section	xdp,"ax",@progbits
	.globl	record
	.p2align	3
	.type	record,@function
record:
.Lfunc_begin0:
	.loc	0 9 0
	.cfi_sections .debug_frame
	.cfi_startproc
	r7 = r1
.Ltmp0:
.Ltmp1:
	.loc	0 10 27 prologue_end
.Ltmp2:
	r1 = events ll
	r2 = 16
	r3 = 0
	call 131
.Ltmp3:
	r6 = r0
.Ltmp4:
.Ltmp5:
	.loc	0 11 9
.Ltmp6:
	if r6 == 0 goto LBB0_2
.Ltmp7:
.Ltmp8:
	.loc	0 13 19
.Ltmp9:
	call 5
.Ltmp10:
	.loc	0 13 17 is_stmt 0
.Ltmp11:
	*(u64 *)(r6 + 0) = r0
	.loc	0 14 41 is_stmt 1
.Ltmp12:
	w1 = *(u32 *)(r7 + 0)
	.loc	0 14 25 is_stmt 0
.Ltmp13:
	w2 = *(u32 *)(r7 + 4)
	.loc	0 14 34
.Ltmp14:
	w2 -= w1
	.loc	0 14 18
.Ltmp15:
	*(u32 *)(r6 + 8) = w2
	.loc	0 15 19 is_stmt 1
.Ltmp16:
	r2 = bswap16 r2
	.loc	0 15 17 is_stmt 0
.Ltmp17:
	*(u16 *)(r6 + 12) = w2
	.loc	0 16 17 is_stmt 1
.Ltmp18:
	*(u16 *)(r6 + 14) = 63751
	.loc	0 18 5
.Ltmp19:
	r1 = r6
	r2 = 0
	call 132
.Ltmp20:
.Ltmp21:
LBB0_2:
	.loc	0 20 1
.Ltmp22:
	w0 = 2
	exit
.Ltmp23:
.Ltmp24:
.Lfunc_end0:
	.size	record, .Lfunc_end0-record
	.cfi_endproc

	.type	events,@object
	.section	.maps,"aw",@progbits
	.globl	events
	.p2align	3, 0x0
events:
	.zero	16
	.size	events, 16

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
	.byte	87
	.byte	0
.Ldebug_loc1:
	.byte	4
	.uleb128 .Ltmp4-.Lfunc_begin0
	.uleb128 .Lfunc_end0-.Lfunc_begin0
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
	.byte	1
	.byte	73
	.byte	19
	.byte	39
	.byte	25
	.byte	0
	.byte	0
	.byte	6
	.byte	5
	.byte	0
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	7
	.byte	15
	.byte	0
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
	.byte	10
	.byte	21
	.byte	0
	.byte	73
	.byte	19
	.byte	39
	.byte	25
	.byte	0
	.byte	0
	.byte	11
	.byte	21
	.byte	1
	.byte	39
	.byte	25
	.byte	0
	.byte	0
	.byte	12
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
	.byte	13
	.byte	1
	.byte	1
	.byte	73
	.byte	19
	.byte	0
	.byte	0
	.byte	14
	.byte	33
	.byte	0
	.byte	73
	.byte	19
	.byte	55
	.byte	11
	.byte	0
	.byte	0
	.byte	15
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
	.byte	16
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
	.byte	18
	.byte	33
	.byte	0
	.byte	73
	.byte	19
	.byte	55
	.byte	6
	.byte	0
	.byte	0
	.byte	19
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
	.byte	20
	.byte	40
	.byte	0
	.byte	3
	.byte	37
	.byte	28
	.byte	15
	.byte	0
	.byte	0
	.byte	21
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
	.byte	22
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
	.byte	23
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
	.byte	24
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
	.byte	2
	.long	.Lfunc_end0-.Lfunc_begin0
	.long	.Laddr_table_base0
	.long	.Lloclists_table_base0
	.byte	2
	.byte	3
	.long	47
	.byte	1
	.byte	35
	.byte	3
	.long	52
	.byte	4
	.long	57
	.byte	5
	.long	78

	.byte	6
	.long	78
	.byte	6
	.long	79
	.byte	6
	.long	79
	.byte	0
	.byte	7
	.byte	8
	.long	87
	.byte	5
	.byte	1
	.byte	12
	.byte	9
	.byte	4
	.byte	7
	.byte	8
	.byte	2
	.byte	6
	.long	99
	.byte	1
	.byte	32
	.byte	3
	.long	104
	.byte	4
	.long	109
	.byte	10
	.long	79

	.byte	2
	.byte	7
	.long	122
	.byte	1
	.byte	36
	.byte	3
	.long	127
	.byte	4
	.long	132
	.byte	11

	.byte	6
	.long	78
	.byte	6
	.long	79
	.byte	0
	.byte	12
	.byte	8
	.long	155

	.byte	0
	.byte	21
	.byte	2
	.byte	161
	.byte	0
	.byte	13
	.long	167
	.byte	14
	.long	171
	.byte	4
	.byte	0
	.byte	9
	.byte	9
	.byte	6
	.byte	1
	.byte	15
	.byte	10
	.byte	8
	.byte	7
	.byte	12
	.byte	11
	.long	186

	.byte	0
	.byte	8
	.byte	2
	.byte	161
	.byte	1
	.byte	16
	.byte	16
	.byte	0
	.byte	5
	.byte	17
	.byte	12
	.long	209
	.byte	0
	.byte	6
	.byte	0
	.byte	17
	.byte	14
	.long	230
	.byte	0
	.byte	7
	.byte	8
	.byte	0
	.byte	4
	.long	214
	.byte	13
	.long	226
	.byte	14
	.long	171
	.byte	27
	.byte	0
	.byte	9
	.byte	13
	.byte	5
	.byte	4
	.byte	4
	.long	235
	.byte	13
	.long	226
	.byte	18
	.long	171
	.long	65536
	.byte	0
	.byte	19
	.long	274
	.byte	4
	.byte	1
	.byte	27
	.byte	20
	.byte	16
	.byte	0
	.byte	20
	.byte	17
	.byte	1
	.byte	20
	.byte	18
	.byte	2
	.byte	20
	.byte	19
	.byte	3
	.byte	20
	.byte	20
	.byte	4
	.byte	0
	.byte	9
	.byte	15
	.byte	7
	.byte	4
	.byte	21
	.byte	2
	.long	.Lfunc_end0-.Lfunc_begin0
	.byte	1
	.byte	90

	.byte	21
	.byte	0
	.byte	9

	.long	226

	.byte	22
	.byte	0
	.byte	22
	.byte	0
	.byte	9
	.long	312
	.byte	23
	.byte	1
	.byte	31
	.byte	0
	.byte	10
	.long	385
	.byte	0
	.byte	4
	.long	317
	.byte	24
	.byte	30
	.byte	24
	.byte	1
	.byte	18
	.byte	17
	.byte	23
	.long	377
	.byte	1
	.byte	19
	.byte	0
	.byte	17
	.byte	25
	.long	377
	.byte	1
	.byte	20
	.byte	4
	.byte	17
	.byte	26
	.long	377
	.byte	1
	.byte	21
	.byte	8
	.byte	17
	.byte	27
	.long	377
	.byte	1
	.byte	22
	.byte	12
	.byte	17
	.byte	28
	.long	377
	.byte	1
	.byte	23
	.byte	16
	.byte	17
	.byte	29
	.long	377
	.byte	1
	.byte	24
	.byte	20
	.byte	0
	.byte	8
	.long	274
	.byte	24
	.byte	1
	.byte	11
	.byte	4
	.long	390
	.byte	24
	.byte	31
	.byte	16
	.byte	0
	.byte	4
	.byte	17
	.byte	32
	.long	79
	.byte	0
	.byte	4
	.byte	0
	.byte	17
	.byte	33
	.long	377
	.byte	0
	.byte	4
	.byte	8
	.byte	17
	.byte	34
	.long	441
	.byte	0
	.byte	4
	.byte	12
	.byte	17
	.byte	37
	.long	453
	.byte	0
	.byte	4
	.byte	14
	.byte	17
	.byte	40
	.long	465
	.byte	0
	.byte	4
	.byte	15
	.byte	0
	.byte	8
	.long	449
	.byte	36
	.byte	1
	.byte	10
	.byte	9
	.byte	35
	.byte	7
	.byte	2
	.byte	8
	.long	461
	.byte	39
	.byte	1
	.byte	9
	.byte	9
	.byte	38
	.byte	8
	.byte	1
	.byte	8
	.long	473
	.byte	42
	.byte	1
	.byte	13
	.byte	9
	.byte	41
	.byte	6
	.byte	1
	.byte	0
.Ldebug_info_end0:
	.section	.debug_str_offsets,"",@progbits
	.long	176
	.short	5
	.short	0
.Lstr_offsets_base0:
	.section	.debug_str,"MS",@progbits,1
.Linfo_string0:
	.asciz	"clang version 19"
.Linfo_string1:
	.asciz	"ring_buffer.c"
.Linfo_string2:
	.asciz	"."
.Linfo_string3:
	.asciz	"bpf_ringbuf_reserve"
.Linfo_string4:
	.asciz	"unsigned long long"
.Linfo_string5:
	.asciz	"u64"
.Linfo_string6:
	.asciz	"bpf_ktime_get_ns"
.Linfo_string7:
	.asciz	"bpf_ringbuf_submit"
.Linfo_string8:
	.asciz	"_license"
.Linfo_string9:
	.asciz	"char"
.Linfo_string10:
	.asciz	"__ARRAY_SIZE_TYPE__"
.Linfo_string11:
	.asciz	"events"
.Linfo_string12:
	.asciz	"type"
.Linfo_string13:
	.asciz	"int"
.Linfo_string14:
	.asciz	"max_entries"
.Linfo_string15:
	.asciz	"unsigned int"
.Linfo_string16:
	.asciz	"XDP_ABORTED"
.Linfo_string17:
	.asciz	"XDP_DROP"
.Linfo_string18:
	.asciz	"XDP_PASS"
.Linfo_string19:
	.asciz	"XDP_TX"
.Linfo_string20:
	.asciz	"XDP_REDIRECT"
.Linfo_string21:
	.asciz	"record"
.Linfo_string22:
	.asciz	"ctx"
.Linfo_string23:
	.asciz	"data"
.Linfo_string24:
	.asciz	"u32"
.Linfo_string25:
	.asciz	"data_end"
.Linfo_string26:
	.asciz	"data_meta"
.Linfo_string27:
	.asciz	"ingress_ifindex"
.Linfo_string28:
	.asciz	"rx_queue_index"
.Linfo_string29:
	.asciz	"egress_ifindex"
.Linfo_string30:
	.asciz	"xdp_md"
.Linfo_string31:
	.asciz	"event"
.Linfo_string32:
	.asciz	"when"
.Linfo_string33:
	.asciz	"bytes"
.Linfo_string34:
	.asciz	"port"
.Linfo_string35:
	.asciz	"unsigned short"
.Linfo_string36:
	.asciz	"u16"
.Linfo_string37:
	.asciz	"kind"
.Linfo_string38:
	.asciz	"unsigned char"
.Linfo_string39:
	.asciz	"u8"
.Linfo_string40:
	.asciz	"delta"
.Linfo_string41:
	.asciz	"signed char"
.Linfo_string42:
	.asciz	"s8"
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
	.long	.Linfo_string33
	.long	.Linfo_string34
	.long	.Linfo_string35
	.long	.Linfo_string36
	.long	.Linfo_string37
	.long	.Linfo_string38
	.long	.Linfo_string39
	.long	.Linfo_string40
	.long	.Linfo_string41
	.long	.Linfo_string42
	.section	.debug_addr,"",@progbits
	.long	.Ldebug_addr_end0-.Ldebug_addr_start0
.Ldebug_addr_start0:
	.short	5
	.byte	8
	.byte	0
.Laddr_table_base0:
	.quad	_license
	.quad	events
	.quad	.Lfunc_begin0
.Ldebug_addr_end0:
	.section	.BTF,"",@progbits
	.short	60319
	.byte	1
	.byte	0
	.long	24
	.long	0
	.long	416
	.long	416
	.long	529
	.long	0
	.long	33554432
	.long	3
	.long	1
	.long	16777216
	.long	4
	.long	16777248
	.long	0
	.long	50331648
	.long	0
	.long	2
	.long	4
	.long	27
	.long	5
	.long	16777216
	.long	4
	.long	32
	.long	0
	.long	33554432
	.long	6
	.long	0
	.long	50331648
	.long	0
	.long	2
	.long	4
	.long	65536
	.long	0
	.long	67108866
	.long	16
	.long	25
	.long	1
	.long	0
	.long	30
	.long	5
	.long	64
	.long	42
	.long	234881024
	.long	7
	.long	1
	.long	0
	.long	33554432
	.long	10
	.long	49
	.long	67108870
	.long	24
	.long	56
	.long	11
	.long	0
	.long	61
	.long	11
	.long	32
	.long	70
	.long	11
	.long	64
	.long	80
	.long	11
	.long	96
	.long	96
	.long	11
	.long	128
	.long	111
	.long	11
	.long	160
	.long	126
	.long	134217728
	.long	12
	.long	130
	.long	16777216
	.long	4
	.long	32
	.long	0
	.long	218103809
	.long	2
	.long	143
	.long	9
	.long	147
	.long	201326593
	.long	13
	.long	501
	.long	16777216
	.long	1
	.long	16777224
	.long	0
	.long	50331648
	.long	0
	.long	15
	.long	4
	.long	4
	.long	506
	.long	234881024
	.long	16
	.long	1
	.long	515
	.long	251658241
	.long	0
	.long	8
	.long	events
	.long	16
	.long	521
	.long	251658241
	.long	0
	.long	17
	.long	_license
	.long	4
	.byte	0
	.ascii	"int"
	.byte	0
	.ascii	"__ARRAY_SIZE_TYPE__"
	.byte	0
	.ascii	"type"
	.byte	0
	.ascii	"max_entries"
	.byte	0
	.ascii	"events"
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
	.ascii	"record"
	.byte	0
	.ascii	"xdp"
	.byte	0
	.ascii	"./ring_buffer.c"
	.byte	0
	.ascii	"SEC(\"xdp\") int record(struct xdp_md *ctx) {"
	.byte	0
	.ascii	"    struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);"
	.byte	0
	.ascii	"    if (!event)"
	.byte	0
	.ascii	"    event->when = bpf_ktime_get_ns();"
	.byte	0
	.ascii	"    event->bytes = ctx->data_end - ctx->data;"
	.byte	0
	.ascii	"    event->port = __builtin_bswap16(event->bytes);"
	.byte	0
	.ascii	"    event->kind = 7;"
	.byte	0
	.ascii	"    bpf_ringbuf_submit(event, 0);"
	.byte	0
	.byte	125
	.byte	0
	.ascii	"char"
	.byte	0
	.ascii	"_license"
	.byte	0
	.ascii	".maps"
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
	.long	236
	.long	256
	.long	0
	.long	8
	.long	154
	.long	1
	.long	.Lfunc_begin0
	.long	14
	.long	16
	.long	154
	.long	14
	.long	.Lfunc_begin0
	.long	158
	.long	174
	.long	9216
	.long	.Ltmp2
	.long	158
	.long	218
	.long	10267
	.long	.Ltmp6
	.long	158
	.long	293
	.long	11273
	.long	.Ltmp9
	.long	158
	.long	309
	.long	13331
	.long	.Ltmp11
	.long	158
	.long	309
	.long	13329
	.long	.Ltmp12
	.long	158
	.long	347
	.long	14377
	.long	.Ltmp13
	.long	158
	.long	347
	.long	14361
	.long	.Ltmp14
	.long	158
	.long	347
	.long	14370
	.long	.Ltmp15
	.long	158
	.long	347
	.long	14354
	.long	.Ltmp16
	.long	158
	.long	393
	.long	15379
	.long	.Ltmp17
	.long	158
	.long	393
	.long	15377
	.long	.Ltmp18
	.long	158
	.long	444
	.long	16401
	.long	.Ltmp19
	.long	158
	.long	465
	.long	18437
	.long	.Ltmp22
	.long	158
	.long	499
	.long	20481
	.addrsig
	.addrsig_sym record
	.addrsig_sym events
	.addrsig_sym _license
	.section	.debug_line,"",@progbits
.Lline_table_start0:
