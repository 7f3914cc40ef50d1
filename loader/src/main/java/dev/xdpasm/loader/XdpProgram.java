package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.object.BpfProgram;
import java.util.List;
import java.util.Optional;

/** An XDP program in the kernel: it can be attached to interfaces. */
public final class XdpProgram extends LoadedProgram {
    /** {@code ETH_HLEN}: bpf_prog_test_run_xdp answers EINVAL to less. */
    private static final int SHORTEST_PACKET = 14;

    /** What it was loaded as; empty of a pinned one, of which the kernel does not tell. */
    private final Optional<BpfProgram> loadedFrom;

    XdpProgram(Fd fd, String name, KernelId id, Optional<BpfProgram> loadedFrom) {
        super(fd, name, id);
        this.loadedFrom = loadedFrom;
    }

    /** {@return where it is made to run; empty of a pinned program, of which the kernel does not tell} */
    public Optional<XdpHook> hook() {
        return loadedFrom.map(XdpHook::of);
    }

    /** {@return whether it takes packets in several pieces; empty of a pinned program, of which the kernel does not tell} */
    public Optional<Boolean> hasFrags() {
        return loadedFrom.map(XdpHook::hasFrags);
    }

    /**
     * Attaches it to the interface of that name in the calling thread's network namespace, refusing one that has an XDP
     * program: {@link #attach(NetDevice, XdpMode, IfOccupied)}.
     */
    public Attachment attach(String ifname, XdpMode mode) {
        return attach(NetDevice.byName(ifname), mode);
    }

    /** Attaches it, refusing an interface that has an XDP program: {@link #attach(NetDevice, XdpMode, IfOccupied)}. */
    public Attachment attach(NetDevice device, XdpMode mode) {
        return attach(device, mode, IfOccupied.REFUSE);
    }

    /**
     * Attaches it through netlink (RTM_SETLINK with IFLA_XDP). Linux 4.12, {@link IfOccupied#REPLACE} 5.7.
     *
     * @return what detaches it again when closed; needs no more of this handle, which may be closed before
     * @throws KernelException if the interface is occupied (names the other program), the driver cannot, or the kernel
     *     refuses otherwise; gives the kernel's extended ACK text
     */
    public Attachment attach(NetDevice device, XdpMode mode, IfOccupied ifOccupied) {
        return attach(device, XdpOptions.DEFAULTS.withMode(mode).withIfOccupied(ifOccupied));
    }

    /**
     * Attaches it as the options say.
     *
     * @return what detaches it again when closed; needs no more of this handle, which may be closed before
     * @throws XdpOccupiedException if the interface has another program, which was to be left alone
     * @throws KernelException if a link is there, the driver cannot, or the kernel refuses otherwise; says why as far as that
     *     can be checked
     */
    public Attachment attach(NetDevice device, XdpOptions options) {
        return XdpAttaching.attach(this, device, options);
    }

    /**
     * Attaches it to several interfaces, to all or to none: where one refuses, those before it get back what they had.
     *
     * @return one for each interface, in their order
     * @throws KernelException of the interface that refused, with what could not be undone as suppressed
     */
    public List<Attachment> attachAll(List<NetDevice> devices, XdpOptions options) {
        return XdpMany.attach(this, devices, options);
    }

    /**
     * Runs it on an Ethernet frame; the kernel wants its header whole.
     *
     * @throws BpfException if the frame has less than 14 bytes
     */
    @Override
    public RunResult run(RunRequest request) {
        int length = request.packet().length;
        if (length < SHORTEST_PACKET) {
            throw new BpfException("program " + name() + " cannot be run on " + length
                    + " bytes: an XDP program's packet has an Ethernet header, " + SHORTEST_PACKET + " bytes at least");
        }
        return super.run(request);
    }
}
