package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.ProcFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * What xdpasm attached for keeps on this machine since it booted: a small file for each program id in
 * {@code /run/xdpasm}, which tells a later process that a program is ours.
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
     * Writes a record, whole or not at all, in place of an older one of the same id; makes the folder, for its owner
     * only.
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
                Files.move(whole, file(record.id()), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw new BpfException(
                    "it cannot be noted in " + folder + " that program " + record.id() + " is attached for keeps: "
                            + e,
                    e);
        }
    }

    /** {@return what was written down of a program id} */
    public Optional<AttachRecord> find(int programId) {
        return ProcFiles.read(file(programId)).flatMap(AttachRecord::parse);
    }

    /** {@return whether a program was attached for keeps by xdpasm: its id and its tag are the noted ones} */
    public boolean isOurs(ProgramInfo program) {
        return find(program.id())
                .filter(record -> record.tag().equals(program.tag()))
                .isPresent();
    }

    /**
     * Removes the record of a program id, if there is one.
     *
     * @throws BpfException if it cannot be removed
     */
    public void forget(int programId) {
        try {
            Files.deleteIfExists(file(programId));
        } catch (IOException e) {
            throw new BpfException("the record " + file(programId) + " cannot be removed: " + e, e);
        }
    }

    private Path file(int programId) {
        return folder.resolve(Integer.toUnsignedString(programId));
    }
}
