package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.NativeMemory;
import dev.xdpasm.loader.sys.Syscalls;
import java.time.Duration;

/**
 * Waits until one of several descriptors is readable, or until another thread wakes it for good: an epoll set with an
 * eventfd in it. Waiting is for one thread, waking for any.
 */
final class EventPoll implements AutoCloseable {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final String what;
    private final Fd epoll;
    private final Fd wake;
    private final NativeMemory event = NativeMemory.allocate(Syscalls.EPOLL_EVENT_ROOM);

    EventPoll(String what) {
        this.what = what;
        this.epoll = opened("epoll_create1", Syscalls.epollCreate());
        try {
            this.wake = opened("eventfd", Syscalls.eventFd());
        } catch (KernelException e) {
            epoll.close();
            throw e;
        }
        try {
            add(wake);
        } catch (KernelException e) {
            close();
            throw e;
        }
    }

    private Fd opened(String call, long answer) {
        if (answer < 0) {
            throw Refusal.call(what + " could not be waited for", call, answer);
        }
        return new Fd((int) answer, "what waits for " + what);
    }

    void add(Fd readable) {
        long answer = epoll.use(set -> readable.use(fd -> Syscalls.epollAdd(set, fd)));
        if (answer < 0) {
            throw Refusal.call(what + " could not be waited for", "epoll_ctl", answer);
        }
    }

    /** Waits until something is readable, the time is up, or it was woken. */
    void await(Duration timeout) {
        long end = System.nanoTime() + nanos(timeout);
        while (true) {
            long left = end - System.nanoTime();
            // Rounded up, so that the last part of a millisecond is not spent asking again and again.
            int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(0, (left + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI));
            long answer = epoll.use(set -> Syscalls.epollWait(set, event, millis));
            if (answer > 0 || answer == 0 && millis < Integer.MAX_VALUE) {
                return;
            }
            if (answer < 0 && answer != -Errno.EINTR) {
                throw Refusal.call(what + " could not be waited for", "epoll_wait", answer);
            }
        }
    }

    /** The clock's difference must not overflow: what is longer than a century is as good as one. */
    private static long nanos(Duration timeout) {
        Duration longest = Duration.ofDays(36_500);
        return timeout.compareTo(longest) > 0 ? longest.toNanos() : Math.max(0, timeout.toNanos());
    }

    /** All that wait, and will, come back at once. */
    void wake() {
        NativeMemory one = NativeMemory.allocate(Long.BYTES);
        one.bytes().putLong(0, 1);
        wake.use(fd -> Syscalls.write(fd, one));
    }

    @Override
    public void close() {
        epoll.close();
        wake.close();
    }
}
