package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.isa.Code;
import dev.xdpasm.loader.netlink.Answer;
import dev.xdpasm.loader.netlink.Links;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.uapi.AttachType;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of a netkit device, which iproute2 makes from 6.7 on: this makes the pair itself. */
@KernelTest
class NetkitTest {
    private static final int NETKIT_DROP = 2;

    /** Makes a pair as {@link VethFixture} does; skips where the kernel was built without. */
    private static NetDevice pair(NetNamespace here, NetNamespace there) {
        Answer made = made(here, there);
        Needs.built(made.errno() != Errno.EOPNOTSUPP, "netkit");
        Refusal.orThrow("the netkit pair could not be made", made);
        NetDevice device = NetDevice.byName(here, "nk0");
        device.addAddress(VethFixture.HERE, 24);
        NetDevice peer = NetDevice.byName(there, "nk1");
        peer.addAddress(VethFixture.THERE, 24);
        device.up();
        peer.up();
        return device;
    }

    private static Answer made(NetNamespace here, NetNamespace there) {
        return here.call(() -> {
            long other = Syscalls.open(there.path().toString());
            try {
                return Links.addPair("netkit", "nk0", "nk1", (int) other);
            } finally {
                Syscalls.close((int) other);
            }
        });
    }

    /** The kernel has the names of both types though it was built without. */
    @ParameterizedTest
    @EnumSource(
            value = AttachType.class,
            names = {"BPF_NETKIT_PRIMARY", "BPF_NETKIT_PEER"})
    void probeFindsItWhereThereAreSuchDevices(AttachType type) {
        try (NetNamespace here = NetNamespace.create();
                NetNamespace there = NetNamespace.create()) {
            assertEquals(made(here, there).ok(), Features.attachType(type).isSupported(), Features.attachType(type)::toString);
        }
    }

    private static boolean pings(NetNamespace there, int millis) {
        return IcmpEcho.ping(there, VethFixture.THERE, VethFixture.HERE, Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"netkit/primary", "netkit/peer"})
    void dropsUntilItIsClosed(String section) {
        Needs.version(KernelFeature.NETKIT);
        Code drop = Code.of((long) NETKIT_DROP << 32 | 0xb7L, 0x95L);
        try (NetNamespace here = NetNamespace.create();
                NetNamespace there = NetNamespace.create();
                Bpf bpf = Bpf.load(BpfObject.of(new BpfProgram(
                        Programs.PREFIX + "n", ProgramKind.ofSection(section).orElseThrow().type(), section, drop)))) {
            NetDevice device = pair(here, there);
            TcProgram program = bpf.program(Programs.PREFIX + "n", TcProgram.class);
            assertTrue(pings(there, 5000), "before");
            try (BpfLink link = program.attachNetkit(device, section.endsWith("peer"), TcxPosition.last())) {
                assertEquals("netkit", link.info().typeName());
                assertEquals(Optional.of(device.ifindex()), link.info().ifindex());
                assertTrue(!pings(there, 250), "dropped");
            }
            assertTrue(pings(there, 5000), "after");
        }
    }
}
