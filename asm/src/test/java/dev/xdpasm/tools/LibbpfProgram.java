package dev.xdpasm.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;

/** A C program on libbpf from the test resources, compiled for the test: what libbpf itself makes of something. */
public final class LibbpfProgram implements AutoCloseable {
    private final Path directory;
    private final Path program;

    private LibbpfProgram(Path directory, Path program) {
        this.directory = directory;
        this.program = program;
    }

    /** {@return the compiled {@code libbpf/NAME.c} of the test resources}; ends the test where libbpf or clang is missing. */
    public static LibbpfProgram compile(String name) {
        Tool clang = Tool.need("clang-19");
        Tool.needFile("/usr/include/bpf/libbpf.h", "libbpf-dev");
        try (InputStream source = LibbpfProgram.class.getResourceAsStream("/libbpf/" + name + ".c")) {
            Assertions.assertNotNull(source, name);
            Path directory = Files.createTempDirectory("xdpasm-libbpf");
            Path file = directory.resolve(name + ".c");
            Files.write(file, source.readAllBytes());
            Path program = directory.resolve(name);
            clang.run("-O1", "-Wall", "-o", program.toString(), file.toString(), "-lbpf");
            Files.delete(file);
            return new LibbpfProgram(directory, program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what it prints, given an input}; it must end well. */
    public String run(String input, String... arguments) {
        return Tool.run(program.toString(), input.getBytes(StandardCharsets.UTF_8), arguments);
    }

    @Override
    public void close() {
        try {
            Files.delete(program);
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
