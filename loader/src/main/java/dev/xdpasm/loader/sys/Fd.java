package dev.xdpasm.loader.sys;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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
    private static final int CLOSING = 1 << 31;
    private static final long CLOSING_STEP_NANOS = 50_000;

    private final Open open;
    private final Cleaner.Cleanable cleanable;

    /** The calls under way, and {@link #CLOSING} from when it is to be closed. */
    private final AtomicInteger users = new AtomicInteger();

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
        int number = acquire();
        try {
            return call.applyAsLong(number);
        } finally {
            release();
        }
    }

    /**
     * {@return the descriptor, which stays open until {@link #release}} Each call must be met by one of release; for calls
     * that may allocate nothing, all others take {@link #use}.
     *
     * @throws IllegalStateException if it is closed
     */
    public int acquire() {
        if (users.incrementAndGet() < 0) {
            users.decrementAndGet();
            throw new IllegalStateException(open.what + " is closed");
        }
        return open.number;
    }

    /** Ends what {@link #acquire} began. */
    public void release() {
        users.decrementAndGet();
        Reference.reachabilityFence(this);
    }

    /** {@return what it is} */
    public String what() {
        return open.what;
    }

    /** {@return whether it is closed} */
    public boolean isClosed() {
        return open.closed;
    }

    /** Closes it once no call is under way; a second time does nothing. */
    @Override
    public synchronized void close() {
        if (open.closed) {
            return;
        }
        users.updateAndGet(now -> now | CLOSING);
        while (users.get() != CLOSING) {
            LockSupport.parkNanos(CLOSING_STEP_NANOS);
        }
        open.closed = true;
        Syscalls.close(open.number);
        cleanable.clean();
    }

    @Override
    public String toString() {
        return open.what + (open.closed ? " (closed)" : " (fd " + open.number + ")");
    }
}
