package dev.xdpasm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads whole files and says in one line why one cannot be read; what is in them is the readers' to say. */
public final class InputFile {

    /** More than any program or object has, so that a file without end is refused before it fills the memory. */
    private static final int MOST_BYTES = 64 << 20;

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final char REPLACEMENT = '\ufffd';

    private InputFile() {}

    /**
     * {@return all bytes of a file}
     *
     * @throws BpfException if it is not there, a directory, empty, larger than 64 MiB, or may not be read
     */
    public static byte[] bytes(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new BpfException(file + ": is a directory, expected a file");
            }
            byte[] bytes = readAll(file);
            if (bytes.length > MOST_BYTES) {
                throw new BpfException(file + ": is larger than 64 MiB, expected a program");
            }
            if (bytes.length == 0) {
                throw new BpfException(file + ": is empty, expected a program");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new BpfException(file + ": there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new BpfException(file + ": permission denied, expected a file that may be read", e);
        } catch (IOException e) {
            throw new BpfException(file + ": cannot be read: " + reason(e), e);
        }
    }

    /** All bytes, or one more than may be. What the size is said to be is read at once; a pipe says 0, a file may grow. */
    private static byte[] readAll(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] expected = new byte[(int) Math.min(Files.size(file), MOST_BYTES)];
            int read = in.readNBytes(expected, 0, expected.length);
            byte[] rest = in.readNBytes(MOST_BYTES + 1 - read);
            if (rest.length == 0 && read == expected.length) {
                return expected;
            }
            byte[] all = Arrays.copyOf(expected, read + rest.length);
            System.arraycopy(rest, 0, all, read, rest.length);
            return all;
        }
    }

    /** {@return why a file could not be read or written, in words of a person} */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException problem ? problem.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }

    /**
     * {@return bytes as text, without the byte order mark that some editors put first}
     *
     * @param fileName the name that the error carries
     * @throws BpfException if they are not UTF-8
     */
    public static String text(String fileName, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // stands for what is no UTF-8, but a file may hold it as well
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(fileName, bytes);
        }
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    private static void requireUtf8(String fileName, byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new BpfException(fileName + ": is not UTF-8, expected text", e);
        }
    }
}
