package dev.xdpasm.cli;

import dev.xdpasm.btf.BtfCDump;
import dev.xdpasm.btf.BtfDiff;
import dev.xdpasm.btf.BtfRawDump;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xdpasm btf}: types of objects and kernels. */
@Command(
        name = "btf",
        description = "Show the types of an object, of a kernel, or what is different between two of them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BtfCommand.DumpCommand.class, BtfCommand.DiffCommand.class})
final class BtfCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: dump or diff");
    }

    /** {@code xdpasm btf dump}: types as text, as bpftool prints them. */
    @Command(
            name = "dump",
            description = "Print types as bpftool btf dump does.",
            mixinStandardHelpOptions = true)
    static final class DumpCommand implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(
                paramLabel = "SOURCE",
                arity = "1..2",
                description = "An ELF object, a file of BTF, vmlinux for the running kernel, or id N for types that it holds.")
        private List<String> source;

        @Option(names = "--base", paramLabel = "FILE", description = "What the types build on, if they are a module's.")
        private @Nullable Path base;

        @ArgGroup
        private @Nullable Form form;

        /** What is printed. */
        private static final class Form {
            @Option(names = "--raw", description = "One type after another by id, as format raw. This is what is done without.")
            private boolean raw;

            @Option(names = "--c", description = "A C header that compiles, as format c.")
            private boolean c;
        }

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            BtfSource types = BtfSource.read(source, base, spec.commandLine());
            types.explained(index -> {
                if (form != null && form.c) {
                    out.print(BtfCDump.of(index));
                } else {
                    for (int id = index.firstId(); id <= index.count(); id++) {
                        out.println(BtfRawDump.of(index, id));
                    }
                }
            });
            out.flush();
            return ExitStatus.OK;
        }
    }

    /** {@code xdpasm btf diff}: what changed. */
    @Command(
            name = "diff",
            description = {
                "Print what is different between the types of A and of B, by name; nothing if they are the same.",
                "Each is an ELF object, a file of BTF, or vmlinux for the running kernel."
            },
            mixinStandardHelpOptions = true)
    static final class DiffCommand implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(index = "0", paramLabel = "A", description = "The types before.")
        private String before;

        @Parameters(index = "1", paramLabel = "B", description = "The types now.")
        private String after;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            BtfSource one = BtfSource.read(List.of(before), null, spec.commandLine());
            BtfSource other = BtfSource.read(List.of(after), null, spec.commandLine());
            one.explained(old -> other.explained(now -> BtfDiff.of(old, now).forEach(out::println)));
            out.flush();
            return ExitStatus.OK;
        }
    }
}
