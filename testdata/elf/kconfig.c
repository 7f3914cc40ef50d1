// objects: 19-v3-g 14-v2-g
// Values of the kernel's configuration, of each type, and ones that are missing.
#include "corpus.h"

enum libbpf_tristate { TRI_NO, TRI_YES, TRI_MODULE };

extern int LINUX_KERNEL_VERSION __kconfig;
extern bool CONFIG_BPF_SYSCALL __kconfig;
extern enum libbpf_tristate CONFIG_NET __kconfig __weak;
extern char CONFIG_BPF_JIT __kconfig __weak;
extern unsigned long CONFIG_HZ __kconfig __weak;
extern int CONFIG_XDPASM_IS_NOT_THERE __kconfig __weak;
extern char CONFIG_DEFAULT_HOSTNAME[16] __kconfig __weak;

SEC("xdp") int configured(struct xdp_md *ctx)
{
	if (LINUX_KERNEL_VERSION < 0x40000 || !CONFIG_BPF_SYSCALL)
		return XDP_ABORTED;
	if (CONFIG_NET != TRI_YES || CONFIG_BPF_JIT == 'n' || CONFIG_XDPASM_IS_NOT_THERE)
		return XDP_DROP;
	return CONFIG_HZ > 10 && CONFIG_DEFAULT_HOSTNAME[0] != 1 ? XDP_PASS : XDP_TX;
}

char _license[] SEC("license") = "GPL";
