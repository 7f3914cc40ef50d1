package dev.xdpasm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.cli.demo.Firewall;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@KernelTest
class ProgListTest {

    @Test
    void listsAsBpftoolDoesAndAddsTheProcesses() throws Exception {
        try (Bpf bpf = Bpf.load(Firewall.object())) {
            int id = bpf.xdp(Firewall.NAME).id();
            Cli cli = Cli.run("prog", "list");
            assertEquals(ExitStatus.OK, cli.status(), cli.err());
            Process bpftool = new ProcessBuilder("bpftool", "prog", "show", "id", Integer.toString(id)).start();
            String expected = new String(bpftool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            long pid = ProcessHandle.current().pid();
            String ours = cli.out().substring(cli.out().indexOf(id + ": "));
            assertTrue(ours.startsWith(expected), "bpftool:\n" + expected + "ours:\n" + ours);
            assertTrue(ours.substring(expected.length()).startsWith("\tpids java(" + pid + ")\n"), ours);
        }
    }
}
