package dev.xdpasm.cli;

import dev.xdpasm.loader.Holder;
import dev.xdpasm.loader.Holders;
import dev.xdpasm.loader.ProgramInfo;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code xdpasm prog}: the programs that the kernel holds. */
@Command(
        name = "prog",
        description = "Show the programs that the kernel holds.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ProgCommand.ListCommand.class)
final class ProgCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: list");
    }

    /** {@code xdpasm prog list}: in the layout of {@code bpftool prog list}. */
    @Command(
            name = "list",
            description = "List them as bpftool does, with the processes that hold them.",
            mixinStandardHelpOptions = true)
    static final class ListCommand implements Callable<Integer> {
        private static final DateTimeFormatter LOADED_AT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx");

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            // First, so that the descriptors which are opened to describe programs are not among them.
            Holders holders = Holders.scan();
            for (ProgramInfo program : ProgramInfo.all()) {
                out.print(format(program, holders.of(program.id())));
            }
            out.flush();
            return ExitStatus.OK;
        }

        /** The lines of one program, as {@code bpftool prog list} writes them. */
        static String format(ProgramInfo program, List<Holder> holders) {
            StringBuilder text = new StringBuilder();
            text.append(program.id()).append(": ").append(program.typeName()).append("  ");
            if (!program.name().isEmpty()) {
                text.append("name ").append(program.name()).append("  ");
            }
            text.append("tag ").append(program.tag()).append(program.gplCompatible() ? "  gpl\n" : "\n");
            text.append("\tloaded_at ").append(LOADED_AT.format(program.loadTime().atZone(ZoneId.systemDefault())));
            text.append("  uid ").append(program.uid()).append('\n');
            text.append("\txlated ").append(program.xlatedBytes()).append('B');
            text.append(program.jitedBytes() > 0 ? "  jited " + program.jitedBytes() + "B" : "  not jited");
            text.append("  memlock ").append(program.memlockBytes()).append('B');
            if (!program.mapIds().isEmpty()) {
                text.append("  map_ids ");
                text.append(program.mapIds().stream().map(String::valueOf).collect(Collectors.joining(",")));
            }
            text.append('\n');
            if (program.btfId() != 0) {
                text.append("\tbtf_id ").append(program.btfId()).append('\n');
            }
            if (!holders.isEmpty()) {
                text.append("\tpids ");
                text.append(holders.stream()
                        .map(Holder::toString)
                        .collect(Collectors.joining(", ")));
                text.append('\n');
            }
            return text.toString();
        }
    }
}
