package dev.xdpasm.loader;

import static dev.xdpasm.isa.AtomicOp.ADD;
import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R10;
import static dev.xdpasm.isa.Register.R2;
import static dev.xdpasm.isa.Size.DW;
import static dev.xdpasm.uapi.Helper.bpf_map_lookup_elem;
import static dev.xdpasm.uapi.XdpAction.XDP_ABORTED;
import static dev.xdpasm.uapi.XdpAction.XDP_DROP;
import static dev.xdpasm.uapi.XdpAction.XDP_PASS;
import static dev.xdpasm.uapi.XdpAction.XDP_TX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.asm.Assembler;
import dev.xdpasm.asm.Label;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.XdpAction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several programs on one interface, in the order of their priorities. */
@KernelTest
class XdpChainTest {
    private static final String CHAIN = Programs.PREFIX + "chain";
    private static final byte[] PACKET = new byte[64];

    /** Counts its runs in a map of its own, and gives a verdict. */
    private static BpfObject counting(String name, XdpAction verdict) {
        MapSpec counter = MapSpec.array(name + "_runs", Long.BYTES, 1);
        return BpfObject.of(
                BpfProgram.xdp(name, Assembler.assemble(a -> {
                    Label done = a.label("done");
                    a.stw(R10, -4, 0);
                    a.loadMap(R1, counter);
                    a.mov(R2, R10);
                    a.add(R2, -4);
                    a.call(bpf_map_lookup_elem);
                    a.jeq(R0, 0, done);
                    a.mov(R1, 1);
                    a.atomic(ADD, DW, R0, 0, R1);
                    a.bind(done);
                    a.mov(R0, verdict);
                    a.exit();
                })),
                counter);
    }

    private static long runs(Bpf bpf, String name) {
        return bpf.map(name + "_runs", Codecs.S32, Codecs.U64).get(0).orElseThrow();
    }

    private static int verdict(Bpf bpf) {
        return bpf.xdp(CHAIN).run(PACKET).retval();
    }

    @Test
    void eachRunsInItsPlaceUntilOneDecides() {
        XdpChain chain = XdpChain.empty(CHAIN)
                .with(counting("last", XDP_TX), "last", 30, XDP_TX)
                .with(counting("first", XDP_PASS), "first", 10, XDP_PASS)
                .with(counting("second", XDP_ABORTED), "second", 20, XDP_PASS, XDP_ABORTED);
        assertEquals(List.of("first", "second", "last"), chain.members().stream().map(XdpChain.Member::program).toList());
        try (Bpf bpf = Bpf.load(chain.toObject())) {
            assertEquals(XDP_TX.value(), verdict(bpf));
            for (String name : List.of("first", "second", "last")) {
                assertEquals(1, runs(bpf, name), name);
            }
        }
        XdpChain decided = chain.with(counting("wall", XDP_DROP), "wall", 15, XDP_PASS);
        try (Bpf bpf = Bpf.load(decided.toObject())) {
            assertEquals(XDP_DROP.value(), verdict(bpf));
            assertEquals(1, runs(bpf, "first"));
            assertEquals(1, runs(bpf, "wall"));
            assertEquals(0, runs(bpf, "second"), "the wall's verdict is none to go on after");
        }
        try (Bpf bpf = Bpf.load(decided.without("wall").toObject())) {
            assertEquals(XDP_TX.value(), verdict(bpf));
        }
    }

    @Test
    void aLongerChainTakesThePlaceOfAShorterWithItsMaps() {
        XdpChain shorter = XdpChain.empty(CHAIN).with(counting("first", XDP_PASS), "first", 10, XDP_PASS);
        XdpChain longer = shorter.with(counting("wall", XDP_DROP), "wall", 20, XDP_PASS);
        try (VethFixture net = new VethFixture();
                Bpf before = Bpf.load(shorter.toObject());
                Attachment on = before.xdp(CHAIN).attach(net.device, XdpMode.NATIVE)) {
            assertTrue(net.pings());
            long counted = runs(before, "first");
            assertTrue(counted > 0);
            try (Bpf after = Bpf.load(longer.toObject(), Map.of("first_runs", before.map("first_runs")))) {
                on.replaceWith(after.xdp(CHAIN));
                assertTrue(net.isSilent());
                assertTrue(runs(after, "first") > counted);
                assertTrue(runs(after, "wall") > 0);
            }
        }
    }

    @Test
    void namesThatClashAreRefused() {
        BpfObject first = counting("first", XDP_PASS);
        XdpChain twice = XdpChain.empty(CHAIN).with(first, "first", 1).with(first, "first", 2);
        assertEquals(
                "two functions of chain " + CHAIN + " are called first: rename one",
                assertThrows(BpfException.class, twice::toObject).getMessage());
        BpfObject otherMap = counting("other", XDP_PASS).rename("other_runs", "first_runs").withMap("first_runs", map -> map.withMaxEntries(2));
        XdpChain maps = XdpChain.empty(CHAIN).with(first, "first", 1).with(otherMap, "other", 2);
        assertEquals(
                "two maps of chain " + CHAIN + " are called first_runs, and differ: rename one",
                assertThrows(BpfException.class, maps::toObject).getMessage());
        XdpChain licenses = XdpChain.empty(CHAIN)
                .with(first, "first", 1)
                .with(counting("other", XDP_PASS).withLicense("Proprietary"), "other", 2);
        assertTrue(assertThrows(BpfException.class, licenses::toObject).getMessage().contains("two licenses"));
        assertEquals(
                "chain " + CHAIN + " has no program",
                assertThrows(BpfException.class, XdpChain.empty(CHAIN)::toObject).getMessage());
    }
}
