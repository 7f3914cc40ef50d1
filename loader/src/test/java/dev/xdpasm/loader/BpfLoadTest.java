package dev.xdpasm.loader;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R10;
import static dev.xdpasm.isa.Register.R2;
import static dev.xdpasm.isa.Register.R6;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.SourceLine;
import dev.xdpasm.asm.Assembler;
import dev.xdpasm.asm.Label;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.loader.sys.KernelRelease;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.ProgramTag;
import dev.xdpasm.object.Subprogram;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.ProgramType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

@KernelTest
class BpfLoadTest {
    private static final byte[] PACKET = new byte[64];

    @Test
    void runsPermitAll() {
        try (Bpf bpf = Bpf.load(Programs.permitAll())) {
            RunResult run = Programs.only(bpf).run(PACKET);
            assertEquals(2, run.retval());
            assertArrayEquals(PACKET, run.data());
        }
    }

    @Test
    void aJumpOverCallsThatTheKernelWritesOut() {
        MapSpec map = MapSpec.array("m", 8, 1);
        Code code = Assembler.assemble(a -> {
            Label end = a.label("end");
            a.ldxw(R6, R1, 12);
            a.stw(R10, -4, 0);
            a.jeq(R6, 77, end);
            for (int i = 0; i < 6500; i++) {
                a.loadMap(R1, map);
                a.mov(R2, R10);
                a.add(R2, -4);
                a.call(Helper.bpf_map_lookup_elem);
            }
            a.bind(end);
            a.mov(R0, 2);
            a.exit();
        });
        BpfObject object = new BpfObject(List.of(BpfProgram.xdp("far", code)), List.of(map), "GPL");
        VerifierException refused = assertThrows(VerifierException.class, () -> Bpf.load(object));
        assertTrue(refused.reason().endsWith("cannot be patched due to 16-bit range"), refused::getMessage);
        assertTrue(refused.getMessage().contains("a jump from before it to behind it does not reach"), refused::getMessage);
    }

    @Test
    void runsDropAllRepeatedly() {
        try (Bpf bpf = Bpf.load(Programs.dropAll())) {
            RunResult run = Programs.only(bpf).run(PACKET, 1000);
            assertEquals(1, run.retval());
            assertTrue(run.nanos() >= 0 && run.nanos() < 1_000_000, () -> "nanoseconds a run: " + run.nanos());
        }
    }

    @Test
    void refusesPacketBelowEthernetHeader() {
        try (Bpf bpf = Bpf.load(Programs.permitAll())) {
            XdpProgram program = Programs.only(bpf);
            assertEquals(2, program.run(new byte[14]).retval());
            BpfException e = assertThrows(BpfException.class, () -> program.run(new byte[13]));
            assertTrue(e.getMessage().contains("13 bytes") && e.getMessage().contains("14 bytes at least"), e::getMessage);
        }
    }

    @Test
    void tagIsTheOneComputedOffline() {
        boolean sha256 = KernelRelease.running().isAtLeast(6, 18);
        ProgramTag.Hash hash = sha256 ? ProgramTag.Hash.SHA256 : ProgramTag.Hash.SHA1;
        try (Bpf bpf = Bpf.load(Programs.permitAll())) {
            String tag = Programs.only(bpf).info().tag();
            assertEquals(sha256 ? "614b434cd8324ecc" : "3b185187f1855c4c", tag);
            assertEquals(ProgramTag.of(Programs.PERMIT_ALL, hash), tag);
        }
    }

    @Test
    void tagOfProgramWithMapKnowsNoDescriptor() {
        BpfObject object = Programs.withMap(MapSpec.hash("m", 4, 8, 16));
        ProgramTag.Hash hash =
                KernelRelease.running().isAtLeast(6, 18) ? ProgramTag.Hash.SHA256 : ProgramTag.Hash.SHA1;
        long[] words = object.programs().get(0).code().words();
        words[0] = Insn.withSrcReg(words[0], Opcode.BPF_PSEUDO_MAP_FD);
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(ProgramTag.of(Code.of(words), hash), Programs.only(bpf).info().tag());
            assertEquals(List.of(bpf.map("m").id()), Programs.only(bpf).info().mapIds());
        }
    }

    @Test
    void resolvesAddressOfMapValueWithItsOffset() {
        // r1 = &value[8]; r0 = *(u32 *)(r1 + 0); exit
        Code code = Code.of(
                new long[] {
                    Insn.pack(Opcode.LDDW, 1, 0, (short) 0, 0),
                    Insn.pack(0, 0, 0, (short) 0, 8),
                    Insn.pack(0x61, 0, 1, (short) 0, 0),
                    0x95L
                },
                4,
                List.of(new Relocation(0, Relocation.Kind.MAP_VALUE, "data")),
                LineTable.empty());
        BpfObject object = BpfObject.of(
                BpfProgram.xdp(Programs.PREFIX + "value", code), MapSpec.array("data", 16, 1));
        try (Bpf bpf = Bpf.load(object)) {
            BpfMap<Long, byte[]> data = bpf.map("data", Codecs.U32, Codecs.bytes(16));
            data.put(0L, new byte[] {9, 9, 9, 9, 9, 9, 9, 9, 42, 0, 0, 0, 9, 9, 9, 9});
            assertEquals(42, Programs.only(bpf).run(PACKET).retval());
        }
    }

    @Test
    void verifierRefusalTellsInstructionLineAndReason() {
        BpfObject object = BpfObject.of(BpfProgram.xdp("xdp_x", Programs.UNINITIALISED));
        VerifierException e = assertThrows(VerifierException.class, () -> Bpf.load(object));
        assertEquals("program xdp_x was refused by the verifier at instruction 1 (r2 = r3) from fw.xasm:7:5: R3 !read_ok", e.summary());
        assertEquals(OptionalInt.of(1), e.slot());
        assertEquals("r2 = r3", e.instruction());
        assertEquals("R3 !read_ok", e.reason());
        assertEquals(Optional.of(new SourceLine("fw.xasm", 7, 5)), e.line());
        assertTrue(e.log().contains("R3 !read_ok"), e::log);
        assertTrue(e.getMessage().lines().count() > 2, e::getMessage);
    }

    @Test
    void refusalBeforeTheFirstInstructionIsFoundToo() {
        // The second instruction can't be reached: the kernel says so without having printed any.
        Code code = Code.of(0x95L, 0x95L);
        VerifierException e = assertThrows(
                VerifierException.class, () -> Bpf.load(BpfObject.of(BpfProgram.xdp("xdp_x", code))));
        assertEquals("program xdp_x was refused by the verifier at instruction 1 (exit): unreachable insn 1", e.summary());
    }

    @Test
    void logGrowsUntilItFits() {
        long[] words = new long[6002];
        Arrays.fill(words, 0x1_0000_00b7L);
        words[6000] = 0x32bfL;
        words[6001] = 0x95L;
        VerifierException e = assertThrows(
                VerifierException.class,
                () -> Bpf.load(BpfObject.of(BpfProgram.xdp("xdp_long", Code.of(words)))));
        assertTrue(e.log().length() > 1 << 16, () -> "bytes of log: " + e.log().length());
        assertTrue(e.log().lines().anyMatch(line -> line.startsWith("0: (b7) r0 = 1")), "the log's beginning is there");
        assertEquals(OptionalInt.of(6000), e.slot());
        assertTrue(e.getMessage().lines().count() < 30, "the message holds the log's end only");
    }

    @Test
    void emptyProgramIsTheKernelsRefusalWithItsErrno() {
        KernelException e = assertThrows(
                KernelException.class, () -> Bpf.load(BpfObject.of(BpfProgram.xdp("xdp_x", Code.of()))));
        assertEquals("bpf(BPF_PROG_LOAD)", e.call());
        assertFalse(e.isPermission());
        assertFalse(e.errnoName().startsWith("errno"), e::getMessage);
    }

    @Test
    void functionsAreLoadedWithTheProgramThatCallsThem() {
        // r0 = inner(); exit, where inner calls deepest, which says 1
        Code outer = calling("inner");
        Code inner = calling("deepest");
        BpfObject object = BpfObject.builder()
                .programs(List.of(BpfProgram.xdp(Programs.PREFIX + "calls", outer)))
                .subprograms(List.of(
                        Subprogram.of("unused", Programs.PERMIT_ALL),
                        Subprogram.of("deepest", Programs.DROP_ALL),
                        Subprogram.of("inner", inner)))
                .license("GPL")
                .build();
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(1, Programs.only(bpf).run(PACKET).retval());
            assertEquals(6 * Insn.BYTES, Programs.only(bpf).info().xlatedBytes());
        }
    }

    private static Code calling(String function) {
        return Code.of(
                new long[] {Insn.pack(0x85, 0, 1, (short) 0, -1), 0x95L},
                2,
                List.of(new Relocation(0, Relocation.Kind.FUNCTION, function)),
                LineTable.empty());
    }

    @Test
    void licenseThatTheKernelWouldCutIsRefused() {
        String longest = "GPL and " + "x".repeat(119);
        Bpf.load(Programs.permitAll().withLicense(longest)).close();
        BpfException tooLong = assertThrows(
                BpfException.class, () -> Bpf.load(Programs.permitAll().withLicense(longest + "x")));
        assertEquals("the license has 128 bytes, the kernel takes at most 127: " + longest + "x", tooLong.getMessage());
        BpfException zero = assertThrows(
                BpfException.class, () -> Bpf.load(Programs.permitAll().withLicense("GPL\0 not at all")));
        assertEquals(
                "the license has a zero character at index 3, where the kernel takes it to end: GPL\\0 not at all",
                zero.getMessage());
    }

    @Test
    void wrongNamesListWhatThereIs() {
        BpfObject object = Programs.withMap(MapSpec.hash("blocked", 4, 8, 16))
                .withProgram(new BpfProgram(
                        Programs.PREFIX + "sock", ProgramType.BPF_PROG_TYPE_SOCKET_FILTER, "socket", Programs.PERMIT_ALL));
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(
                    "no program is called nope; the object's programs are: " + Programs.PREFIX + "map, "
                            + Programs.PREFIX + "sock",
                    assertThrows(BpfException.class, () -> bpf.xdp("nope")).getMessage());
            assertEquals(
                    "program " + Programs.PREFIX + "sock is of type socket_filter, not xdp; the object's XDP programs are: "
                            + Programs.PREFIX + "map",
                    assertThrows(BpfException.class, () -> bpf.xdp("socket")).getMessage());
            assertEquals(
                    "no map is called nope; the object's maps are: blocked",
                    assertThrows(BpfException.class, () -> bpf.map("nope")).getMessage());
        }
    }

    @Test
    void allOrNothing() {
        // LeakCheck sees to it that the map and the first program are gone.
        BpfObject object = Programs.withMap(MapSpec.hash("m", 4, 8, 16))
                .withProgram(new BpfProgram("xdp_bad", ProgramType.BPF_PROG_TYPE_XDP, "xdp/bad", Programs.UNINITIALISED));
        assertThrows(VerifierException.class, () -> Bpf.load(object));
    }

    @Test
    void kernelNamesAreCutAndCleaned() {
        BpfObject object = BpfObject.of(BpfProgram.xdp(Programs.PREFIX + "a-b/c_and_more", Programs.PERMIT_ALL));
        try (Bpf bpf = Bpf.load(object)) {
            XdpProgram program = bpf.xdp(Programs.PREFIX + "a-b/c_and_more");
            String expected = (Programs.PREFIX + "a_b_c_and_more").substring(0, 15);
            assertEquals(expected, program.info().name());
            assertEquals(Programs.PREFIX + "a-b/c_and_more", program.name());
        }
    }

    @Test
    void closedHandlesSaySo() {
        Bpf bpf = Bpf.load(Programs.permitAll());
        XdpProgram program = Programs.only(bpf);
        bpf.close();
        bpf.close();
        assertEquals(
                "program " + program.name() + " is closed",
                assertThrows(IllegalStateException.class, () -> program.run(PACKET)).getMessage());
    }
}
