package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.Attachment;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelException;
import dev.xdpasm.loader.NetDevice;
import dev.xdpasm.loader.XdpMode;
import dev.xdpasm.loader.XdpStatus;
import dev.xdpasm.object.BpfObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xdpasm run}: a program that lives as long as the command, like the tutorial's. */
@Command(
        name = "run",
        description = {
            "Load an XDP program and keep it on an interface until Ctrl-C, SIGTERM or the time is up.",
            "With --packet: run it on packets given instead, attached to nothing."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 500;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "A .xasm text, an ELF object, a .java source or JAR!CLASS.")
    private Path file;

    @Mixin
    private MemberOption member = new MemberOption();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "IFACE",
            defaultValue = "eth0",
            description = "The interface (default: ${DEFAULT-VALUE}).")
    private String iface;

    @Mixin
    private AttachOptions options;

    @Mixin
    private PacketRun packetRun;

    @Mixin
    private LoadNotes notes;

    @Option(names = "--for", paramLabel = "SECONDS", description = "Stop by itself after so long.")
    private @Nullable Double seconds;

    @Override
    public Integer call() throws InterruptedException {
        if (seconds != null && !(seconds > 0 && seconds <= Integer.MAX_VALUE)) {
            throw new ParameterException(spec.commandLine(), "--for takes a number of seconds above 0, not " + seconds);
        }
        if (packetRun.isIncomplete()) {
            throw new ParameterException(spec.commandLine(), "--repeat and --ctx go with --packet");
        }
        BpfObject object = member.read(file).object();
        String name = options.programIn(object);
        PrintWriter out = spec.commandLine().getOut();
        if (packetRun.isAsked()) {
            List<byte[]> packets = packetRun.packets();
            try (Bpf bpf = Bpf.load(object, notes.options())) {
                packetRun.run(bpf.program(name), packets, out);
            }
            return ExitStatus.OK;
        }
        try (StopSignal stop = StopSignal.watch()) {
            NetDevice device = options.device(iface);
            try (Bpf bpf = Bpf.load(options.toLoad(object), notes.options());
                    Attachment on = options.attach(bpf.xdp(name), device)) {
                out.println(AttachOptions.described(name, on) + (seconds == null ? "; Ctrl-C ends it" : ""));
                waitWhileAttached(on, stop);
                if (!on.isAttached()) {
                    throw new BpfException(whatBecameOf(name, on));
                }
            }
            out.println(name + " is off " + iface + " again");
        }
        return ExitStatus.OK;
    }

    /** Waits for a signal, the end of the time, or that the program is no longer there. */
    private void waitWhileAttached(Attachment on, StopSignal stop) throws InterruptedException {
        long end = seconds == null ? Long.MAX_VALUE : System.nanoTime() + (long) (seconds * 1e9);
        while (!stop.isRequested() && System.nanoTime() < end && on.isAttached()) {
            long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
            stop.await(Duration.ofMillis(Math.min(left, LOOK_MILLIS)));
        }
    }

    private String whatBecameOf(String name, Attachment on) {
        String lost = name + " (id " + on.programId() + ") is no longer on " + iface + ": ";
        try {
            Map<XdpMode, Integer> others = XdpStatus.of(on.device()).programIds();
            return lost
                    + (others.isEmpty() ? "it was taken off" : "program " + others.values().iterator().next() + " took its place");
        } catch (KernelException e) {
            if (!e.errnoName().equals("ENODEV")) {
                throw e;
            }
            return lost + "the interface was removed or moved to another network namespace";
        }
    }
}
