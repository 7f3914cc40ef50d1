package dev.xdpasm.loader;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A struct of functions that the kernel uses; closing takes it back. Linux 5.6. */
public final class StructOpsRegistration implements AutoCloseable {
    private final StructOpsMap struct;
    private final @Nullable BpfLink link;
    private boolean closed;

    StructOpsRegistration(StructOpsMap struct, @Nullable BpfLink link) {
        this.struct = struct;
        this.link = link;
    }

    /** {@return the link that holds it, if the struct is one that is registered by a link} */
    public Optional<BpfLink> link() {
        return Optional.ofNullable(link);
    }

    /**
     * Takes the struct back; a second time does nothing.
     *
     * @throws KernelException if the kernel refuses
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        if (link != null) {
            link.close();
        } else {
            struct.unregister();
        }
        closed = true;
    }

    @Override
    public String toString() {
        return "StructOpsRegistration[" + struct.map().name() + "]";
    }
}
