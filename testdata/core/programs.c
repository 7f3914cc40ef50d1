// Accesses that CO-RE fits to the types in target.c, in programs of a few instructions each, so that each can fail by itself.
#define SEC(name) __attribute__((section(name), used))
#define PROG(name, ...) SEC("?raw_tp") long name(void *ctx) { __VA_ARGS__; }
#define info(field, kind) __builtin_preserve_field_info(field, kind)
#define EXISTS 2
#define type_info(type, kind) __builtin_preserve_type_info(*(type *)0, kind)
#define value(type, name, kind) __builtin_preserve_enum_value(*(type *)name, kind)
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct inner { int x; int y; };
struct moved {
    int kept;
    int moved;
    int gone;
    struct inner inner;
    union { int left; u16 right; };
    struct inner *pointer;
    int matrix[2][3];
    struct inner many[4];
    int last[];
};
struct moved___other { int kept; };
struct moved___dead { int never; };
struct sizes {
    u32 grown;
    u64 shrunk;
    int grown_signed;
    long shrunk_signed;
    void *to_pointer;
    u32 to_struct;
    u8 to_enum;
    u32 array[4];
    u64 wide_array[2];
    u32 flag_array[2];
    float real;
    char letter;
};
struct bits {
    u32 low : 3;
    u32 middle : 9;
    int negative : 5;
    u64 wide : 37;
    u32 to_plain : 4;
    u32 from_plain;
    u32 straddling : 20;
};
struct twice { int same; int differs; };
struct big { int near; int far; };
struct nowhere { int a; };
struct emptied { int a; };
struct cycle { struct cycle *next; int value; };
struct pad_in { struct { struct { int deep; }; }; };
union choice { int number; char text[8]; };
#pragma clang attribute pop

enum verdict { VERDICT_DROP, VERDICT_PASS = 7, VERDICT_GONE = 9, VERDICT_NEGATIVE = -3 };
enum verdict___new { VERDICT_DROP___new = 1 };
enum wide { WIDE_ONE = 0x100000001, WIDE_TWO };
enum narrow { NARROW = 5 };
enum missing { MISSING };
typedef int number_t;
typedef struct inner inner_t;
typedef int (*callback_t)(int, struct inner *);
typedef int (*other_callback_t)(int, long);
typedef float real_t;
typedef struct nowhere nowhere_t;
struct matching { int a; struct inner *b; u64 c[3]; enum verdict d; };
struct unmatching { int a; u64 b; };
struct partial { int a; };
struct forward;
struct uses_forward { struct forward *f; };

#define M ((struct moved *)ctx)
PROG(field_kept, return M->kept)
PROG(field_moved, return M->moved)
PROG(field_gone, return M->gone)
PROG(field_gone_guarded, if (info(M->gone, EXISTS)) return M->gone; return info(M->moved, EXISTS))
PROG(field_inner, return M->inner.y)
PROG(field_left, return M->left)
PROG(field_right, return M->right)
PROG(field_through_pointer, return M->pointer->y)
PROG(field_element, return M->matrix[1][2])
PROG(field_element_outside, return M->many[3].y)
PROG(field_element_inside, return M->many[1].y)
PROG(field_flexible, return M->last[5])
PROG(field_next_struct, return M[2].moved)
PROG(field_of_flavor, return ((struct moved___other *)ctx)->kept)
PROG(field_of_flavor_gone, return ((struct moved___dead *)ctx)->never)
PROG(field_store, M->moved = 5; return 0)
PROG(field_store_register, M->moved = M->kept; return 0)
PROG(field_sizes, return info(M->inner, 1) + info(M->matrix, 1) + info(M->matrix[1], 1) + info(M->many[1], 1))
PROG(field_offsets, return info(M->inner, 0) + info(M->many[1], 0) + info(M->last, 0))
PROG(field_size_gone, return info(M->gone, 1))
PROG(field_deep, return ((struct pad_in *)ctx)->deep)
PROG(field_of_union, return ((union choice *)ctx)->text[3])
PROG(field_in_circle, return ((struct cycle *)ctx)->next->next->value)

#define S ((struct sizes *)ctx)
PROG(size_grown, return S->grown)
PROG(size_shrunk, return S->shrunk)
PROG(size_grown_signed, return S->grown_signed)
PROG(size_shrunk_signed, return S->shrunk_signed)
PROG(size_shrunk_stored, S->shrunk = (u64)ctx; return 0)
PROG(size_to_pointer, return (long)S->to_pointer)
PROG(size_to_struct, return S->to_struct)
PROG(size_to_enum, return S->to_enum)
PROG(size_element, return S->array[1])
PROG(size_wide_element, return S->wide_array[1])
PROG(size_flags, return S->flag_array[1])
PROG(size_real, return info(S->real, 0) + info(S->real, 1))
PROG(size_letter, return S->letter + info(S->letter, 3))
PROG(sign_of_all, return info(S->grown, 3) + 2 * info(S->grown_signed, 3) + 4 * info(S->to_enum, 3))
PROG(sign_of_element, return info(S->array[1], 3))
PROG(shifts_of_plain, return info(S->grown, 4) + info(S->shrunk, 4) + info(S->grown, 5) + info(S->shrunk, 5))

#define B ((struct bits *)ctx)
PROG(bits_low, return info(B->low, 0) + info(B->low, 1) + info(B->low, 4) + info(B->low, 5))
PROG(bits_middle, return info(B->middle, 0) + info(B->middle, 1) + info(B->middle, 4) + info(B->middle, 5))
PROG(bits_negative, return info(B->negative, 3) + info(B->negative, 4) + info(B->negative, 5))
PROG(bits_wide, return info(B->wide, 0) + info(B->wide, 1) + info(B->wide, 4) + info(B->wide, 5))
PROG(bits_to_plain, return info(B->to_plain, 0) + info(B->to_plain, 1) + info(B->to_plain, 4) + info(B->to_plain, 5))
PROG(bits_from_plain, return info(B->from_plain, 0) + info(B->from_plain, 1) + info(B->from_plain, 4))
PROG(bits_straddling, return info(B->straddling, 0) + info(B->straddling, 1))

PROG(twice_same, return ((struct twice *)ctx)->same)
PROG(twice_differs, return ((struct twice *)ctx)->differs)
PROG(big_near, return ((struct big *)ctx)->near)
PROG(big_far, return ((struct big *)ctx)->far)
PROG(big_far_offset, return info(((struct big *)ctx)->far, 0))
PROG(nowhere, return ((struct nowhere *)ctx)->a)
PROG(nowhere_exists, return info(((struct nowhere *)ctx)->a, EXISTS))
PROG(emptied, return ((struct emptied *)ctx)->a)

PROG(type_exists, return type_info(struct moved, 0) + 2 * type_info(struct nowhere, 0) + 4 * type_info(number_t, 0)
    + 8 * type_info(nowhere_t, 0) + 16 * type_info(union choice, 0) + 32 * type_info(enum verdict, 0))
PROG(type_size, return type_info(struct moved, 1) + type_info(struct nowhere, 1) + type_info(inner_t, 1))
#if CLANG > 14
PROG(type_matches, return type_info(struct matching, 2) + 2 * type_info(struct unmatching, 2) + 4 * type_info(struct partial, 2)
    + 8 * type_info(enum verdict, 2) + 16 * type_info(callback_t, 2) + 32 * type_info(struct uses_forward, 2)
    + 64 * type_info(enum narrow, 2))
#endif
PROG(type_compatible, return type_info(callback_t, 0) + 2 * type_info(other_callback_t, 0) + 4 * type_info(real_t, 0))
PROG(type_ids, return __builtin_btf_type_id(*(struct moved *)ctx, 0) + __builtin_btf_type_id(*(struct moved *)ctx, 1)
    + __builtin_btf_type_id(*(struct nowhere *)ctx, 1))

PROG(value_exists, return value(enum verdict, VERDICT_PASS, 0) + 2 * value(enum verdict, VERDICT_GONE, 0)
    + 4 * value(enum missing, MISSING, 0))
PROG(value_pass, return value(enum verdict, VERDICT_PASS, 1))
PROG(value_gone, return value(enum verdict, VERDICT_GONE, 1))
PROG(value_negative, return value(enum verdict, VERDICT_NEGATIVE, 1))
PROG(value_of_flavor, return value(enum verdict___new, VERDICT_DROP___new, 1))
#if CLANG > 14
PROG(value_wide, return value(enum wide, WIDE_TWO, 1))
#endif
PROG(value_widened, return value(enum narrow, NARROW, 1))
PROG(value_missing, return value(enum missing, MISSING, 1))
char _license[] SEC("license") = "GPL";
