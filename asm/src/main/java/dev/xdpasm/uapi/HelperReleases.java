package dev.xdpasm.uapi;

/**
 * The releases of Linux that brought helpers. Their numbers were given in the order of time, so that of each release the first one
 * is enough (the kernel's history of {@code __BPF_FUNC_MAPPER}, include/uapi/linux/bpf.h).
 */
final class HelperReleases {
    private record Row(int first, String release) {}

    private static final Row[] ROWS = {
        new Row(1, "3.19"), // bpf_map_lookup_elem
        new Row(4, "4.1"), // bpf_probe_read
        new Row(12, "4.2"), // bpf_tail_call
        new Row(17, "4.3"), // bpf_get_cgroup_classid
        new Row(23, "4.4"), // bpf_redirect
        new Row(26, "4.5"), // bpf_skb_load_bytes
        new Row(27, "4.6"), // bpf_get_stackid
        new Row(31, "4.8"), // bpf_skb_change_proto
        new Row(37, "4.9"), // bpf_current_task_under_cgroup
        new Row(42, "4.10"), // bpf_get_numa_node_id
        new Row(45, "4.11"), // bpf_probe_read_str
        new Row(46, "4.12"), // bpf_get_socket_cookie
        new Row(48, "4.13"), // bpf_set_hash
        new Row(51, "4.14"), // bpf_redirect_map
        new Row(54, "4.15"), // bpf_xdp_adjust_meta
        new Row(58, "4.16"), // bpf_override_return
        new Row(60, "4.17"), // bpf_msg_redirect_map
        new Row(65, "4.18"), // bpf_xdp_adjust_tail
        new Row(81, "4.19"), // bpf_get_local_storage
        new Row(84, "4.20"), // bpf_sk_lookup_tcp
        new Row(91, "5.0"), // bpf_msg_pop_data
        new Row(93, "5.1"), // bpf_spin_lock
        new Row(99, "5.2"), // bpf_skc_lookup_tcp
        new Row(109, "5.3"), // bpf_send_signal
        new Row(111, "5.5"), // bpf_skb_output
        new Row(116, "5.6"), // bpf_tcp_send_ack
        new Row(119, "5.7"), // bpf_read_branch_records
        new Row(125, "5.8"), // bpf_ktime_get_boot_ns
        new Row(136, "5.9"), // bpf_skc_to_tcp6_sock
        new Row(142, "5.10"), // bpf_load_hdr_opt
        new Row(156, "5.11"), // bpf_task_storage_get
        new Row(163, "5.12"), // bpf_check_mtu
        new Row(164, "5.13"), // bpf_for_each_map_elem
        new Row(166, "5.14"), // bpf_sys_bpf
        new Row(169, "5.15"), // bpf_timer_init
        new Row(176, "5.16"), // bpf_get_branch_snapshot
        new Row(180, "5.17"), // bpf_find_vma
        new Row(186, "5.18"), // bpf_get_retval
        new Row(194, "5.19"), // bpf_kptr_xchg
        new Row(204, "6.0"), // bpf_tcp_raw_gen_syncookie_ipv4
        new Row(208, "6.1"), // bpf_ktime_get_tai_ns
        new Row(210, "6.2"), // bpf_cgrp_storage_get
    };

    private HelperReleases() {}

    /** {@return the release that brought a helper} */
    static String of(int helper) {
        int row = ROWS.length - 1;
        while (ROWS[row].first() > helper) {
            row--;
        }
        return ROWS[row].release();
    }
}
