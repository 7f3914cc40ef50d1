package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@KernelTest
class DeviceWaitTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void interfaceThatAppearsEndsTheWait() throws Exception {
        try (NetNamespace namespace = NetNamespace.create()) {
            CompletableFuture<NetDevice> waiting =
                    CompletableFuture.supplyAsync(() -> NetDevice.await(namespace, "xt0", LONG));
            Thread.sleep(50);
            try (VethPair pair = VethPair.create(namespace, "xt0", namespace, "xt1")) {
                assertEquals(pair.a(), waiting.get(LONG.toSeconds(), TimeUnit.SECONDS));
                assertEquals(pair.b(), NetDevice.await(namespace, "xt1", Duration.ZERO), "it is there already");
            }
        }
    }

    @Test
    void theWaitIsBounded() {
        try (NetNamespace namespace = NetNamespace.create()) {
            BpfException e = assertThrows(
                    BpfException.class, () -> NetDevice.await(namespace, "xt0", Duration.ofMillis(150)));
            assertEquals("interface xt0 has not appeared within 150 ms", e.getMessage());
        }
    }

    @Test
    void anInterruptEndsTheWaitAndStays() {
        try (NetNamespace namespace = NetNamespace.create()) {
            Thread.currentThread().interrupt();
            assertThrows(BpfException.class, () -> NetDevice.await(namespace, "xt0", LONG));
            assertTrue(Thread.interrupted());
        }
    }
}
