package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.object.BpfObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Functions of a kernel module, nf_conntrack: called where it is there, whether as a module ({@code .ci/kernels} loads it) or within
 * the kernel, else named.
 */
@KernelTest
class ModuleFunctionTest {
    private static final int PASS = 2;

    @ParameterizedTest
    @ValueSource(strings = {"kfuncs-module.19-v3-g.o", "kfuncs-module.14-v2-g.o"})
    void areCalled(String name) throws IOException {
        BpfObject object = ElfReader.read(name, Files.readAllBytes(Corpus.DIRECTORY.resolve(name)));
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(PASS, bpf.xdp("looks").run(new byte[64]).retval());
        } catch (BpfException e) {
            assertFalse(Files.exists(Path.of("/sys/kernel/btf/nf_conntrack")), e.getMessage());
            assertTrue(e.getMessage().startsWith("extern bpf_"), e.getMessage());
            Needs.without("module nf_conntrack", e.getMessage());
        }
    }
}
