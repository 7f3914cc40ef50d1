#ifndef __VMLINUX_H__
#define __VMLINUX_H__

#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
#endif

typedef unsigned char u8;

struct gap_before_long {
	u8 a;
	long b;
};

struct gap_forced {
	u8 a;
	long: 64;
	int b;
	u8 c;
	long: 64;
};

struct bits_gap {
	int a: 3;
	int: 29;
	int b: 3;
	long: 29;
	long c: 30;
	long: 34;
	u8 d: 2;
};

struct bits_and_bytes {
	u8 a;
	int b: 4;
	u8 c;
	int d: 20;
	long: 12;
	long e: 60;
};

struct trailing {
	int a;
	u8 b;
	long: 64;
	long: 64;
	long: 64;
};

struct packed_gap {
	u8 a;
	int b;
	long c;
	u8 d;
} __attribute__((packed));

struct packed_inside {
	u8 a;
	struct packed_gap b;
	int c;
};

struct packed_bits {
	u8 a;
	int b: 9;
	int c: 7;
	long d;
	int: 0;
} __attribute__((packed));

union of_all {
	struct gap_forced a;
	u8 b[40];
	struct {
		int x;
		long y;
	} c;
};

struct anonymous {
	struct {
		u8 a;
	};
	long: 64;
	long: 64;
	long: 64;
	union {
		long b;
		u8 c[3];
	};
	u8 d;
	long: 64;
	long: 64;
	long: 64;
};

struct self {
	struct self *next;
	struct self * (*find)(struct self *, const struct self * const *);
};

struct later;

typedef struct later later_t;

typedef later_t *later_p;

struct earlier {
	later_t *a;
	later_p b;
	struct later * (*c)(later_t);
};

struct later {
	struct earlier e;
};

typedef void (*handler)(int);

typedef handler (*get_handler)(handler, void (*)(void));

struct functions {
	get_handler get;
	void (* (*nested)(int, void (*)(char)))(long);
	int (*(*array[3])[4])(void);
};

struct qualified {
	const int a;
	const char * const * volatile b;
	volatile struct self * const c;
	const u8 d[4];
	char * restrict e;
};

struct zero {
	int n;
	long list[0];
};

struct flexible {
	u8 n;
	struct {
		u8 a;
		int b;
	} list[0];
};

struct wide {
	__int128 a;
	u8 b;
	long double c;
	double d;
	_Bool e;
};

struct dup {
	int a;
};

typedef struct dup dup;

#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute pop
#endif

#endif /* __VMLINUX_H__ */
