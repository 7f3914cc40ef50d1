package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command of docs/listing.md prints what stands there. */
class ListingDocsTest {
    private static final Pattern SOURCE = Pattern.compile("(?s)```xasm\n(.*?)```");
    private static final Pattern CONSOLE = Pattern.compile("(?s)```console\n\\$ xdpasm (.*?) drop\\.xasm\n(.*?)```");

    @TempDir
    private Path directory;

    private static String page() throws IOException {
        return Files.readString(Cli.testdata("..", "docs", "listing.md"));
    }

    static Stream<String[]> commands() throws IOException {
        return CONSOLE.matcher(page()).results().map(block -> new String[] {block.group(1), block.group(2)});
    }

    @ParameterizedTest
    @MethodSource("commands")
    void printsWhatThePageSays(String command, String expected) throws IOException {
        Matcher source = SOURCE.matcher(page());
        assertEquals(true, source.find());
        Path file = Files.writeString(directory.resolve("drop.xasm"), source.group(1));
        Object[] words = Stream.concat(Stream.of(command.split(" ")), Stream.of(file)).toArray();
        Cli cli = Cli.run(words);
        assertEquals("", cli.err());
        assertEquals(expected, cli.out().replace(file.toString(), "drop.xasm"));
    }
}
