package dev.xdpasm.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.loader.KernelException;
import dev.xdpasm.loader.KernelTest;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

@KernelTest
class DemoNetworkTest {

    /** That the namespaces of the first half are gone is what {@link KernelTest} looks after. */
    @Test
    void whatCannotBeMadeWholeIsNotMade() throws Exception {
        Inet4Address server = (Inet4Address) InetAddress.getByName("192.0.2.1");
        Inet4Address client = (Inet4Address) InetAddress.getByName("192.0.2.2");
        KernelException e =
                assertThrows(KernelException.class, () -> new DemoNetwork(server, List.of(client, client)));
        assertEquals("EEXIST", e.errnoName());
    }
}
