package dev.xdpasm.object;

import static dev.xdpasm.object.ProgramKind.Flag.FRAGS;
import static dev.xdpasm.object.ProgramKind.Flag.SLEEPABLE;
import static dev.xdpasm.uapi.AttachType.*;
import static dev.xdpasm.uapi.ProgramType.*;

import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.ProgramType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an ELF section's name says about the programs in it: libbpf's SEC() names, one row a name
 * (https://docs.kernel.org/bpf/libbpf/program_types.html).
 *
 * <p>A row's name with {@code +} takes a target behind a slash, {@code kprobe/do_sys_open}. Behind the others may stand a name
 * for people, {@code xdp/firewall}, as early libbpf had it and other loaders still do; it means nothing. A question mark
 * before it all, {@code ?xdp}, keeps the program from being loaded unless it is asked for.
 */
public enum SectionType {
    SOCKET("socket", BPF_PROG_TYPE_SOCKET_FILTER),
    SK_REUSEPORT_MIGRATE("sk_reuseport/migrate", BPF_PROG_TYPE_SK_REUSEPORT, BPF_SK_REUSEPORT_SELECT_OR_MIGRATE),
    SK_REUSEPORT("sk_reuseport", BPF_PROG_TYPE_SK_REUSEPORT, BPF_SK_REUSEPORT_SELECT),
    KPROBE("kprobe+", BPF_PROG_TYPE_KPROBE),
    KRETPROBE("kretprobe+", BPF_PROG_TYPE_KPROBE),
    UPROBE("uprobe+", BPF_PROG_TYPE_KPROBE),
    UPROBE_SLEEPABLE("uprobe.s+", BPF_PROG_TYPE_KPROBE, SLEEPABLE),
    URETPROBE("uretprobe+", BPF_PROG_TYPE_KPROBE),
    URETPROBE_SLEEPABLE("uretprobe.s+", BPF_PROG_TYPE_KPROBE, SLEEPABLE),
    KPROBE_MULTI("kprobe.multi+", BPF_PROG_TYPE_KPROBE, BPF_TRACE_KPROBE_MULTI),
    KRETPROBE_MULTI("kretprobe.multi+", BPF_PROG_TYPE_KPROBE, BPF_TRACE_KPROBE_MULTI),
    KPROBE_SESSION("kprobe.session+", BPF_PROG_TYPE_KPROBE, BPF_TRACE_KPROBE_SESSION),
    UPROBE_MULTI("uprobe.multi+", BPF_PROG_TYPE_KPROBE, BPF_TRACE_UPROBE_MULTI),
    UPROBE_MULTI_SLEEPABLE("uprobe.multi.s+", BPF_PROG_TYPE_KPROBE, BPF_TRACE_UPROBE_MULTI, SLEEPABLE),
    URETPROBE_MULTI("uretprobe.multi+", BPF_PROG_TYPE_KPROBE, BPF_TRACE_UPROBE_MULTI),
    URETPROBE_MULTI_SLEEPABLE("uretprobe.multi.s+", BPF_PROG_TYPE_KPROBE, BPF_TRACE_UPROBE_MULTI, SLEEPABLE),
    UPROBE_SESSION("uprobe.session+", BPF_PROG_TYPE_KPROBE, BPF_TRACE_UPROBE_SESSION),
    UPROBE_SESSION_SLEEPABLE("uprobe.session.s+", BPF_PROG_TYPE_KPROBE, BPF_TRACE_UPROBE_SESSION, SLEEPABLE),
    KSYSCALL("ksyscall+", BPF_PROG_TYPE_KPROBE),
    KRETSYSCALL("kretsyscall+", BPF_PROG_TYPE_KPROBE),
    USDT("usdt+", BPF_PROG_TYPE_KPROBE),
    USDT_SLEEPABLE("usdt.s+", BPF_PROG_TYPE_KPROBE, SLEEPABLE),
    TC_INGRESS("tc/ingress", BPF_PROG_TYPE_SCHED_CLS, BPF_TCX_INGRESS),
    TC_EGRESS("tc/egress", BPF_PROG_TYPE_SCHED_CLS, BPF_TCX_EGRESS),
    TCX_INGRESS("tcx/ingress", BPF_PROG_TYPE_SCHED_CLS, BPF_TCX_INGRESS),
    TCX_EGRESS("tcx/egress", BPF_PROG_TYPE_SCHED_CLS, BPF_TCX_EGRESS),
    TC("tc", BPF_PROG_TYPE_SCHED_CLS),
    CLASSIFIER("classifier", BPF_PROG_TYPE_SCHED_CLS),
    ACTION("action", BPF_PROG_TYPE_SCHED_ACT),
    NETKIT_PRIMARY("netkit/primary", BPF_PROG_TYPE_SCHED_CLS, BPF_NETKIT_PRIMARY),
    NETKIT_PEER("netkit/peer", BPF_PROG_TYPE_SCHED_CLS, BPF_NETKIT_PEER),
    TRACEPOINT("tracepoint+", BPF_PROG_TYPE_TRACEPOINT),
    TP("tp+", BPF_PROG_TYPE_TRACEPOINT),
    RAW_TRACEPOINT("raw_tracepoint+", BPF_PROG_TYPE_RAW_TRACEPOINT),
    RAW_TP("raw_tp+", BPF_PROG_TYPE_RAW_TRACEPOINT),
    RAW_TRACEPOINT_W("raw_tracepoint.w+", BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE),
    RAW_TP_W("raw_tp.w+", BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE),
    TP_BTF("tp_btf+", BPF_PROG_TYPE_TRACING, BPF_TRACE_RAW_TP),
    FENTRY("fentry+", BPF_PROG_TYPE_TRACING, BPF_TRACE_FENTRY),
    FENTRY_SLEEPABLE("fentry.s+", BPF_PROG_TYPE_TRACING, BPF_TRACE_FENTRY, SLEEPABLE),
    FMOD_RET("fmod_ret+", BPF_PROG_TYPE_TRACING, BPF_MODIFY_RETURN),
    FMOD_RET_SLEEPABLE("fmod_ret.s+", BPF_PROG_TYPE_TRACING, BPF_MODIFY_RETURN, SLEEPABLE),
    FEXIT("fexit+", BPF_PROG_TYPE_TRACING, BPF_TRACE_FEXIT),
    FEXIT_SLEEPABLE("fexit.s+", BPF_PROG_TYPE_TRACING, BPF_TRACE_FEXIT, SLEEPABLE),
    FREPLACE("freplace+", BPF_PROG_TYPE_EXT),
    LSM("lsm+", BPF_PROG_TYPE_LSM, BPF_LSM_MAC),
    LSM_SLEEPABLE("lsm.s+", BPF_PROG_TYPE_LSM, BPF_LSM_MAC, SLEEPABLE),
    LSM_CGROUP("lsm_cgroup+", BPF_PROG_TYPE_LSM, BPF_LSM_CGROUP),
    ITER("iter+", BPF_PROG_TYPE_TRACING, BPF_TRACE_ITER),
    ITER_SLEEPABLE("iter.s+", BPF_PROG_TYPE_TRACING, BPF_TRACE_ITER, SLEEPABLE),
    SYSCALL("syscall", BPF_PROG_TYPE_SYSCALL, SLEEPABLE),
    XDP_FRAGS_DEVMAP("xdp.frags/devmap", BPF_PROG_TYPE_XDP, BPF_XDP_DEVMAP, FRAGS),
    XDP_DEVMAP("xdp/devmap", BPF_PROG_TYPE_XDP, BPF_XDP_DEVMAP),
    XDP_FRAGS_CPUMAP("xdp.frags/cpumap", BPF_PROG_TYPE_XDP, BPF_XDP_CPUMAP, FRAGS),
    XDP_CPUMAP("xdp/cpumap", BPF_PROG_TYPE_XDP, BPF_XDP_CPUMAP),
    XDP_FRAGS("xdp.frags", BPF_PROG_TYPE_XDP, BPF_XDP, FRAGS),
    XDP("xdp", BPF_PROG_TYPE_XDP, BPF_XDP),
    PERF_EVENT("perf_event", BPF_PROG_TYPE_PERF_EVENT),
    LWT_IN("lwt_in", BPF_PROG_TYPE_LWT_IN),
    LWT_OUT("lwt_out", BPF_PROG_TYPE_LWT_OUT),
    LWT_XMIT("lwt_xmit", BPF_PROG_TYPE_LWT_XMIT),
    LWT_SEG6LOCAL("lwt_seg6local", BPF_PROG_TYPE_LWT_SEG6LOCAL),
    SOCKOPS("sockops", BPF_PROG_TYPE_SOCK_OPS, BPF_CGROUP_SOCK_OPS),
    SK_SKB_STREAM_PARSER("sk_skb/stream_parser", BPF_PROG_TYPE_SK_SKB, BPF_SK_SKB_STREAM_PARSER),
    SK_SKB_STREAM_VERDICT("sk_skb/stream_verdict", BPF_PROG_TYPE_SK_SKB, BPF_SK_SKB_STREAM_VERDICT),
    SK_SKB_VERDICT("sk_skb/verdict", BPF_PROG_TYPE_SK_SKB, BPF_SK_SKB_VERDICT),
    SK_SKB("sk_skb", BPF_PROG_TYPE_SK_SKB),
    SK_MSG("sk_msg", BPF_PROG_TYPE_SK_MSG, BPF_SK_MSG_VERDICT),
    LIRC_MODE2("lirc_mode2", BPF_PROG_TYPE_LIRC_MODE2, BPF_LIRC_MODE2),
    FLOW_DISSECTOR("flow_dissector", BPF_PROG_TYPE_FLOW_DISSECTOR, BPF_FLOW_DISSECTOR),
    CGROUP_SKB_INGRESS("cgroup_skb/ingress", BPF_PROG_TYPE_CGROUP_SKB, BPF_CGROUP_INET_INGRESS),
    CGROUP_SKB_EGRESS("cgroup_skb/egress", BPF_PROG_TYPE_CGROUP_SKB, BPF_CGROUP_INET_EGRESS),
    CGROUP_SKB("cgroup/skb", BPF_PROG_TYPE_CGROUP_SKB),
    CGROUP_SOCK_CREATE("cgroup/sock_create", BPF_PROG_TYPE_CGROUP_SOCK, BPF_CGROUP_INET_SOCK_CREATE),
    CGROUP_SOCK_RELEASE("cgroup/sock_release", BPF_PROG_TYPE_CGROUP_SOCK, BPF_CGROUP_INET_SOCK_RELEASE),
    CGROUP_SOCK("cgroup/sock", BPF_PROG_TYPE_CGROUP_SOCK, BPF_CGROUP_INET_SOCK_CREATE),
    CGROUP_POST_BIND4("cgroup/post_bind4", BPF_PROG_TYPE_CGROUP_SOCK, BPF_CGROUP_INET4_POST_BIND),
    CGROUP_POST_BIND6("cgroup/post_bind6", BPF_PROG_TYPE_CGROUP_SOCK, BPF_CGROUP_INET6_POST_BIND),
    CGROUP_BIND4("cgroup/bind4", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_INET4_BIND),
    CGROUP_BIND6("cgroup/bind6", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_INET6_BIND),
    CGROUP_CONNECT4("cgroup/connect4", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_INET4_CONNECT),
    CGROUP_CONNECT6("cgroup/connect6", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_INET6_CONNECT),
    CGROUP_CONNECT_UNIX("cgroup/connect_unix", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_UNIX_CONNECT),
    CGROUP_SENDMSG4("cgroup/sendmsg4", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_UDP4_SENDMSG),
    CGROUP_SENDMSG6("cgroup/sendmsg6", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_UDP6_SENDMSG),
    CGROUP_SENDMSG_UNIX("cgroup/sendmsg_unix", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_UNIX_SENDMSG),
    CGROUP_RECVMSG4("cgroup/recvmsg4", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_UDP4_RECVMSG),
    CGROUP_RECVMSG6("cgroup/recvmsg6", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_UDP6_RECVMSG),
    CGROUP_RECVMSG_UNIX("cgroup/recvmsg_unix", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_UNIX_RECVMSG),
    CGROUP_GETPEERNAME4("cgroup/getpeername4", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_INET4_GETPEERNAME),
    CGROUP_GETPEERNAME6("cgroup/getpeername6", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_INET6_GETPEERNAME),
    CGROUP_GETPEERNAME_UNIX("cgroup/getpeername_unix", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_UNIX_GETPEERNAME),
    CGROUP_GETSOCKNAME4("cgroup/getsockname4", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_INET4_GETSOCKNAME),
    CGROUP_GETSOCKNAME6("cgroup/getsockname6", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_INET6_GETSOCKNAME),
    CGROUP_GETSOCKNAME_UNIX("cgroup/getsockname_unix", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_UNIX_GETSOCKNAME),
    CGROUP_SYSCTL("cgroup/sysctl", BPF_PROG_TYPE_CGROUP_SYSCTL, BPF_CGROUP_SYSCTL),
    CGROUP_GETSOCKOPT("cgroup/getsockopt", BPF_PROG_TYPE_CGROUP_SOCKOPT, BPF_CGROUP_GETSOCKOPT),
    CGROUP_SETSOCKOPT("cgroup/setsockopt", BPF_PROG_TYPE_CGROUP_SOCKOPT, BPF_CGROUP_SETSOCKOPT),
    CGROUP_DEV("cgroup/dev", BPF_PROG_TYPE_CGROUP_DEVICE, BPF_CGROUP_DEVICE),
    STRUCT_OPS("struct_ops+", BPF_PROG_TYPE_STRUCT_OPS),
    STRUCT_OPS_SLEEPABLE("struct_ops.s+", BPF_PROG_TYPE_STRUCT_OPS, SLEEPABLE),
    SK_LOOKUP("sk_lookup", BPF_PROG_TYPE_SK_LOOKUP, BPF_SK_LOOKUP),
    NETFILTER("netfilter", BPF_PROG_TYPE_NETFILTER, BPF_NETFILTER);

    /** Stands before the name of a section whose programs are not loaded unless asked for. */
    static final String OPTIONAL = "?";

    private static final Map<String, SectionType> BY_NAME = new HashMap<>();

    static {
        for (SectionType type : values()) {
            BY_NAME.put(type.sectionName, type);
        }
    }

    private final String sectionName;
    private final boolean takesTarget;
    private final ProgramType programType;
    private final Optional<AttachType> attachType;
    private final Set<ProgramKind.Flag> flags;

    SectionType(String name, ProgramType programType, ProgramKind.Flag... flags) {
        this(name, programType, Optional.empty(), Set.of(flags));
    }

    SectionType(String name, ProgramType programType, AttachType attachType, ProgramKind.Flag... flags) {
        this(name, programType, Optional.of(attachType), Set.of(flags));
    }

    SectionType(
            String name, ProgramType programType, Optional<AttachType> attachType, Set<ProgramKind.Flag> flags) {
        this.takesTarget = name.endsWith("+");
        this.sectionName = takesTarget ? name.substring(0, name.length() - 1) : name;
        this.programType = programType;
        this.attachType = attachType;
        this.flags = flags;
    }

    /** {@return the section's name, without what may stand before and behind it} */
    public String sectionName() {
        return sectionName;
    }

    /** {@return whether what stands behind a slash says what the program is attached to} */
    public boolean takesTarget() {
        return takesTarget;
    }

    /** {@return the type of the programs in it} */
    public ProgramType programType() {
        return programType;
    }

    /** {@return where its programs are attached, if the name says so} */
    public Optional<AttachType> attachType() {
        return attachType;
    }

    /** {@return what the kernel is told of its programs} */
    public Set<ProgramKind.Flag> flags() {
        return flags;
    }

    /** {@return what a section is for, by its full name: {@code xdp}, {@code ?xdp} or {@code xdp/NAME}} */
    public static Optional<SectionType> bySection(String section) {
        String name = plain(section);
        while (!BY_NAME.containsKey(name)) {
            int slash = name.lastIndexOf('/');
            if (slash < 0) {
                return Optional.empty();
            }
            name = name.substring(0, slash);
        }
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** {@return what a section of this type says that its programs are attached to; empty if it does not} */
    String target(String section) {
        String name = plain(section);
        return takesTarget && name.length() > sectionName.length() ? name.substring(sectionName.length() + 1) : "";
    }

    private static String plain(String section) {
        return section.startsWith(OPTIONAL) ? section.substring(OPTIONAL.length()) : section;
    }
}
