package dev.xdpasm.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.tools.Testdata;
import dev.xdpasm.tools.Tool;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What libbpf makes of programs for the running kernel, and what is made of them here. */
class RunningKernelTest {

    @Test
    void relocatesAsLibbpf(@TempDir Path directory) {
        Tool.needKernel();
        Tool.needFile("/usr/include/bpf/libbpf.h");
        Path libbpf = directory.resolve("libbpf-relocate");
        Tool.need("clang-19").run("-O1", "-o", libbpf.toString(), Testdata.path("core/libbpf-relocate.c").toString(), "-lbpf");
        CoreObject own = CoreObject.of("kernel.o");
        CoreTarget kernel = CoreTarget.ofKernel();
        String relocated = own.functions().values().stream()
                .map(function -> CoreObject.relocated(function, own.types(), kernel))
                .collect(Collectors.joining("\n"));
        String expected = Tool.at(libbpf).run(Testdata.path("core/kernel.o").toString());
        assertEquals(expected.strip(), relocated);
    }
}
