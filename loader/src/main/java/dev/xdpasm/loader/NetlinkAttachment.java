package dev.xdpasm.loader;

import dev.xdpasm.loader.netlink.Answer;
import dev.xdpasm.loader.netlink.Rtnetlink;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.Syscalls;
import java.util.Optional;

/**
 * A program that its interface itself holds: it is the interface's, not the process's, and a process that ends without
 * closing leaves it attached. A forgotten handle leaves it too, as the garbage collector is no judge of packets.
 */
public final class NetlinkAttachment extends Attachment {
    /** Ours, to detach exactly it and nothing that has come in its place. */
    private Fd program;

    private NetlinkAttachment(
            Fd program, LoadedProgram of, NetDevice device, XdpMode mode, Optional<KernelException> fallback) {
        super(of.name(), of.id(), device, mode, fallback);
        this.program = program;
    }

    /** Makes the handle of a program that is attached by now; it takes over the descriptor from {@link #hold}. */
    static NetlinkAttachment of(
            Fd held, LoadedProgram program, NetDevice device, XdpMode mode, Optional<KernelException> fallback) {
        return new NetlinkAttachment(held, program, device, mode, fallback);
    }

    /**
     * Takes over a program that an earlier process has put on an interface, as its pin and {@link AttachRecords} say of ours.
     *
     * @throws dev.xdpasm.BpfException if the program is not on the interface; names what is
     * @throws KernelException if the kernel refuses
     */
    public static NetlinkAttachment adopt(LoadedProgram program, NetDevice device) {
        return XdpAdoption.ofProgram(program, device);
    }

    /** {@return a descriptor of our own, which has to be there before anything is attached} */
    static Fd hold(LoadedProgram program, NetDevice device) {
        long own = program.fd().use(Syscalls::duplicate);
        if (own < 0) {
            throw Refusal.call("program " + program.name() + " could not be held", "fcntl(F_DUPFD_CLOEXEC)", own);
        }
        return new Fd((int) own, "attachment of program " + program.name() + " to " + device);
    }

    @Override
    public XdpMethod method() {
        return XdpMethod.NETLINK;
    }

    @Override
    void exchange(XdpProgram next) {
        // Held first: what is attached then can always be taken off.
        Fd held = hold(next, device());
        Answer answer = XdpNetlink.set(
                device(), held, mode().flag() | Rtnetlink.XDP_FLAGS_REPLACE, Optional.of(program));
        if (!answer.ok()) {
            held.close();
            throw XdpAttempt.byNetlink(next, device(), mode(), answer)
                    .refusal("program " + next.name() + " could not take the place of program " + programId() + " on "
                            + device());
        }
        program.close();
        program = held;
    }

    @Override
    public boolean isAttached() {
        try {
            return !device().namespace().isClosed() && XdpStatus.of(device()).modeOf(programId()).isPresent();
        } catch (KernelException e) {
            if (e.errno() == Errno.ENODEV) {
                return false;
            }
            throw e;
        }
    }

    @Override
    synchronized void abandon() {
        program.close();
    }

    @Override
    synchronized boolean isClosed() {
        return program.isClosed();
    }

    @Override
    synchronized void keep(AttachRecords records) {
        requireOpen();
        ProgramInfo info = ProgramInfo.of(program);
        records.write(AttachRecord.of(info, programName(), device(), mode()));
        records.prune(device());
        abandon();
    }

    /** Linux 4.12; atomic since 5.7. */
    @Override
    public synchronized void close() {
        if (program.isClosed()) {
            return;
        }
        if (!device().namespace().isClosed()) {
            XdpNetlink.takeOff(device(), mode(), programName(), programId(), program);
        }
        program.close();
    }
}
