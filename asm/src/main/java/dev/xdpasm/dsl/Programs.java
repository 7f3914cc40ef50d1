package dev.xdpasm.dsl;

import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.TcAction;
import dev.xdpasm.uapi.XdpAction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Several programs in one object, which share maps, globals and functions:
 *
 * <pre>{@code
 * BpfObject both = Programs.object(o -> {
 *     o.xdp("fast", p -> firewall(p));
 *     o.tc("slow", p -> firewall(p));
 * });
 * }</pre>
 */
public final class Programs {
    /** What is said where nothing is. */
    static final String LICENSE = "GPL";

    private final Compilation compilation;
    private String license = LICENSE;

    private Programs(Compilation compilation) {
        this.compilation = compilation;
    }

    /** {@return an object of the programs that a body says} */
    public static BpfObject object(Consumer<Programs> body) {
        return object(IsaLevel.DEFAULT, body);
    }

    /**
     * {@return an object of the programs that a body says, of the instructions of a level}
     *
     * @throws dev.xdpasm.AssemblyException if something cannot be; names the Java line
     */
    public static BpfObject object(IsaLevel level, Consumer<Programs> body) {
        Programs programs = new Programs(new Compilation(level));
        Given.within(body, programs);
        return programs.compilation.object(programs.license);
    }

    /** Says the license, {@code GPL} if nothing is said: many helpers can be called only under one that is compatible with it. */
    public void license(String changed) {
        license = Given.notNull(changed, "license");
    }

    /**
     * Says the oldest kernel that is to run the programs, such as 6, 1: what that lacks is an error at the Java line that asks for
     * it, what it has is used where there is a choice. To be said before the programs.
     *
     * @param major 3 or more: programs are of Linux 3.18 and later
     * @param minor 0 or more
     */
    public void kernel(int major, int minor) {
        compilation.oldest(new KernelRelease(major, minor));
    }

    /** Adds an XDP program, whose default is {@code XDP_PASS}. */
    public void xdp(String name, Consumer<Xdp> body) {
        xdp(name, XdpAction.XDP_PASS, body);
    }

    /** Adds an XDP program. */
    public void xdp(String name, XdpAction byDefault, Consumer<Xdp> body) {
        Xdp.write(compilation, name, byDefault, body);
    }

    /**
     * Adds an XDP program.
     *
     * @param section {@code xdp}; {@code xdp.frags}, which is given packets of several fragments as well (Linux 5.18); {@code
     *     xdp/devmap} or {@code xdp/cpumap}, which is run on packets where a map of targets has sent them (Linux 5.8, 5.9)
     */
    public void xdp(String name, String section, XdpAction byDefault, Consumer<Xdp> body) {
        Xdp.write(compilation, name, section, byDefault, body);
    }

    /** Adds a tc program, whose default is {@code TC_ACT_OK}. */
    public void tc(String name, Consumer<Tc> body) {
        tc(name, "tc", TcAction.TC_ACT_OK, body);
    }

    /**
     * Adds a tc program.
     *
     * @param section {@code tc}, or where it is to be attached: {@code tcx/ingress}, {@code tcx/egress}, {@code netkit/primary} ...
     */
    public void tc(String name, String section, TcAction byDefault, Consumer<Tc> body) {
        Tc.write(compilation, name, section, byDefault, body);
    }

    /** Adds a program of a control group for packets; a packet of which it says nothing passes. */
    public void cgroupSkb(String name, boolean ingress, Consumer<CgroupSkb> body) {
        CgroupSkb.write(compilation, name, ingress ? "cgroup_skb/ingress" : "cgroup_skb/egress", body);
    }

    /** Adds a program that sees what is sent through the sockets of a map. Linux 4.17. */
    public void skMsg(String name, Consumer<SkMsg> body) {
        SkMsg.write(compilation, name, body);
    }

    /** Adds a program that sees what the sockets of a map receive, as it comes ({@code sk_skb/verdict}). Linux 5.13. */
    public void skSkb(String name, Consumer<SkSkb> body) {
        skSkb(name, "sk_skb/verdict", body);
    }

    /**
     * Adds a program that sees what the sockets of a map receive.
     *
     * @param section {@code sk_skb/verdict}, or {@code sk_skb/stream_verdict} behind a parser
     */
    public void skSkb(String name, String section, Consumer<SkSkb> body) {
        SkSkb.write(compilation, name, section, body);
    }

    /** Adds a program that finds the messages in what the sockets of a map receive. Linux 4.14. */
    public void skParser(String name, Consumer<SkParser> body) {
        SkParser.write(compilation, name, body);
    }

    /** Adds a program that selects one of the sockets that share a port. Linux 4.19. */
    public void skReuseport(String name, Consumer<SkReuseport> body) {
        skReuseport(name, "sk_reuseport", body);
    }

    /** As {@link #skReuseport(String, Consumer)}; {@code sk_reuseport/migrate} is asked for a closed socket's connections too (Linux 5.14). */
    public void skReuseport(String name, String section, Consumer<SkReuseport> body) {
        SkReuseport.write(compilation, name, section, body);
    }

    /** Adds a filter of a socket: it returns how many bytes of the packet the socket is given. Linux 3.19. */
    public void socketFilter(String name, Consumer<HookProgram<SkBuff>> body) {
        hook(name, "socket", SkBuff::new, 0, body);
    }

    /** Adds a program that chooses sockets; it returns 1 (SK_PASS) if it says nothing. Linux 5.9. */
    public void skLookup(String name, Consumer<HookProgram<SkLookup>> body) {
        hook(name, "sk_lookup", SkLookup::new, 1, body);
    }

    /** Adds a program of a control group that follows TCP sockets; it returns 1 if it says nothing. Linux 4.13. */
    public void sockOps(String name, Consumer<HookProgram<SockOps>> body) {
        hook(name, "sockops", SockOps::new, 1, body);
    }

    /**
     * Adds a program of a control group for a socket's addresses; it allows what it says nothing of. Linux 4.17.
     *
     * @param where such as {@code connect4}, {@code bind6}, {@code sendmsg4}
     */
    public void sockAddr(String name, String where, Consumer<HookProgram<SockAddr>> body) {
        hook(name, "cgroup/" + where, SockAddr::new, 1, body);
    }

    /**
     * Adds a program for a tracepoint, whose fields it names. Linux 4.7, with the types of a kernel (BTF).
     *
     * @param where group and name, such as {@code sched/sched_process_exec} or {@code syscalls/sys_enter_openat}
     */
    public void tracepoint(String name, String where, Consumer<Tracepoint> body) {
        Tracepoint.write(compilation, name, where, Tracepoint.classOf(where), body);
    }

    /**
     * As {@link #tracepoint(String, String, Consumer)}, for one of several tracepoints of a class: {@code sched/sched_wakeup} is of
     * {@code sched_wakeup_template}, and has the fields of {@code struct trace_event_raw_sched_wakeup_template} in the kernel's BTF.
     *
     * @param eventClass the class, as the kernel's source declares it (DECLARE_EVENT_CLASS)
     */
    public void tracepoint(String name, String where, String eventClass, Consumer<Tracepoint> body) {
        Tracepoint.classOf(where);
        Tracepoint.write(compilation, name, where, Given.notNull(eventClass, "eventClass"), body);
    }

    /**
     * Adds a program for a tracepoint, told of it by a struct of the program's own, as it lies in one kernel. Linux 4.7.
     *
     * @param where group and name, such as {@code syscalls/sys_enter_openat}
     * @param event its fields, as tracefs says them ({@code events/GROUP/NAME/format}): the first 8 bytes are the kernel's
     */
    public <C extends Struct> void tracepoint(String name, String where, Supplier<C> event, Consumer<HookProgram<C>> body) {
        Tracepoint.classOf(where);
        hook(name, "tracepoint/" + where, event, 0, body);
    }

    /**
     * Adds a program that is run where a function is entered or returns, on processors such as this one.
     *
     * @param section {@code kprobe/hrtimer_nanosleep}, {@code kretprobe/...}, {@code uprobe}, {@code uretprobe}, {@code
     *     kprobe.multi/...} (Linux 4.1), or {@code fentry/...}, {@code fexit/...}, {@code tp_btf/...} (Linux 5.5), {@code fmod_ret/...},
     *     {@code lsm/...} (Linux 5.7), {@code lsm_cgroup/...} (Linux 6.0), {@code raw_tp/...} (Linux 4.17)
     */
    public void probe(String name, String section, Consumer<FunctionProbe> body) {
        probe(name, section, PtRegs.here(), body);
    }

    /** As {@link #probe(String, String, Consumer)}, for the processors that are told. */
    public void probe(String name, String section, PtRegs registers, Consumer<FunctionProbe> body) {
        FunctionProbe.write(compilation, name, section, registers, body);
    }

    /**
     * Adds a struct of functions, which programs are put into and which the kernel then uses as one of its own, such as a congestion
     * control of TCP: {@code bpf.structOps(name).register()}. Linux 5.6.
     *
     * @param name of the struct in the object
     * @param struct which struct of the kernel's, such as {@link OpsStruct#TCP_CONGESTION_OPS}
     */
    public void structOps(String name, OpsStruct struct, Consumer<Ops> body) {
        Ops.write(compilation, name, struct, body);
    }

    /**
     * Adds a program of any type, as its section says it.
     *
     * @param section by libbpf's rules, such as {@code fentry/do_unlinkat}
     * @param context what the program is told
     * @param byDefault what it returns if it says nothing
     */
    public <C extends Struct> void hook(
            String name, String section, Supplier<C> context, int byDefault, Consumer<HookProgram<C>> body) {
        HookProgram.write(compilation, name, section, context, byDefault, body);
    }
}
