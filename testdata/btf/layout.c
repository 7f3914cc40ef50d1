// Gaps between fields, of each kind that compilers leave and that a header must say.
#define use(type) struct type type
typedef unsigned char u8;
struct gap_before_long { u8 a; long b; };
struct gap_forced { u8 a; int b __attribute__((aligned(16))); u8 c __attribute__((aligned(2))); };
struct bits_gap { int a : 3; int : 0; int b : 3; long c : 30; long : 0; u8 d : 2; };
struct bits_and_bytes { u8 a; int b : 4; u8 c; int d : 20; long e : 60; };
struct trailing { int a; u8 b; } __attribute__((aligned(32)));
struct packed_gap { u8 a; int b; long c; u8 d; } __attribute__((packed));
struct packed_inside { u8 a; struct packed_gap b; int c; };
struct packed_bits { u8 a; int b : 9; int c : 7; long d; } __attribute__((packed, aligned(2)));
union of_all { struct gap_forced a; u8 b[40]; struct { int x; long y; } c; };
struct anonymous { struct { u8 a; }; union { long b; u8 c[3]; } __attribute__((aligned(32))); u8 d; };
struct self { struct self *next; struct self *(*find)(struct self *, const struct self *const *); };
struct later; typedef struct later later_t; typedef later_t *later_p;
struct earlier { later_t *a; later_p b; struct later *(*c)(later_t); };
struct later { struct earlier e; };
typedef void (*handler)(int) ; typedef handler (*get_handler)(handler old, void (*plain)(void));
struct functions { get_handler get; void (*(*nested)(int, void (*)(char)))(long); int (*(*array[3])[4])(void); };
struct qualified { const int a; const char *const *volatile b; volatile struct self *const c; const u8 d[4]; char *restrict e; };
enum { UNNAMED_ONE, UNNAMED_TWO = 0x80000000 };
enum empty_later;
struct dup { int a; }; typedef struct dup dup; 
struct zero { int n; long list[0]; }; struct flexible { u8 n; struct { u8 a; int b; } list[]; };
struct wide { __int128 a; u8 b; long double c; double d; _Bool e; };
use(gap_before_long); use(gap_forced); use(bits_gap); use(bits_and_bytes); use(trailing); use(packed_gap); use(packed_inside);
use(packed_bits); union of_all of_all; use(anonymous); use(self); use(earlier); use(functions); use(qualified);
use(zero); use(flexible); use(wide); dup duplicate; int unnamed = UNNAMED_TWO; later_p pointer;
