/* flags: -mcpu=v1 */
/* The smallest program. */
#include "bpf.h"
SEC("xdp") int permit_all(struct xdp_md *ctx) { return XDP_PASS; }
char _license[] SEC("license") = "GPL";
