package dev.xdpasm.loader;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R2;
import static dev.xdpasm.isa.Register.R3;
import static dev.xdpasm.isa.Register.R4;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.asm.Assembler;
import dev.xdpasm.isa.Code;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.uapi.ProgramType;
import dev.xdpasm.uapi.XdpMd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

@KernelTest
class ProgramRunTest {
    private static final byte[] PACKET = new byte[64];

    private static Code returning(XdpMd field) {
        return Assembler.assemble(a -> {
            a.ldxw(R0, R1, field);
            a.exit();
        });
    }

    private static Bpf xdp(Code code) {
        return Bpf.load(BpfObject.of(BpfProgram.xdp(Programs.PREFIX + "run", code)));
    }

    @Test
    void programSeesTheContextThatItIsGiven() {
        try (VethFixture net = new VethFixture();
                Bpf bpf = xdp(returning(XdpMd.ingress_ifindex))) {
            int ifindex = net.device.ifindex();
            RunRequest request = RunRequest.of(PACKET).withIngress(ifindex, 0);
            RunResult result = net.here.call(() -> bpf.xdp("xdp").run(request));
            assertEquals(ifindex, result.retval());
            assertEquals(24, result.context().length);
            assertEquals(
                    ifindex,
                    ByteBuffer.wrap(result.context()).order(ByteOrder.nativeOrder()).getInt(12));
            assertEquals(1, bpf.xdp("xdp").run(PACKET).retval(), "lo, where nothing is said");
            KernelException none = assertThrows(
                    KernelException.class,
                    () -> bpf.xdp("xdp").run(RunRequest.of(PACKET).withIngress(123_456, 0)));
            assertTrue(
                    none.getMessage().endsWith("the context names an interface that is not in this network namespace"),
                    none::getMessage);
        }
    }

    @Test
    void packetIsSeenAnewEachTimeAndGivenBackAsLeft() {
        Code writesFirstByte = Assembler.assemble(a -> {
            var tooShort = a.label("short");
            a.ldxw(R2, R1, XdpMd.data);
            a.ldxw(R3, R1, XdpMd.data_end);
            a.mov(R4, R2);
            a.add(R4, 1);
            a.mov(R0, 0);
            a.jgt(R4, R3, tooShort);
            a.ldxb(R0, R2, 0);
            a.stb(R2, 0, 99);
            a.bind(tooShort);
            a.exit();
        });
        try (Bpf bpf = xdp(writesFirstByte)) {
            byte[] packet = new byte[64];
            packet[0] = 7;
            RunResult result = bpf.xdp("xdp").run(packet);
            assertEquals(7, result.retval());
            packet[0] = 99;
            assertArrayEquals(packet, result.data());
            assertThrows(IllegalArgumentException.class, () -> bpf.xdp("xdp").run(packet, 0));
        }
    }

    /** Frames that are dropped leave no trace, but each is counted by the program's statistics. */
    @Test
    void liveFramesAreRun() {
        try (VethFixture net = new VethFixture();
                Bpf bpf = xdp(Programs.DROP_ALL)) {
            RunStatistics on = RunStatistics.enable();
            RunRequest request = RunRequest.of(PACKET)
                    .withIngress(net.device.ifindex(), 0)
                    .withLiveFrames()
                    .withRepeat(500);
            net.here.call(() -> bpf.xdp("xdp").run(request));
            on.close();
            assertEquals(500, bpf.xdp("xdp").info().runs().count());
        }
    }

    @Test
    void runsAreCountedWhileStatisticsAreOn() {
        try (Bpf bpf = xdp(Programs.PERMIT_ALL)) {
            XdpProgram program = bpf.xdp("xdp");
            ProgramInfo.Runs before = program.info().runs();
            RunStatistics on = RunStatistics.enable();
            // BPF_PROG_RUN counts runs like those of packets.
            program.run(PACKET, 1000);
            on.close();
            on.close();
            ProgramInfo.Runs runs = program.info().runs().since(before);
            assertEquals(1000, runs.count());
            assertTrue(runs.nanos() > 0 && runs.nanosPerRun() < 100_000, runs::toString);
            assertEquals(0, ProgramInfo.Runs.NONE.nanosPerRun());
        }
    }

    @Test
    void rawTracepointRunsOnItsArgumentsAndOnTheCpuOfChoice() {
        Code sum = Assembler.assemble(a -> {
            a.ldxdw(R0, R1, 0);
            a.ldxdw(R1, R1, 8);
            a.add(R0, R1);
            a.exit();
        });
        BpfProgram program = new BpfProgram(
                Programs.PREFIX + "raw", ProgramType.BPF_PROG_TYPE_RAW_TRACEPOINT, "raw_tp", sum);
        byte[] arguments = ByteBuffer.allocate(16)
                .order(ByteOrder.nativeOrder())
                .putLong(40)
                .putLong(2)
                .array();
        try (Bpf bpf = Bpf.load(BpfObject.of(program))) {
            LoadedProgram raw = bpf.program(program.name());
            assertEquals(42, raw.run(RunRequest.ofContext(arguments)).retval());
            assertEquals(42, raw.run(RunRequest.ofContext(arguments).withCpu(0)).retval());
            KernelException cpu = assertThrows(
                    KernelException.class,
                    () -> raw.run(RunRequest.ofContext(arguments).withCpu(4000)));
            assertTrue(cpu.getMessage().endsWith("there is no CPU 4000 online"), cpu::getMessage);
        }
    }

    @Test
    void typesThatCannotBeRunSaySo() {
        BpfProgram program = new BpfProgram(
                Programs.PREFIX + "dev", ProgramType.BPF_PROG_TYPE_CGROUP_DEVICE, "cgroup/dev", Code.of(0xb7L, 0x95L));
        try (Bpf bpf = Bpf.load(BpfObject.of(program))) {
            KernelException e = assertThrows(
                    KernelException.class, () -> bpf.program(program.name()).run(PACKET));
            assertTrue(e.getMessage().endsWith("the kernel does not run programs of its type by hand"), e::getMessage);
        }
    }

    @Test
    void verifiedInstructionsAreTold() {
        try (Bpf bpf = xdp(Programs.PERMIT_ALL)) {
            assertEquals(2, bpf.xdp("xdp").info().verifiedInsns());
        }
    }
}
