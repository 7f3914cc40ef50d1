package dev.xdpasm.loader;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.asm.Assembler;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.ProgramKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs on functions of the kernel and on its clock run while there is a link, and no more once it is closed. */
@KernelTest
class FunctionHitsTest {
    private static final String NAME = Programs.PREFIX + "h";
    private static final int WAIT_MILLIS = 10_000;

    /** A program that counts how often it runs and lets everything be. */
    private static Bpf counting(String section) {
        return Bpf.load(BpfObject.of(
                new BpfProgram(NAME, ProgramKind.ofSection(section).orElseThrow().type(), section, Assembler.assemble(a -> {
                    a.loadMapValue(R1, "hits", 0);
                    a.mov(R2, 1);
                    a.atomic(AtomicOp.ADD, Size.DW, R1, 0, R2);
                    a.mov(R0, 0);
                    a.exit();
                })),
                MapSpec.array("hits", Long.BYTES, 1)));
    }

    private static long hits(Bpf bpf) {
        return bpf.map("hits", Codecs.U32, Codecs.U64).get(0L).orElseThrow();
    }

    private static void read() throws IOException {
        assertTrue(Files.readAllBytes(Path.of("/proc/version")).length > 0);
    }

    private static void assertHit(Bpf bpf, Function<Bpf, BpfLink> attach) throws Exception {
        try (BpfLink link = attach.apply(bpf)) {
            for (int waited = 0; waited < WAIT_MILLIS && hits(bpf) == 0; waited++) {
                read();
                Thread.sleep(1);
            }
            assertTrue(hits(bpf) > 0, () -> link.info() + " was never hit");
        }
        long before = hits(bpf);
        read();
        assertEquals(before, hits(bpf), "closed");
    }

    /** A kernel may be built without trampolines or forbid them, and then refuses the load. */
    @ParameterizedTest
    @ValueSource(strings = {
        "fentry/vfs_read", "fexit/vfs_read", "fmod_ret/security_file_permission", "lsm/file_permission"
    })
    void trampolinesOfFunctions(String section) throws Exception {
        Bpf loaded;
        try {
            loaded = counting(section);
        } catch (KernelException e) {
            assertTrue(List.of("EPERM", "ENOTSUPP").contains(e.errnoName()), e::getMessage);
            Needs.without("trampolines", e.getMessage());
            return;
        }
        try (Bpf bpf = loaded) {
            assertHit(bpf, on -> on.program(NAME, TracingProgram.class).attach());
        }
    }

    @ParameterizedTest
    @EnumSource(ProbeProgram.At.class)
    void kprobesOfFunctions(ProbeProgram.At at) throws Exception {
        Needs.version(KernelFeature.PERF_LINK);
        try (Bpf bpf = counting("kprobe/vfs_read")) {
            try {
                assertHit(bpf, on -> on.program(NAME, ProbeProgram.class).attachKprobe("vfs_read", 0, at));
            } catch (BpfException e) {
                assertTrue(e.getMessage().startsWith("this kernel was built without kprobes"), e::getMessage);
                Needs.without("kprobes", e.getMessage());
            }
        }
    }

    @Test
    void tracepoints() throws Exception {
        Needs.version(KernelFeature.PERF_LINK);
        Needs.built(Tracefs.events().isPresent(), "tracefs that is mounted");
        try (Bpf bpf = counting("tracepoint/syscalls/sys_enter_openat")) {
            assertHit(bpf, on -> on.program(NAME, ProbeProgram.class).attachTracepoint());
        }
    }

    @Test
    void theClock() throws Exception {
        Needs.version(KernelFeature.PERF_LINK);
        try (Bpf bpf = counting("perf_event")) {
            assertHit(bpf, on -> on.program(NAME, ProbeProgram.class).attachClock(0, 99));
        }
    }
}
