package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.cli.demo.Firewall;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.NetDevice;
import dev.xdpasm.loader.VethFixture;
import dev.xdpasm.loader.XdpStatus;
import dev.xdpasm.object.BpfObject;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/loading.md shows compiles and does what it says, in the order of the page. */
@KernelTest(pins = true)
class LoadingDocTest {
    private static final String BEGIN =
            """
            import dev.xdpasm.loader.*;
            import dev.xdpasm.object.*;
            import dev.xdpasm.uapi.XdpAction;
            import java.nio.file.*;
            import java.time.Duration;
            import java.util.*;
            public class Page {
            """;

    private static final String METHOD =
            "public static void block%d(NetDevice device, BpfObject firewall, Path pins) throws Exception {%n%s}%n";

    private final Path pins = Path.of("/sys/fs/bpf/xdpasm-doc-" + ProcessHandle.current().pid());

    @TempDir
    private Path dir;

    @Test
    void itsJavaCompilesAndRuns() throws Exception {
        Matcher blocks = Pattern.compile("(?s)```java\n(.*?)```")
                .matcher(Files.readString(Cli.testdata("..", "docs", "loading.md")));
        StringBuilder page = new StringBuilder(BEGIN);
        int count = 0;
        while (blocks.find()) {
            page.append(String.format(METHOD, count++, blocks.group(1)));
        }
        assertTrue(count >= 7, "blocks: " + count);
        compile(page.append("}\n").toString());
        try (VethFixture veth = new VethFixture();
                URLClassLoader loader = new URLClassLoader(new URL[] {dir.toUri().toURL()})) {
            Files.createDirectory(pins);
            Class<?> compiled = loader.loadClass("Page");
            for (int i = 0; i < count; i++) {
                compiled.getMethod("block" + i, NetDevice.class, BpfObject.class, Path.class)
                        .invoke(null, veth.device, Firewall.object(), pins);
                if (!Files.exists(pins.resolve("link"))) {
                    assertLetGo(veth.device, i);
                }
            }
        } finally {
            for (String name : List.of("link", "counters")) {
                Files.deleteIfExists(pins.resolve(name));
            }
            Files.deleteIfExists(pins);
        }
    }

    /** A link that was closed stays for as long as someone else on the machine, who lists all links, looks at it. */
    private static void assertLetGo(NetDevice device, int block) throws InterruptedException {
        for (int waited = 0; waited < 1000 && !XdpStatus.of(device).programIds().isEmpty(); waited++) {
            Thread.sleep(5);
        }
        assertTrue(XdpStatus.of(device).programIds().isEmpty(), () -> "block " + block + " leaves nothing but what it pins");
    }

    private void compile(String text) {
        JavaFileObject source = new SimpleJavaFileObject(URI.create("string:///Page.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-cp", System.getProperty("java.class.path"), "-d", dir.toString(), "-proc:none");
        boolean ok = ToolProvider.getSystemJavaCompiler()
                .getTask(said, null, null, options, null, List.of(source))
                .call();
        assertEquals("", said.toString());
        assertTrue(ok);
    }
}
