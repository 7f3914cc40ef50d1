/* flags: -mcpu=v3 -g */
/* What another file or the kernel has: kfuncs, kernel symbols, kconfig, a weak one that may be missing. */
#include "bpf.h"
extern const void bpf_link_fops IN(".ksyms");
extern const int runqueues IN(".ksyms") __attribute__((weak));
extern u32 CONFIG_HZ IN(".kconfig");
extern int bpf_xdp_metadata_rx_hash(const struct xdp_md *ctx, u32 *hash, u32 *type) IN(".ksyms") __attribute__((weak));
extern void bpf_rcu_read_lock(void) IN(".ksyms");
extern int elsewhere(int x);
SEC("xdp") int outside(struct xdp_md *ctx) {
    u32 hash = 0, type = 0;
    bpf_rcu_read_lock();
    if (bpf_xdp_metadata_rx_hash)
        bpf_xdp_metadata_rx_hash(ctx, &hash, &type);
    if (&runqueues)
        hash += *(const u32 *)&runqueues;
    return hash + CONFIG_HZ + *(const int *)&bpf_link_fops + elsewhere(type);
}
char _license[] SEC("license") = "GPL";
