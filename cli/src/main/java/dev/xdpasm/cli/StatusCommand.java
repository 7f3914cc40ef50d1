package dev.xdpasm.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.xdpasm.BpfException;
import dev.xdpasm.loader.AttachRecords;
import dev.xdpasm.loader.BpfLinkInfo;
import dev.xdpasm.loader.Holder;
import dev.xdpasm.loader.Holders;
import dev.xdpasm.loader.NetDevice;
import dev.xdpasm.loader.NetNamespace;
import dev.xdpasm.loader.ProgramInfo;
import dev.xdpasm.loader.XdpMode;
import dev.xdpasm.loader.XdpStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
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

/** {@code xdpasm status}: which XDP programs are on the interfaces, and who put them there and holds them. */
@Command(
        name = "status",
        description = "Show the XDP programs on the interfaces of this network namespace, by what they are held and by whom.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final String ROW = "%-15s  %-8s  %-8s  %-15s  %-16s  %-9s  %s";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "IFACE", description = "Only this interface.")
    private @Nullable String iface;

    @Option(names = "--json", description = "As JSON, for programs to read.")
    private boolean json;

    /** A program on an interface. */
    private record Attached(
            XdpMode mode, ProgramInfo program, Optional<BpfLinkInfo> link, boolean ours, List<Holder> holders) {}

    @Override
    public Integer call() {
        // First, so that the descriptors which are opened to describe programs are not among them.
        Holders holders = Holders.scan();
        List<XdpStatus> all = iface == null
                ? XdpStatus.all(NetNamespace.current())
                : List.of(XdpStatus.of(NetDevice.byName(iface)));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(out, document -> write(document, all, holders));
        } else {
            out.println(String.format(ROW, "Interface", "Mode", "Id", "Program", "Tag", "By", "Held by").stripTrailing());
            all.forEach(status -> print(out, status, attached(status, holders)));
            out.flush();
        }
        return ExitStatus.OK;
    }

    private static List<Attached> attached(XdpStatus status, Holders holders) {
        AttachRecords records = new AttachRecords();
        List<Attached> attached = new ArrayList<>();
        for (Map.Entry<XdpMode, Integer> entry : status.programIds().entrySet()) {
            int id = entry.getValue();
            try {
                ProgramInfo program = ProgramInfo.byId(id);
                attached.add(new Attached(
                        entry.getKey(),
                        program,
                        status.linkOf(id),
                        records.isOurs(status.device(), program),
                        holders.of(id)));
            } catch (BpfException e) {
                if (XdpStatus.of(status.device()).modeOf(id).isPresent()) {
                    throw e;
                }
                // It went while we were looking: it is not on the interface any more.
            }
        }
        return attached;
    }

    private static void print(PrintWriter out, XdpStatus status, List<Attached> attached) {
        if (attached.isEmpty()) {
            out.println(String.format(ROW, status.device().name(), "-", "", "", "", "", "").stripTrailing());
        }
        for (Attached on : attached) {
            String by = on.link().map(link -> "link " + Integer.toUnsignedString(link.id())).orElse("netlink");
            String holders = on.holders().stream().map(Holder::toString).collect(Collectors.joining(", "));
            String ours = on.ours() ? "xdpasm attach" + (holders.isEmpty() ? "" : ", ") : "";
            out.println(String.format(
                            ROW,
                            status.device().name(),
                            on.mode(),
                            Integer.toUnsignedString(on.program().id()),
                            on.program().name(),
                            on.program().tag(),
                            by,
                            ours + holders)
                    .stripTrailing());
        }
    }

    private static void write(JsonGenerator out, List<XdpStatus> all, Holders holders) throws IOException {
        out.writeStartArray();
        for (XdpStatus status : all) {
            out.writeStartObject();
            out.writeStringField("ifname", status.device().name());
            out.writeNumberField("ifindex", status.device().ifindex());
            out.writeArrayFieldStart("xdp");
            for (Attached on : attached(status, holders)) {
                write(out, on);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, Attached on) throws IOException {
        out.writeStartObject();
        out.writeStringField("mode", on.mode().toString());
        out.writeNumberField("prog_id", Integer.toUnsignedLong(on.program().id()));
        out.writeStringField("name", on.program().name());
        out.writeStringField("tag", on.program().tag());
        out.writeStringField("attached_by", on.link().isPresent() ? "link" : "netlink");
        if (on.link().isPresent()) {
            out.writeNumberField("link_id", Integer.toUnsignedLong(on.link().get().id()));
        }
        out.writeBooleanField("by_xdpasm", on.ours());
        HeldBy.write(out, on.holders());
        out.writeEndObject();
    }
}
