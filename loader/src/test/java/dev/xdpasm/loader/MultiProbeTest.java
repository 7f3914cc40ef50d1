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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /** A program that counts how often it runs. */
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
                    "it was loaded from section uprobe: one for many places is loaded from section kprobe.multi or"
                            + " uprobe.multi",
                    e.hint().orElse("(none)"));
        }
    }

    /** {@return where in the file the first instruction of a command stands} */
    private static long entry(Path command) throws IOException {
        ByteBuffer elf = ByteBuffer.wrap(Files.readAllBytes(command)).order(ByteOrder.LITTLE_ENDIAN);
        long entry = elf.getLong(E_ENTRY);
        for (int i = 0; i < elf.getShort(E_PHNUM); i++) {
            int header = (int) elf.getLong(E_PHOFF) + i * elf.getShort(E_PHENTSIZE);
            long offset = elf.getLong(header + 8);
            long address = elf.getLong(header + 16);
            if (elf.getInt(header) == PT_LOAD && entry >= address && entry < address + elf.getLong(header + 32)) {
                return entry - address + offset;
            }
        }
        throw new AssertionError(command + " has no entry");
    }
}
