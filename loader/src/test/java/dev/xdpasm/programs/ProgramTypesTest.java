package dev.xdpasm.programs;

import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.programs.Refusals.refused;

import dev.xdpasm.dsl.GlobalRef;
import dev.xdpasm.dsl.Globals;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.MapRef;
import dev.xdpasm.dsl.Net;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.PacketProgram;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Tc;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.RunResult;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.TcAction;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Programs that are not XDP: the kernel takes them, and runs those that it runs for tests. */
@KernelTest
class ProgramTypesTest {
    private static final byte[] UDP = Packets.ipv4(17, Packets.udp(53, 2, new byte[8]));
    private static final byte[] TCP = Packets.ipv4(6, Packets.tcp(1, 80, 7, 2));
    private static final GlobalRef<NumField> SEEN = Globals.counter("seen", U64);
    private static final MapRef<Net, NumField> BLOCKED = Maps.hash("blocked", BE32, U32, 8);

    static final class Opened extends Struct {
        final NumField common = u64();
        final NumField number = u64();
        final NumField directory = u64();
    }

    private static void firewall(PacketProgram p) {
        p.when(p.ethernet().type().ne(ETH_P_IP), () -> p.pass());
        var ip = p.ipv4();
        p.lookup(BLOCKED, ip.saddr()).ifPresent(rule -> p.drop());
        p.when(ip.protocol().eq(17), () -> p.when(p.udp().sport().eq(53), () -> p.drop()));
    }

    @Test
    void oneFirewallOnBothHooks() {
        BpfObject both = Programs.object(o -> {
            o.xdp("early", p -> firewall(p));
            o.tc("late", p -> firewall(p));
        });
        try (Bpf bpf = Bpf.load(both)) {
            assertEquals(1, bpf.program("early").run(UDP).retval());
            assertEquals(2, bpf.program("early").run(TCP).retval());
            assertEquals(TcAction.TC_ACT_SHOT.value(), bpf.program("late").run(UDP).retval());
            assertEquals(TcAction.TC_ACT_OK.value(), bpf.program("late").run(TCP).retval());
            bpf.map("blocked").put(new byte[] {(byte) 192, 0, 2, 1}, new byte[4]);
            assertEquals(1, bpf.program("early").run(TCP).retval());
            assertEquals(TcAction.TC_ACT_SHOT.value(), bpf.program("late").run(TCP).retval());
        }
    }

    @Test
    void tcRewritesAnAddressAndTheChecksum() {
        BpfObject nat = Tc.program("nat", p -> {
            p.pull(34);
            p.ethernet();
            var ip = p.ipv4();
            var before = ip.daddr();
            var after = p.num(0x0a000001L).net(BE32);
            p.replaceL3Checksum(p.num(24), before, after);
            p.storeBytes(p.num(30), BE32, after);
            p.skb().mark.set(p.skb().len);
            p.when(p.skb().protocol.ne(ETH_P_IP), () -> p.drop());
            p.when(p.skb().mark.ne(p.frameLength()), () -> p.drop());
        });
        try (Bpf bpf = Bpf.load(nat)) {
            RunResult result = bpf.program("nat").run(UDP);
            assertEquals(0, result.retval());
            assertArrayEquals(new byte[] {10, 0, 0, 1}, Arrays.copyOfRange(result.data(), 30, 34));
            assertEquals(0, Packets.checksum(result.data(), 14, 34));
        }
    }

    @Test
    void tcTagsAPacket() {
        BpfObject tag = Tc.program("tag", p -> {
            p.when(p.vlanPush(0x8100, p.num(U16, 5)).ne(0), () -> p.drop());
            p.when(p.skb().vlanTci.and(0xfff).ne(5), () -> p.drop());
            p.when(p.vlanPop().ne(0), () -> p.drop());
        });
        try (Bpf bpf = Bpf.load(tag)) {
            assertEquals(0, bpf.program("tag").run(UDP).retval());
        }
    }

    @Test
    void controlGroupsPackets() {
        Needs.version(6, 18, "those that were tried give such programs no packet in a test run");
        BpfObject object = Programs.object(o -> o.cgroupSkb("dns", true, p -> {
            var ip = p.ipv4();
            p.when(ip.protocol().eq(17), () -> p.when(p.udp().sport().eq(53), () -> p.drop()));
        }));
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(0, bpf.program("dns").run(UDP).retval());
            assertEquals(1, bpf.program("dns").run(TCP).retval());
        }
    }

    @Test
    void socketFilters() {
        BpfObject object = Programs.object(o -> o.socketFilter("first", p -> p.give(p.ctx().len.plus(1))));
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(UDP.length + 1 - 14, bpf.program("first").run(UDP).retval());
        }
    }

    @Test
    void socketsAndTracepointsAreTaken() {
        BpfObject object = Programs.object(o -> {
            o.skLookup("choose", p -> p.when(p.ctx().localPort.eq(7), () -> p.give(0)));
            o.sockOps("follow", p -> p.when(p.ctx().op.eq(4).and(p.ctx().localPort.eq(80)), () -> p.global(SEEN).atomicAdd(1)));
            o.sockAddr("connects", "connect4", p -> {
                p.when(p.ctx().userIp4.in("198.51.100.0/24"), () -> p.give(0));
                p.ctx().userIp4.set(p.num(0x7f000001L).net(BE32));
            });
            o.tracepoint("opens", "syscalls/sys_enter_openat", Opened::new, p -> {
                p.when(p.ctx().directory.eq(3), () -> p.give(0));
                p.global(SEEN).atomicAdd(1);
            });
        });
        Bpf.load(object).close();
        refused("'tracer/x' is no section of programs", () -> Programs.object(o -> o.hook("x", "tracer/x", Opened::new, 0, p -> {})));
    }

    @Test
    void licenseIsTold() {
        BpfObject object = Programs.object(o -> {
            o.license("Dual MIT/GPL");
            o.tc("x", p -> {});
        });
        assertEquals("Dual MIT/GPL", object.license());
    }
}
