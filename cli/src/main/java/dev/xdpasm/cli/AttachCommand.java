package dev.xdpasm.cli;

import dev.xdpasm.loader.AttachNote;
import dev.xdpasm.loader.AttachRecords;
import dev.xdpasm.loader.Attachment;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.NetDevice;
import dev.xdpasm.loader.XdpProgram;
import dev.xdpasm.object.BpfObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xdpasm attach}: a program that stays on the interface when the command has ended. */
@Command(
        name = "attach",
        description = "Load an XDP program and leave it on an interface; xdpasm detach takes it off again.",
        mixinStandardHelpOptions = true)
final class AttachCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "A .xasm text or an ELF object.")
    private Path file;

    @Parameters(index = "1", paramLabel = "IFACE", description = "The interface.")
    private String iface;

    @Mixin
    private AttachOptions options;

    @Option(
            names = "--pin",
            paramLabel = "PATH",
            description = "Pin the program at PATH below /sys/fs/bpf too, so that it stays loaded when it is detached.")
    private @Nullable Path pin;

    @Override
    public Integer call() throws IOException {
        if (pin != null && pin.toString().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--pin takes a path below /sys/fs/bpf");
        }
        BpfObject object = ProgramFile.read(file).object();
        String name = options.programIn(object);
        NetDevice device = NetDevice.byName(iface);
        try (StopSignal stop = StopSignal.watch();
                Bpf bpf = Bpf.load(object)) {
            return attach(bpf.xdp(name), device, stop) ? ExitStatus.OK : ExitStatus.BY_SIGNAL;
        }
    }

    /** Noted ahead: should this process be killed on the way, {@code detach} knows what it left. */
    private boolean attach(XdpProgram xdp, NetDevice device, StopSignal stop) throws IOException {
        AttachNote note = new AttachRecords().announce(xdp, device);
        try (note) {
            return pinAndAttach(xdp, device, stop);
        }
    }

    /** Pins first, as a pin is easily taken back and an interface without its filter is not. */
    private boolean pinAndAttach(XdpProgram xdp, NetDevice device, StopSignal stop) throws IOException {
        if (pin != null) {
            xdp.pin(pin);
        }
        boolean kept = false;
        try (Attachment on = options.attach(xdp, device)) {
            if (stop.isRequested()) {
                return false;
            }
            on.keep();
            kept = true;
            spec.commandLine()
                    .getOut()
                    .println(AttachOptions.described(xdp.name(), on)
                            + (pin == null ? "" : ", pinned at " + pin)
                            + "; take it off with: xdpasm detach " + iface);
            return true;
        } finally {
            if (pin != null && !kept) {
                Files.deleteIfExists(pin);
            }
        }
    }
}
