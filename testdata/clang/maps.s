	.text
	.file	"maps.c"
	.file	0 "." "maps.c" md5 0xa9c20330dcaf50911ba5c4115f99af3e
	.file	1 "." "bpf.h" md5 0x30289f964164810009fb51163b46b543
	.section	xdp,"ax",@progbits
	.globl	count                           # -- Begin function count
	.p2align	3
	.type	count,@function
count:                                  # @count
.Lfunc_begin0:
	.loc	0 17 0                          # maps.c:17:0
	.cfi_sections .debug_frame
	.cfi_startproc
# %bb.0:
	#DEBUG_VALUE: count:ctx <- $r1
	r6 = r1
.Ltmp0:
.Ltmp1:
	#DEBUG_VALUE: count:ctx <- $r6
	.loc	0 18 40 prologue_end            # maps.c:18:40
.Ltmp2:
	r1 = *(u32 *)(r6 + 12)
	r2 = 443
	.loc	0 18 24 is_stmt 0               # maps.c:18:24
.Ltmp3:
	*(u32 *)(r10 - 4) = r2
	*(u32 *)(r10 - 8) = r1
	r1 = 1
	.loc	0 19 9 is_stmt 1                # maps.c:19:9
.Ltmp4:
	*(u64 *)(r10 - 16) = r1
	r2 = r10
	r2 += -8
	.loc	0 20 17                         # maps.c:20:17
.Ltmp5:
	r1 = flows ll
	call 1
.Ltmp6:
.Ltmp7:
	#DEBUG_VALUE: count:seen <- $r0
	.loc	0 21 9                          # maps.c:21:9
.Ltmp8:
	if r0 == 0 goto LBB0_2
.Ltmp9:
.Ltmp10:
# %bb.1:
	#DEBUG_VALUE: count:seen <- $r0
	#DEBUG_VALUE: count:ctx <- $r6
	.loc	0 22 15                         # maps.c:22:15
.Ltmp11:
	r1 = *(u64 *)(r0 + 0)
	r1 += 1
	*(u64 *)(r0 + 0) = r1
	.loc	0 22 9 is_stmt 0                # maps.c:22:9
.Ltmp12:
	goto LBB0_3
.Ltmp13:
.Ltmp14:
LBB0_2:
	#DEBUG_VALUE: count:seen <- $r0
	#DEBUG_VALUE: count:ctx <- $r6
	.loc	0 0 9                           # maps.c:0:9
	r2 = r10
	r2 += -8
	r3 = r10
	r3 += -16
	.loc	0 24 9 is_stmt 1                # maps.c:24:9
.Ltmp15:
	r1 = flows ll
	r4 = 0
	call 2
.Ltmp16:
.Ltmp17:
LBB0_3:
	#DEBUG_VALUE: count:ctx <- $r6
	.loc	0 25 22                         # maps.c:25:22
.Ltmp18:
	r1 = *(u32 *)(r6 + 16)
	.loc	0 25 37 is_stmt 0               # maps.c:25:37
.Ltmp19:
	r1 &= 3
	.loc	0 25 9                          # maps.c:25:9
.Ltmp20:
	*(u32 *)(r10 - 20) = r1
	r2 = r10
	r2 += -20
	.loc	0 26 18 is_stmt 1               # maps.c:26:18
.Ltmp21:
	r1 = totals ll
	call 1
.Ltmp22:
.Ltmp23:
	#DEBUG_VALUE: count:total <- $r0
	.loc	0 27 9                          # maps.c:27:9
.Ltmp24:
	if r0 == 0 goto LBB0_5
.Ltmp25:
.Ltmp26:
# %bb.4:
	#DEBUG_VALUE: count:total <- $r0
	#DEBUG_VALUE: count:ctx <- $r6
	.loc	0 0 9 is_stmt 0                 # maps.c:0:9
	r1 = 1
.Ltmp27:
	.loc	0 28 9 is_stmt 1                # maps.c:28:9
.Ltmp28:
.Ltmp29:
	lock *(u64 *)(r0 + 0) += r1
.Ltmp30:
.Ltmp31:
LBB0_5:
	#DEBUG_VALUE: count:total <- $r0
	#DEBUG_VALUE: count:ctx <- $r6
	.loc	0 29 5                          # maps.c:29:5
.Ltmp32:
	r0 = 2
.Ltmp33:
.Ltmp34:
	exit
.Ltmp35:
.Ltmp36:
.Lfunc_end0:
	.size	count, .Lfunc_end0-count
	.cfi_endproc
                                        # -- End function
	.type	flows,@object                   # @flows
	.section	.maps,"aw",@progbits
	.globl	flows
	.p2align	3, 0x0
flows:
	.zero	32
	.size	flows, 32

	.type	totals,@object                  # @totals
	.globl	totals
	.p2align	3, 0x0
totals:
	.zero	32
	.size	totals, 32

	.type	_license,@object                # @_license
	.section	license,"aw",@progbits
	.globl	_license
_license:
	.asciz	"GPL"
	.size	_license, 4

	.section	.debug_loclists,"",@progbits
	.long	.Ldebug_list_header_end0-.Ldebug_list_header_start0 # Length
.Ldebug_list_header_start0:
	.short	5                               # Version
	.byte	8                               # Address size
	.byte	0                               # Segment selector size
	.long	3                               # Offset entry count
.Lloclists_table_base0:
	.long	.Ldebug_loc0-.Lloclists_table_base0
	.long	.Ldebug_loc1-.Lloclists_table_base0
	.long	.Ldebug_loc2-.Lloclists_table_base0
.Ldebug_loc0:
	.byte	4                               # DW_LLE_offset_pair
	.uleb128 .Lfunc_begin0-.Lfunc_begin0    #   starting offset
	.uleb128 .Ltmp0-.Lfunc_begin0           #   ending offset
	.byte	1                               # Loc expr size
	.byte	81                              # DW_OP_reg1
	.byte	4                               # DW_LLE_offset_pair
	.uleb128 .Ltmp0-.Lfunc_begin0           #   starting offset
	.uleb128 .Lfunc_end0-.Lfunc_begin0      #   ending offset
	.byte	1                               # Loc expr size
	.byte	86                              # DW_OP_reg6
	.byte	0                               # DW_LLE_end_of_list
.Ldebug_loc1:
	.byte	4                               # DW_LLE_offset_pair
	.uleb128 .Ltmp6-.Lfunc_begin0           #   starting offset
	.uleb128 .Ltmp16-.Lfunc_begin0          #   ending offset
	.byte	1                               # Loc expr size
	.byte	80                              # DW_OP_reg0
	.byte	0                               # DW_LLE_end_of_list
.Ldebug_loc2:
	.byte	4                               # DW_LLE_offset_pair
	.uleb128 .Ltmp22-.Lfunc_begin0          #   starting offset
	.uleb128 .Ltmp33-.Lfunc_begin0          #   ending offset
	.byte	1                               # Loc expr size
	.byte	80                              # DW_OP_reg0
	.byte	0                               # DW_LLE_end_of_list
.Ldebug_list_header_end0:
	.section	.debug_abbrev,"",@progbits
	.byte	1                               # Abbreviation Code
	.byte	17                              # DW_TAG_compile_unit
	.byte	1                               # DW_CHILDREN_yes
	.byte	37                              # DW_AT_producer
	.byte	37                              # DW_FORM_strx1
	.byte	19                              # DW_AT_language
	.byte	5                               # DW_FORM_data2
	.byte	3                               # DW_AT_name
	.byte	37                              # DW_FORM_strx1
	.byte	114                             # DW_AT_str_offsets_base
	.byte	23                              # DW_FORM_sec_offset
	.byte	16                              # DW_AT_stmt_list
	.byte	23                              # DW_FORM_sec_offset
	.byte	27                              # DW_AT_comp_dir
	.byte	37                              # DW_FORM_strx1
	.byte	17                              # DW_AT_low_pc
	.byte	27                              # DW_FORM_addrx
	.byte	18                              # DW_AT_high_pc
	.byte	6                               # DW_FORM_data4
	.byte	115                             # DW_AT_addr_base
	.byte	23                              # DW_FORM_sec_offset
	.ascii	"\214\001"                      # DW_AT_loclists_base
	.byte	23                              # DW_FORM_sec_offset
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	2                               # Abbreviation Code
	.byte	52                              # DW_TAG_variable
	.byte	0                               # DW_CHILDREN_no
	.byte	3                               # DW_AT_name
	.byte	37                              # DW_FORM_strx1
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	58                              # DW_AT_decl_file
	.byte	11                              # DW_FORM_data1
	.byte	59                              # DW_AT_decl_line
	.byte	11                              # DW_FORM_data1
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	3                               # Abbreviation Code
	.byte	38                              # DW_TAG_const_type
	.byte	0                               # DW_CHILDREN_no
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	4                               # Abbreviation Code
	.byte	15                              # DW_TAG_pointer_type
	.byte	0                               # DW_CHILDREN_no
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	5                               # Abbreviation Code
	.byte	21                              # DW_TAG_subroutine_type
	.byte	1                               # DW_CHILDREN_yes
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	39                              # DW_AT_prototyped
	.byte	25                              # DW_FORM_flag_present
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	6                               # Abbreviation Code
	.byte	5                               # DW_TAG_formal_parameter
	.byte	0                               # DW_CHILDREN_no
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	7                               # Abbreviation Code
	.byte	15                              # DW_TAG_pointer_type
	.byte	0                               # DW_CHILDREN_no
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	8                               # Abbreviation Code
	.byte	38                              # DW_TAG_const_type
	.byte	0                               # DW_CHILDREN_no
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	9                               # Abbreviation Code
	.byte	36                              # DW_TAG_base_type
	.byte	0                               # DW_CHILDREN_no
	.byte	3                               # DW_AT_name
	.byte	37                              # DW_FORM_strx1
	.byte	62                              # DW_AT_encoding
	.byte	11                              # DW_FORM_data1
	.byte	11                              # DW_AT_byte_size
	.byte	11                              # DW_FORM_data1
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	10                              # Abbreviation Code
	.byte	22                              # DW_TAG_typedef
	.byte	0                               # DW_CHILDREN_no
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	3                               # DW_AT_name
	.byte	37                              # DW_FORM_strx1
	.byte	58                              # DW_AT_decl_file
	.byte	11                              # DW_FORM_data1
	.byte	59                              # DW_AT_decl_line
	.byte	11                              # DW_FORM_data1
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	11                              # Abbreviation Code
	.byte	52                              # DW_TAG_variable
	.byte	0                               # DW_CHILDREN_no
	.byte	3                               # DW_AT_name
	.byte	37                              # DW_FORM_strx1
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	63                              # DW_AT_external
	.byte	25                              # DW_FORM_flag_present
	.byte	58                              # DW_AT_decl_file
	.byte	11                              # DW_FORM_data1
	.byte	59                              # DW_AT_decl_line
	.byte	11                              # DW_FORM_data1
	.byte	2                               # DW_AT_location
	.byte	24                              # DW_FORM_exprloc
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	12                              # Abbreviation Code
	.byte	1                               # DW_TAG_array_type
	.byte	1                               # DW_CHILDREN_yes
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	13                              # Abbreviation Code
	.byte	33                              # DW_TAG_subrange_type
	.byte	0                               # DW_CHILDREN_no
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	55                              # DW_AT_count
	.byte	11                              # DW_FORM_data1
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	14                              # Abbreviation Code
	.byte	36                              # DW_TAG_base_type
	.byte	0                               # DW_CHILDREN_no
	.byte	3                               # DW_AT_name
	.byte	37                              # DW_FORM_strx1
	.byte	11                              # DW_AT_byte_size
	.byte	11                              # DW_FORM_data1
	.byte	62                              # DW_AT_encoding
	.byte	11                              # DW_FORM_data1
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	15                              # Abbreviation Code
	.byte	19                              # DW_TAG_structure_type
	.byte	1                               # DW_CHILDREN_yes
	.byte	11                              # DW_AT_byte_size
	.byte	11                              # DW_FORM_data1
	.byte	58                              # DW_AT_decl_file
	.byte	11                              # DW_FORM_data1
	.byte	59                              # DW_AT_decl_line
	.byte	11                              # DW_FORM_data1
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	16                              # Abbreviation Code
	.byte	13                              # DW_TAG_member
	.byte	0                               # DW_CHILDREN_no
	.byte	3                               # DW_AT_name
	.byte	37                              # DW_FORM_strx1
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	58                              # DW_AT_decl_file
	.byte	11                              # DW_FORM_data1
	.byte	59                              # DW_AT_decl_line
	.byte	11                              # DW_FORM_data1
	.byte	56                              # DW_AT_data_member_location
	.byte	11                              # DW_FORM_data1
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	17                              # Abbreviation Code
	.byte	19                              # DW_TAG_structure_type
	.byte	1                               # DW_CHILDREN_yes
	.byte	3                               # DW_AT_name
	.byte	37                              # DW_FORM_strx1
	.byte	11                              # DW_AT_byte_size
	.byte	11                              # DW_FORM_data1
	.byte	58                              # DW_AT_decl_file
	.byte	11                              # DW_FORM_data1
	.byte	59                              # DW_AT_decl_line
	.byte	11                              # DW_FORM_data1
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	18                              # Abbreviation Code
	.byte	33                              # DW_TAG_subrange_type
	.byte	0                               # DW_CHILDREN_no
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	55                              # DW_AT_count
	.byte	5                               # DW_FORM_data2
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	19                              # Abbreviation Code
	.byte	4                               # DW_TAG_enumeration_type
	.byte	1                               # DW_CHILDREN_yes
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	11                              # DW_AT_byte_size
	.byte	11                              # DW_FORM_data1
	.byte	58                              # DW_AT_decl_file
	.byte	11                              # DW_FORM_data1
	.byte	59                              # DW_AT_decl_line
	.byte	11                              # DW_FORM_data1
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	20                              # Abbreviation Code
	.byte	40                              # DW_TAG_enumerator
	.byte	0                               # DW_CHILDREN_no
	.byte	3                               # DW_AT_name
	.byte	37                              # DW_FORM_strx1
	.byte	28                              # DW_AT_const_value
	.byte	15                              # DW_FORM_udata
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	21                              # Abbreviation Code
	.byte	46                              # DW_TAG_subprogram
	.byte	1                               # DW_CHILDREN_yes
	.byte	17                              # DW_AT_low_pc
	.byte	27                              # DW_FORM_addrx
	.byte	18                              # DW_AT_high_pc
	.byte	6                               # DW_FORM_data4
	.byte	64                              # DW_AT_frame_base
	.byte	24                              # DW_FORM_exprloc
	.byte	122                             # DW_AT_call_all_calls
	.byte	25                              # DW_FORM_flag_present
	.byte	3                               # DW_AT_name
	.byte	37                              # DW_FORM_strx1
	.byte	58                              # DW_AT_decl_file
	.byte	11                              # DW_FORM_data1
	.byte	59                              # DW_AT_decl_line
	.byte	11                              # DW_FORM_data1
	.byte	39                              # DW_AT_prototyped
	.byte	25                              # DW_FORM_flag_present
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	63                              # DW_AT_external
	.byte	25                              # DW_FORM_flag_present
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	22                              # Abbreviation Code
	.byte	5                               # DW_TAG_formal_parameter
	.byte	0                               # DW_CHILDREN_no
	.byte	2                               # DW_AT_location
	.byte	34                              # DW_FORM_loclistx
	.byte	3                               # DW_AT_name
	.byte	37                              # DW_FORM_strx1
	.byte	58                              # DW_AT_decl_file
	.byte	11                              # DW_FORM_data1
	.byte	59                              # DW_AT_decl_line
	.byte	11                              # DW_FORM_data1
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	23                              # Abbreviation Code
	.byte	52                              # DW_TAG_variable
	.byte	0                               # DW_CHILDREN_no
	.byte	2                               # DW_AT_location
	.byte	24                              # DW_FORM_exprloc
	.byte	3                               # DW_AT_name
	.byte	37                              # DW_FORM_strx1
	.byte	58                              # DW_AT_decl_file
	.byte	11                              # DW_FORM_data1
	.byte	59                              # DW_AT_decl_line
	.byte	11                              # DW_FORM_data1
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	24                              # Abbreviation Code
	.byte	52                              # DW_TAG_variable
	.byte	0                               # DW_CHILDREN_no
	.byte	2                               # DW_AT_location
	.byte	34                              # DW_FORM_loclistx
	.byte	3                               # DW_AT_name
	.byte	37                              # DW_FORM_strx1
	.byte	58                              # DW_AT_decl_file
	.byte	11                              # DW_FORM_data1
	.byte	59                              # DW_AT_decl_line
	.byte	11                              # DW_FORM_data1
	.byte	73                              # DW_AT_type
	.byte	19                              # DW_FORM_ref4
	.byte	0                               # EOM(1)
	.byte	0                               # EOM(2)
	.byte	0                               # EOM(3)
	.section	.debug_info,"",@progbits
.Lcu_begin0:
	.long	.Ldebug_info_end0-.Ldebug_info_start0 # Length of Unit
.Ldebug_info_start0:
	.short	5                               # DWARF version number
	.byte	1                               # DWARF Unit Type
	.byte	8                               # Address Size (in bytes)
	.long	.debug_abbrev                   # Offset Into Abbrev. Section
	.byte	1                               # Abbrev [1] 0xc:0x23e DW_TAG_compile_unit
	.byte	0                               # DW_AT_producer
	.short	29                              # DW_AT_language
	.byte	1                               # DW_AT_name
	.long	.Lstr_offsets_base0             # DW_AT_str_offsets_base
	.long	.Lline_table_start0             # DW_AT_stmt_list
	.byte	2                               # DW_AT_comp_dir
	.byte	3                               # DW_AT_low_pc
	.long	.Lfunc_end0-.Lfunc_begin0       # DW_AT_high_pc
	.long	.Laddr_table_base0              # DW_AT_addr_base
	.long	.Lloclists_table_base0          # DW_AT_loclists_base
	.byte	2                               # Abbrev [2] 0x27:0x8 DW_TAG_variable
	.byte	3                               # DW_AT_name
	.long	47                              # DW_AT_type
	.byte	1                               # DW_AT_decl_file
	.byte	30                              # DW_AT_decl_line
	.byte	3                               # Abbrev [3] 0x2f:0x5 DW_TAG_const_type
	.long	52                              # DW_AT_type
	.byte	4                               # Abbrev [4] 0x34:0x5 DW_TAG_pointer_type
	.long	57                              # DW_AT_type
	.byte	5                               # Abbrev [5] 0x39:0x10 DW_TAG_subroutine_type
	.long	73                              # DW_AT_type
                                        # DW_AT_prototyped
	.byte	6                               # Abbrev [6] 0x3e:0x5 DW_TAG_formal_parameter
	.long	73                              # DW_AT_type
	.byte	6                               # Abbrev [6] 0x43:0x5 DW_TAG_formal_parameter
	.long	74                              # DW_AT_type
	.byte	0                               # End Of Children Mark
	.byte	7                               # Abbrev [7] 0x49:0x1 DW_TAG_pointer_type
	.byte	4                               # Abbrev [4] 0x4a:0x5 DW_TAG_pointer_type
	.long	79                              # DW_AT_type
	.byte	8                               # Abbrev [8] 0x4f:0x1 DW_TAG_const_type
	.byte	2                               # Abbrev [2] 0x50:0x8 DW_TAG_variable
	.byte	4                               # DW_AT_name
	.long	88                              # DW_AT_type
	.byte	1                               # DW_AT_decl_file
	.byte	31                              # DW_AT_decl_line
	.byte	3                               # Abbrev [3] 0x58:0x5 DW_TAG_const_type
	.long	93                              # DW_AT_type
	.byte	4                               # Abbrev [4] 0x5d:0x5 DW_TAG_pointer_type
	.long	98                              # DW_AT_type
	.byte	5                               # Abbrev [5] 0x62:0x1a DW_TAG_subroutine_type
	.long	124                             # DW_AT_type
                                        # DW_AT_prototyped
	.byte	6                               # Abbrev [6] 0x67:0x5 DW_TAG_formal_parameter
	.long	73                              # DW_AT_type
	.byte	6                               # Abbrev [6] 0x6c:0x5 DW_TAG_formal_parameter
	.long	74                              # DW_AT_type
	.byte	6                               # Abbrev [6] 0x71:0x5 DW_TAG_formal_parameter
	.long	74                              # DW_AT_type
	.byte	6                               # Abbrev [6] 0x76:0x5 DW_TAG_formal_parameter
	.long	128                             # DW_AT_type
	.byte	0                               # End Of Children Mark
	.byte	9                               # Abbrev [9] 0x7c:0x4 DW_TAG_base_type
	.byte	5                               # DW_AT_name
	.byte	5                               # DW_AT_encoding
	.byte	8                               # DW_AT_byte_size
	.byte	10                              # Abbrev [10] 0x80:0x8 DW_TAG_typedef
	.long	136                             # DW_AT_type
	.byte	7                               # DW_AT_name
	.byte	1                               # DW_AT_decl_file
	.byte	12                              # DW_AT_decl_line
	.byte	9                               # Abbrev [9] 0x88:0x4 DW_TAG_base_type
	.byte	6                               # DW_AT_name
	.byte	7                               # DW_AT_encoding
	.byte	8                               # DW_AT_byte_size
	.byte	11                              # Abbrev [11] 0x8c:0xb DW_TAG_variable
	.byte	8                               # DW_AT_name
	.long	151                             # DW_AT_type
                                        # DW_AT_external
	.byte	0                               # DW_AT_decl_file
	.byte	31                              # DW_AT_decl_line
	.byte	2                               # DW_AT_location
	.byte	161
	.byte	0
	.byte	12                              # Abbrev [12] 0x97:0xc DW_TAG_array_type
	.long	163                             # DW_AT_type
	.byte	13                              # Abbrev [13] 0x9c:0x6 DW_TAG_subrange_type
	.long	167                             # DW_AT_type
	.byte	4                               # DW_AT_count
	.byte	0                               # End Of Children Mark
	.byte	9                               # Abbrev [9] 0xa3:0x4 DW_TAG_base_type
	.byte	9                               # DW_AT_name
	.byte	6                               # DW_AT_encoding
	.byte	1                               # DW_AT_byte_size
	.byte	14                              # Abbrev [14] 0xa7:0x4 DW_TAG_base_type
	.byte	10                              # DW_AT_name
	.byte	8                               # DW_AT_byte_size
	.byte	7                               # DW_AT_encoding
	.byte	11                              # Abbrev [11] 0xab:0xb DW_TAG_variable
	.byte	11                              # DW_AT_name
	.long	182                             # DW_AT_type
                                        # DW_AT_external
	.byte	0                               # DW_AT_decl_file
	.byte	10                              # DW_AT_decl_line
	.byte	2                               # DW_AT_location
	.byte	161
	.byte	1
	.byte	15                              # Abbrev [15] 0xb6:0x29 DW_TAG_structure_type
	.byte	32                              # DW_AT_byte_size
	.byte	0                               # DW_AT_decl_file
	.byte	5                               # DW_AT_decl_line
	.byte	16                              # Abbrev [16] 0xba:0x9 DW_TAG_member
	.byte	12                              # DW_AT_name
	.long	223                             # DW_AT_type
	.byte	0                               # DW_AT_decl_file
	.byte	6                               # DW_AT_decl_line
	.byte	0                               # DW_AT_data_member_location
	.byte	16                              # Abbrev [16] 0xc3:0x9 DW_TAG_member
	.byte	14                              # DW_AT_name
	.long	244                             # DW_AT_type
	.byte	0                               # DW_AT_decl_file
	.byte	7                               # DW_AT_decl_line
	.byte	8                               # DW_AT_data_member_location
	.byte	16                              # Abbrev [16] 0xcc:0x9 DW_TAG_member
	.byte	23                              # DW_AT_name
	.long	306                             # DW_AT_type
	.byte	0                               # DW_AT_decl_file
	.byte	8                               # DW_AT_decl_line
	.byte	16                              # DW_AT_data_member_location
	.byte	16                              # Abbrev [16] 0xd5:0x9 DW_TAG_member
	.byte	24                              # DW_AT_name
	.long	311                             # DW_AT_type
	.byte	0                               # DW_AT_decl_file
	.byte	9                               # DW_AT_decl_line
	.byte	24                              # DW_AT_data_member_location
	.byte	0                               # End Of Children Mark
	.byte	4                               # Abbrev [4] 0xdf:0x5 DW_TAG_pointer_type
	.long	228                             # DW_AT_type
	.byte	12                              # Abbrev [12] 0xe4:0xc DW_TAG_array_type
	.long	240                             # DW_AT_type
	.byte	13                              # Abbrev [13] 0xe9:0x6 DW_TAG_subrange_type
	.long	167                             # DW_AT_type
	.byte	9                               # DW_AT_count
	.byte	0                               # End Of Children Mark
	.byte	9                               # Abbrev [9] 0xf0:0x4 DW_TAG_base_type
	.byte	13                              # DW_AT_name
	.byte	5                               # DW_AT_encoding
	.byte	4                               # DW_AT_byte_size
	.byte	4                               # Abbrev [4] 0xf4:0x5 DW_TAG_pointer_type
	.long	249                             # DW_AT_type
	.byte	17                              # Abbrev [17] 0xf9:0x21 DW_TAG_structure_type
	.byte	22                              # DW_AT_name
	.byte	8                               # DW_AT_byte_size
	.byte	0                               # DW_AT_decl_file
	.byte	4                               # DW_AT_decl_line
	.byte	16                              # Abbrev [16] 0xfe:0x9 DW_TAG_member
	.byte	15                              # DW_AT_name
	.long	282                             # DW_AT_type
	.byte	0                               # DW_AT_decl_file
	.byte	4                               # DW_AT_decl_line
	.byte	0                               # DW_AT_data_member_location
	.byte	16                              # Abbrev [16] 0x107:0x9 DW_TAG_member
	.byte	18                              # DW_AT_name
	.long	294                             # DW_AT_type
	.byte	0                               # DW_AT_decl_file
	.byte	4                               # DW_AT_decl_line
	.byte	4                               # DW_AT_data_member_location
	.byte	16                              # Abbrev [16] 0x110:0x9 DW_TAG_member
	.byte	21                              # DW_AT_name
	.long	294                             # DW_AT_type
	.byte	0                               # DW_AT_decl_file
	.byte	4                               # DW_AT_decl_line
	.byte	6                               # DW_AT_data_member_location
	.byte	0                               # End Of Children Mark
	.byte	10                              # Abbrev [10] 0x11a:0x8 DW_TAG_typedef
	.long	290                             # DW_AT_type
	.byte	17                              # DW_AT_name
	.byte	1                               # DW_AT_decl_file
	.byte	11                              # DW_AT_decl_line
	.byte	9                               # Abbrev [9] 0x122:0x4 DW_TAG_base_type
	.byte	16                              # DW_AT_name
	.byte	7                               # DW_AT_encoding
	.byte	4                               # DW_AT_byte_size
	.byte	10                              # Abbrev [10] 0x126:0x8 DW_TAG_typedef
	.long	302                             # DW_AT_type
	.byte	20                              # DW_AT_name
	.byte	1                               # DW_AT_decl_file
	.byte	10                              # DW_AT_decl_line
	.byte	9                               # Abbrev [9] 0x12e:0x4 DW_TAG_base_type
	.byte	19                              # DW_AT_name
	.byte	7                               # DW_AT_encoding
	.byte	2                               # DW_AT_byte_size
	.byte	4                               # Abbrev [4] 0x132:0x5 DW_TAG_pointer_type
	.long	128                             # DW_AT_type
	.byte	4                               # Abbrev [4] 0x137:0x5 DW_TAG_pointer_type
	.long	316                             # DW_AT_type
	.byte	12                              # Abbrev [12] 0x13c:0xd DW_TAG_array_type
	.long	240                             # DW_AT_type
	.byte	18                              # Abbrev [18] 0x141:0x7 DW_TAG_subrange_type
	.long	167                             # DW_AT_type
	.short	1024                            # DW_AT_count
	.byte	0                               # End Of Children Mark
	.byte	11                              # Abbrev [11] 0x149:0xb DW_TAG_variable
	.byte	25                              # DW_AT_name
	.long	340                             # DW_AT_type
                                        # DW_AT_external
	.byte	0                               # DW_AT_decl_file
	.byte	16                              # DW_AT_decl_line
	.byte	2                               # DW_AT_location
	.byte	161
	.byte	2
	.byte	15                              # Abbrev [15] 0x154:0x29 DW_TAG_structure_type
	.byte	32                              # DW_AT_byte_size
	.byte	0                               # DW_AT_decl_file
	.byte	11                              # DW_AT_decl_line
	.byte	16                              # Abbrev [16] 0x158:0x9 DW_TAG_member
	.byte	12                              # DW_AT_name
	.long	381                             # DW_AT_type
	.byte	0                               # DW_AT_decl_file
	.byte	12                              # DW_AT_decl_line
	.byte	0                               # DW_AT_data_member_location
	.byte	16                              # Abbrev [16] 0x161:0x9 DW_TAG_member
	.byte	14                              # DW_AT_name
	.long	398                             # DW_AT_type
	.byte	0                               # DW_AT_decl_file
	.byte	13                              # DW_AT_decl_line
	.byte	8                               # DW_AT_data_member_location
	.byte	16                              # Abbrev [16] 0x16a:0x9 DW_TAG_member
	.byte	23                              # DW_AT_name
	.long	306                             # DW_AT_type
	.byte	0                               # DW_AT_decl_file
	.byte	14                              # DW_AT_decl_line
	.byte	16                              # DW_AT_data_member_location
	.byte	16                              # Abbrev [16] 0x173:0x9 DW_TAG_member
	.byte	24                              # DW_AT_name
	.long	403                             # DW_AT_type
	.byte	0                               # DW_AT_decl_file
	.byte	15                              # DW_AT_decl_line
	.byte	24                              # DW_AT_data_member_location
	.byte	0                               # End Of Children Mark
	.byte	4                               # Abbrev [4] 0x17d:0x5 DW_TAG_pointer_type
	.long	386                             # DW_AT_type
	.byte	12                              # Abbrev [12] 0x182:0xc DW_TAG_array_type
	.long	240                             # DW_AT_type
	.byte	13                              # Abbrev [13] 0x187:0x6 DW_TAG_subrange_type
	.long	167                             # DW_AT_type
	.byte	2                               # DW_AT_count
	.byte	0                               # End Of Children Mark
	.byte	4                               # Abbrev [4] 0x18e:0x5 DW_TAG_pointer_type
	.long	282                             # DW_AT_type
	.byte	4                               # Abbrev [4] 0x193:0x5 DW_TAG_pointer_type
	.long	408                             # DW_AT_type
	.byte	12                              # Abbrev [12] 0x198:0xc DW_TAG_array_type
	.long	240                             # DW_AT_type
	.byte	13                              # Abbrev [13] 0x19d:0x6 DW_TAG_subrange_type
	.long	167                             # DW_AT_type
	.byte	4                               # DW_AT_count
	.byte	0                               # End Of Children Mark
	.byte	19                              # Abbrev [19] 0x1a4:0x18 DW_TAG_enumeration_type
	.long	290                             # DW_AT_type
	.byte	4                               # DW_AT_byte_size
	.byte	1                               # DW_AT_decl_file
	.byte	27                              # DW_AT_decl_line
	.byte	20                              # Abbrev [20] 0x1ac:0x3 DW_TAG_enumerator
	.byte	26                              # DW_AT_name
	.byte	0                               # DW_AT_const_value
	.byte	20                              # Abbrev [20] 0x1af:0x3 DW_TAG_enumerator
	.byte	27                              # DW_AT_name
	.byte	1                               # DW_AT_const_value
	.byte	20                              # Abbrev [20] 0x1b2:0x3 DW_TAG_enumerator
	.byte	28                              # DW_AT_name
	.byte	2                               # DW_AT_const_value
	.byte	20                              # Abbrev [20] 0x1b5:0x3 DW_TAG_enumerator
	.byte	29                              # DW_AT_name
	.byte	3                               # DW_AT_const_value
	.byte	20                              # Abbrev [20] 0x1b8:0x3 DW_TAG_enumerator
	.byte	30                              # DW_AT_name
	.byte	4                               # DW_AT_const_value
	.byte	0                               # End Of Children Mark
	.byte	21                              # Abbrev [21] 0x1bc:0x4c DW_TAG_subprogram
	.byte	3                               # DW_AT_low_pc
	.long	.Lfunc_end0-.Lfunc_begin0       # DW_AT_high_pc
	.byte	1                               # DW_AT_frame_base
	.byte	90
                                        # DW_AT_call_all_calls
	.byte	31                              # DW_AT_name
	.byte	0                               # DW_AT_decl_file
	.byte	17                              # DW_AT_decl_line
                                        # DW_AT_prototyped
	.long	240                             # DW_AT_type
                                        # DW_AT_external
	.byte	22                              # Abbrev [22] 0x1cb:0x9 DW_TAG_formal_parameter
	.byte	0                               # DW_AT_location
	.byte	34                              # DW_AT_name
	.byte	0                               # DW_AT_decl_file
	.byte	17                              # DW_AT_decl_line
	.long	520                             # DW_AT_type
	.byte	23                              # Abbrev [23] 0x1d4:0xb DW_TAG_variable
	.byte	2                               # DW_AT_location
	.byte	145
	.byte	16
	.byte	22                              # DW_AT_name
	.byte	0                               # DW_AT_decl_file
	.byte	18                              # DW_AT_decl_line
	.long	249                             # DW_AT_type
	.byte	23                              # Abbrev [23] 0x1df:0xb DW_TAG_variable
	.byte	2                               # DW_AT_location
	.byte	145
	.byte	8
	.byte	32                              # DW_AT_name
	.byte	0                               # DW_AT_decl_file
	.byte	19                              # DW_AT_decl_line
	.long	128                             # DW_AT_type
	.byte	23                              # Abbrev [23] 0x1ea:0xb DW_TAG_variable
	.byte	2                               # DW_AT_location
	.byte	145
	.byte	4
	.byte	33                              # DW_AT_name
	.byte	0                               # DW_AT_decl_file
	.byte	25                              # DW_AT_decl_line
	.long	282                             # DW_AT_type
	.byte	24                              # Abbrev [24] 0x1f5:0x9 DW_TAG_variable
	.byte	1                               # DW_AT_location
	.byte	42                              # DW_AT_name
	.byte	0                               # DW_AT_decl_file
	.byte	20                              # DW_AT_decl_line
	.long	306                             # DW_AT_type
	.byte	24                              # Abbrev [24] 0x1fe:0x9 DW_TAG_variable
	.byte	2                               # DW_AT_location
	.byte	43                              # DW_AT_name
	.byte	0                               # DW_AT_decl_file
	.byte	26                              # DW_AT_decl_line
	.long	306                             # DW_AT_type
	.byte	0                               # End Of Children Mark
	.byte	4                               # Abbrev [4] 0x208:0x5 DW_TAG_pointer_type
	.long	525                             # DW_AT_type
	.byte	17                              # Abbrev [17] 0x20d:0x3c DW_TAG_structure_type
	.byte	41                              # DW_AT_name
	.byte	24                              # DW_AT_byte_size
	.byte	1                               # DW_AT_decl_file
	.byte	18                              # DW_AT_decl_line
	.byte	16                              # Abbrev [16] 0x212:0x9 DW_TAG_member
	.byte	35                              # DW_AT_name
	.long	282                             # DW_AT_type
	.byte	1                               # DW_AT_decl_file
	.byte	19                              # DW_AT_decl_line
	.byte	0                               # DW_AT_data_member_location
	.byte	16                              # Abbrev [16] 0x21b:0x9 DW_TAG_member
	.byte	36                              # DW_AT_name
	.long	282                             # DW_AT_type
	.byte	1                               # DW_AT_decl_file
	.byte	20                              # DW_AT_decl_line
	.byte	4                               # DW_AT_data_member_location
	.byte	16                              # Abbrev [16] 0x224:0x9 DW_TAG_member
	.byte	37                              # DW_AT_name
	.long	282                             # DW_AT_type
	.byte	1                               # DW_AT_decl_file
	.byte	21                              # DW_AT_decl_line
	.byte	8                               # DW_AT_data_member_location
	.byte	16                              # Abbrev [16] 0x22d:0x9 DW_TAG_member
	.byte	38                              # DW_AT_name
	.long	282                             # DW_AT_type
	.byte	1                               # DW_AT_decl_file
	.byte	22                              # DW_AT_decl_line
	.byte	12                              # DW_AT_data_member_location
	.byte	16                              # Abbrev [16] 0x236:0x9 DW_TAG_member
	.byte	39                              # DW_AT_name
	.long	282                             # DW_AT_type
	.byte	1                               # DW_AT_decl_file
	.byte	23                              # DW_AT_decl_line
	.byte	16                              # DW_AT_data_member_location
	.byte	16                              # Abbrev [16] 0x23f:0x9 DW_TAG_member
	.byte	40                              # DW_AT_name
	.long	282                             # DW_AT_type
	.byte	1                               # DW_AT_decl_file
	.byte	24                              # DW_AT_decl_line
	.byte	20                              # DW_AT_data_member_location
	.byte	0                               # End Of Children Mark
	.byte	0                               # End Of Children Mark
.Ldebug_info_end0:
	.section	.debug_str_offsets,"",@progbits
	.long	180                             # Length of String Offsets Set
	.short	5
	.short	0
.Lstr_offsets_base0:
	.section	.debug_str,"MS",@progbits,1
.Linfo_string0:
	.asciz	"clang version 19" # string offset=0
.Linfo_string1:
	.asciz	"maps.c"                        # string offset=40
.Linfo_string2:
	.asciz	"."                             # string offset=47
.Linfo_string3:
	.asciz	"bpf_map_lookup_elem"           # string offset=49
.Linfo_string4:
	.asciz	"bpf_map_update_elem"           # string offset=69
.Linfo_string5:
	.asciz	"long"                          # string offset=89
.Linfo_string6:
	.asciz	"unsigned long long"            # string offset=94
.Linfo_string7:
	.asciz	"u64"                           # string offset=113
.Linfo_string8:
	.asciz	"_license"                      # string offset=117
.Linfo_string9:
	.asciz	"char"                          # string offset=126
.Linfo_string10:
	.asciz	"__ARRAY_SIZE_TYPE__"           # string offset=131
.Linfo_string11:
	.asciz	"flows"                         # string offset=151
.Linfo_string12:
	.asciz	"type"                          # string offset=157
.Linfo_string13:
	.asciz	"int"                           # string offset=162
.Linfo_string14:
	.asciz	"key"                           # string offset=166
.Linfo_string15:
	.asciz	"source"                        # string offset=170
.Linfo_string16:
	.asciz	"unsigned int"                  # string offset=177
.Linfo_string17:
	.asciz	"u32"                           # string offset=190
.Linfo_string18:
	.asciz	"port"                          # string offset=194
.Linfo_string19:
	.asciz	"unsigned short"                # string offset=199
.Linfo_string20:
	.asciz	"u16"                           # string offset=214
.Linfo_string21:
	.asciz	"pad"                           # string offset=218
.Linfo_string22:
	.asciz	"flow"                          # string offset=222
.Linfo_string23:
	.asciz	"value"                         # string offset=227
.Linfo_string24:
	.asciz	"max_entries"                   # string offset=233
.Linfo_string25:
	.asciz	"totals"                        # string offset=245
.Linfo_string26:
	.asciz	"XDP_ABORTED"                   # string offset=252
.Linfo_string27:
	.asciz	"XDP_DROP"                      # string offset=264
.Linfo_string28:
	.asciz	"XDP_PASS"                      # string offset=273
.Linfo_string29:
	.asciz	"XDP_TX"                        # string offset=282
.Linfo_string30:
	.asciz	"XDP_REDIRECT"                  # string offset=289
.Linfo_string31:
	.asciz	"count"                         # string offset=302
.Linfo_string32:
	.asciz	"one"                           # string offset=308
.Linfo_string33:
	.asciz	"index"                         # string offset=312
.Linfo_string34:
	.asciz	"ctx"                           # string offset=318
.Linfo_string35:
	.asciz	"data"                          # string offset=322
.Linfo_string36:
	.asciz	"data_end"                      # string offset=327
.Linfo_string37:
	.asciz	"data_meta"                     # string offset=336
.Linfo_string38:
	.asciz	"ingress_ifindex"               # string offset=346
.Linfo_string39:
	.asciz	"rx_queue_index"                # string offset=362
.Linfo_string40:
	.asciz	"egress_ifindex"                # string offset=377
.Linfo_string41:
	.asciz	"xdp_md"                        # string offset=392
.Linfo_string42:
	.asciz	"seen"                          # string offset=399
.Linfo_string43:
	.asciz	"total"                         # string offset=404
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
	.long	.Linfo_string43
	.section	.debug_addr,"",@progbits
	.long	.Ldebug_addr_end0-.Ldebug_addr_start0 # Length of contribution
.Ldebug_addr_start0:
	.short	5                               # DWARF version number
	.byte	8                               # Address size
	.byte	0                               # Segment selector size
.Laddr_table_base0:
	.quad	_license
	.quad	flows
	.quad	totals
	.quad	.Lfunc_begin0
.Ldebug_addr_end0:
	.section	.BTF,"",@progbits
	.short	60319                           # 0xeb9f
	.byte	1
	.byte	0
	.long	24
	.long	0
	.long	740
	.long	740
	.long	714
	.long	0                               # BTF_KIND_PTR(id = 1)
	.long	33554432                        # 0x2000000
	.long	3
	.long	1                               # BTF_KIND_INT(id = 2)
	.long	16777216                        # 0x1000000
	.long	4
	.long	16777248                        # 0x1000020
	.long	0                               # BTF_KIND_ARRAY(id = 3)
	.long	50331648                        # 0x3000000
	.long	0
	.long	2
	.long	4
	.long	9
	.long	5                               # BTF_KIND_INT(id = 4)
	.long	16777216                        # 0x1000000
	.long	4
	.long	32                              # 0x20
	.long	0                               # BTF_KIND_PTR(id = 5)
	.long	33554432                        # 0x2000000
	.long	6
	.long	25                              # BTF_KIND_STRUCT(id = 6)
	.long	67108867                        # 0x4000003
	.long	8
	.long	30
	.long	7
	.long	0                               # 0x0
	.long	37
	.long	9
	.long	32                              # 0x20
	.long	42
	.long	9
	.long	48                              # 0x30
	.long	46                              # BTF_KIND_TYPEDEF(id = 7)
	.long	134217728                       # 0x8000000
	.long	8
	.long	50                              # BTF_KIND_INT(id = 8)
	.long	16777216                        # 0x1000000
	.long	4
	.long	32                              # 0x20
	.long	63                              # BTF_KIND_TYPEDEF(id = 9)
	.long	134217728                       # 0x8000000
	.long	10
	.long	67                              # BTF_KIND_INT(id = 10)
	.long	16777216                        # 0x1000000
	.long	2
	.long	16                              # 0x10
	.long	0                               # BTF_KIND_PTR(id = 11)
	.long	33554432                        # 0x2000000
	.long	12
	.long	82                              # BTF_KIND_TYPEDEF(id = 12)
	.long	134217728                       # 0x8000000
	.long	13
	.long	86                              # BTF_KIND_INT(id = 13)
	.long	16777216                        # 0x1000000
	.long	8
	.long	64                              # 0x40
	.long	0                               # BTF_KIND_PTR(id = 14)
	.long	33554432                        # 0x2000000
	.long	15
	.long	0                               # BTF_KIND_ARRAY(id = 15)
	.long	50331648                        # 0x3000000
	.long	0
	.long	2
	.long	4
	.long	1024
	.long	0                               # BTF_KIND_STRUCT(id = 16)
	.long	67108868                        # 0x4000004
	.long	32
	.long	105
	.long	1
	.long	0                               # 0x0
	.long	110
	.long	5
	.long	64                              # 0x40
	.long	114
	.long	11
	.long	128                             # 0x80
	.long	120
	.long	14
	.long	192                             # 0xc0
	.long	132                             # BTF_KIND_VAR(id = 17)
	.long	234881024                       # 0xe000000
	.long	16
	.long	1
	.long	0                               # BTF_KIND_PTR(id = 18)
	.long	33554432                        # 0x2000000
	.long	19
	.long	0                               # BTF_KIND_ARRAY(id = 19)
	.long	50331648                        # 0x3000000
	.long	0
	.long	2
	.long	4
	.long	2
	.long	0                               # BTF_KIND_PTR(id = 20)
	.long	33554432                        # 0x2000000
	.long	7
	.long	0                               # BTF_KIND_PTR(id = 21)
	.long	33554432                        # 0x2000000
	.long	22
	.long	0                               # BTF_KIND_ARRAY(id = 22)
	.long	50331648                        # 0x3000000
	.long	0
	.long	2
	.long	4
	.long	4
	.long	0                               # BTF_KIND_STRUCT(id = 23)
	.long	67108868                        # 0x4000004
	.long	32
	.long	105
	.long	18
	.long	0                               # 0x0
	.long	110
	.long	20
	.long	64                              # 0x40
	.long	114
	.long	11
	.long	128                             # 0x80
	.long	120
	.long	21
	.long	192                             # 0xc0
	.long	138                             # BTF_KIND_VAR(id = 24)
	.long	234881024                       # 0xe000000
	.long	23
	.long	1
	.long	0                               # BTF_KIND_PTR(id = 25)
	.long	33554432                        # 0x2000000
	.long	26
	.long	145                             # BTF_KIND_STRUCT(id = 26)
	.long	67108870                        # 0x4000006
	.long	24
	.long	152
	.long	7
	.long	0                               # 0x0
	.long	157
	.long	7
	.long	32                              # 0x20
	.long	166
	.long	7
	.long	64                              # 0x40
	.long	176
	.long	7
	.long	96                              # 0x60
	.long	192
	.long	7
	.long	128                             # 0x80
	.long	207
	.long	7
	.long	160                             # 0xa0
	.long	0                               # BTF_KIND_FUNC_PROTO(id = 27)
	.long	218103809                       # 0xd000001
	.long	2
	.long	222
	.long	25
	.long	226                             # BTF_KIND_FUNC(id = 28)
	.long	201326593                       # 0xc000001
	.long	27
	.long	686                             # BTF_KIND_INT(id = 29)
	.long	16777216                        # 0x1000000
	.long	1
	.long	16777224                        # 0x1000008
	.long	0                               # BTF_KIND_ARRAY(id = 30)
	.long	50331648                        # 0x3000000
	.long	0
	.long	29
	.long	4
	.long	4
	.long	691                             # BTF_KIND_VAR(id = 31)
	.long	234881024                       # 0xe000000
	.long	30
	.long	1
	.long	700                             # BTF_KIND_DATASEC(id = 32)
	.long	251658242                       # 0xf000002
	.long	0
	.long	17
	.long	flows
	.long	32
	.long	24
	.long	totals
	.long	32
	.long	706                             # BTF_KIND_DATASEC(id = 33)
	.long	251658241                       # 0xf000001
	.long	0
	.long	31
	.long	_license
	.long	4
	.byte	0                               # string offset=0
	.ascii	"int"                           # string offset=1
	.byte	0
	.ascii	"__ARRAY_SIZE_TYPE__"           # string offset=5
	.byte	0
	.ascii	"flow"                          # string offset=25
	.byte	0
	.ascii	"source"                        # string offset=30
	.byte	0
	.ascii	"port"                          # string offset=37
	.byte	0
	.ascii	"pad"                           # string offset=42
	.byte	0
	.ascii	"u32"                           # string offset=46
	.byte	0
	.ascii	"unsigned int"                  # string offset=50
	.byte	0
	.ascii	"u16"                           # string offset=63
	.byte	0
	.ascii	"unsigned short"                # string offset=67
	.byte	0
	.ascii	"u64"                           # string offset=82
	.byte	0
	.ascii	"unsigned long long"            # string offset=86
	.byte	0
	.ascii	"type"                          # string offset=105
	.byte	0
	.ascii	"key"                           # string offset=110
	.byte	0
	.ascii	"value"                         # string offset=114
	.byte	0
	.ascii	"max_entries"                   # string offset=120
	.byte	0
	.ascii	"flows"                         # string offset=132
	.byte	0
	.ascii	"totals"                        # string offset=138
	.byte	0
	.ascii	"xdp_md"                        # string offset=145
	.byte	0
	.ascii	"data"                          # string offset=152
	.byte	0
	.ascii	"data_end"                      # string offset=157
	.byte	0
	.ascii	"data_meta"                     # string offset=166
	.byte	0
	.ascii	"ingress_ifindex"               # string offset=176
	.byte	0
	.ascii	"rx_queue_index"                # string offset=192
	.byte	0
	.ascii	"egress_ifindex"                # string offset=207
	.byte	0
	.ascii	"ctx"                           # string offset=222
	.byte	0
	.ascii	"count"                         # string offset=226
	.byte	0
	.ascii	"xdp"                           # string offset=232
	.byte	0
	.ascii	"./maps.c"                      # string offset=236
	.byte	0
	.ascii	"SEC(\"xdp\") int count(struct xdp_md *ctx) {" # string offset=245
	.byte	0
	.ascii	"    struct flow flow = {.source = ctx->ingress_ifindex, .port = 443};" # string offset=288
	.byte	0
	.ascii	"    u64 one = 1;"              # string offset=358
	.byte	0
	.ascii	"    u64 *seen = bpf_map_lookup_elem(&flows, &flow);" # string offset=375
	.byte	0
	.ascii	"    if (seen)"                 # string offset=427
	.byte	0
	.ascii	"        *seen += 1;"           # string offset=441
	.byte	0
	.ascii	"        bpf_map_update_elem(&flows, &flow, &one, 0);" # string offset=461
	.byte	0
	.ascii	"    u32 index = ctx->rx_queue_index & 3;" # string offset=514
	.byte	0
	.ascii	"    u64 *total = bpf_map_lookup_elem(&totals, &index);" # string offset=555
	.byte	0
	.ascii	"    if (total)"                # string offset=610
	.byte	0
	.ascii	"        __sync_fetch_and_add(total, 1);" # string offset=625
	.byte	0
	.ascii	"    return XDP_PASS;"          # string offset=665
	.byte	0
	.ascii	"char"                          # string offset=686
	.byte	0
	.ascii	"_license"                      # string offset=691
	.byte	0
	.ascii	".maps"                         # string offset=700
	.byte	0
	.ascii	"license"                       # string offset=706
	.byte	0
	.section	.BTF.ext,"",@progbits
	.short	60319                           # 0xeb9f
	.byte	1
	.byte	0
	.long	32
	.long	0
	.long	20
	.long	20
	.long	268
	.long	288
	.long	0
	.long	8                               # FuncInfo
	.long	232                             # FuncInfo section string offset=232
	.long	1
	.long	.Lfunc_begin0
	.long	28
	.long	16                              # LineInfo
	.long	232                             # LineInfo section string offset=232
	.long	16
	.long	.Lfunc_begin0
	.long	236
	.long	245
	.long	17408                           # Line 17 Col 0
	.long	.Ltmp2
	.long	236
	.long	288
	.long	18472                           # Line 18 Col 40
	.long	.Ltmp3
	.long	236
	.long	288
	.long	18456                           # Line 18 Col 24
	.long	.Ltmp4
	.long	236
	.long	358
	.long	19465                           # Line 19 Col 9
	.long	.Ltmp5
	.long	236
	.long	375
	.long	20497                           # Line 20 Col 17
	.long	.Ltmp8
	.long	236
	.long	427
	.long	21513                           # Line 21 Col 9
	.long	.Ltmp11
	.long	236
	.long	441
	.long	22543                           # Line 22 Col 15
	.long	.Ltmp12
	.long	236
	.long	441
	.long	22537                           # Line 22 Col 9
	.long	.Ltmp15
	.long	236
	.long	461
	.long	24585                           # Line 24 Col 9
	.long	.Ltmp18
	.long	236
	.long	514
	.long	25622                           # Line 25 Col 22
	.long	.Ltmp19
	.long	236
	.long	514
	.long	25637                           # Line 25 Col 37
	.long	.Ltmp20
	.long	236
	.long	514
	.long	25609                           # Line 25 Col 9
	.long	.Ltmp21
	.long	236
	.long	555
	.long	26642                           # Line 26 Col 18
	.long	.Ltmp24
	.long	236
	.long	610
	.long	27657                           # Line 27 Col 9
	.long	.Ltmp29
	.long	236
	.long	625
	.long	28681                           # Line 28 Col 9
	.long	.Ltmp32
	.long	236
	.long	665
	.long	29701                           # Line 29 Col 5
	.addrsig
	.addrsig_sym count
	.addrsig_sym flows
	.addrsig_sym totals
	.addrsig_sym _license
	.section	.debug_line,"",@progbits
.Lline_table_start0:
