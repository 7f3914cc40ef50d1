#ifndef __VMLINUX_H__
#define __VMLINUX_H__

#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
#endif

struct flow {
	int source;
	unsigned int low: 3;
	long: 29;
	unsigned long long high: 40;
	struct {
		union {
			short word;
			char octets[2];
		};
		int ports[4];
	};
};

struct flow___old {
	long source;
};

typedef struct flow flow_t;

enum verdict {
	VERDICT_DROP = 0,
	VERDICT_PASS = 7,
};

enum wide {
	WIDE_LOW = 0ULL,
	WIDE_HIGH = 30064771072ULL,
};

#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute pop
#endif

#endif /* __VMLINUX_H__ */
