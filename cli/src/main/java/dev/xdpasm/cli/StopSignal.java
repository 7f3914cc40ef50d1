package dev.xdpasm.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM as something a command can wait for and then clean up after.
 *
 * <p>The JVM answers both by running shutdown hooks. The hook made here tells the command to stop and holds the JVM until
 * {@link #close()}, so that what the command holds in try-with-resources is released before the process goes.
 */
final class StopSignal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch cleanedUp = new CountDownLatch(1);
    private final Thread hook;

    private StopSignal(boolean isSuccess) {
        this.hook = new Thread(() -> onShutdown(isSuccess), "stop-signal");
    }

    /** {@return a watch for the signals; the process then ends with {@link ExitStatus#OK}, as being stopped is its job} */
    static StopSignal endingWell() {
        return installed(new StopSignal(true));
    }

    /** {@return a watch for the signals; the process then ends with 128 + the signal's number} */
    static StopSignal endingEarly() {
        return installed(new StopSignal(false));
    }

    private static StopSignal installed(StopSignal signal) {
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
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

    /** Says that everything is cleaned up, and lets the JVM go. */
    @Override
    public void close() {
        if (!isRequested()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyShuttingDown) {
                // then the hook is running, and waits for the line below
            }
        }
        cleanedUp.countDown();
    }

    private void onShutdown(boolean isSuccess) {
        requested.countDown();
        try {
            boolean inTime = cleanedUp.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (isSuccess && inTime) {
                Runtime.getRuntime().halt(ExitStatus.OK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
