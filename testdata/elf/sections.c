// objects: 19-v3-g 14-v2-g
// A program in each of many sections.
#include "corpus.h"

#define PROGRAM(section, name) SEC(section) int name(void *ctx) { return 1; }

PROGRAM("socket", p_socket)
PROGRAM("tc", p_tc)
PROGRAM("classifier", p_classifier)
PROGRAM("action", p_action)
PROGRAM("xdp.frags", p_xdp_frags)
PROGRAM("xdp/devmap", p_xdp_devmap)
PROGRAM("xdp.frags/cpumap", p_xdp_cpumap)
PROGRAM("perf_event", p_perf_event)
PROGRAM("raw_tp/sys_enter", p_raw_tp)
PROGRAM("tracepoint/syscalls/sys_enter_getpid", p_tracepoint)
PROGRAM("lwt_in", p_lwt_in)
PROGRAM("lwt_xmit", p_lwt_xmit)
PROGRAM("sockops", p_sockops)
PROGRAM("sk_skb/stream_verdict", p_sk_skb)
PROGRAM("sk_msg", p_sk_msg)
PROGRAM("flow_dissector", p_flow_dissector)
PROGRAM("cgroup_skb/ingress", p_cgroup_skb)
PROGRAM("cgroup/sock_create", p_cgroup_sock)
PROGRAM("cgroup/connect4", p_cgroup_connect4)
PROGRAM("cgroup/sysctl", p_cgroup_sysctl)
PROGRAM("cgroup/getsockopt", p_cgroup_getsockopt)
PROGRAM("cgroup/dev", p_cgroup_dev)
PROGRAM("sk_lookup", p_sk_lookup)
PROGRAM("sk_reuseport", p_sk_reuseport)
PROGRAM("syscall", p_syscall)

char _license[] SEC("license") = "GPL";
