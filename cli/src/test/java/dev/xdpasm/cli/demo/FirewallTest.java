package dev.xdpasm.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.object.BpfObject;
import dev.xdpasm.text.XasmReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FirewallTest {

    @Test
    void isTheSameInJavaAndInText() {
        BpfObject java = Firewall.object();
        BpfObject text = XasmReader.read(Path.of(System.getProperty("xdpasm.testdata"), "programs", "firewall.xasm"));
        assertEquals(text.maps(), java.maps());
        assertEquals(text.license(), java.license());
        assertEquals(
                text.program(Firewall.NAME).code().toString(),
                java.program(Firewall.NAME).code().toString());
        assertEquals(
                text.program(Firewall.NAME).code().relocations(),
                java.program(Firewall.NAME).code().relocations());
    }
}
