package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.AttachRecords;
import dev.xdpasm.loader.Attachment;
import dev.xdpasm.loader.BpfLink;
import dev.xdpasm.loader.BpfLinkInfo;
import dev.xdpasm.loader.Holder;
import dev.xdpasm.loader.Holders;
import dev.xdpasm.loader.NetDevice;
import dev.xdpasm.loader.ProgramInfo;
import dev.xdpasm.loader.XdpMode;
import dev.xdpasm.loader.XdpStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xdpasm detach}: takes off what {@code xdpasm attach} put on, and nobody else's program unasked. */
@Command(
        name = "detach",
        description = "Take the program off an interface that xdpasm attach has put there.",
        mixinStandardHelpOptions = true)
final class DetachCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "IFACE", description = "The interface.")
    private String iface;

    @Option(names = "--id", paramLabel = "ID", description = "Take off this program, whoever attached it, and no other.")
    private @Nullable Integer id;

    @Option(names = "--replace", description = "Take off any program, whoever attached it.")
    private boolean replace;

    @Override
    public Integer call() {
        NetDevice device = NetDevice.byName(iface);
        XdpStatus status = XdpStatus.of(device);
        AttachRecords records = new AttachRecords();
        records.prune(device);
        if (status.programIds().isEmpty()) {
            throw new BpfException("no XDP program is on " + iface);
        }
        if (id != null && !status.programIds().containsValue(id)) {
            throw new BpfException("program " + id + " is not on " + iface + "; there is: " + status.programIds().values());
        }
        for (Map.Entry<XdpMode, Integer> attached : status.programIds().entrySet()) {
            int programId = attached.getValue();
            if (id != null && programId != id) {
                continue;
            }
            ProgramInfo info = ProgramInfo.byId(programId);
            if (id == null && !replace && !records.isOurs(device, info)) {
                throw new BpfException("program " + programId + " (" + info.name() + ") on " + iface
                        + " was not put there by xdpasm attach" + heldBy(programId) + "; --id " + programId
                        + " or --replace takes it off all the same");
            }
            boolean ours = records.isOurs(device, info);
            Optional<BpfLinkInfo> link = XdpStatus.of(device).linkOf(programId);
            if (link.isEmpty()) {
                Attachment.detach(device, programId);
            } else if (ours || replace) {
                takeOff(link.get(), records);
            } else {
                throw new BpfException("program " + programId + " (" + info.name() + ") on " + iface + " is held by link "
                        + link.get().id() + heldBy(programId) + "; xdpasm link detach " + link.get().id() + " takes it off");
            }
            records.forget(device, programId);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s (id %d) is off %s, where it was in %s mode%n",
                            info.name(), programId, iface, attached.getKey());
        }
        return ExitStatus.OK;
    }

    /** Detached first: a pin that cannot be removed then holds nothing. */
    private static void takeOff(BpfLinkInfo info, AttachRecords records) {
        Optional<BpfLink> link = BpfLink.byId(info.id());
        if (link.isPresent()) {
            try (BpfLink open = link.get()) {
                open.detach();
            }
        }
        LinkPins.removeOf(info, records);
    }

    /** Which processes hold a program: one of them may be an {@code xdpasm run}, to be ended rather than bereft. */
    private static String heldBy(int programId) {
        List<Holder> holders = Holders.scan().of(programId);
        return holders.isEmpty()
                ? ""
                : " and is held by "
                        + holders.stream()
                                .map(Holder::toString)
                                .collect(Collectors.joining(", "));
    }
}
