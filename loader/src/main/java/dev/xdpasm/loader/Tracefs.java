package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.ProcFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What tracefs says about the kernel's tracepoints, and sysfs about its kinds of probes. */
final class Tracefs {
    private static final List<Path> MOUNTS = List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing"));

    private Tracefs() {}

    /** {@return the folder of all events, if tracefs is mounted} */
    static Optional<Path> events() {
        return MOUNTS.stream().map(mount -> mount.resolve("events")).filter(Files::isDirectory).findFirst();
    }

    /**
     * {@return the number of a tracepoint}
     *
     * @throws BpfException if tracefs is not mounted, or has no such tracepoint
     */
    static long id(String group, String name) {
        Path events = events().orElseThrow(() -> new BpfException("tracepoint " + group + "/" + name
                + " cannot be looked up: tracefs is not mounted on " + MOUNTS.get(0)
                + " (mount -t tracefs tracefs " + MOUNTS.get(0) + ")"));
        return ProcFiles.read(events.resolve(group).resolve(name).resolve("id"))
                .map(text -> Long.parseLong(text.strip()))
                .orElseThrow(() -> new BpfException("this kernel has no tracepoint " + group + "/" + name
                        + " (there is no " + events.resolve(group).resolve(name) + ")"));
    }

    /** {@return that no group has a tracepoint of that name, if that can be seen} */
    static Optional<String> withoutEvent(String name) {
        Optional<Path> events = events();
        if (events.isEmpty()) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(events.get())) {
            for (Path group : groups) {
                if (Files.isDirectory(group.resolve(name))) {
                    return Optional.empty();
                }
            }
            return Optional.of("this kernel has no tracepoint of that name (none of " + events.get() + ")");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return the number that perf_event_open(2) takes for a kind of probe}
     *
     * @param kind {@code kprobe} or {@code uprobe}
     * @throws BpfException if the kernel was built without it
     */
    static int probeType(String kind) {
        Path file = Path.of("/sys/bus/event_source/devices", kind, "type");
        return ProcFiles.read(file)
                .map(text -> Integer.parseInt(text.strip()))
                .orElseThrow(() -> new BpfException(
                        "this kernel was built without " + kind + "s (there is no " + file + ")"));
    }
}
