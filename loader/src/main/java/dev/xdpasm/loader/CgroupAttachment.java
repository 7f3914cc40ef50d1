package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.AttachCalls;
import dev.xdpasm.uapi.AttachType;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program on a cgroup without a link, put there by us; closing takes it off, and never another. It is the cgroup's: a process
 * that ends without closing leaves it. Thread-safe. Close it before the program's own handle.
 */
public final class CgroupAttachment implements AutoCloseable {
    private final CgroupProgram program;
    private final Path cgroup;
    private final AttachType type;
    private boolean closed;

    CgroupAttachment(CgroupProgram program, Path cgroup, AttachType type) {
        this.program = program;
        this.cgroup = cgroup;
        this.type = type;
    }

    /** {@return whether it is still attached} */
    public boolean isAttached() {
        return Files.exists(cgroup) && CgroupProgram.attached(cgroup, type).contains(program.id());
    }

    /**
     * Takes the program off; that it or its cgroup is gone is as good. A second time does nothing.
     *
     * @throws KernelException if the kernel refuses
     */
    @Override
    public synchronized void close() {
        if (closed || !Files.exists(cgroup)) {
            closed = true;
            return;
        }
        long answer =
                CgroupProgram.call(cgroup, target -> program.fd().use(fd -> AttachCalls.detach(fd, target, type.value())));
        Refusal.requireDetached(program.name(), "cgroup " + cgroup, answer);
        closed = true;
    }

    @Override
    public String toString() {
        return "CgroupAttachment[" + program + " on " + cgroup + ", " + type.shortName() + "]";
    }
}
