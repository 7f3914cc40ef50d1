package dev.xdpasm.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.FibLookup;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.TargetsRef;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.XdpAction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packets that go elsewhere. */
@KernelTest
class RedirectTest {
    private static final byte[] PACKET = Packets.ipv4(17, Packets.udp(1, 2, new byte[8]));

    private static int run(BpfObject object) {
        try (Bpf bpf = Bpf.load(object)) {
            return bpf.xdp(object.programs().get(0).name()).run(PACKET).retval();
        }
    }

    @Test
    void anInterface() {
        assertEquals(XdpAction.XDP_REDIRECT.value(), run(Xdp.program("out", p -> p.redirect(1))));
    }

    @Test
    void targetsThatAreNotThereTakeTheAction() {
        List<TargetsRef> kinds =
                List.of(Maps.devmap("t", 4), Maps.devmapHash("t", 4), Maps.cpumap("t", 4), Maps.xskmap("t", 4));
        for (TargetsRef targets : kinds) {
            BpfObject object = Xdp.program("to", p -> p.redirect(targets, p.rxQueueIndex(), XdpAction.XDP_DROP));
            assertEquals(XdpAction.XDP_DROP.value(), run(object), targets.spec().type()::name);
        }
    }

    @Test
    void targetsThatAreThere() {
        TargetsRef devices = Maps.devmap("devices", 4);
        BpfObject object = Xdp.program("to", p -> p.redirect(devices, 2, XdpAction.XDP_DROP));
        try (Bpf bpf = Bpf.load(object)) {
            bpf.map("devices").put(new byte[] {2, 0, 0, 0}, new byte[] {1, 0, 0, 0});
            assertEquals(XdpAction.XDP_REDIRECT.value(), bpf.xdp("to").run(PACKET).retval());
        }
        assertEquals(XdpAction.XDP_REDIRECT.value(), run(Xdp.program("all", p -> p.broadcast(devices))));
    }

    @Test
    void routesAreLookedUp() {
        BpfObject object = Xdp.program("routes", p -> {
            var eth = p.ethernet();
            var ip = p.ipv4();
            var route = p.make(FibLookup.TYPE, r -> {
                r.family.set(2);
                r.protocol.set(ip.protocol());
                r.saddr.set(ip.saddr());
                r.daddr.set(0x7f000001L);
                r.ifindex.set(p.num(1));
            });
            var result = p.fibLookup(route, FibLookup.DIRECT);
            p.when(result.eq(0), () -> {
                eth.dhost(route.dmac);
                eth.shost(route.smac);
                p.redirect(route.ifindex);
            });
            p.action(result.plus(100));
        });
        // loopback does not forward: BPF_FIB_LKUP_RET_FWD_DISABLED (5) or NOT_FWDED (4)
        assertEquals(true, List.of(104, 105).contains(run(object)));
    }
}
