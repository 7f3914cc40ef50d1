package dev.xdpasm.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers when it could not be written: {@link java.io.PrintWriter} would say nothing, and a command
 * whose output is lost has not done what was asked.
 */
final class StandardOutput extends OutputStream {
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private @Nullable IOException failure;

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /** {@return why it could not be written, if it could not} */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** {@return whether the reader of a pipe has gone, as {@code head} does when it has seen enough: nothing to complain about} */
    boolean isUnwanted() {
        return failure().map(IOException::getMessage).filter(text -> text.contains("Broken pipe")).isPresent();
    }
}
