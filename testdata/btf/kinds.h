#ifndef __VMLINUX_H__
#define __VMLINUX_H__

#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
#endif

struct node {
	struct node *next;
	struct node **slots[4];
};

struct opaque;

union opaque_union;

typedef int (*callback_t)(const char *, ...);

typedef int array_of_arrays[2][3];

struct nested {
	union {
		int i;
		float f;
		struct {
			short lo;
			short hi;
		};
	};
	struct {
		int x;
		int y;
	} points[2];
	volatile const int * restrict where;
	double wide;
	struct opaque *hidden;
	union opaque_union *hidden_union;
	enum {
		INNER_A = 0,
		INNER_B = 1,
	} inner;
	callback_t callback;
	array_of_arrays matrix;
	int (* (*table[3])(int, void *))(long);
	char flexible[0];
};

typedef unsigned char u8;

struct bits {
	int a: 3;
	unsigned int b: 7;
	char: 5;
	unsigned long long c: 40;
	u8 d;
	_Bool flag: 1;
};

struct tight {
	u8 first;
	int second;
	long third;
} __attribute__((packed));

struct aligned {
	u8 first;
	long: 64;
	long: 64;
	long: 64;
	long: 64;
	long: 64;
	long: 64;
	long: 64;
	int second;
	long: 64;
	long: 64;
	long: 64;
	long: 64;
	long: 64;
	long: 64;
	long: 64;
};

struct empty {};

struct tagged {
	int __attribute__((btf_type_tag("user"))) *pointer;
	int member;
};

enum small {
	SMALL_A = 0,
	SMALL_B = 5,
};

enum negative {
	NEGATIVE = -1,
	POSITIVE = 1,
};

enum wide {
	WIDE = 81985529216486895ULL,
};

enum wide_negative {
	WIDE_NEGATIVE = -81985529216486895LL,
};

#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute pop
#endif

#endif /* __VMLINUX_H__ */
