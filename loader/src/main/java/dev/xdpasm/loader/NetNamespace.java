package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.ProcFiles;
import dev.xdpasm.loader.sys.Syscalls;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A network namespace, with a thread in it.
 *
 * <p>A thread is in one network namespace, and a socket belongs to the one of the thread that opened it; so what is to
 * happen in a namespace is run on its thread, by {@link #call}. Threads that are started there are in it too.
 * Thread-safe; calls come one after another.
 */
public final class NetNamespace implements AutoCloseable {
    private static final ThreadLocal<@Nullable NetNamespace> OF_THREAD = new ThreadLocal<>();
    private static final NetNamespace OF_PROCESS = new NetNamespace(null, "the process's own");
    private static final Path THREAD_LINK = Path.of("/proc/thread-self");
    private static final Path PROCESS_NAMESPACE = Path.of("/proc/self/ns/net");
    private static final int CLOSE_SECONDS = 5;

    private final @Nullable ExecutorService thread;
    private final String what;
    /** {@code PID/task/TID} of the thread. */
    private String task = "self";

    private volatile boolean closed;

    private NetNamespace(@Nullable ExecutorService thread, String what) {
        this.thread = thread;
        this.what = what;
    }

    /**
     * Makes a network namespace without a name (unshare(2) with CLONE_NEWNET): it has a loopback interface, down, and
     * nothing else. It ends with this process, however that ends, or when it is closed.
     *
     * @throws KernelException if the kernel refuses
     */
    public static NetNamespace create() {
        return start("a new one", () -> {
            long answer = Syscalls.unshareNetwork();
            if (answer < 0) {
                throw Refusal.call(
                        "a network namespace could not be made",
                        "unshare(CLONE_NEWNET)",
                        answer,
                        Capability.CAP_SYS_ADMIN);
            }
        });
    }

    /**
     * Enters a network namespace that has a path, such as {@code /run/netns/NAME} or {@code /proc/PID/ns/net}
     * (setns(2)).
     *
     * @throws KernelException if there is none, or the kernel refuses
     */
    public static NetNamespace open(Path path) {
        return start(path.toString(), () -> {
            String failed = "network namespace " + path + " could not be entered";
            long fd = Syscalls.open(path.toString());
            if (fd < 0) {
                throw Refusal.call(failed, "open", fd);
            }
            long answer = Syscalls.enterNetwork((int) fd);
            Syscalls.close((int) fd);
            if (answer < 0) {
                throw Refusal.call(failed, "setns(CLONE_NEWNET)", answer, Capability.CAP_SYS_ADMIN);
            }
        });
    }

    /** {@return the calling thread's: that whose {@link #call} is running, or else the process's own} */
    public static NetNamespace current() {
        NetNamespace own = OF_THREAD.get();
        return own == null ? OF_PROCESS : own;
    }

    private static NetNamespace start(String what, Runnable enter) {
        ExecutorService thread = Executors.newSingleThreadExecutor(code -> {
            Thread made = new Thread(code, "xdpasm-netns");
            made.setDaemon(true);
            return made;
        });
        NetNamespace namespace = new NetNamespace(thread, what);
        try {
            namespace.task = await(thread.submit(() -> {
                enter.run();
                OF_THREAD.set(namespace);
                return ProcFiles.link(THREAD_LINK).orElse("self");
            }));
            return namespace;
        } catch (RuntimeException | Error e) {
            thread.shutdown();
            throw e;
        }
    }

    /**
     * {@return what the code gives, which is run in this namespace} What it throws comes through; a checked exception
     * as the cause of a {@link BpfException}. Is not interrupted: the caller's interrupt waits.
     *
     * @throws IllegalStateException if the namespace is closed
     */
    public <T> T call(Callable<T> code) {
        NetNamespace own = OF_THREAD.get();
        if (own == this || own == null && thread == null) {
            return direct(code);
        }
        if (thread == null) {
            // The process's own is wanted from a thread that is in another.
            try (NetNamespace process = open(PROCESS_NAMESPACE)) {
                return process.call(code);
            }
        }
        try {
            return await(thread.submit(code));
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("network namespace " + what + " is closed", e);
        }
    }

    private static <T> T direct(Callable<T> code) {
        try {
            return code.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new BpfException(String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> T await(Future<T> result) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new BpfException(String.valueOf(cause == null ? e.getMessage() : cause.getMessage()), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** {@return its number, by which {@code lsns} and {@code ip netns} tell namespaces apart} */
    public long inode() {
        String link = call(() -> ProcFiles.link(Path.of("/proc/thread-self/ns/net")))
                .orElseThrow(() -> new BpfException("/proc/thread-self/ns/net could not be read"));
        return Long.parseLong(link.replaceAll("\\D", ""));
    }

    /** {@return the path by which other processes can enter it while it lasts: {@code nsenter --net=PATH}} */
    public Path path() {
        if (thread == null) {
            return Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "ns", "net");
        }
        return Path.of("/proc", task, "ns", "net");
    }

    /** {@return whether it is closed} */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Ends its thread once its calls are done. One that was made here goes with it, unless something else holds it; the
     * process's own stays as it is. A second time does nothing.
     */
    @Override
    public void close() {
        if (thread == null || closed) {
            return;
        }
        closed = true;
        thread.shutdown();
        if (OF_THREAD.get() == this) {
            return;
        }
        try {
            thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "NetNamespace[" + what + "]";
    }
}
