package dev.xdpasm.loader.sys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files of /proc and /sys, read as text; what is not there or may not be read is empty and no error. */
public final class ProcFiles {
    private static final int PIECE_BYTES = 8192;

    private ProcFiles() {}

    /** {@return the text of a file} */
    public static Optional<String> read(Path file) {
        // Not readAllBytes: it takes a file of "size 0" byte by byte, and /proc/sys answers the first read only.
        byte[] piece = new byte[PIECE_BYTES];
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                text.write(piece, 0, length);
            }
            return Optional.of(text.toString(StandardCharsets.UTF_8));
        } catch (IOException | SecurityException e) {
            return Optional.empty();
        }
    }

    /** {@return the text of a file} */
    public static Optional<String> read(String file) {
        return read(Path.of(file));
    }

    /** {@return what stands behind {@code name:} at the start of a line, without the blanks around it} */
    public static Optional<String> field(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** {@return a field of the calling thread's status, such as {@code CapEff}} */
    public static Optional<String> threadStatus(String name) {
        return read("/proc/thread-self/status").flatMap(text -> field(text, name));
    }

    /** {@return a field of what the kernel says about an open descriptor of this process, such as {@code memlock}} */
    public static Optional<String> descriptor(int fd, String name) {
        return read("/proc/self/fdinfo/" + fd).flatMap(text -> field(text, name));
    }

    /** {@return what is in a folder under names of a pattern; what may not be seen, or goes meanwhile, is not among it} */
    public static List<Path> children(Path folder, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(found::add);
        } catch (IOException | DirectoryIteratorException | SecurityException e) {
            // What was read so far is what there is.
            return found;
        }
        return found;
    }

    /** {@return what a symbolic link says} */
    public static Optional<String> link(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException | SecurityException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
