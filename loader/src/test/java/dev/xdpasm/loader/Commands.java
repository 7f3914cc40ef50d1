package dev.xdpasm.loader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Other people's programs, as oracles. */
final class Commands {

    private Commands() {}

    /** What a command prints; an error if it fails. */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new AssertionError(List.of(command) + " exited with " + status + ": " + printed);
        }
        return printed;
    }
}
