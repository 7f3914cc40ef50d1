package dev.xdpasm.loader.sys;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntToLongFunction;

/**
 * An open file descriptor with an owner: closed once, never used after that, and closed with a warning if it is
 * forgotten.
 *
 * <p>Thread-safe: closing waits for calls under way, so that no call ever meets another file under a number used again.
 */
public final class Fd implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.xdpasm.loader");
    private static final Cleaner CLEANER = Cleaner.create();

    private final Open open;
    private final Cleaner.Cleanable cleanable;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    /** What is closed; apart from {@link Fd}, which must be able to become unreachable. */
    private static final class Open implements Runnable {
        private final int number;
        private final String what;
        private final boolean warns;
        private volatile boolean closed;

        Open(int number, String what, boolean warns) {
            this.number = number;
            this.what = what;
            this.warns = warns;
        }

        @Override
        public void run() {
            if (!closed) {
                closed = true;
                Syscalls.close(number);
                if (warns) {
                    String words = "{0} was never closed; its file descriptor is closed now";
                    LOG.log(System.Logger.Level.WARNING, words, what);
                }
            }
        }
    }

    /**
     * Takes over a descriptor.
     *
     * @param what what it is, as messages are to call it, such as {@code program xdp_firewall}
     */
    public Fd(int number, String what) {
        this(new Open(number, what, true));
    }

    private Fd(Open open) {
        this.open = open;
        this.cleanable = CLEANER.register(this, open);
    }

    /** {@return a descriptor whose owner is nobody: that it is closed once it is unreachable is no mistake} */
    public static Fd unowned(int number, String what) {
        return new Fd(new Open(number, what, false));
    }

    /**
     * {@return what a call with the descriptor gives; it stays open meanwhile}
     *
     * @throws IllegalStateException if it is closed
     */
    public long use(IntToLongFunction call) {
        lock.readLock().lock();
        try {
            if (open.closed) {
                throw new IllegalStateException(open.what + " is closed");
            }
            return call.applyAsLong(open.number);
        } finally {
            lock.readLock().unlock();
            Reference.reachabilityFence(this);
        }
    }

    /** {@return what it is} */
    public String what() {
        return open.what;
    }

    /** {@return whether it is closed} */
    public boolean isClosed() {
        return open.closed;
    }

    /** Closes it; a second time does nothing. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!open.closed) {
                open.closed = true;
                Syscalls.close(open.number);
            }
        } finally {
            lock.writeLock().unlock();
        }
        cleanable.clean();
    }

    @Override
    public String toString() {
        return open.what + (open.closed ? " (closed)" : " (fd " + open.number + ")");
    }
}
