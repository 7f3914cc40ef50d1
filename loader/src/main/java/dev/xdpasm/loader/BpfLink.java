package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.LinkCalls;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A bpf_link: what holds a program on something, and lets go of it when its last descriptor and its last pin are gone.
 *
 * <p>Closing gives this descriptor back; where it is the only one and nothing is pinned, the program is off from then on. A
 * process that is killed lets go in the same way. Thread-safe. Linux 5.7.
 */
public final class BpfLink implements AutoCloseable {
    private final Fd fd;
    private final int id;

    private BpfLink(Fd fd, int id) {
        this.fd = fd;
        this.id = id;
    }

    /** Takes over an open link; closes it if it cannot be described. */
    static BpfLink of(Fd fd) {
        try {
            return new BpfLink(fd, BpfLinkInfo.of(fd).id());
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
    }

    /**
     * {@return a link by its id; the caller closes it, which leaves it to its other holders} Needs CAP_SYS_ADMIN. Linux 5.8.
     *
     * @throws KernelException if the kernel refuses
     */
    public static Optional<BpfLink> byId(int id) {
        return BpfLinkInfo.open(id).map(BpfLink::of);
    }

    /** {@return its id in the kernel} */
    public int id() {
        return id;
    }

    /** {@return what the kernel says about it now: the program in it may have been changed by others} */
    public BpfLinkInfo info() {
        return BpfLinkInfo.of(fd);
    }

    /** {@return whether it is closed} */
    public boolean isClosed() {
        return fd.isClosed();
    }

    /**
     * Puts another program in the place of the one that is in it, whichever that is: no packet or event passes between the two.
     * BPF_LINK_UPDATE; types of links differ in whether they can.
     *
     * @throws KernelException if the kernel refuses, as it does where what the link holds on to is gone (ENOLINK)
     */
    public void update(LoadedProgram program) {
        require(update(program.fd(), OptionalInt.empty()), program.name());
    }

    /**
     * Puts another program in the place of the one that is expected in it, or leaves it as it is.
     *
     * @throws KernelException if another one is in it by now (EPERM), or the kernel refuses otherwise
     */
    public void update(LoadedProgram program, LoadedProgram expected) {
        long answer = expected.fd().use(old -> update(program.fd(), OptionalInt.of(old)));
        require(answer, program.name());
    }

    /** {@return the kernel's answer} */
    long update(Fd program, OptionalInt expected) {
        return fd.use(link -> program.use(next -> LinkCalls.update(link, next, expected)));
    }

    private void require(long answer, String program) {
        if (answer < 0) {
            throw LinkRefusal.ofUpdate("program " + program + " could not be put into link " + id, answer, this);
        }
    }

    /**
     * Takes its program off at once, whoever else holds the link; the link itself lives on, holding nothing. BPF_LINK_DETACH,
     * Linux 5.9.
     *
     * @throws KernelException if the kernel refuses, as it does for types that cannot (EOPNOTSUPP)
     */
    public void detach() {
        long answer = fd.use(LinkCalls::detach);
        // What it held on to is gone: there is nothing to take it off.
        if (answer < 0 && answer != -Errno.ENOLINK) {
            throw Refusal.bpf("link " + id + " could not be detached", BpfCommand.BPF_LINK_DETACH, answer);
        }
    }

    /**
     * Gives it a name on bpffs, under which it outlives this process. BPF_OBJ_PIN, Linux 5.7.
     *
     * @throws KernelException if the kernel refuses; says why as far as that can be checked
     */
    public void pin(Path path) {
        Pins.pin(fd, path);
    }

    Fd fd() {
        return fd;
    }

    /** Closes the descriptor; a second time does nothing. */
    @Override
    public void close() {
        fd.close();
    }

    @Override
    public String toString() {
        return "BpfLink[" + id + "]";
    }
}
