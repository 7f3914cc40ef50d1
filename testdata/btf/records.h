#ifndef __VMLINUX_H__
#define __VMLINUX_H__

#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
#endif

typedef signed char __s8;

typedef short __s16;

typedef unsigned short __u16;

typedef int __s32;

typedef long long __s64;

typedef _Bool bool;

typedef unsigned char __u8;

typedef unsigned int __u32;

typedef unsigned long long __u64;

typedef __u64 __be64;

typedef __u32 __be32;

typedef __u16 __be16;

struct FlowKey {
	__be32 source;
	__be32 target;
	__be16 sourcePort;
	__be16 targetPort;
	__u8 protocol;
};

struct Counters {
	__u64 packets;
	__u64 bytes;
};

struct Everything {
	__s8 a;
	__s16 b;
	__u16 c;
	__s32 d;
	__s64 e;
	bool f;
	__u8 g;
	__u32 h;
	__u64 i;
	__be64 j;
	struct FlowKey flow;
	__u16 ports[3];
	char name[16];
	struct Counters perQueue[2];
	__u8 mac[6];
};

#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute pop
#endif

#endif /* __VMLINUX_H__ */
