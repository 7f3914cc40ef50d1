package dev.xdpasm.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.xdpasm.BpfException;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.loader.BpfLink;
import dev.xdpasm.loader.BpfLinkInfo;
import dev.xdpasm.loader.Holder;
import dev.xdpasm.loader.Holders;
import dev.xdpasm.loader.PinnedObjects;
import dev.xdpasm.loader.ProgramInfo;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.ObjectLinker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xdpasm link}: what holds programs on things, whoever made it; or, of objects, one object. */
@Command(
        name = "link",
        description = {
            "Links in the kernel: what holds programs on interfaces, cgroups, tracepoints.",
            "With objects and -o: makes one object of several, an extern of one being what another has."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LinkCommand.ListCommand.class,
            LinkCommand.Show.class,
            LinkCommand.Pin.class,
            LinkCommand.Detach.class
        })
final class LinkCommand implements Runnable {
    private static final KernelListing.Shown<BpfLinkInfo> SHOWN = new KernelListing.Shown<>() {
        @Override
        public String lines(BpfLinkInfo link, Holders holders, PinnedObjects pinned) {
            return format(link, holders.ofLink(link.id()), pinned.ofLink(link.id()));
        }

        @Override
        public void write(JsonGenerator out, BpfLinkInfo link, Holders holders, PinnedObjects pinned) throws IOException {
            LinkCommand.write(out, link, holders.ofLink(link.id()), pinned.ofLink(link.id()));
        }
    };

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Objects to make one of, or texts or Java code that make them.")
    private List<Path> files = List.of();

    @Mixin
    private MemberOption member = new MemberOption();

    @Option(names = "-o", paramLabel = "OUT", description = "With objects: where to write.")
    private @Nullable Path out;

    @Override
    public void run() {
        if (out != null && !files.isEmpty()) {
            List<ProgramFile> inputs = files.stream().map(member::read).toList();
            List<BpfObject> objects = inputs.stream().map(ProgramFile::object).toList();
            OutputFile.write(
                    out,
                    ElfWriter.write(ObjectLinker.link(objects)),
                    inputs.stream().map(ProgramFile::path).toList());
            return;
        }
        if (!files.isEmpty()) {
            throw new ParameterException(spec.commandLine(), files.stream().allMatch(Files::exists)
                    ? "say where to write the object: -o OUT"
                    : "unknown command '" + files.get(0) + "', expected one of "
                            + String.join(", ", spec.subcommands().keySet()) + ", or objects and -o OUT");
        }
        throw CommandGroup.missing(spec);
    }

    /** {@code xdpasm link list}. */
    @Command(
            name = "list",
            description = "List them as bpftool does, with the processes that hold them and the names they are pinned to.",
            mixinStandardHelpOptions = true)
    static final class ListCommand extends KernelListing<BpfLinkInfo> {
        ListCommand() {
            super(SHOWN);
        }

        @Override
        List<BpfLinkInfo> objects() {
            return BpfLinkInfo.all();
        }
    }

    /** {@code xdpasm link show}. */
    @Command(name = "show", description = "Show one link.", mixinStandardHelpOptions = true)
    static final class Show extends KernelListing<BpfLinkInfo> {
        @Parameters(paramLabel = "ID", description = "The link.")
        private int id;

        Show() {
            super(SHOWN);
        }

        @Override
        List<BpfLinkInfo> objects() {
            return List.of(BpfLinkInfo.byId(id));
        }
    }

    /** {@code xdpasm link pin}. */
    @Command(
            name = "pin",
            description = "Give a link a name below /sys/fs/bpf, so that it outlives the processes that hold it.",
            mixinStandardHelpOptions = true)
    static final class Pin implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "ID", description = "The link.")
        private int id;

        @Parameters(index = "1", paramLabel = "PATH", description = "The name.")
        private Path path;

        @Override
        public Integer call() {
            try (BpfLink link = open(id)) {
                link.pin(path);
            }
            return ExitStatus.OK;
        }
    }

    /** {@code xdpasm link detach}. */
    @Command(
            name = "detach",
            description = "Take a link's program off, whoever holds the link: it goes on existing, and holds nothing.",
            mixinStandardHelpOptions = true)
    static final class Detach implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "ID", description = "The link.")
        private int id;

        @Override
        public Integer call() {
            try (BpfLink link = open(id)) {
                BpfLinkInfo info = link.info();
                link.detach();
                spec.commandLine()
                        .getOut()
                        .println("link " + id + " (" + info.typeName() + ", program " + Integer.toUnsignedString(info.programId())
                                + ") holds nothing any more");
            }
            return ExitStatus.OK;
        }
    }

    private static BpfLink open(int id) {
        return BpfLink.byId(id)
                .orElseThrow(() -> new BpfException("no link has the id " + Integer.toUnsignedString(id)));
    }

    /** The lines of one link, much as {@code bpftool link list} writes them, with the program's name. */
    private static String format(BpfLinkInfo link, List<Holder> holders, List<Path> pins) {
        StringBuilder text = new StringBuilder();
        text.append(Integer.toUnsignedString(link.id())).append(": ").append(link.typeName());
        text.append("  prog ").append(Integer.toUnsignedString(link.programId())).append(nameOf(link.programId())).append('\n');
        if (!link.details().isEmpty()) {
            text.append('\t');
            text.append(link.details().entrySet().stream()
                    .map(detail -> detail.getKey() + " " + detail.getValue())
                    .collect(Collectors.joining("  ")));
            text.append('\n');
        }
        return text.append(HeldBy.lines(pins)).append(HeldBy.line(holders)).toString();
    }

    private static String nameOf(int programId) {
        try {
            String name = ProgramInfo.byId(programId).name();
            return name.isEmpty() ? "" : "  name " + name;
        } catch (BpfException e) {
            // A link of struct_ops has no program; others' may have gone since.
            return "";
        }
    }

    private static void write(JsonGenerator out, BpfLinkInfo link, List<Holder> holders, List<Path> pins)
            throws IOException {
        out.writeStartObject();
        out.writeNumberField("id", Integer.toUnsignedLong(link.id()));
        out.writeStringField("type", link.typeName());
        out.writeNumberField("prog_id", Integer.toUnsignedLong(link.programId()));
        for (Map.Entry<String, Long> detail : link.details().entrySet()) {
            out.writeNumberField(detail.getKey(), detail.getValue());
        }
        HeldBy.write(out, holders, pins);
        out.writeEndObject();
    }
}
