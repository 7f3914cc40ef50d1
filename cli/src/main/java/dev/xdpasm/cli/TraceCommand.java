package dev.xdpasm.cli;

import dev.xdpasm.loader.TracePipe;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code xdpasm trace}: what programs print. */
@Command(
        name = "trace",
        description = "Print what programs say with bpf_trace_printk, until Ctrl-C or SIGTERM.",
        mixinStandardHelpOptions = true)
final class TraceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--mount", description = "Mount tracefs on /sys/kernel/tracing first, if it is not mounted.")
    private boolean mount;

    @Override
    public Integer call() {
        if (mount) {
            TracePipe.mount();
        }
        PrintWriter out = spec.commandLine().getOut();
        try (TracePipe pipe = TracePipe.open();
                StopSignal stop = StopSignal.watch()) {
            Thread closer = new Thread(() -> closeWhenAsked(stop, pipe), "xdpasm-trace");
            closer.setDaemon(true);
            closer.start();
            pipe.lines().forEach(out::println);
        }
        return ExitStatus.OK;
    }

    private static void closeWhenAsked(StopSignal stop, TracePipe pipe) {
        try {
            stop.await();
            pipe.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
