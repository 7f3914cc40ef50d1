package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file that a command writes, whole or not at all. */
final class OutputFile {

    private OutputFile() {}

    /**
     * Writes beside and renames, so that no reader ever meets half a file and a failure leaves the old one. What is no plain file
     * is written through: a link stays a link, a device a device.
     *
     * @param sources what the bytes were made of, which must not be written over
     * @throws BpfException if it cannot be written
     */
    static void write(Path target, byte[] bytes, List<Path> sources) {
        try {
            for (Path source : sources) {
                if (Files.exists(target) && Files.isSameFile(target, source)) {
                    throw new BpfException(target + ": is the source itself, expected another file to write to");
                }
            }
            boolean plain = Files.notExists(target, LinkOption.NOFOLLOW_LINKS)
                    || Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS);
            Path folder = target.toAbsolutePath().getParent();
            if (!plain || folder == null || !Files.isWritable(folder)) {
                Files.write(target, bytes);
                return;
            }
            Path beside = folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
            try {
                Files.write(beside, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new BpfException(target + ": cannot be written: " + InputFile.reason(e), e);
        }
    }
}
