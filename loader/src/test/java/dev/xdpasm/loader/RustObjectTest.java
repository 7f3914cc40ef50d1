package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.object.BpfObject;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Objects as the Rust toolchain makes them (rustc and its LLVM): a section {@code xdp}, {@code maps} of 28 bytes each, functions
 * in {@code .text.NAME}, no license, no types.
 */
@KernelTest
class RustObjectTest {
    private static final byte[] PACKET = new byte[64];
    private static final int DROP = 1;
    private static final int PASS = 2;

    @ParameterizedTest
    @ValueSource(strings = {"permit_all", "xdp"})
    void permitAllLoadsByFunctionAndBySection(String name) throws IOException {
        try (Bpf bpf = Bpf.load(read("rust-permit"))) {
            XdpProgram program = bpf.xdp(name);
            assertEquals("permit_all", program.name());
            assertEquals(PASS, program.run(PACKET).retval());
        }
    }

    @ParameterizedTest
    @CsvSource({"firewall, 3", "xdp, 1"})
    void mapsInTheOldFormWork(String name, int packets) throws IOException {
        try (Bpf bpf = Bpf.load(read("rust-firewall"))) {
            XdpProgram program = bpf.xdp(name);
            BpfMap<Long, Long> blocked = bpf.map("BLOCKED", Codecs.U32, Codecs.U32);
            BpfMap<Long, Long> counters = bpf.map("COUNTERS", Codecs.U32, Codecs.U64);
            assertEquals(PASS, program.run(PACKET).retval());
            blocked.put(0L, 1L);
            for (int i = 0; i < packets; i++) {
                assertEquals(DROP, program.run(PACKET).retval());
            }
            assertEquals(1L, counters.get(0L).orElseThrow());
            assertEquals((long) packets, counters.get(1L).orElseThrow());
        }
    }

    private static BpfObject read(String name) throws IOException {
        return ElfReader.read(name, Files.readAllBytes(Corpus.DIRECTORY.resolve(name + ".rustc.o")));
    }
}
