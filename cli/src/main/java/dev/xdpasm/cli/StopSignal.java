package dev.xdpasm.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ctrl-C and SIGTERM as something a command can wait for and then clean up after.
 *
 * <p>The JVM answers both by running shutdown hooks. The hook made here tells the command to stop and holds the JVM until the
 * command has ended, so that what it holds in try-with-resources is released and an error is printed; the process then ends
 * with the command's status.
 */
final class StopSignal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The status that the process's command ended with. */
    private static final CompletableFuture<Integer> ENDED = new CompletableFuture<>();

    private final CountDownLatch requested = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "stop-signal");

    private StopSignal() {}

    /** {@return a watch for the signals, until it is closed} */
    static StopSignal watch() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Says that the process's command has ended and nothing more is to be printed. */
    static void commandEnded(int status) {
        ENDED.complete(status);
    }

    /** {@return whether a signal has come} */
    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits for a signal. */
    void await() throws InterruptedException {
        requested.await();
    }

    /** Waits for a signal, or until the time is up. */
    void await(Duration atMost) throws InterruptedException {
        requested.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the watch: a signal from here on ends the process at once. */
    @Override
    public void close() {
        if (!isRequested()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyShuttingDown) {
                // the signal came just now: the hook runs, and waits for the command's end
            }
        }
    }

    private void onShutdown() {
        requested.countDown();
        try {
            int status = ENDED.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (status != ExitStatus.BY_SIGNAL) {
                Runtime.getRuntime().halt(status);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            // then the JVM ends as it would have without us
            Thread.currentThread().interrupt();
        }
    }
}
