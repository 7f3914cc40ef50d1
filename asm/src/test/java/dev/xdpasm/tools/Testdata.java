package dev.xdpasm.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Where the project's test data lies. */
public final class Testdata {
    private Testdata() {}

    /** {@return a file or directory of the test data} */
    public static Path path(String name) {
        String root = Objects.requireNonNull(
                System.getProperty("xdpasm.testdata"), "system property xdpasm.testdata: the testdata directory");
        return Path.of(root).resolve(name).normalize();
    }

    /** {@return the text of a file} */
    public static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the rows of a table below its heading, split at tabs} */
    public static List<String[]> rows(String name) {
        return text(name).lines().skip(1).map(line -> line.split("\t", -1)).toList();
    }

    /** {@return the SHA-256 of bytes, in hex} */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
