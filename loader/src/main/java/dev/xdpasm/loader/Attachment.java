package dev.xdpasm.loader;

import java.util.Optional;

/**
 * An XDP program on an interface, put there by us; closing takes it off again, and never another.
 *
 * <p>It holds descriptors of its own, so that the order of closing it and its {@link Bpf} does not matter. By which method
 * it is held ({@link XdpMethod}) says what happens to it when the process ends without closing. A handle that is forgotten
 * gives its descriptors back with a warning. Thread-safe.
 */
public abstract sealed class Attachment implements AutoCloseable permits NetlinkAttachment, LinkAttachment {
    private final NetDevice device;
    private final XdpMode mode;
    private final Optional<KernelException> fallback;
    private String programName;
    private int programId;

    Attachment(String programName, int programId, NetDevice device, XdpMode mode, Optional<KernelException> fallback) {
        this.programName = programName;
        this.programId = programId;
        this.device = device;
        this.mode = mode;
        this.fallback = fallback;
    }

    /**
     * Takes exactly this program off an interface, whoever attached it and in whichever mode; if another comes in between, that
     * one stays. What is there is told by {@link XdpStatus#of(NetDevice)}. Needs CAP_SYS_ADMIN, as it opens the program by its
     * id. Linux 4.13; atomic since 5.7.
     *
     * @throws dev.xdpasm.BpfException if it is not attached there; names what is
     * @throws KernelException if the kernel refuses, as it does for a program that is held by a bpf_link
     */
    public static void detach(NetDevice device, int programId) {
        XdpDetaching.detach(device, programId);
    }

    /** {@return the interface} */
    public final NetDevice device() {
        return device;
    }

    /** {@return the mode it is attached in, as the kernel answered after attaching: not {@link XdpMode#AUTO}} */
    public final XdpMode mode() {
        return mode;
    }

    /** {@return the id of the program that we have put there, the last one after {@link #replaceWith}} */
    public final synchronized int programId() {
        return programId;
    }

    final synchronized String programName() {
        return programName;
    }

    /** {@return why it is in generic mode though native was asked for: {@link XdpOptions#withGenericFallback}} */
    public final Optional<KernelException> fallback() {
        return fallback;
    }

    /** {@return by what it is held there: not {@link XdpMethod#AUTO}} */
    public abstract XdpMethod method();

    /**
     * Puts another program in the place of ours, in the same mode and by the same method: no packet passes between the two.
     * This handle takes off that one then. Linux 5.7.
     *
     * @throws KernelException if the kernel refuses, or ours is not there any more; then nothing has changed
     */
    public final synchronized void replaceWith(XdpProgram program) {
        requireOpen();
        exchange(program);
        programName = program.name();
        programId = program.id();
    }

    /** Replaces the program, or throws and leaves everything as it is. */
    abstract void exchange(XdpProgram program);

    /**
     * Leaves the program attached for keeps: closing does nothing from here on. What is kept is written down in
     * {@code /run/xdpasm} first, so that a later process can tell it from others' ({@link AttachRecords}, which can
     * write it down even before the program is attached: {@link AttachRecords#announce}).
     *
     * @throws dev.xdpasm.BpfException if that cannot be written, or a link is not pinned, which would let go with this
     *     process; then nothing has changed
     */
    public final void keep() {
        keep(new AttachRecords());
    }

    abstract void keep(AttachRecords records);

    /**
     * {@return whether the program is still where it was attached: not replaced or taken off by others, nor gone with its
     * interface}
     *
     * @throws KernelException if the kernel refuses to say
     */
    public abstract boolean isAttached();

    /** Leaves the program as it is and forgets it, noted nowhere. */
    abstract void abandon();

    abstract boolean isClosed();

    final void requireOpen() {
        if (isClosed()) {
            throw new IllegalStateException("the attachment of program " + programName + " to " + device + " is closed");
        }
    }

    /**
     * Detaches the program. If another has taken its place, or the interface is gone, or the handle of its network
     * namespace is closed, that is left as it is; a link that is pinned holds on. A second time does nothing.
     *
     * @throws KernelException if the kernel refuses for another reason; then the program is still attached, and closing
     *     can be tried again
     */
    @Override
    public abstract void close();

    @Override
    public final String toString() {
        return "Attachment[program " + programId + " (" + programName + ") on " + device + ", " + mode + ", by " + method()
                + "]";
    }
}
