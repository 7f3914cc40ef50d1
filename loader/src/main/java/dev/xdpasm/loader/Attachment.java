package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.Syscalls;

/**
 * An XDP program on an interface, put there by us; closing takes it off again, and never another.
 *
 * <p>It holds a descriptor of its own, so that the order of closing it and its {@link Bpf} does not matter. The
 * attachment is the interface's, not the process's: a process that ends without closing leaves the program attached. A
 * handle that is forgotten gives its descriptor back with a warning, and the program stays too, as the garbage
 * collector is no judge of packets. Thread-safe.
 */
public final class Attachment implements AutoCloseable {
    private final Fd program;
    private final String programName;
    private final int programId;
    private final NetDevice device;
    private final XdpMode mode;

    private Attachment(Fd program, XdpProgram of, NetDevice device, XdpMode mode) {
        this.program = program;
        this.programName = of.name();
        this.programId = of.id();
        this.device = device;
        this.mode = mode;
    }

    /** Makes the handle of a program that is attached by now. */
    static Attachment of(XdpProgram program, NetDevice device, XdpMode mode) {
        long own = program.fd().use(Syscalls::duplicate);
        if (own < 0) {
            throw Refusal.call("program " + program.name() + " could not be held", "fcntl(F_DUPFD_CLOEXEC)", own);
        }
        Fd held = new Fd((int) own, "attachment of program " + program.name() + " to " + device);
        return new Attachment(held, program, device, mode);
    }

    /** {@return the interface} */
    public NetDevice device() {
        return device;
    }

    /** {@return the mode it is attached in, as the kernel answered after attaching: not {@link XdpMode#AUTO}} */
    public XdpMode mode() {
        return mode;
    }

    /** {@return the program's id} */
    public int programId() {
        return programId;
    }

    /**
     * Leaves the program attached for keeps: closing does nothing from here on. What is kept is written down in
     * {@code /run/xdpasm} first, so that a later process can tell it from others' ({@link AttachRecords}, which can
     * write it down even before the program is attached: {@link AttachRecords#announce}).
     *
     * @throws dev.xdpasm.BpfException if that cannot be written; then nothing has changed
     */
    public void keep() {
        keep(new AttachRecords());
    }

    /**
     * {@return whether the program is still where it was attached: not replaced or taken off by others, nor gone with its
     * interface}
     *
     * @throws KernelException if the kernel refuses to say
     */
    public boolean isAttached() {
        try {
            return !device.namespace().isClosed() && Xdp.query(device).modeOf(programId).isPresent();
        } catch (KernelException e) {
            if (e.errno() == Errno.ENODEV) {
                return false;
            }
            throw e;
        }
    }

    /** Leaves the program attached and forgets it, noted nowhere. */
    synchronized void abandon() {
        program.close();
    }

    synchronized void keep(AttachRecords records) {
        if (program.isClosed()) {
            throw new IllegalStateException(program.what() + " is closed");
        }
        ProgramInfo info = ProgramInfo.of(program);
        records.write(AttachRecord.of(info, programName, device, mode));
        records.prune(device);
        abandon();
    }

    /**
     * Detaches the program. If another has taken its place, or the interface is gone, or the handle of its network
     * namespace is closed, that is left as it is. A second time does nothing. Linux 4.12; atomic since 5.7.
     *
     * @throws KernelException if the kernel refuses for another reason; then the program is still attached, and closing
     *     can be tried again
     */
    @Override
    public synchronized void close() {
        if (program.isClosed()) {
            return;
        }
        if (!device.namespace().isClosed()) {
            XdpAttaching.takeOff(device, mode, programName, programId, program);
        }
        program.close();
    }

    @Override
    public String toString() {
        return "Attachment[program " + programId + " (" + programName + ") on " + device + ", " + mode + "]";
    }
}
