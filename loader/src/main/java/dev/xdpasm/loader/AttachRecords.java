package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import dev.xdpasm.loader.sys.ProcFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * What xdpasm attached for keeps on this machine since it booted: a small file in {@code /run/xdpasm} for each program
 * and interface, which tells a later process that we put this program on this interface. Where another puts it, by its
 * pin for example, it is not ours.
 */
public final class AttachRecords {
    private static final Path FOLDER = Path.of("/run/xdpasm");

    private final Path folder;

    /** Opens the machine's records; makes nothing yet. */
    public AttachRecords() {
        this(FOLDER);
    }

    AttachRecords(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes a record, whole or not at all, in place of an older one of the same program and interface; makes the
     * folder, for its owner only.
     *
     * @throws BpfException if it cannot be written
     */
    void write(AttachRecord record) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path whole = Files.createTempFile(folder, ".", ".new");
            try {
                Files.writeString(whole, record.toText());
                Path file = folder.resolve(
                        Integer.toUnsignedString(record.id()) + place(record.ifindex(), record.namespace()));
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw new BpfException(
                    "it cannot be noted in " + folder + " that program " + record.id() + " is attached for keeps: "
                            + InputFile.reason(e),
                    e);
        }
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
        Path file = file(device, programId);
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
        if (!Files.isReadable(folder)) {
            return;
        }
        XdpStatus status = Xdp.query(device);
        try (DirectoryStream<Path> records = Files.newDirectoryStream(folder, "*" + place(device))) {
            for (Path record : records) {
                String name = record.getFileName().toString();
                int programId = Integer.parseUnsignedInt(name.substring(0, name.indexOf('-')));
                if (status.modeOf(programId).isEmpty()) {
                    Files.deleteIfExists(record);
                }
            }
        } catch (IOException e) {
            throw new BpfException(
                    "the records in " + folder + " cannot be brought up to date: " + InputFile.reason(e), e);
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
