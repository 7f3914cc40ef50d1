package dev.xdpasm.loader;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.asm.Assembler;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.uapi.LinkType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Probes in many places by one link: they are hit, and are hit no more once it is closed. */
@KernelTest
class MultiProbeTest {
    private static final String NAME = Programs.PREFIX + "m";
    private static final Path COMMAND = Path.of("/bin/true");

    /** Of {@code Elf64_Ehdr} and {@code Elf64_Phdr}. */
    private static final int E_ENTRY = 24;

    private static final int E_PHOFF = 32;
    private static final int E_PHENTSIZE = 54;
    private static final int E_PHNUM = 56;
    private static final int PT_LOAD = 1;

    /** What a program of a session answers where a function begins: whether it wants to be run where that returns. */
    private static final int RUN_AT_RETURN = 0;

    private static final int LEAVE_RETURN = 1;

    /** A program that counts how often it runs. */
    private static Bpf counting(String section) {
        return counting(section, 0);
    }

    private static Bpf counting(String section, int answer) {
        return Bpf.load(BpfObject.of(
                new BpfProgram(NAME, ProgramKind.ofSection(section).orElseThrow().type(), section, Assembler.assemble(a -> {
                    a.loadMapValue(R1, "hits", 0);
                    a.mov(R2, 1);
                    a.atomic(AtomicOp.ADD, Size.DW, R1, 0, R2);
                    a.mov(R0, answer);
                    a.exit();
                })),
                MapSpec.array("hits", Long.BYTES, 1)));
    }

    private static long hits(Bpf bpf) {
        return bpf.map("hits", Codecs.U32, Codecs.U64).get(0L).orElseThrow();
    }

    private static void needs(KernelFeature feature, LinkType link) {
        Needs.version(feature);
        Needs.built(Features.linkType(link).isSupported(), feature + ", says the probe");
    }

    @ParameterizedTest
    @EnumSource(ProbeProgram.At.class)
    void functionsOfTheKernelAreProbed(ProbeProgram.At at) throws IOException {
        needs(KernelFeature.KPROBE_MULTI, LinkType.BPF_LINK_TYPE_KPROBE_MULTI);
        try (Bpf bpf = counting("kprobe.multi")) {
            ProbeProgram program = bpf.program(NAME, ProbeProgram.class);
            BpfLink attached;
            try {
                attached = program.attachKprobes(List.of("vfs_read", "vfs_write"), at);
            } catch (KernelException e) {
                // built without fprobe, which the kernel says by this
                assertEquals("EOPNOTSUPP", e.errnoName(), e::getMessage);
                Needs.without("fprobe", e.getMessage());
                return;
            }
            try (BpfLink link = attached) {
                assertEquals("kprobe_multi", link.info().typeName());
                Files.readAllBytes(Path.of("/proc/version"));
                assertTrue(hits(bpf) > 0);
            }
            long before = hits(bpf);
            Files.readAllBytes(Path.of("/proc/version"));
            assertEquals(before, hits(bpf), "closed");
        }
    }

    @Test
    void functionThatTheKernelDoesNotHaveIsRefused() {
        needs(KernelFeature.KPROBE_MULTI, LinkType.BPF_LINK_TYPE_KPROBE_MULTI);
        try (Bpf bpf = counting("kprobe.multi")) {
            ProbeProgram program = bpf.program(NAME, ProbeProgram.class);
            KernelException e = assertThrows(
                    KernelException.class, () -> program.attachKprobes(List.of("no_such_function"), ProbeProgram.At.ENTRY));
            assertTrue(List.of("ESRCH", "EINVAL", "EOPNOTSUPP").contains(e.errnoName()), e::getMessage);
        }
    }

    @Test
    void placesOfAFileAreProbed() throws Exception {
        needs(KernelFeature.UPROBE_MULTI, LinkType.BPF_LINK_TYPE_UPROBE_MULTI);
        try (Bpf bpf = counting("uprobe.multi")) {
            ProbeProgram program = bpf.program(NAME, ProbeProgram.class);
            try (BpfLink link = program.attachUprobes(
                    COMMAND, List.of(entry(COMMAND)), Optional.empty(), ProbeProgram.At.ENTRY)) {
                assertEquals("uprobe_multi", link.info().typeName());
                Commands.run(COMMAND.toString());
                assertEquals(1, hits(bpf));
            }
            Commands.run(COMMAND.toString());
            assertEquals(1, hits(bpf), "closed");
        }
    }

    /** Each call is a hit where the function begins and one where it returns, unless the program does not want that. */
    @ParameterizedTest
    @CsvSource({RUN_AT_RETURN + ", 6", LEAVE_RETURN + ", 3"})
    void sessionOfAFunctionInAFileSeesBothEnds(int answer, long expected, @TempDir Path directory) throws Exception {
        Needs.version(KernelFeature.UPROBE_SESSION);
        needs(KernelFeature.UPROBE_MULTI, LinkType.BPF_LINK_TYPE_UPROBE_MULTI);
        KernelCondition.needs("clang-19");
        Path command = directory.resolve("thrice");
        Path source = Files.writeString(directory.resolve("thrice.c"), """
                __attribute__((noinline)) int probed(int i) { __asm__ volatile("" : "+r"(i)); return i + 1; }
                int main(void) { return probed(1) + probed(2) + probed(3) == 9 ? 0 : 1; }
                """);
        Commands.run("clang-19", "-O1", "-no-pie", "-o", command.toString(), source.toString());
        try (Bpf bpf = counting("uprobe.session", answer)) {
            ProbeProgram program = bpf.program(NAME, ProbeProgram.class);
            try (BpfLink link =
                    program.attachUprobeSession(command, List.of(function(command, "probed")), Optional.empty())) {
                assertEquals("uprobe_multi", link.info().typeName());
                Commands.run(command.toString());
                assertEquals(expected, hits(bpf));
            }
            Commands.run(command.toString());
            assertEquals(expected, hits(bpf), "closed");
        }
    }

    /** Whatever a probe of the beginnings counts, a session counts twice, or once if it does not want the returns. */
    @ParameterizedTest
    @ValueSource(ints = {RUN_AT_RETURN, LEAVE_RETURN})
    void sessionOfFunctionsOfTheKernelSeesBothEnds(int answer) throws IOException {
        Needs.version(KernelFeature.KPROBE_SESSION);
        needs(KernelFeature.KPROBE_MULTI, LinkType.BPF_LINK_TYPE_KPROBE_MULTI);
        try (Bpf once = counting("kprobe.multi");
                Bpf session = counting("kprobe.session", answer)) {
            BpfLink attached;
            try {
                attached = session.program(NAME, ProbeProgram.class).attachKprobeSession(List.of("version_proc_show"));
            } catch (KernelException e) {
                // built without fprobe, which the kernel says by this
                assertEquals("EOPNOTSUPP", e.errnoName(), e::getMessage);
                Needs.without("fprobe", e.getMessage());
                return;
            }
            try (BpfLink link = attached;
                    BpfLink beside = once.program(NAME, ProbeProgram.class)
                            .attachKprobes(List.of("version_proc_show"), ProbeProgram.At.ENTRY)) {
                assertEquals("kprobe_multi", link.info().typeName());
                assertEquals("kprobe_multi", beside.info().typeName());
                long onceBefore = hits(once);
                long before = hits(session);
                Files.readAllBytes(Path.of("/proc/version"));
                assertTrue(hits(once) > onceBefore);
                assertEquals((answer == RUN_AT_RETURN ? 2 : 1) * (hits(once) - onceBefore), hits(session) - before);
            }
        }
    }

    @Test
    void programOfASessionIsToldWhatItWasLoadedFor() {
        Needs.version(KernelFeature.UPROBE_SESSION);
        needs(KernelFeature.UPROBE_MULTI, LinkType.BPF_LINK_TYPE_UPROBE_MULTI);
        try (Bpf bpf = counting("uprobe.multi")) {
            ProbeProgram program = bpf.program(NAME, ProbeProgram.class);
            KernelException e = assertThrows(
                    KernelException.class,
                    () -> program.attachUprobeSession(COMMAND, List.of(entry(COMMAND)), Optional.empty()));
            assertEquals(
                    "it was loaded from section uprobe.multi, expected uprobe.session or uprobe.session.s",
                    e.hint().orElse("(none)"));
        }
    }

    @Test
    void programForOnePlaceIsToldSo() {
        needs(KernelFeature.UPROBE_MULTI, LinkType.BPF_LINK_TYPE_UPROBE_MULTI);
        try (Bpf bpf = counting("uprobe")) {
            ProbeProgram program = bpf.program(NAME, ProbeProgram.class);
            KernelException e = assertThrows(
                    KernelException.class,
                    () -> program.attachUprobes(
                            COMMAND, List.of(entry(COMMAND)), Optional.empty(), ProbeProgram.At.ENTRY));
            assertEquals(
                    "it was loaded from section uprobe, expected uprobe.multi or uprobe.multi.s or uretprobe.multi or"
                            + " uretprobe.multi.s",
                    e.hint().orElse("(none)"));
        }
    }

    /** {@return where in the file the first instruction of a command stands} */
    private static long entry(Path command) throws IOException {
        return place(command, elf(command).getLong(E_ENTRY));
    }

    /** {@return where in the file a function stands, by nm} */
    private static long function(Path command, String name) throws Exception {
        Matcher line = Pattern.compile("(?m)^([0-9a-f]+) T " + name + "$").matcher(Commands.run("nm", command.toString()));
        assertTrue(line.find());
        return place(command, Long.parseLong(line.group(1), 16));
    }

    private static ByteBuffer elf(Path command) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(command)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long place(Path command, long entry) throws IOException {
        ByteBuffer elf = elf(command);
        for (int i = 0; i < elf.getShort(E_PHNUM); i++) {
            int header = (int) elf.getLong(E_PHOFF) + i * elf.getShort(E_PHENTSIZE);
            long offset = elf.getLong(header + 8);
            long address = elf.getLong(header + 16);
            if (elf.getInt(header) == PT_LOAD && entry >= address && entry < address + elf.getLong(header + 32)) {
                return entry - address + offset;
            }
        }
        throw new AssertionError(command + " has nothing at " + entry);
    }
}
