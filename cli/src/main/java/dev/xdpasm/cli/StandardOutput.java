package dev.xdpasm.cli;

import dev.xdpasm.isa.TextBuffer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
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

    /**
     * Prints text that is bytes already: without turning it into characters and back where a command writes to standard
     * output. What cannot be written is remembered.
     */
    static void print(PrintWriter out, Consumer<TextBuffer> printer) {
        if (!(out instanceof Writer standard)) {
            TextBuffer text = new TextBuffer();
            printer.accept(text);
            out.print(text);
            out.flush();
            return;
        }
        out.flush();
        TextBuffer text = TextBuffer.over(standard.stream);
        try {
            printer.accept(text);
            text.flush();
        } catch (UncheckedIOException e) {
            // the stream has kept it for the end of the command
            if (standard.stream.failure().isEmpty()) {
                throw e;
            }
        }
    }

    /** {@return a writer to this stream, which {@link #print} goes past} */
    PrintWriter writer() {
        return new Writer(this);
    }

    /** The writer that commands are given for standard output. */
    private static final class Writer extends PrintWriter {
        private final StandardOutput stream;

        Writer(StandardOutput stream) {
            super(stream, true);
            this.stream = stream;
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
