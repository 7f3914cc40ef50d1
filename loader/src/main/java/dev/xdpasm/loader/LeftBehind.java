package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import dev.xdpasm.loader.sys.ProcFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What xdpasm left on this machine, on purpose or because it was killed: programs that are attached for keeps, pins, and
 * records of what is gone. It finds only what {@link AttachRecords} knows, so nothing of anyone else's.
 */
public final class LeftBehind {
    /** A record that is being written is whole much sooner than this. */
    private static final Duration WRITING = Duration.ofSeconds(1);

    private LeftBehind() {}

    /** What kind of thing was left. */
    public enum Kind {
        /** A program is on an interface. */
        ATTACHED,
        /** A program or a link is pinned. */
        PINNED,
        /** A record speaks of what is no longer there, or was never finished. */
        STALE
    }

    /** How something is undone. */
    private interface Undo {
        void run();
    }

    /** One thing that was left. */
    public static final class Item {
        private final Kind kind;
        private final String what;
        private final Undo undo;

        private Item(Kind kind, String what, Undo undo) {
            this.kind = kind;
            this.what = what;
            this.undo = undo;
        }

        /** {@return what kind of thing it is} */
        public Kind kind() {
            return kind;
        }

        /** {@return what it is, in a line for a person} */
        public String what() {
            return what;
        }

        /**
         * Undoes it: takes the program off, removes the pin, removes the record.
         *
         * @throws BpfException if that fails; then it is still there and still known
         */
        public void undo() {
            undo.run();
        }

        @Override
        public String toString() {
            return what;
        }
    }

    /** {@return everything that was left; programs first, then pins, then records} Needs CAP_SYS_ADMIN. */
    public static List<Item> find() {
        return find(new AttachRecords());
    }

    static List<Item> find(AttachRecords records) {
        List<Item> items = new ArrayList<>();
        for (AttachRecord record : records.all()) {
            items.add(ofRecord(records, record));
        }
        for (PinRecord record : records.pins()) {
            items.add(ofPin(records, record));
        }
        for (Path partial : records.partial()) {
            if (isOld(partial)) {
                items.add(new Item(
                        Kind.STALE,
                        "a record that was never finished: " + partial,
                        () -> AttachRecords.remove(partial)));
            }
        }
        items.sort((a, b) -> a.kind.compareTo(b.kind));
        return items;
    }

    private static Item ofRecord(AttachRecords records, AttachRecord record) {
        boolean here = NetNamespace.current().inode() == record.namespace();
        String where = record.ifname() + " (ifindex " + record.ifindex() + ")"
                + (here ? "" : " in net:[" + record.namespace() + "]");
        String named = "program " + Integer.toUnsignedString(record.id()) + " (" + record.program() + ")";
        Optional<NetNamespace> namespace = namespace(record.namespace());
        boolean loaded = isLoaded(record);
        if (loaded && namespace.isEmpty()) {
            return new Item(
                    Kind.ATTACHED,
                    named + " was put on " + where + ", which no process is in",
                    () -> {
                        throw new BpfException(named + " cannot be taken off " + where
                                + ": no process is in that network namespace, enter it first");
                    });
        }
        Optional<XdpMode> mode = loaded ? mode(record, namespace.get()) : Optional.empty();
        close(namespace);
        if (mode.isEmpty()) {
            return new Item(
                    Kind.STALE,
                    "a record of " + named + ", which is no longer on " + where,
                    () -> records.forget(record));
        }
        return new Item(
                Kind.ATTACHED,
                named + " is on " + where + " in " + mode.get() + " mode, since " + record.time(),
                () -> takeOff(records, record));
    }

    private static void takeOff(AttachRecords records, AttachRecord record) {
        Optional<NetNamespace> namespace = namespace(record.namespace());
        if (namespace.isPresent()) {
            try {
                NetDevice device = new NetDevice(record.ifindex(), record.ifname(), namespace.get());
                Optional<BpfLinkInfo> link = XdpStatus.of(device).linkOf(record.id());
                if (link.isEmpty()) {
                    Attachment.detach(device, record.id());
                } else {
                    detach(link.get().id());
                }
            } finally {
                close(namespace);
            }
        }
        records.forget(record);
    }

    private static void detach(int linkId) {
        BpfLink.byId(linkId).ifPresent(link -> {
            try (link) {
                link.detach();
            }
        });
    }

    private static boolean isLoaded(AttachRecord record) {
        return ProgramInfo.open(record.id())
                .map(fd -> {
                    try (fd) {
                        return ProgramInfo.of(fd).tag().equals(record.tag());
                    }
                })
                .orElse(false);
    }

    /** The interface's index may be another's by now: only the program tells. */
    private static Optional<XdpMode> mode(AttachRecord record, NetNamespace namespace) {
        try {
            return XdpStatus.of(new NetDevice(record.ifindex(), record.ifname(), namespace))
                    .modeOf(record.id());
        } catch (KernelException e) {
            if (e.errnoName().equals("ENODEV")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Item ofPin(AttachRecords records, PinRecord record) {
        Optional<String> pinned = pinned(record);
        if (pinned.isEmpty()) {
            return new Item(
                    Kind.STALE,
                    "a record of the pin " + record.path() + ", which is not there or another's",
                    () -> records.forgetPin(record.path()));
        }
        return new Item(Kind.PINNED, pinned.get() + " is pinned to " + record.path() + ", since " + record.time(), () -> {
            try {
                Files.deleteIfExists(record.path());
            } catch (IOException e) {
                throw new BpfException("the pin " + record.path() + " cannot be removed: " + InputFile.reason(e), e);
            }
            records.forgetPin(record.path());
        });
    }

    /** What is pinned, if it is what was written down: a link may have had its program replaced. */
    private static Optional<String> pinned(PinRecord record) {
        if (!Files.exists(record.path(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (LoadedProgram program = Pins.program(record.path())) {
            return program.id() == record.programId()
                    ? Optional.of("program " + Integer.toUnsignedString(program.id()) + " (" + record.program() + ")")
                    : Optional.empty();
        } catch (BpfException notAProgram) {
            try (BpfLink link = Pins.link(record.path())) {
                return Optional.of("link " + Integer.toUnsignedString(link.id()) + " of program "
                        + Integer.toUnsignedString(link.info().programId()) + " (" + record.program() + ")");
            } catch (BpfException neither) {
                return Optional.empty();
            }
        }
    }

    private static boolean isOld(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(Instant.now().minus(WRITING));
        } catch (IOException e) {
            return false;
        }
    }

    /** The namespace of that number, if this process, another one or a name in /run/netns is in it; to be closed. */
    private static Optional<NetNamespace> namespace(long inode) {
        NetNamespace current = NetNamespace.current();
        if (current.inode() == inode) {
            return Optional.of(current);
        }
        List<Path> candidates = new ArrayList<>();
        ProcFiles.children(Path.of("/run/netns"), "*").forEach(candidates::add);
        ProcFiles.children(Path.of("/proc"), "[0-9]*").forEach(process -> {
            candidates.add(process.resolve("ns/net"));
            // A thread can be in another than its process.
            ProcFiles.children(process.resolve("task"), "*").forEach(task -> candidates.add(task.resolve("ns/net")));
        });
        for (Path path : candidates) {
            if (is(path, inode)) {
                return Optional.of(NetNamespace.open(path));
            }
        }
        return Optional.empty();
    }

    private static boolean is(Path path, long inode) {
        Optional<String> link = ProcFiles.link(path);
        if (link.isPresent()) {
            return link.get().equals("net:[" + inode + "]");
        }
        try {
            return Files.getAttribute(path, "unix:ino").equals(inode);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void close(Optional<NetNamespace> namespace) {
        // The thread's own is not ours to close.
        namespace.filter(entered -> entered != NetNamespace.current()).ifPresent(NetNamespace::close);
    }
}
