package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.object.MapSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a user without capabilities is told: each case is a JVM of its own, started as nobody or in a user namespace.
 */
@KernelTest
class UnprivilegedTest {
    private static final String NOBODY = "65534";

    @TempDir
    static Path folder;

    /** What nobody runs: one call, and what came of it. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            try {
                switch (args[0]) {
                    case "missing" -> System.out.println(String.join("\n", KernelAccess.missing()));
                    case "load" -> Bpf.load(Programs.permitAll()).close();
                    case "map" -> Bpf.load(Programs.withMap(MapSpec.hash("m", 4, 4, 4))).close();
                    case "level" -> KernelIsa.level();
                    case "list" -> ProgramInfo.all();
                    case "namespace" -> NetNamespace.create().close();
                    case "ping" -> IcmpEcho.ping(
                            NetNamespace.current(),
                            VethFixture.address("127.0.0.1"),
                            VethFixture.address("127.0.0.1"),
                            Duration.ofMillis(1));
                    default -> throw new IllegalArgumentException(args[0]);
                }
            } catch (KernelException e) {
                System.out.println(e.isPermission() + " " + e.errnoName() + " " + e.summary());
            } catch (BpfException e) {
                System.out.println("not the kernel's: " + e);
            }
        }
    }

    /** Nobody may not read the folders that the build runs in. */
    @BeforeAll
    static void copyClasspath() throws IOException {
        KernelCondition.needs("setpriv");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        int i = 0;
        for (String entry : System.getProperty("java.class.path").split(":")) {
            Path from = Path.of(entry);
            if (Files.exists(from)) {
                copy(from, folder.resolve(i++ + (Files.isDirectory(from) ? "" : ".jar")));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = file.equals(from) ? to : to.resolve(from.relativize(file).toString());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static String asNobody(String what) throws Exception {
        return run(
                what, "setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--inh-caps=-all");
    }

    private static String run(String what, String... under) throws Exception {
        List<String> classpath = new ArrayList<>();
        try (var entries = Files.list(folder)) {
            entries.forEach(entry -> classpath.add(entry.toString()));
        }
        List<String> command = new ArrayList<>(List.of(under));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=/tmp",
                "-cp",
                String.join(":", classpath),
                Main.class.getName(),
                what));
        return Commands.run(command.toArray(String[]::new)).strip();
    }

    @ParameterizedTest
    @CsvSource({
        "load, true EPERM program, CAP_BPF and CAP_NET_ADMIN are missing (CapEff=0000000000000000)",
        "map, true EPERM map m, CAP_BPF is missing (CapEff=0000000000000000)",
        "level, true EPERM the kernel could not be asked for its instructions, CAP_BPF is missing (CapEff=0000000000000000)",
        "list, true EPERM the programs could not be listed, CAP_SYS_ADMIN is missing (CapEff=0000000000000000)",
        "namespace, true EPERM a network namespace, CAP_SYS_ADMIN is missing (CapEff=0000000000000000)",
        "ping, true EPERM the ping from 127.0.0.1, CAP_NET_RAW is missing (CapEff=0000000000000000)",
    })
    void errorNamesTheMissingCapability(String what, String start, String end) throws Exception {
        String said = lastLine(asNobody(what));
        assertTrue(said.startsWith(start) && said.endsWith(end + ": run it as root"), said);
    }

    @Test
    void missingListsThemAll() throws Exception {
        String said = asNobody("missing");
        for (String capability : List.of("CAP_BPF", "CAP_NET_ADMIN", "CAP_NET_RAW", "CAP_SYS_ADMIN")) {
            assertTrue(said.contains(capability + " is missing (CapEff=0000000000000000): run it as root"), said);
        }
    }

    @Test
    void capabilitiesOfAUserNamespaceAreToldFromReal() throws Exception {
        KernelCondition.needs("unshare");
        String said = lastLine(run("load", "unshare", "--user", "--map-root-user"));
        assertTrue(said.startsWith("true EPERM program"), said);
        assertTrue(said.contains("the capabilities hold in a user namespace only (/proc/self/uid_map: 0 0 1)"), said);
    }

    @Test
    void nothingIsMissingHere() {
        assertEquals(List.of(), KernelAccess.missing());
    }

    /** A newer JVM prints warnings about native access before. */
    private static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }
}
