package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ProcFiles;
import dev.xdpasm.loader.sys.Syscalls;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A network namespace, in which code can be run.
 *
 * <p>A thread is in one network namespace, and a socket belongs to the one of the thread that opened it; threads that
 * are started in one are in it too. What is to happen in a namespace is run by {@link #call}. Those that were made
 * ({@link #create}) or entered ({@link #open}) here have a thread of their own for it, on which calls come one after
 * another; for others ({@link #current}) it is the calling thread if that is in it, or else one for that call.
 * Thread-safe.
 */
public final class NetNamespace implements AutoCloseable {
    private static final Path PROC = Path.of("/proc");
    private static final Path THREAD_LINK = PROC.resolve("thread-self");
    private static final Path OF_CALLER = THREAD_LINK.resolve("ns/net");
    private static final long UNKNOWN = 0;
    private static final int CLOSE_SECONDS = 5;

    private static final ThreadLocal<@Nullable NetNamespace> OF_THREAD = new ThreadLocal<>();
    private static final NetNamespace OF_PROCESS = ofProcess();

    /** Those that threads were found in, by inode; a number is not given to another while a handle holds it. */
    private static final Map<Long, WeakReference<NetNamespace>> FOUND = new HashMap<>();

    private final String what;
    private final long inode;
    private final Path path;
    private final @Nullable ExecutorService thread;
    /** What keeps a namespace that a thread was found in, should that thread end. */
    private final @Nullable Fd kept;

    private volatile boolean closed;

    private NetNamespace(String what, long inode, Path path, @Nullable ExecutorService thread, @Nullable Fd kept) {
        this.what = what;
        this.inode = inode;
        this.path = path;
        this.thread = thread;
        this.kept = kept;
    }

    private static NetNamespace ofProcess() {
        Path path = procPath().resolve("ns/net");
        return new NetNamespace("the process's own", inodeAt(path), path, null, null);
    }

    /** The process by its number in that pid namespace which /proc is of. */
    private static Path procPath() {
        return PROC.resolve(ProcFiles.link(PROC.resolve("self")).orElse("self"));
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
        return start(path.toString(), () -> enter(path));
    }

    private static void enter(Path path) {
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
    }

    /**
     * {@return the one that the calling thread is in, however it came there} On the thread of an open handle that
     * handle; else one that cannot be closed, as it belongs to all who ask: the process's own, or one that holds the
     * namespace for as long as it is referred to itself.
     *
     * @throws KernelException if the kernel refuses to open what the thread is in
     */
    public static NetNamespace current() {
        long here = inodeAt(OF_CALLER);
        NetNamespace own = OF_THREAD.get();
        if (own != null && own.inode == here) {
            return own;
        }
        return OF_PROCESS.inode == here ? OF_PROCESS : found(here);
    }

    private static NetNamespace found(long inode) {
        synchronized (FOUND) {
            FOUND.values().removeIf(known -> known.get() == null);
            WeakReference<NetNamespace> known = FOUND.get(inode);
            NetNamespace namespace = known == null ? null : known.get();
            if (namespace == null) {
                namespace = hold(inode);
                FOUND.put(inode, new WeakReference<>(namespace));
            }
            return namespace;
        }
    }

    private static NetNamespace hold(long inode) {
        String what = "net:[" + inode + "]";
        long fd = Syscalls.open(OF_CALLER.toString());
        if (fd < 0) {
            throw Refusal.call("network namespace " + what + " could not be held", "open(" + OF_CALLER + ")", fd);
        }
        Path path = procPath().resolve("fd").resolve(Long.toString(fd));
        return new NetNamespace(what, inode, path, null, Fd.unowned((int) fd, "network namespace " + what));
    }

    private static NetNamespace start(String what, Runnable enter) {
        ExecutorService thread = newThread();
        try {
            return await(thread.submit(() -> {
                enter.run();
                Path path = PROC.resolve(ProcFiles.link(THREAD_LINK).orElse("self")).resolve("ns/net");
                NetNamespace entered = new NetNamespace(what, inodeAt(OF_CALLER), path, thread, null);
                OF_THREAD.set(entered);
                return entered;
            }));
        } catch (RuntimeException | Error e) {
            thread.shutdown();
            throw e;
        }
    }

    private static ExecutorService newThread() {
        return Executors.newSingleThreadExecutor(code -> {
            Thread made = new Thread(code, "xdpasm-netns");
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * {@return what the code gives, which is run in this namespace} What it throws comes through; a checked exception
     * as the cause of a {@link BpfException}. Is not interrupted: the caller's interrupt waits.
     *
     * @throws IllegalStateException if the namespace is closed
     * @throws KernelException if a thread had to be sent there, and the kernel refuses
     */
    public <T> T call(Callable<T> code) {
        if (thread == null) {
            return inodeAt(OF_CALLER) == inode ? direct(code) : visit(code);
        }
        if (OF_THREAD.get() == this) {
            return direct(code);
        }
        try {
            return await(thread.submit(code));
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("network namespace " + what + " is closed", e);
        }
    }

    /** Runs the code on a thread that is there for this one call. */
    private <T> T visit(Callable<T> code) {
        ExecutorService visitor = newThread();
        try {
            return await(visitor.submit(() -> {
                enter(path);
                return code.call();
            }));
        } finally {
            visitor.shutdown();
            Reference.reachabilityFence(kept);
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
        if (inode == UNKNOWN) {
            throw new BpfException("the number of network namespace " + what + " could not be read from " + path);
        }
        return inode;
    }

    private static long inodeAt(Path path) {
        return ProcFiles.link(path)
                .map(link -> Long.parseLong(link.replaceAll("\\D", "")))
                .orElse(UNKNOWN);
    }

    /** {@return the path by which other processes can enter it while it lasts: {@code nsenter --net=PATH}} */
    public Path path() {
        return path;
    }

    /** {@return whether it is closed} */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Ends its thread once its calls are done. One that was made here goes with it, unless something else holds it;
     * those of {@link #current} that have no thread stay as they are. A second time does nothing.
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
