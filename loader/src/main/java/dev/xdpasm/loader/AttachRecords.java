package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import dev.xdpasm.loader.sys.ProcFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What xdpasm attached for keeps on this machine since it booted: a small file in {@code /run/xdpasm} for each program
 * and interface, which tells a later process that we put this program on this interface. Where another puts it, by its
 * pin for example, it is not ours.
 */
public final class AttachRecords {
    private static final String PIN_END = ".pin";

    /** What is announced is pinned much sooner than this. */
    private static final Duration PINNING = Duration.ofMinutes(1);

    private final RecordFolder records;
    private final Path folder;

    /** Opens the machine's records; makes nothing yet. */
    public AttachRecords() {
        this(RecordFolder.MACHINE.path());
    }

    AttachRecords(Path folder) {
        this.folder = folder;
        this.records = new RecordFolder(folder);
    }

    /**
     * Writes a record, whole or not at all, in place of an older one of the same program and interface; makes the
     * folder, for its owner only.
     *
     * @throws BpfException if it cannot be written
     */
    void write(AttachRecord record) {
        try {
            records.write(
                    Integer.toUnsignedString(record.id()) + place(record.ifindex(), record.namespace()), record.fields());
        } catch (IOException e) {
            throw new BpfException(
                    "it cannot be noted in " + folder + " that program " + record.id() + " is attached for keeps: "
                            + InputFile.reason(e),
                    e);
        }
    }

    /**
     * Writes down that a program, or a link with it, is about to be pinned, so that {@link LeftBehind} knows the pin for ours
     * should this process be killed.
     *
     * @throws BpfException if it cannot be written
     */
    public void announcePin(LoadedProgram program, Path pin) {
        prunePins();
        PinRecord record = new PinRecord(pin.toAbsolutePath(), program.id(), program.name(), Instant.now());
        try {
            records.write(pinFile(pin), record.fields());
        } catch (IOException e) {
            throw new BpfException(
                    "it cannot be noted in " + folder + " that " + pin + " is ours: " + InputFile.reason(e), e);
        }
    }

    /** Removes the records of pins that were removed like files, but of none that may be about to be made. */
    private void prunePins() {
        Instant longAgo = Instant.now().minus(PINNING);
        for (PinRecord record : pins()) {
            if (record.time().isBefore(longAgo) && !Files.exists(record.path(), LinkOption.NOFOLLOW_LINKS)) {
                forgetPin(record.path());
            }
        }
    }

    /**
     * Removes the record of a pin, if there is one.
     *
     * @throws BpfException if it cannot be removed
     */
    public void forgetPin(Path pin) {
        remove(folder.resolve(pinFile(pin)));
    }

    /** Paths differ in more than a file's name can hold; the number tells them apart, and the record says which it is. */
    private static String pinFile(Path pin) {
        byte[] path = pin.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(path) + PIN_END;
    }

    /** {@return what was written down of all programs; files that are no records are left out} */
    public List<AttachRecord> all() {
        return read("[0-9]*-*-*", AttachRecord::parse);
    }

    /** {@return what was written down of all pins; files that are no records are left out} */
    public List<PinRecord> pins() {
        return read("*" + PIN_END, PinRecord::parse);
    }

    private <T> List<T> read(String glob, Function<String, Optional<T>> parse) {
        return files(glob).stream()
                .map(ProcFiles::read)
                .flatMap(Optional::stream)
                .map(parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /** {@return files that a killed process has not finished writing} */
    List<Path> partial() {
        return files(RecordFolder.PARTIAL_START + "*" + RecordFolder.PARTIAL_END);
    }

    private List<Path> files(String glob) {
        List<Path> found = new ArrayList<>();
        if (!Files.isReadable(folder)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            files.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            throw new BpfException("the records in " + folder + " cannot be read: " + e.getMessage(), e);
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    /**
     * Writes down that a program is about to be attached for keeps, and is ours from the moment it is seen:
     *
     * <pre>{@code
     * AttachNote note = records.announce(program, device);
     * try (note;
     *         Attachment on = program.attach(device, XdpMode.AUTO)) {
     *     on.keep();
     * }
     * }</pre>
     *
     * @return what drops the record again where it comes to nothing
     * @throws BpfException if it cannot be written
     */
    public AttachNote announce(XdpProgram program, NetDevice device) {
        write(AttachRecord.of(program.info(), program.name(), device, XdpMode.AUTO));
        return new AttachNote(this, device, program.id());
    }

    /** {@return what was written down of a program on an interface} */
    public Optional<AttachRecord> find(NetDevice device, int programId) {
        return ProcFiles.read(file(device, programId)).flatMap(AttachRecord::parse);
    }

    /**
     * {@return whether a program was attached to an interface for keeps by xdpasm: its id, its tag, the interface's
     * index and its namespace are the noted ones}
     */
    public boolean isOurs(NetDevice device, ProgramInfo program) {
        return find(device, program.id())
                .filter(record -> record.tag().equals(program.tag()))
                .isPresent();
    }

    /**
     * Removes the record of a program on an interface, if there is one.
     *
     * @throws BpfException if it cannot be removed
     */
    public void forget(NetDevice device, int programId) {
        remove(file(device, programId));
    }

    /** Removes a record, wherever its interface is or was. */
    void forget(AttachRecord record) {
        remove(folder.resolve(
                Integer.toUnsignedString(record.id()) + place(record.ifindex(), record.namespace())));
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new BpfException("the record " + file + " cannot be removed: " + InputFile.reason(e), e);
        }
    }

    /**
     * Removes the records of programs that are no longer on an interface: replaced or taken off by others. Does nothing where there
     * are no records, or they are not the caller's to see.
     *
     * @throws BpfException if the interface cannot be asked, or a record cannot be removed
     */
    public void prune(NetDevice device) {
        List<Path> here = files("*" + place(device));
        if (here.isEmpty()) {
            return;
        }
        XdpStatus status = XdpStatus.of(device);
        for (Path record : here) {
            String name = record.getFileName().toString();
            int programId = Integer.parseUnsignedInt(name.substring(0, name.indexOf('-')));
            if (status.modeOf(programId).isEmpty()) {
                remove(record);
            }
        }
    }

    private Path file(NetDevice device, int programId) {
        return folder.resolve(Integer.toUnsignedString(programId) + place(device));
    }

    private static String place(NetDevice device) {
        return place(device.ifindex(), device.namespace().inode());
    }

    private static String place(int ifindex, long namespace) {
        return "-" + ifindex + "-" + namespace;
    }
}
