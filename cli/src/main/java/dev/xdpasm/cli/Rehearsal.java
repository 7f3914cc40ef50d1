package dev.xdpasm.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The calls that the launcher's archives of parsed classes are made from: a JVM puts into one what it has loaded when it ends, and
 * only the classes of one run. The launcher starts this after each build, once for text and once for Java sources.
 */
final class Rehearsal {
    private Rehearsal() {}

    /** Assembles each of the files and lists what came of it, the first one once more as a process does, which ends it. */
    public static void main(String... files) throws IOException {
        PrintWriter out = new StandardOutput().writer();
        PrintWriter err = new PrintWriter(System.err, true);
        Path object = Files.createTempFile("rehearsal", ".o");
        try {
            for (String file : files) {
                Main.execute(out, err, "asm", file, "-o", object.toString());
                Main.execute(out, err, "disasm", object.toString());
            }
        } finally {
            Files.delete(object);
        }
        Main.main("disasm", files[0]);
    }
}
