// objects: 19-v3-g
// Sections that libbpf 1.1 does not know yet, and one named for people, as old libbpf took it.
#include "corpus.h"

#define PROGRAM(section, name) SEC(section) int name(void *ctx) { return 0; }

PROGRAM("tcx/ingress", p_tcx)
PROGRAM("netkit/primary", p_netkit)
PROGRAM("netfilter", p_netfilter)
PROGRAM("xdp/firewall", p_xdp)

char _license[] SEC("license") = "GPL";
