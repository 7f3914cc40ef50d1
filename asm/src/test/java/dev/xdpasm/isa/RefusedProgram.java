package dev.xdpasm.isa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * A program of testdata/lint/findings.tsv, which the kernel refuses for one reason.
 *
 * @param kind what lint is to find
 * @param slot where
 * @param what the part that is wrong, in words
 * @param kernel what the verifier's log of Linux 6.18 says of it; empty where it refuses in silence
 * @param code the program
 */
public record RefusedProgram(Finding.Kind kind, int slot, String what, String kernel, Code code) {

    /** {@return all of them} */
    public static Stream<RefusedProgram> all() {
        Path file = Path.of(System.getProperty("xdpasm.testdata"), "lint", "findings.tsv");
        try {
            return Files.readAllLines(file).stream().skip(1).map(line -> line.split("\t", -1)).map(RefusedProgram::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RefusedProgram of(String[] cells) {
        byte[] bytes = HexFormat.of().parseHex(cells[4].replace(" ", ""));
        return new RefusedProgram(
                Finding.Kind.valueOf(cells[0]), Integer.parseInt(cells[1]), cells[2], cells[3], Code.ofBytes(bytes));
    }

    @Override
    public String toString() {
        return kind + ": " + what;
    }
}
