// objects: 19-v3-g 14-v2-g
// The kernel's variables, by address only and by type, and some that are missing.
#include "corpus.h"

extern const void bpf_prog_put __ksym;
extern const void xdpasm_missing __ksym __weak;
extern const int xdpasm_missing_typed __ksym __weak;

SEC("raw_tp/sys_enter") int addresses(void *ctx)
{
	__u64 address = (__u64)&bpf_prog_put;

	asm volatile("" : "+r"(address)); // or the compiler knows that it is not 0
	if (&xdpasm_missing || &xdpasm_missing_typed)
		return 1;
	return address ? 0 : 2;
}

char _license[] SEC("license") = "GPL";
