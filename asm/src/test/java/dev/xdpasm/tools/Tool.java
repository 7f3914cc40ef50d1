package dev.xdpasm.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Another program on this machine that a test compares with. Where it is missing the test is skipped with the reason, or
 * with {@code -Dxdpasm.kernel=required} fails.
 */
public final class Tool {
    private final String name;

    private Tool(String name) {
        this.name = name;
    }

    /** {@return the program of that name}; ends the test if there is none. */
    public static Tool need(String name) {
        for (String directory : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(directory, name))) {
                return new Tool(name);
            }
        }
        missing(name + " is not installed");
        throw new AssertionError();
    }

    /** {@return a program that the test has built} */
    public static Tool at(Path file) {
        return new Tool(file.toString());
    }

    /** Ends the test if a file is not there, such as a header of a library that it is built with. */
    public static void needFile(String file) {
        if (!Files.isReadable(Path.of(file))) {
            missing("there is no " + file);
        }
    }

    /** Ends the test if it does not run as root on a kernel with a BPF file system. */
    public static void needKernel() {
        if (!System.getProperty("user.name").equals("root")) {
            missing("loading programs needs root");
        }
        // without the mount the directory is there all the same, and pins fail in it
        if (!isMounted("/sys/fs/bpf", "bpf")) {
            missing("there is no BPF file system at /sys/fs/bpf");
        }
    }

    /** Ends the test if a file of a package is not there. */
    static void needFile(String path, String ofPackage) {
        if (!Files.exists(Path.of(path))) {
            missing(path + " of " + ofPackage + " is not installed");
        }
    }

    /** {@return what the program prints to both outputs}; it must end well. */
    public String run(String... arguments) {
        return run(name, new byte[0], arguments);
    }

    /** {@return what a program prints to both outputs, given an input}; it must end well. */
    static String run(String program, byte[] input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().write(input);
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Assertions.assertEquals(0, process.waitFor(), () -> command + " printed:\n" + output);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** By /proc/self/mounts, whose lines are device, place, type and options; the last mount of a place covers those before. */
    private static boolean isMounted(String place, String type) {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            return mounts.map(line -> line.split(" "))
                    .filter(mount -> mount[1].equals(place))
                    .reduce((before, last) -> last)
                    .filter(mount -> mount[2].equals(type))
                    .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void missing(String reason) {
        if (System.getProperty("xdpasm.kernel", "auto").equals("required")) {
            Assertions.fail(reason + ", and -Dxdpasm.kernel=required is set");
        }
        Assumptions.abort(reason);
    }
}
