package dev.xdpasm.loader;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The same work in C ({@code src/jmh/c}), made by the machine's compiler when a benchmark begins. It does one piece of work
 * for each line that it is sent, and answers with nanoseconds an operation.
 */
final class CPeer implements AutoCloseable {
    private static final Path SOURCES = Path.of("src/jmh/c");

    private final Path folder;
    private final Process process;
    private final PrintStream in;
    private final BufferedReader out;

    private CPeer(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Compiles and starts it.
     *
     * @param source the file in {@code src/jmh/c}
     * @param sizes what it is compiled with, by the names of its macros
     * @param argument what it is given on its command line
     * @param libraries what it is linked with, such as {@code bpf}
     */
    static CPeer start(String source, Map<String, Integer> sizes, Path argument, String... libraries)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("xdpasm-bench");
        Path program = folder.resolve("peer");
        List<String> compile = new ArrayList<>(List.of("cc", "-O2", "-o", program.toString()));
        sizes.forEach((name, value) -> compile.add("-D" + name + "=" + value));
        compile.add(SOURCES.resolve(source).toString());
        List.of(libraries).forEach(library -> compile.add("-l" + library));
        if (new ProcessBuilder(compile).inheritIO().start().waitFor() != 0) {
            throw new IOException("the C program could not be made");
        }
        Process process = new ProcessBuilder(program.toString(), argument.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        CPeer peer = new CPeer(folder, process);
        if (!"ready".equals(peer.out.readLine())) {
            throw new IOException("the C program could not begin");
        }
        return peer;
    }

    /** {@return nanoseconds an operation} */
    double time(String work) throws IOException {
        in.println(work);
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException("the C program ended");
        }
        return Double.parseDouble(answer);
    }

    @Override
    public void close() throws IOException {
        in.close();
        process.destroy();
        Files.deleteIfExists(folder.resolve("peer"));
        Files.delete(folder);
    }
}
