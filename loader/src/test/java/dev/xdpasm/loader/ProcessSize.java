package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.ProcFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What this process holds.
 *
 * @param descriptors of the kinds that the loader opens: the JVM's own files come and go
 * @param kilobytes of memory that is no file's (RssAnon)
 */
record ProcessSize(long descriptors, long kilobytes) {
    private static final int WAIT_MILLIS = 10_000;
    private static final int STEP_MILLIS = 20;

    static ProcessSize now() throws IOException {
        return new ProcessSize(countDescriptors(), residentKilobytes());
    }

    /** {@return the size once collections have left so many descriptors, or after ten seconds} */
    static ProcessSize settledAt(long descriptors) throws IOException, InterruptedException {
        ProcessSize size = collected();
        for (int waited = 0; waited < WAIT_MILLIS && size.descriptors > descriptors; waited += STEP_MILLIS) {
            size = collected();
        }
        return size;
    }

    private static ProcessSize collected() throws IOException, InterruptedException {
        System.gc();
        Thread.sleep(STEP_MILLIS);
        return now();
    }

    private static long countDescriptors() throws IOException {
        long count = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path fd : all) {
                String kind = ProcFiles.link(fd).orElse("");
                count += kind.contains("bpf") || kind.startsWith("socket:") || kind.startsWith("net:") ? 1 : 0;
            }
        }
        return count;
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** {@return the sizes whose {@link #toString} stand in a line} */
    static List<ProcessSize> parse(String line) {
        return Arrays.stream(line.split(" "))
                .map(size -> size.split("/"))
                .map(parts -> new ProcessSize(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                .toList();
    }

    String described() {
        return descriptors + " descriptors, " + kilobytes + " kB";
    }

    @Override
    public String toString() {
        return descriptors + "/" + kilobytes;
    }
}
