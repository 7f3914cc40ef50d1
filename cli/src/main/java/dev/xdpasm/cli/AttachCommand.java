package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.AttachNote;
import dev.xdpasm.loader.AttachRecords;
import dev.xdpasm.loader.Attachment;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.LinkAttachment;
import dev.xdpasm.loader.NetDevice;
import dev.xdpasm.loader.XdpProgram;
import dev.xdpasm.object.BpfObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
        description = "Load an XDP program and leave it on one or more interfaces, on all or on none; xdpasm detach takes it"
                + " off again.",
        mixinStandardHelpOptions = true)
final class AttachCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "A .xasm text, an ELF object, a .java source or JAR!CLASS.")
    private Path file;

    @Mixin
    private MemberOption member = new MemberOption();

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "IFACE", description = "The interfaces.")
    private List<String> ifaces;

    @Mixin
    private AttachOptions options;

    @Mixin
    private LoadNotes loadNotes;

    @Option(
            names = "--pin",
            paramLabel = "PATH",
            description = "Pin the program at PATH below /sys/fs/bpf too, so that it stays loaded when it is detached. With"
                    + " --link: where the link is pinned, which has to be somewhere (default: below /sys/fs/bpf/xdpasm).")
    private @Nullable Path pin;

    @Override
    public Integer call() throws IOException {
        if (pin != null && pin.toString().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--pin takes a path below /sys/fs/bpf");
        }
        if (pin != null && options.isLink() && ifaces.size() > 1) {
            throw new ParameterException(spec.commandLine(), "--pin with --link is one link's: name one interface");
        }
        BpfObject object = member.read(file).object();
        String name = options.programIn(object);
        List<NetDevice> devices = ifaces.stream().map(options::device).toList();
        try (StopSignal stop = StopSignal.watch();
                Bpf bpf = Bpf.load(options.toLoad(object), loadNotes.options())) {
            return attach(bpf.xdp(name), devices, stop) ? ExitStatus.OK : ExitStatus.BY_SIGNAL;
        }
    }

    /** Noted ahead: should this process be killed on the way, {@code detach} and {@code clean} know what it left. */
    private boolean attach(XdpProgram xdp, List<NetDevice> devices, StopSignal stop) throws IOException {
        AttachRecords records = new AttachRecords();
        Deque<AttachNote> notes = new ArrayDeque<>();
        try {
            devices.forEach(device -> notes.push(records.announce(xdp, device)));
            return options.isLink()
                    ? attachByLinks(xdp, devices, records, stop)
                    : attachByNetlink(xdp, devices, records, stop);
        } finally {
            notes.forEach(AttachNote::close);
        }
    }

    /** Pins first, as a pin is easily taken back and an interface without its filter is not. */
    private boolean attachByNetlink(
            XdpProgram xdp, List<NetDevice> devices, AttachRecords records, StopSignal stop) throws IOException {
        if (pin != null) {
            records.announcePin(xdp, pin);
            pinOrForget(records, pin, () -> xdp.pin(pin));
        }
        List<Attachment> all = new ArrayList<>();
        boolean kept = false;
        try {
            all.addAll(options.attachAll(xdp, devices));
            if (stop.isRequested()) {
                return false;
            }
            all.forEach(Attachment::keep);
            kept = true;
            all.forEach(on -> report(xdp, on, pin == null ? "" : ", pinned at " + pin));
            return true;
        } finally {
            all.forEach(Attachment::close);
            if (pin != null && !kept) {
                Files.deleteIfExists(pin);
                records.forgetPin(pin);
            }
        }
    }

    private boolean attachByLinks(XdpProgram xdp, List<NetDevice> devices, AttachRecords records, StopSignal stop)
            throws IOException {
        if (devices.size() == 1 && options.replaces()) {
            Path path = pin == null ? LinkPins.path(devices.get(0)) : pin;
            if (LinkPins.isOurs(records, path)) {
                replaceOurs(xdp, path, devices.get(0));
                return true;
            }
        }
        Deque<Path> pinned = new ArrayDeque<>();
        List<Attachment> all = options.attachAll(xdp, devices);
        boolean kept = false;
        try {
            for (Attachment on : all) {
                Path path = pin == null ? LinkPins.path(on.device()) : pin;
                LinkPins.makeFolder(path);
                records.announcePin(xdp, path);
                pinOrForget(records, path, () -> ((LinkAttachment) on).pin(path));
                pinned.push(path);
            }
            if (stop.isRequested()) {
                return false;
            }
            all.forEach(Attachment::keep);
            kept = true;
            all.forEach(on -> report(xdp, on, ", its link pinned at "
                    + ((LinkAttachment) on).pinnedAt().map(Path::toString).orElse("?")));
            return true;
        } finally {
            all.forEach(Attachment::close);
            if (!kept) {
                for (Path path : pinned) {
                    Files.deleteIfExists(path);
                    records.forgetPin(path);
                }
            }
        }
    }

    /** Our own pinned link takes the new program in one step: no packet passes between the two. */
    private void replaceOurs(XdpProgram xdp, Path path, NetDevice device) {
        try (LinkAttachment ours = LinkAttachment.adopt(path, device.namespace())) {
            if (!ours.device().equals(device)) {
                throw new BpfException("the link pinned at " + path + " is on " + ours.device() + ", not on " + device);
            }
            ours.replaceWith(xdp);
            ours.keep();
            report(xdp, ours, ", in the link pinned at " + path);
        }
    }

    private static void pinOrForget(AttachRecords records, Path path, Runnable pinning) {
        try {
            pinning.run();
        } catch (BpfException e) {
            records.forgetPin(path);
            throw e;
        }
    }

    private void report(XdpProgram xdp, Attachment on, String pinned) {
        spec.commandLine()
                .getOut()
                .println(AttachOptions.described(xdp.name(), on) + pinned + "; take it off with: xdpasm detach "
                        + on.device().name());
    }
}
