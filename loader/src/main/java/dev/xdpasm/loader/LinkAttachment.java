package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.Syscalls;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A program that a bpf_link holds on its interface: it goes when the link is closed, or with the process, unless the link
 * is {@linkplain #pin pinned}. A later process takes it over from the pin ({@link #adopt}) and puts newer programs into
 * it.
 */
public final class LinkAttachment extends Attachment {
    private final BpfLink link;
    /** The program in it, so that only what we have put there is replaced. */
    private Fd program;

    private Optional<Path> pin;

    private LinkAttachment(
            BpfLink link,
            Fd program,
            LoadedProgram of,
            NetDevice device,
            XdpMode mode,
            Optional<KernelException> fallback,
            Optional<Path> pin) {
        super(of.name(), of.id(), device, mode, fallback);
        this.link = link;
        this.program = program;
        this.pin = pin;
    }

    /** Makes the handle of a link that is there by now; it takes over the link. */
    static LinkAttachment of(
            BpfLink link,
            LoadedProgram program,
            NetDevice device,
            XdpMode mode,
            Optional<KernelException> fallback,
            Optional<Path> pin) {
        try {
            return new LinkAttachment(link, hold(program), program, device, mode, fallback, pin);
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }

    /**
     * Takes over an attachment from the pin of its link, as an upgraded process does: {@link #replaceWith} then puts the newer
     * program in, and no packet passes in between.
     *
     * @param namespace the network namespace that the interface is in, as a link does not tell
     * @throws BpfException if it is no XDP link, or its interface is gone or not in that namespace
     * @throws KernelException if the kernel refuses; says why as far as that can be checked
     */
    public static LinkAttachment adopt(Path pin, NetNamespace namespace) {
        return XdpAdoption.ofLink(pin, namespace);
    }

    private static Fd hold(LoadedProgram program) {
        long own = program.fd().use(Syscalls::duplicate);
        if (own < 0) {
            throw Refusal.call("program " + program.name() + " could not be held", "fcntl(F_DUPFD_CLOEXEC)", own);
        }
        // What is attached is the link; of the program this is only to tell which it is.
        return Fd.unowned((int) own, "program " + program.name());
    }

    @Override
    public XdpMethod method() {
        return XdpMethod.LINK;
    }

    /** {@return the link itself; closing it closes this} */
    public BpfLink link() {
        return link;
    }

    /** {@return where it is pinned, if we have pinned it or taken it over from there} */
    public synchronized Optional<Path> pinnedAt() {
        return pin;
    }

    /**
     * Gives the link a name on bpffs, under which it outlives this process: {@link #adopt} takes it over from there. To take
     * the program off then, the name has to go too ({@link java.nio.file.Files#delete}), upon which the kernel lets go of the
     * link in the background; {@link BpfLink#detach} before it takes the program off at once. BPF_OBJ_PIN, Linux 5.9.
     *
     * @throws KernelException if the kernel refuses; says why as far as that can be checked
     */
    public synchronized void pin(Path path) {
        link.pin(path);
        pin = Optional.of(path);
    }

    @Override
    void exchange(XdpProgram next) {
        Fd held = hold(next);
        long answer = program.use(old -> link.update(next.fd(), OptionalInt.of(old)));
        if (answer < 0) {
            held.close();
            throw LinkRefusal.ofUpdate(
                    "program " + next.name() + " could not take the place of program " + programId() + " on " + device(),
                    answer,
                    link);
        }
        program.close();
        program = held;
    }

    @Override
    public boolean isAttached() {
        if (link.isClosed()) {
            return false;
        }
        BpfLinkInfo info = link.info();
        return info.programId() == programId() && info.ifindex().filter(index -> index != 0).isPresent();
    }

    @Override
    synchronized void keep(AttachRecords records) {
        requireOpen();
        if (pin.isEmpty()) {
            throw new BpfException("program " + programName() + " cannot be left on " + device()
                    + ": its link goes with this process unless it is pinned first");
        }
        ProgramInfo info = ProgramInfo.of(program);
        records.write(AttachRecord.of(info, programName(), device(), mode()));
        records.prune(device());
        abandon();
    }

    /** A link without a pin goes all the same. */
    @Override
    synchronized void abandon() {
        program.close();
        link.close();
    }

    @Override
    boolean isClosed() {
        return link.isClosed();
    }

    /** Gives the link back: unless it is pinned or held by others, the program is off from then on. */
    @Override
    public synchronized void close() {
        abandon();
    }
}
