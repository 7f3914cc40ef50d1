package dev.xdpasm.loader.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.loader.sys.Errno;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetlinkSocketTest {

    @ParameterizedTest
    @ValueSource(ints = {Errno.EINTR, Errno.ENOBUFS})
    void disturbedDumpIsAskedForAgain(int errno) {
        AtomicInteger asked = new AtomicInteger();
        Answer answer = NetlinkSocket.undisturbed(
                () -> Answer.refused("dump", asked.incrementAndGet() < 3 ? -errno : 0));
        assertEquals(0, answer.errno());
        assertEquals(3, asked.get());
    }

    @Test
    void refusalIsAnAnswer() {
        AtomicInteger asked = new AtomicInteger();
        NetlinkSocket.undisturbed(() -> Answer.refused("dump", -Errno.EPERM - asked.getAndIncrement()));
        assertEquals(1, asked.get());
    }

    @Test
    void disturbanceWithoutEndIsGivenUp() {
        assertEquals(Errno.EINTR, NetlinkSocket.undisturbed(() -> Answer.refused("dump", -Errno.EINTR)).errno());
    }
}
