package dev.xdpasm.cli;

import dev.xdpasm.loader.LeftBehind;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code xdpasm clean}: names what xdpasm left on this machine, and undoes it when told to. */
@Command(
        name = "clean",
        description = "Name what xdpasm left behind: programs on interfaces, pins, records of what is gone. Nothing of anyone"
                + " else's is named or undone.",
        mixinStandardHelpOptions = true)
final class CleanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(exclusive = true)
    private Undo undo = new Undo();

    /** What is to be undone. */
    private static final class Undo {
        @Option(names = "--undo", description = "Undo all of it: detach, remove pins and records.")
        private boolean all;

        @Option(names = "--stale", description = "Remove only the records of what is gone.")
        private boolean stale;
    }

    @Override
    public Integer call() {
        List<LeftBehind.Item> items = LeftBehind.find();
        PrintWriter out = spec.commandLine().getOut();
        int undone = 0;
        for (LeftBehind.Item item : items) {
            boolean wanted = undo.all || undo.stale && item.kind() == LeftBehind.Kind.STALE;
            if (wanted) {
                item.undo();
                undone++;
            }
            out.println((wanted ? "undone: " : "") + item.what());
        }
        if (items.isEmpty()) {
            out.println("nothing of xdpasm's is left behind");
        } else if (undone == 0) {
            out.println("xdpasm clean --undo undoes all of it, --stale only what speaks of things that are gone");
        }
        out.flush();
        return ExitStatus.OK;
    }
}
