package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.object.BpfObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that replace a function of another program, as libxdp's dispatcher has it. */
@KernelTest
class FreplaceTest {
    private static final byte[] PACKET = new byte[64];
    private static final int XDP_DROP = 1;
    private static final int XDP_PASS = 2;

    @TempDir
    private Path folder;

    private BpfObject dispatcher;
    private BpfObject extension;

    @BeforeEach
    void compile() throws Exception {
        KernelCondition.needs("clang-19");
        Needs.version(KernelFeature.FREPLACE);
        String head = "struct xdp_md { unsigned data, data_end, data_meta, ingress_ifindex, rx_queue_index, egress_ifindex; };\n"
                + "__attribute__((section(\"license\"), used)) char text[] = \"GPL\";\n";
        // what a function of so many instructions does is not known at its call, and what it answers not either
        dispatcher = object("dispatcher", head
                + "__attribute__((noinline)) int slot(struct xdp_md *ctx) { volatile int answer = 2; return answer; }\n"
                + "__attribute__((section(\"xdp\"), used)) int dispatcher(struct xdp_md *ctx) { return slot(ctx); }\n");
        extension = object(
                "extension",
                head + "__attribute__((section(\"freplace/slot\"), used)) int extension(struct xdp_md *ctx) { return 1; }\n");
    }

    private BpfObject object(String name, String text) throws Exception {
        Path source = Files.writeString(folder.resolve(name + ".c"), text);
        Path object = folder.resolve(name + ".o");
        Commands.run("clang-19", "-O2", "-g", "-target", "bpf", "-c", source.toString(), "-o", object.toString());
        return ElfReader.read(name, Files.readAllBytes(object));
    }

    @Test
    void functionIsReplacedUntilTheLinkIsClosed() {
        try (Bpf target = Bpf.load(dispatcher)) {
            LoadedProgram replaced = target.program("dispatcher");
            assertEquals(XDP_PASS, replaced.run(PACKET).retval());
            Bpf loaded;
            try {
                loaded = Bpf.load(extension, LoadOptions.defaults().withTargetProgram(replaced));
            } catch (KernelException e) {
                assertEquals("EPERM", e.errnoName(), e::getMessage);
                Needs.without("freplace programs", e.getMessage());
                return;
            }
            try (Bpf bpf = loaded) {
                try (BpfLink link = bpf.program("extension", TracingProgram.class).attach()) {
                    assertEquals("tracing", link.info().typeName());
                    assertEquals(XDP_DROP, replaced.run(PACKET).retval());
                }
                assertEquals(XDP_PASS, replaced.run(PACKET).retval());
            }
        }
    }

    @Test
    void targetThatIsNotNamedOrHasNoSuchFunctionIsToldSo() {
        BpfException unnamed = assertThrows(BpfException.class, () -> Bpf.load(extension));
        assertTrue(unnamed.getMessage().endsWith("which is not named: load it with LoadOptions.withTargetProgram"), unnamed::getMessage);
        try (Bpf bare = Bpf.load(Programs.permitAll())) {
            BpfException untyped = assertThrows(
                    BpfException.class,
                    () -> Bpf.load(extension, LoadOptions.defaults().withTargetProgram(Programs.first(bare))));
            assertTrue(untyped.getMessage().contains("which was loaded without types"), untyped::getMessage);
        }
    }
}
