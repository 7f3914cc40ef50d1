package dev.xdpasm.loader;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Other processes of the tests' own classes. */
final class Children {

    private Children() {}

    /** Starts the main method of a class in a JVM of its own. */
    static ProcessBuilder java(Class<?> main, Object... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    /** What a process has to say goes to a file, as nobody reads along. */
    static ProcessBuilder intoFile(ProcessBuilder process, File file) {
        return process.redirectErrorStream(true).redirectOutput(file);
    }
}
