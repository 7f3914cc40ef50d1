package dev.xdpasm.programs;

import static dev.xdpasm.programs.Refusals.refused;
import static dev.xdpasm.uapi.EtherType.ETH_P_IPV6;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.object.BpfObject;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** IPv6: extension headers and networks. */
@KernelTest
class Ipv6Test {
    private static byte[] packet(String source, int next, byte[] content) throws Exception {
        return Packets.ethernet(0x86dd, ByteBuffer.allocate(40 + content.length)
                .putInt(0x60000000)
                .putShort((short) content.length)
                .put((byte) next)
                .put((byte) 64)
                .put(InetAddress.getByName(source).getAddress())
                .put(InetAddress.getByName("2001:db8::2").getAddress())
                .put(content)
                .array());
    }

    private static int run(BpfObject object, byte[] packet) {
        try (Bpf bpf = Bpf.load(object)) {
            return bpf.programs().get(0).run(packet).retval();
        }
    }

    @Test
    void theFlowLabelIsTwentyBits() throws Exception {
        BpfObject object = Xdp.program("label", p -> {
            p.ethernet();
            p.action(p.ipv6().flowLabel());
        });
        byte[] packet = packet("2001:db8::1", 17, new byte[8]);
        ByteBuffer.wrap(packet).putInt(14, 0x6abcdef1);
        assertEquals(0xcdef1, run(object, packet));
    }

    @Test
    void extensionHeadersArePassed() throws Exception {
        BpfObject object = Xdp.program("extensions", p -> {
            p.when(p.ethernet().type().ne(ETH_P_IPV6), () -> p.aborted());
            var protocol = p.extensions(p.ipv6(), 4);
            p.when(protocol.ne(17), () -> p.action(protocol.plus(1000)));
            p.action(p.udp().dport().host());
        });
        byte[] udp = Packets.udp(1, 77, new byte[4]);
        byte[] chain = ByteBuffer.allocate(24 + 8 + udp.length)
                .put((byte) 44) // hop by hop, 24 bytes
                .put((byte) 2)
                .put(24, (byte) 17) // fragment, 8 bytes whatever its second byte says
                .put(25, (byte) 9)
                .position(32)
                .put(udp)
                .array();
        assertEquals(77, run(object, packet("2001:db8::1", 17, udp)));
        assertEquals(77, run(object, packet("2001:db8::1", 0, chain)));
        assertEquals(1006, run(object, packet("2001:db8::1", 6, udp)));
        byte[] endless = new byte[48];
        assertEquals(1000, run(object, packet("2001:db8::1", 0, endless)));
    }

    @Test
    void networksAndPrefixes() throws Exception {
        BpfObject object = Xdp.program("networks", p -> {
            var eth = p.ethernet();
            p.when(eth.dhost().in("02:00:00:00:00:00/40").not(), () -> p.aborted());
            var ip = p.ipv6();
            p.when(ip.saddr().in("2001:db8:7000::/36"), () -> p.action(p.num(10)));
            p.when(ip.saddr().in("2001:db8::1:0:0:0/80"), () -> p.action(p.num(11)));
            p.when(ip.saddr().in("fe80::1"), () -> p.action(p.num(12)));
            p.when(ip.saddr().in("2001:db8::/32"), () -> p.action(p.num(13)));
        });
        assertEquals(10, run(object, packet("2001:db8:7fff::1", 17, new byte[8])));
        assertEquals(11, run(object, packet("2001:db8::1:0:7:8", 17, new byte[8])));
        assertEquals(12, run(object, packet("fe80::1", 17, new byte[8])));
        assertEquals(13, run(object, packet("2001:db8:8000::1", 17, new byte[8])));
        assertEquals(2, run(object, packet("2001:db9::1", 17, new byte[8])));
        refused("has bits set behind its prefix", () -> Xdp.program("x", p -> p.ipv6().saddr().in("2001:db8::1/64")));
        refused("a prefix is 0 to 128", () -> Xdp.program("x", p -> p.ipv6().saddr().in("2001:db8::/129")));
    }
}
