package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.RunResult;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.XdpAction;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What moves the packet: the kernel does it, and what was found before cannot be used by mistake. */
@KernelTest
class MovedPacketTest {
    private static final int PASS = XdpAction.XDP_PASS.value();
    private static final int DROP = XdpAction.XDP_DROP.value();

    private static final class Mark extends Struct {
        final NumField mark = u32();
    }

    private static RunResult run(BpfObject object, byte[] packet) {
        try (Bpf bpf = Bpf.load(object)) {
            return bpf.xdp(object.programs().get(0).name()).run(packet);
        }
    }

    @Test
    void headGrowsAndIsWritten() {
        BpfObject tag = Xdp.program("tag", p -> {
            var before = p.ethernet();
            var type = before.type();
            p.adjustHead(-4);
            var eth = p.ethernet();
            eth.dhost("02:00:00:00:00:09");
            eth.shost("02:00:00:00:00:08");
            eth.type(0x8100);
            var vlan = p.vlan();
            vlan.tci(42);
            vlan.type(type);
        });
        byte[] packet = Packets.ethernet(0x0800, 60);
        RunResult result = run(tag, packet);
        assertEquals(PASS, result.retval());
        assertEquals(packet.length + 4, result.data().length);
        assertArrayEquals(
                new byte[] {2, 0, 0, 0, 0, 9, 2, 0, 0, 0, 0, 8, (byte) 0x81, 0, 0, 42, 8, 0},
                Arrays.copyOf(result.data(), 18));
    }

    @Test
    void partsOfTagsAndTunnelsAreWritten() {
        BpfObject written = Xdp.program("written", p -> {
            p.adjustTail(p.length().as(S32).minus(20).times(-1));
            p.skip(8);
            var vlan = p.vlan();
            vlan.id(0xabc);
            vlan.id(vlan.id().plus(1));
            var vxlan = p.vxlan();
            vxlan.vni(0x123456);
            vxlan.vni(vxlan.vni().plus(1));
        });
        byte[] packet = new byte[60];
        Arrays.fill(packet, (byte) 0x55);
        byte[] expected = Arrays.copyOf(packet, 20);
        System.arraycopy(new byte[] {0x5a, (byte) 0xbd, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x12, 0x34, 0x57, 0}, 0, expected, 8, 12);
        assertArrayEquals(expected, run(written, packet).data());
    }

    @Test
    void headThatCannotMoveTakesTheOtherPath() {
        BpfObject far = Xdp.program("far", p -> p.adjustHead(p.num(S32, -4096), () -> p.drop()));
        assertEquals(DROP, run(far, Packets.ethernet(0x0800, 60)).retval());
    }

    @Test
    void whatAPacketHasIsCountedWhereTheCursorWas() {
        BpfObject asked = Xdp.program("asked", p -> {
            var whole = p.has(14 + 60);
            p.skip(14);
            p.when(whole, () -> p.drop());
        });
        assertEquals(DROP, run(asked, Packets.ethernet(0x0800, 60)).retval());
        BpfObject moved = Xdp.program("moved", p -> {
            var whole = p.has(14 + 60);
            p.adjustHead(14);
            p.when(whole, () -> p.drop());
        });
        assertEquals(DROP, run(moved, Packets.ethernet(0x0800, 60)).retval());
        assertEquals(PASS, run(moved, Packets.ethernet(0x0800, 59)).retval());
    }

    @Test
    void tailIsCutAndGrows() {
        byte[] packet = Packets.ethernet(0x0800, 100);
        assertEquals(packet.length - 50, run(Xdp.program("cut", p -> p.adjustTail(-50)), packet).data().length);
        RunResult grown = run(Xdp.program("grow", p -> p.adjustTail(16)), packet);
        assertEquals(packet.length + 16, grown.data().length);
        assertArrayEquals(new byte[16], Arrays.copyOfRange(grown.data(), packet.length, packet.length + 16));
    }

    @Test
    void metadataIsWrittenAndReadBack() {
        BpfObject marks = Xdp.program("marks", p -> {
            p.addMeta(Mark::new).mark.set(0xcafe);
            var mark = p.meta(Mark::new).mark;
            p.when(mark.eq(0xcafe), () -> p.tx());
        });
        assertEquals(XdpAction.XDP_TX.value(), run(marks, Packets.ethernet(0x0800, 60)).retval());
    }

    @Test
    void bytesAreCopiedOutAndIn() {
        BpfObject copies = Xdp.program("copies", p -> {
            var port = p.loadBytes(p.num(14), BE16).get();
            p.storeBytes(p.num(16), BE16, port);
            p.when(p.frameLength().ne(74), () -> p.drop());
            p.loadBytes(p.num(1000), BE32);
            p.drop();
        });
        RunResult result = run(copies, Packets.ethernet(0x0800, 60));
        assertEquals(PASS, result.retval());
        assertArrayEquals(new byte[] {0, 1, 0, 1, 4}, Arrays.copyOfRange(result.data(), 14, 19));
    }

    @Test
    void movingInOneBranchIsKnownBehindIt() {
        BpfObject maybe = Xdp.program("maybe", p -> {
            var eth = p.ethernet();
            p.when(eth.type().eq(0x0800), () -> p.adjustHead(-14));
            p.ethernet().type(0x1234);
        });
        assertEquals(14 + 74, run(maybe, Packets.ethernet(0x0800, 60)).data().length);
        assertEquals(74, run(maybe, Packets.ethernet(0x86dd, 60)).data().length);
    }

    @Test
    void earlierHeaderIsRefusedAtItsLine() {
        refused("the packet may have moved since this header was found (MovedPacketTest.java:", () -> Xdp.program("stale", p -> {
            var eth = p.ethernet();
            p.adjustHead(-4);
            eth.type(0x0800);
        }));
        refused("take it from the packet again", () -> Xdp.program("stale", p -> {
            var eth = p.ethernet();
            p.when(eth.type().eq(0x0800), () -> p.adjustTail(-4));
            eth.type(0x0800);
        }));
        refused("the packet may have moved", () -> Xdp.program("stale", p -> {
            var eth = p.ethernet();
            p.storeBytes(p.num(0), BE16, eth.type());
            eth.type(0x0800);
        }));
    }

    @Test
    void movingInALoopIsRefused() {
        refused("cannot be moved in a loop", () -> Xdp.program("loop", p -> p.repeat(3, (i, loop) -> p.adjustHead(-4))));
    }

    @Test
    void metadataOfOddSizeIsRefused() {
        refused("metadata of 2 bytes, expected a multiple of 4 from 4 up to 252", () -> Xdp.program("odd", p -> p.addMeta(Odd::new)));
    }

    private static final class Odd extends Struct {
        final NumField half = u16();
    }
}
