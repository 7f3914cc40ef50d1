package dev.xdpasm.cli;

import dev.xdpasm.loader.ProgramInfo;
import dev.xdpasm.loader.RunStatistics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code xdpasm top}: which programs run, how often and how long. */
@Command(
        name = "top",
        description = "Show, again and again, how often programs run and how long: runs a second, ns a run, share of a CPU.",
        mixinStandardHelpOptions = true)
final class TopCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "Time between two looks (default: ${DEFAULT-VALUE}).")
    private double interval;

    @Option(names = "--count", paramLabel = "N", description = "Stop after so many looks.")
    private @Nullable Integer count;

    @Option(names = "--all", description = "Programs that did not run, too.")
    private boolean all;

    @Option(
            names = "--actions",
            description = {
                "What XDP programs answer, too: pass, drop, tx, redirect, aborted a second.",
                "A program of xdpasm's counts it on the way out of each (fexit), which costs some ns a packet."
            })
    private boolean actions;

    /** What a program did between two looks. */
    private record Row(ProgramInfo program, ProgramInfo.Runs runs) {}

    @Override
    public Integer call() throws InterruptedException {
        if (!(interval > 0 && interval <= Integer.MAX_VALUE)) {
            throw new ParameterException(
                    spec.commandLine(), "--interval takes a number of seconds above 0, not " + interval);
        }
        PrintWriter out = spec.commandLine().getOut();
        RunStatistics counting = RunStatistics.enable();
        PrintWriter notes = spec.commandLine().getErr();
        try (StopSignal stop = StopSignal.watch();
                ActionRates rates = new ActionRates(note -> notes.println("xdpasm: note: " + note))) {
            show(out, stop, rates);
        } finally {
            counting.close();
        }
        return ExitStatus.OK;
    }

    private void show(PrintWriter out, StopSignal stop, ActionRates rates) throws InterruptedException {
        List<ProgramInfo> first = ProgramInfo.all();
        if (actions) {
            first.forEach(program -> rates.of(program, 1));
        }
        Map<Integer, ProgramInfo.Runs> before = runs(first);
        long begin = System.nanoTime();
        for (int look = 0; (count == null || look < count) && !stop.isRequested(); look++) {
            stop.await(Duration.ofNanos((long) (interval * NANOS)));
            List<ProgramInfo> programs = ProgramInfo.all();
            long now = System.nanoTime();
            print(out, programs, before, (now - begin) / NANOS, rates);
            before = runs(programs);
            begin = now;
        }
    }

    private static Map<Integer, ProgramInfo.Runs> runs(List<ProgramInfo> programs) {
        Map<Integer, ProgramInfo.Runs> runs = new HashMap<>();
        programs.forEach(program -> runs.put(program.id(), program.runs()));
        return runs;
    }

    private void print(
            PrintWriter out, List<ProgramInfo> programs, Map<Integer, ProgramInfo.Runs> before, double seconds, ActionRates rates) {
        out.printf("%8s  %-16s  %-15s  %12s  %10s  %6s%n", "id", "type", "name", "runs/s", "ns/run", "CPU %");
        programs.stream()
                .map(program -> new Row(
                        program, program.runs().since(before.getOrDefault(program.id(), ProgramInfo.Runs.NONE))))
                .filter(row -> all || row.runs().count() > 0)
                .sorted(Comparator.comparingLong((Row row) -> row.runs().nanos()).reversed())
                .forEach(row -> {
                    out.printf(
                            "%8d  %-16s  %-15s  %12.0f  %10.1f  %6.2f%n",
                            row.program().id(),
                            row.program().typeName(),
                            row.program().name(),
                            row.runs().count() / seconds,
                            row.runs().nanosPerRun(),
                            row.runs().nanos() / seconds / NANOS * 100);
                    if (actions) {
                        rates.of(row.program(), seconds).ifPresent(answers -> out.printf("%8s  %s%n", "", answers));
                    }
                });
        out.println();
        out.flush();
    }
}
