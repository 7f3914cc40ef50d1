package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.U64;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.dsl.FibLookup;
import dev.xdpasm.dsl.GlobalRef;
import dev.xdpasm.dsl.Globals;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.TargetsRef;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Attachment;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.Codecs;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.RedirectMap;
import dev.xdpasm.loader.VethFixture;
import dev.xdpasm.loader.XdpMode;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.XdpAction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packets that go elsewhere. */
@KernelTest
class RedirectTest {
    private static final byte[] PACKET = Packets.ipv4(17, Packets.udp(1, 2, new byte[8]));

    private static final GlobalRef<NumField> SEEN = Globals.counter("seen", U64);

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

    private static long seen(Bpf bpf) {
        return bpf.map(".bss", Codecs.U32, Codecs.U64).get(0L).orElseThrow();
    }

    @Test
    void aProgramOfADevmapSeesWherePacketsLeave() {
        Needs.version(5, 8, "programs of a devmap's entries");
        TargetsRef devices = Maps.devmap("devices", 4).withPrograms();
        try (VethFixture net = new VethFixture()) {
            BpfObject object = Programs.object(o -> {
                o.xdp("enters", p -> p.redirect(devices, 0, XdpAction.XDP_DROP));
                o.xdp("leaves", "xdp/devmap", XdpAction.XDP_DROP, p -> p.when(
                        p.ethernet().type().eq(0x0806).and(p.egressIfindex().eq(net.device.ifindex())),
                        () -> p.global(SEEN).atomicAdd(1)));
            });
            try (Bpf bpf = Bpf.load(object)) {
                RedirectMap.of(bpf.map("devices")).put(0, net.device, bpf.program("leaves"));
                try (Attachment on = bpf.xdp("enters").attach(net.device, XdpMode.GENERIC)) {
                    assertTrue(net.isSilent());
                    assertTrue(on.isAttached());
                }
                assertTrue(seen(bpf) > 0, "it has seen the peer ask for the address");
                assertTrue(net.pings());
            }
        }
    }

    @Test
    void aProgramOfACpumapSeesPacketsOnTheirWayToTheProcessor() {
        Needs.version(5, 9, "programs of a cpumap's entries");
        TargetsRef processors = Maps.cpumap("processors", 1).withPrograms();
        BpfObject object = Programs.object(o -> {
            o.xdp("enters", "xdp.frags", XdpAction.XDP_PASS, p -> p.redirect(processors, 0, XdpAction.XDP_DROP));
            o.xdp("arrives", "xdp.frags/cpumap", XdpAction.XDP_PASS, p -> p.global(SEEN).atomicAdd(1));
        });
        try (VethFixture net = new VethFixture(); Bpf bpf = Bpf.load(object)) {
            RedirectMap.of(bpf.map("processors")).put(0, 64, bpf.program("arrives"));
            try (Attachment on = bpf.xdp("enters").attach(net.device, XdpMode.NATIVE)) {
                assertTrue(net.pings(), "by way of the processor");
                assertTrue(on.isAttached());
            }
            assertTrue(seen(bpf) > 0);
        }
    }

    @Test
    void misuseIsRefused() {
        refused("does not go back (XDP_TX): a program of section xdp/devmap passes or drops it", () ->
                Programs.object(o -> o.xdp("x", "xdp/devmap", XdpAction.XDP_PASS, p -> p.tx())));
        refused("does not go back (XDP_TX): a program of section xdp/cpumap passes or drops it", () ->
                Programs.object(o -> o.xdp("x", "xdp/cpumap", XdpAction.XDP_TX, p -> {})));
        refused("is not redirected again: a program of section xdp/devmap passes or drops it", () ->
                Programs.object(o -> o.xdp("x", "xdp.frags/devmap", XdpAction.XDP_PASS, p -> p.redirect(1))));
        refused("is known where a devmap sends it, in a program of section xdp/devmap", () ->
                Xdp.program("x", p -> p.action(p.egressIfindex())));
        refused("'tc' is no section of XDP programs", () -> Programs.object(o -> o.xdp("x", "tc", XdpAction.XDP_PASS, p -> {})));
        refused("map s (xskmap): a value has 4 bytes", () -> Maps.xskmap("s", 4).withPrograms());
    }
}
