package dev.xdpasm.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.xdpasm.BpfException;
import dev.xdpasm.loader.Holder;
import dev.xdpasm.loader.Holders;
import dev.xdpasm.loader.LoadedProgram;
import dev.xdpasm.loader.PinnedObjects;
import dev.xdpasm.loader.ProgramDump;
import dev.xdpasm.loader.ProgramInfo;
import dev.xdpasm.print.Listing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xdpasm prog}: the programs that the kernel holds. */
@Command(
        name = "prog",
        description = "Programs in the kernel, whoever loaded them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ProgCommand.ListCommand.class,
            ProgCommand.Show.class,
            ProgCommand.Dump.class,
            ProgCommand.Pin.class
        })
final class ProgCommand extends CommandGroup {
    private static final DateTimeFormatter LOADED_AT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx");

    private static final KernelListing.Shown<ProgramInfo> SHOWN = new KernelListing.Shown<>() {
        @Override
        public String lines(ProgramInfo program, Holders holders, PinnedObjects pinned) {
            return format(program, holders.of(program.id()), pinned.ofProgram(program.id()));
        }

        @Override
        public void write(JsonGenerator out, ProgramInfo program, Holders holders, PinnedObjects pinned) throws IOException {
            ProgCommand.write(out, program, holders.of(program.id()), pinned.ofProgram(program.id()));
        }
    };

    /** {@code xdpasm prog list}: in the layout of {@code bpftool prog list}. */
    @Command(
            name = "list",
            description = "List them as bpftool does, with the processes that hold them and the names they are pinned to.",
            mixinStandardHelpOptions = true)
    static final class ListCommand extends KernelListing<ProgramInfo> {
        ListCommand() {
            super(SHOWN);
        }

        @Override
        List<ProgramInfo> objects() {
            return ProgramInfo.all();
        }
    }

    /** {@code xdpasm prog show}. */
    @Command(name = "show", description = "Show one program.", mixinStandardHelpOptions = true)
    static final class Show extends KernelListing<ProgramInfo> {
        @Parameters(paramLabel = "ID", description = "The program.")
        private int id;

        Show() {
            super(SHOWN);
        }

        @Override
        List<ProgramInfo> objects() {
            return List.of(ProgramInfo.byId(id));
        }
    }

    /** {@code xdpasm prog dump}. */
    @Command(
            name = "dump",
            description = "List a program's instructions as the kernel holds them, rewritten by the verifier.",
            mixinStandardHelpOptions = true)
    static final class Dump implements Callable<Integer> {
        private static final int ROW_BYTES = 16;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "ID", description = "The program.")
        private int id;

        @Option(names = "--kernel", description = "In the kernel's words, as bpftool prog dump xlated prints them.")
        private boolean kernel;

        @Option(
                names = "--jited",
                description = "The machine code's bytes instead, each function's behind its address and name.")
        private boolean jited;

        @Option(names = "--lines", description = "The source lines instead, with the instruction that each begins at.")
        private boolean lines;

        @Override
        public Integer call() {
            try (LoadedProgram program = LoadedProgram.byId(id)) {
                ProgramDump dump = program.dump();
                PrintWriter out = spec.commandLine().getOut();
                if (lines) {
                    lines(out, program, dump);
                } else if (jited) {
                    requireShown(program, dump.jited());
                    jited(out, program, dump);
                } else {
                    requireShown(program, dump.xlated());
                    String title = program.name() + " (id " + program.id() + ")";
                    out.print(kernel ? dump.text() : Listing.ofBytes(title, dump.xlated()));
                }
                out.flush();
            }
            return ExitStatus.OK;
        }

        private void requireShown(LoadedProgram program, byte[] code) {
            if (code.length == 0) {
                throw new BpfException("the kernel shows no " + (jited ? "machine code" : "instructions") + " of program "
                        + program.id() + (jited ? ": it is interpreted, or" : ":")
                        + " hidden by kernel.kptr_restrict or net.core.bpf_jit_harden");
            }
        }

        /** Bytes, as a disassembler of each machine's code would be a project of its own: objdump reads them. */
        private static void jited(PrintWriter out, LoadedProgram program, ProgramDump dump) {
            int begin = 0;
            for (ProgramDump.Function function : dump.functions()) {
                out.printf(
                        "%s%s:%n",
                        function.address() == 0 ? "" : String.format("%016x ", function.address()),
                        function.name().isEmpty() ? program.name() : function.name());
                rows(out, Arrays.copyOfRange(dump.jited(), begin, begin + function.jitedBytes()));
                begin += function.jitedBytes();
            }
        }

        private static void rows(PrintWriter out, byte[] code) {
            for (int at = 0; at < code.length; at += ROW_BYTES) {
                out.printf(
                        "%6x:  %s%n",
                        at,
                        HexFormat.ofDelimiter(" ").formatHex(code, at, Math.min(code.length, at + ROW_BYTES)));
            }
        }

        private static void lines(PrintWriter out, LoadedProgram program, ProgramDump dump) {
            if (dump.lines().isEmpty()) {
                throw new BpfException("program " + program.id() + " was loaded without line info");
            }
            for (ProgramDump.Line line : dump.lines()) {
                out.printf("%6d: %s:%d:%d  %s%n", line.slot(), line.file(), line.line(), line.column(), line.text());
            }
        }
    }

    /** {@code xdpasm prog pin}. */
    @Command(
            name = "pin",
            description = "Give a program a name below /sys/fs/bpf, so that it outlives the processes that hold it.",
            mixinStandardHelpOptions = true)
    static final class Pin implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "ID", description = "The program.")
        private int id;

        @Parameters(index = "1", paramLabel = "PATH", description = "The name.")
        private Path path;

        @Override
        public Integer call() {
            try (LoadedProgram program = LoadedProgram.byId(id)) {
                program.pin(path);
            }
            return ExitStatus.OK;
        }
    }

    /** The lines of one program, as {@code bpftool prog list} writes them. */
    static String format(ProgramInfo program, List<Holder> holders, List<Path> pins) {
        StringBuilder text = new StringBuilder();
        text.append(program.id()).append(": ").append(program.typeName()).append("  ");
        if (!program.name().isEmpty()) {
            text.append("name ").append(program.name()).append("  ");
        }
        text.append("tag ").append(program.tag()).append(program.gplCompatible() ? "  gpl" : "");
        if (program.runs().count() > 0) {
            text.append("  run_time_ns ").append(program.runs().nanos());
            text.append("  run_cnt ").append(program.runs().count());
        }
        text.append("\n\tloaded_at ").append(LOADED_AT.format(program.loadTime().atZone(ZoneId.systemDefault())));
        text.append("  uid ").append(program.uid()).append('\n');
        text.append("\txlated ").append(program.xlatedBytes()).append('B');
        text.append(program.jitedBytes() > 0 ? "  jited " + program.jitedBytes() + "B" : "  not jited");
        text.append("  memlock ").append(program.memlockBytes()).append('B');
        if (!program.mapIds().isEmpty()) {
            text.append("  map_ids ");
            text.append(program.mapIds().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        text.append('\n');
        text.append(HeldBy.lines(pins));
        if (program.btfId() != 0) {
            text.append("\tbtf_id ").append(program.btfId()).append('\n');
        }
        return text.append(HeldBy.line(holders)).toString();
    }

    private static void write(JsonGenerator out, ProgramInfo program, List<Holder> holders, List<Path> pins)
            throws IOException {
        out.writeStartObject();
        out.writeNumberField("id", Integer.toUnsignedLong(program.id()));
        out.writeStringField("type", program.typeName());
        out.writeStringField("name", program.name());
        out.writeStringField("tag", program.tag());
        out.writeBooleanField("gpl_compatible", program.gplCompatible());
        out.writeNumberField("loaded_at", program.loadTime().getEpochSecond());
        out.writeNumberField("uid", Integer.toUnsignedLong(program.uid()));
        out.writeNumberField("bytes_xlated", program.xlatedBytes());
        out.writeNumberField("bytes_jited", program.jitedBytes());
        out.writeNumberField("bytes_memlock", program.memlockBytes());
        out.writeNumberField("verified_insns", program.verifiedInsns());
        out.writeNumberField("run_time_ns", program.runs().nanos());
        out.writeNumberField("run_cnt", program.runs().count());
        out.writeNumberField("btf_id", program.btfId());
        out.writeArrayFieldStart("map_ids");
        for (int map : program.mapIds()) {
            out.writeNumber(Integer.toUnsignedLong(map));
        }
        out.writeEndArray();
        HeldBy.write(out, holders, pins);
        out.writeEndObject();
    }
}
