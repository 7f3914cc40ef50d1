// BTF of every kind that clang makes, and of each oddity in it.
#define SEC(name) __attribute__((section(name)))
#define tag(name) __attribute__((btf_decl_tag(#name)))
#define ttag(name) __attribute__((btf_type_tag(#name)))
typedef unsigned char u8;
typedef int (*callback_t)(const char *format, ...);
typedef int (array_of_arrays)[2][3];
enum small { SMALL_A, SMALL_B = 5 } __attribute__((packed));
enum negative { NEGATIVE = -1, POSITIVE = 1 };
enum wide { WIDE = 0x123456789abcdef };
enum wide_negative { WIDE_NEGATIVE = -0x123456789abcdef };
struct opaque;
union opaque_union;
struct node { struct node *next; struct node **slots[4]; };
struct bits {
    int a : 3;
    unsigned b : 7;
    unsigned : 5;
    unsigned long long c : 40;
    u8 d;
    _Bool flag : 1;
};
struct __attribute__((packed)) tight { u8 first; int second; long third; };
struct aligned { u8 first; int second __attribute__((aligned(64))); };
struct nested {
    union { int i; float f; struct { short lo, hi; }; };
    struct { int x, y; } points[2];
    const volatile int *restrict where;
    double wide;
    struct opaque *hidden;
    union opaque_union *hidden_union;
    enum { INNER_A, INNER_B } inner;
    callback_t callback;
    array_of_arrays matrix;
    int (*(*table[3])(int, void *))(long);
    char flexible[];
};
struct empty {};
struct tagged { int ttag(user) *pointer; int member tag(marked); } tag(struct_tag);

__attribute__((used)) static int hidden_counter SEC(".data.mine");
const volatile int limit = 5;
int (*const function_table[2])(int) = {0};
struct nested *nested;
extern int CONFIG_HZ SEC(".kconfig");
extern int bpf_kfunc_call(struct node *node) SEC(".ksyms");
struct bits bits; struct tight tight; struct aligned aligned; struct empty empty; struct tagged tagged; struct node node;
enum small small_value; enum negative negative_value; enum wide wide_value; enum wide_negative wide_negative_value;
__int128 huge; unsigned __int128 unsigned_huge; char character; signed char signed_character;

static __attribute__((noinline)) int sub(int value tag(argument)) { return value + limit + hidden_counter++; }
SEC("xdp") int entry(void *ctx) { return sub(CONFIG_HZ) + bpf_kfunc_call(&node); }
SEC("tc") int second(void *ctx) { return sub(2) + (nested != 0); }
char _license[] SEC("license") = "GPL";
