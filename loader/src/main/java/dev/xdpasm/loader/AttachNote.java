package dev.xdpasm.loader;

/**
 * A record that was written ahead of attaching: a process that is killed on the way leaves a program behind that the
 * next one knows for ours ({@link AttachRecords#announce}).
 *
 * <p>Closed after the {@link Attachment}, it stays for as long as the program does. Thread-safe.
 */
public final class AttachNote implements AutoCloseable {
    private final AttachRecords records;
    private final NetDevice device;
    private final int programId;

    AttachNote(AttachRecords records, NetDevice device, int programId) {
        this.records = records;
        this.device = device;
        this.programId = programId;
    }

    /**
     * Drops the record if the program is not on the interface, because it was never attached or is detached again.
     *
     * @throws dev.xdpasm.BpfException if it cannot be removed
     */
    @Override
    public void close() {
        if (!device.namespace().isClosed() && !mayBeAttached()) {
            records.forget(device, programId);
        }
    }

    private boolean mayBeAttached() {
        try {
            return XdpStatus.of(device).modeOf(programId).isPresent();
        } catch (KernelException e) {
            // A record too many does no harm; without one the program could not be told from others'.
            return true;
        }
    }
}
