package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Syscalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What programs say with bpf_trace_printk: the kernel's {@code trace_pipe}. A line is given to one reader only, whichever
 * comes first, and holds what all programs of the machine say, and other tracers too. Needs to be root.
 */
public final class TracePipe implements AutoCloseable {
    /** Where tracefs is usually mounted; the second is there since before Linux 4.1. */
    private static final List<Path> FOLDERS = List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing"));

    private static final String PIPE = "trace_pipe";

    private final FileChannel channel;
    private final BufferedReader reader;

    private TracePipe(FileChannel channel) {
        this.channel = channel;
        this.reader = new BufferedReader(
                new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
    }

    /**
     * {@return the pipe; the caller closes it}
     *
     * @throws BpfException if tracefs is not mounted (says how to), or may not be read
     */
    public static TracePipe open() {
        Path pipe = find().orElseThrow(() -> new BpfException("tracefs is mounted neither on " + FOLDERS.get(0) + " nor on "
                + FOLDERS.get(1) + ": mount -t tracefs tracefs " + FOLDERS.get(0)));
        try {
            return new TracePipe(FileChannel.open(pipe, StandardOpenOption.READ));
        } catch (IOException e) {
            throw new BpfException(pipe + ": cannot be opened" + (Files.isReadable(pipe) ? ": " + e : ": run it as root"), e);
        }
    }

    /**
     * Mounts tracefs where it usually is, unless it is mounted: for the whole mount namespace, until someone unmounts it.
     *
     * @throws KernelException if the kernel refuses
     */
    public static void mount() {
        if (find().isPresent()) {
            return;
        }
        long answer = Syscalls.mount("tracefs", FOLDERS.get(0).toString());
        if (answer < 0) {
            throw Refusal.call(
                    "tracefs could not be mounted on " + FOLDERS.get(0), "mount", answer, Capability.CAP_SYS_ADMIN);
        }
    }

    private static Optional<Path> find() {
        return FOLDERS.stream().map(folder -> folder.resolve(PIPE)).filter(Files::exists).findFirst();
    }

    /** {@return the lines as they come; the stream waits for them, and ends when the pipe is closed by another thread} */
    public Stream<String> lines() {
        return Stream.generate(this::read).takeWhile(Optional::isPresent).map(Optional::get);
    }

    private Optional<String> read() {
        try {
            return Optional.ofNullable(reader.readLine());
        } catch (IOException e) {
            if (channel.isOpen()) {
                throw new BpfException("trace_pipe cannot be read: " + e, e);
            }
            return Optional.empty();
        }
    }

    /** Ends reading; a second time does nothing. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new BpfException("trace_pipe cannot be closed: " + e, e);
        }
    }
}
