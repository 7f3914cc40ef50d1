#ifndef __VMLINUX_H__
#define __VMLINUX_H__

#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
#endif

struct list {
	struct list *next;
	int (*callback)(struct list *, const char *);
};

struct whole_here;

struct only_there {
	long b;
};

struct whole_there {
	struct whole_here *here;
	struct only_there own;
};

#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute pop
#endif

#endif /* __VMLINUX_H__ */
