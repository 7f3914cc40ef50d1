package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.cli.demo.Firewall;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.BpfMap;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.PerCpu;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code map}, {@code prog}, {@code top} and {@code features} on the running kernel. */
@KernelTest(pins = true)
class KernelObjectsTest {

    private static String ok(Object... args) {
        Cli cli = Cli.run(args);
        assertEquals(ExitStatus.OK, cli.status(), cli.err());
        return cli.out();
    }

    private static String refused(Object... args) {
        Cli cli = Cli.run(args);
        assertEquals(ExitStatus.FAILURE, cli.status(), cli.out());
        assertEquals(1, cli.err().lines().count(), cli.err());
        return cli.err();
    }

    @Test
    void entriesAreSetReadListedAndDeleted() {
        try (BpfMap<byte[], byte[]> map = BpfMap.create(MapSpec.hash("cli_map", 4, 8, 10))) {
            ok("map", "set", map.id(), "10.0.0.7", "5");
            ok("map", "set", map.id(), "0x01", "0xffffffffffffffff");
            ok("map", "set", map.id(), "hex:0a 00 00 08", "hex:0100000000000000", "--only", "NOEXIST");
            assertEquals("5\n", ok("map", "get", map.id(), "10.0.0.7"));
            assertEquals("5\n", ok("map", "get", map.id(), "hex:0a000007"));
            assertEquals("18446744073709551615\n", ok("map", "get", map.id(), "1"));
            assertEquals(3, ok("map", "dump", map.id()).lines().count());
            assertTrue(ok("map", "dump", map.id()).contains("1  18446744073709551615\n"));
            String json = ok("map", "dump", map.id(), "--json");
            assertTrue(json.contains("\"key\" : 1") && json.contains("\"value\" : 18446744073709551615"), json);
            ok("map", "delete", map.id(), "1");
            assertEquals("xdpasm: map cli_map has no key 1\n", refused("map", "delete", map.id(), "1"));
            assertEquals("xdpasm: map cli_map has no key 1\n", refused("map", "get", map.id(), "1"));
            assertTrue(refused("map", "set", map.id(), "1", "2", "--only", "EXIST")
                    .contains("the key is not there: put makes it"));
            assertEquals(
                    "xdpasm: the key '4294967296' is not understood: it does not fit 4 bytes\n",
                    refused("map", "get", map.id(), "4294967296"));
            assertEquals(
                    "xdpasm: the key 'hex:01' has 1 bytes, the map's have 4\n", refused("map", "get", map.id(), "hex:01"));
            assertTrue(refused("map", "get", map.id(), "nonsense").contains("expected a number, bytes in hex"));
            assertEquals("xdpasm: no map has the id 4294967295\n", refused("map", "show", "-1"));
        }
    }

    @Test
    void prefixesAndPerCpuValuesHaveTheirForms() {
        MapSpec trie = new MapSpec("cli_trie", MapType.BPF_MAP_TYPE_LPM_TRIE, 8, 4, 10, 1);
        MapSpec counters = new MapSpec("cli_percpu", MapType.BPF_MAP_TYPE_PERCPU_ARRAY, 4, 4, 1, 0);
        try (BpfMap<byte[], byte[]> prefixes = BpfMap.create(trie);
                BpfMap<byte[], byte[]> perCpu = BpfMap.create(counters)) {
            ok("map", "set", prefixes.id(), "10.0.0.0/8", "1");
            assertEquals("1\n", ok("map", "get", prefixes.id(), "10.1.2.3/32"));
            assertEquals("10.0.0.0/8  1\n", ok("map", "dump", prefixes.id()));
            ok("map", "set", perCpu.id(), "0", "7");
            String all = ok("map", "get", perCpu.id(), "0");
            assertEquals(PerCpu.cpus(), all.lines().count());
            assertTrue(all.startsWith("cpu 0  7\n"), all);
            assertTrue(ok("map", "dump", perCpu.id(), "--json").contains("\"values\" : [ 7"), all);
        }
    }

    @Test
    void mapsAreListedAsBpftoolDoes() throws Exception {
        try (BpfMap<byte[], byte[]> map = BpfMap.create(MapSpec.hash("cli_listed", 4, 8, 10))) {
            String ours = ok("map", "show", map.id());
            Process bpftool = new ProcessBuilder("bpftool", "map", "show", "id", Integer.toString(map.id())).start();
            String expected = new String(bpftool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(expected.strip(), ours.substring(0, ours.indexOf("\tpids")).strip());
            assertTrue(ok("map", "list").contains(ours), ours);
            assertTrue(ok("map", "list", "--json").contains("\"name\" : \"cli_listed\""));
        }
    }

    @Test
    void pinsAreMadeAndShown() throws Exception {
        Path pin = Path.of("/sys/fs/bpf/xdpasm_cli_" + ProcessHandle.current().pid());
        try (Bpf bpf = Bpf.load(Firewall.object())) {
            int id = bpf.xdp(Firewall.NAME).id();
            ok("prog", "pin", id, pin);
            try {
                assertTrue(ok("prog", "show", id).contains("\tpinned " + pin + "\n"));
                assertTrue(ok("prog", "show", id, "--json").contains("\"pinned\" : [ \"" + pin + "\" ]"));
                assertTrue(refused("map", "pin", bpf.map("blocked").id(), pin).contains("something of that name already"));
            } finally {
                Files.deleteIfExists(pin);
            }
        }
    }

    @Test
    void programsAreDumped() {
        try (Bpf bpf = Bpf.load(Firewall.object())) {
            int id = bpf.xdp(Firewall.NAME).id();
            String listing = ok("prog", "dump", id);
            assertTrue(listing.contains("exit"), listing);
            assertTrue(listing.lines().count() > 20, listing);
            assertTrue(ok("prog", "dump", id, "--jited").matches("(?s)([0-9a-f]{16} )?xdp_firewall:\n     0:  .*"));
            assertTrue(refused("prog", "show", "-1").contains("no program has the id 4294967295"));
        }
    }

    @Test
    void programsAreDumpedInTheKernelsWordsAsBpftoolDoes() throws Exception {
        try (Bpf bpf = Bpf.load(Firewall.object())) {
            int id = bpf.xdp(Firewall.NAME).id();
            assertEquals(
                    instructions(bpftool("prog", "dump", "xlated", "id", Integer.toString(id))),
                    instructions(ok("prog", "dump", id, "--kernel")));
        }
    }

    private static String bpftool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bpftool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed;
    }

    /** The lines of instructions and of the source: the head of a function is its C declaration with bpftool. */
    private static List<String> instructions(String dump) {
        return dump.lines().filter(line -> line.matches(" *[0-9]+: .*|; .*")).toList();
    }

    @Test
    void topCountsActionsOrSaysWhyNot() throws Exception {
        try (Bpf bpf = Bpf.load(Firewall.object())) {
            Cli cli = Cli.run("top", "--actions", "--all", "--interval", "0.1", "--count", "2");
            assertEquals(ExitStatus.OK, cli.status());
            int id = bpf.xdp(Firewall.NAME).id();
            boolean refused = cli.err().contains("xdpasm: note: the actions of program " + id + " are not counted: ");
            assertTrue(cli.err().isEmpty() || refused, cli::err);
        }
    }

    @Test
    void topShowsWhatRuns() throws Exception {
        try (Bpf bpf = Bpf.load(Firewall.object())) {
            Thread runner = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    bpf.xdp(Firewall.NAME).run(new byte[64], 1000);
                }
            });
            runner.start();
            String shown = ok("top", "--interval", "0.3", "--count", "1");
            runner.interrupt();
            runner.join();
            String row = shown.lines().filter(line -> line.contains(Firewall.NAME)).findFirst().orElse("none");
            assertTrue(row.matches(" +" + bpf.xdp(Firewall.NAME).id() + "  xdp +xdp_firewall +[1-9][0-9]+ +[0-9.]+ +[0-9.]+"),
                    shown);
        }
        assertEquals(ExitStatus.USAGE, Cli.run("top", "--interval", "0").status());
    }

    @Test
    void featuresAreListed() {
        String listed = ok("features");
        assertTrue(listed.startsWith("instructions: v"), listed);
        assertTrue(listed.contains("  yes      xdp\n") && listed.contains("  yes      hash\n"), listed);
        assertTrue(listed.contains("attach types:\n  yes      cgroup_inet_ingress\n"), listed);
        String json = ok("features", "--json");
        assertTrue(json.contains("\"program_types\""), json);
        String helpers = ok("features", "--helpers", "xdp");
        assertTrue(helpers.contains("  yes      bpf_redirect_map\n"), helpers);
        assertFalse(helpers.contains("  yes      bpf_skb_load_bytes\n"), helpers);
        assertEquals(ExitStatus.USAGE, Cli.run("features", "--helpers", "xpd").status());
    }
}
