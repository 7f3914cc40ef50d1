package dev.xdpasm.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.xdpasm.loader.Holders;
import dev.xdpasm.loader.PinnedObjects;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code list} and {@code show} of programs, maps and links: all of them or one, as bpftool's lines or as JSON, with the processes that
 * hold them and the names that they are pinned to.
 *
 * @param <T> what the kernel says about one
 */
abstract class KernelListing<T> implements Callable<Integer> {
    private final Shown<T> kind;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "As JSON, for programs to read.")
    private boolean json;

    KernelListing(Shown<T> kind) {
        this.kind = kind;
    }

    /** How one kind is shown. */
    interface Shown<T> {
        /** {@return the lines of one, each with its end} */
        String lines(T one, Holders holders, PinnedObjects pinned);

        /** Writes one as an object. */
        void write(JsonGenerator out, T one, Holders holders, PinnedObjects pinned) throws IOException;
    }

    /** {@return those to show} */
    abstract List<T> objects();

    @Override
    public Integer call() {
        // First, so that the descriptors which are opened to describe objects are not among them.
        Holders holders = Holders.scan();
        List<T> objects = objects();
        PinnedObjects pinned = PinnedObjects.scan();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(out, document -> {
                document.writeStartArray();
                for (T one : objects) {
                    kind.write(document, one, holders, pinned);
                }
                document.writeEndArray();
            });
        } else {
            objects.forEach(one -> out.print(kind.lines(one, holders, pinned)));
            out.flush();
        }
        return ExitStatus.OK;
    }
}
