package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.loader.sys.TestSeccomp;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Root in a container: all capabilities are there, and {@code bpf(2)} is forbidden all the same. */
@KernelTest
class SeccompTest {

    @Test
    void filterIsNamedWhereCapabilitiesAreThere() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> done = thread.submit(() -> {
                TestSeccomp.denyBpf();
                KernelException e =
                        assertThrows(KernelException.class, () -> Bpf.load(Programs.permitAll()));
                assertTrue(e.isPermission(), e::getMessage);
                assertEquals(
                        "the capabilities are there, but a seccomp filter is on (Seccomp: 2 in /proc/thread-self/status)",
                        e.hint().orElse("(none)"));
                assertEquals(
                        List.of("bpf(2) is shut (EPERM): the capabilities are there, but a seccomp filter is on"
                                + " (Seccomp: 2 in /proc/thread-self/status)"),
                        KernelAccess.missing());
            });
            done.get();
        } finally {
            thread.shutdown();
        }
    }
}
