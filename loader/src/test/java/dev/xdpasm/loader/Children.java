package dev.xdpasm.loader;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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

    /**
     * {@return whether a process that talks into a file ends} One that has said nothing for a while is taken for stuck, and killed:
     * how long all of it takes is the machine's matter.
     */
    static boolean endsWhileTalking(Process process, File file, int patienceSeconds) throws InterruptedException {
        long said = -1;
        while (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
            if (file.length() == said) {
                process.destroyForcibly();
                return false;
            }
            said = file.length();
        }
        return true;
    }
}
