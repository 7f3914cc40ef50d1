package dev.xdpasm.elf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.text.XasmReader;
import dev.xdpasm.tools.Testdata;
import dev.xdpasm.tools.Tool;
import dev.xdpasm.uapi.ProgramType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElfWriterTest {
    @TempDir
    private Path directory;

    private static BpfObject program(String name) {
        return XasmReader.read(name + ".xasm", Testdata.text("programs/" + name + ".xasm"));
    }

    @Test
    void equalObjectsGiveEqualBytes() {
        assertArrayEquals(ElfWriter.write(program("firewall")), ElfWriter.write(program("firewall")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"permit-all", "drop-all", "firewall"})
    void whatIsWrittenIsReadBack(String name) {
        BpfObject object = program(name);
        assertEquals(object, withoutTypes(ElfReader.read(name + ".o", ElfWriter.write(object))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"permit-all", "firewall"})
    void readelfFindsNothingWrong(String name) throws IOException {
        Tool readelf = Tool.need("llvm-readelf-19");
        String output = readelf.run("-a", write(name).toString());
        assertFalse(output.toLowerCase(Locale.ROOT).contains("warning"), output);
        assertFalse(output.toLowerCase(Locale.ROOT).contains("error"), output);
        assertTrue(output.contains("EM_BPF"), output);
    }

    @Test
    void bpftoolReadsTheTypes() throws IOException {
        Tool bpftool = Tool.need("bpftool");
        String output = bpftool.run("btf", "dump", "file", write("firewall").toString());
        assertTrue(output.contains("DATASEC '.maps' size=64 vlen=2"), output);
        assertTrue(output.contains("FUNC 'xdp_firewall'"), output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"permit-all", "drop-all", "firewall"})
    void libbpfLoadsWhatIsWritten(String name) throws IOException {
        Tool bpftool = Tool.need("bpftool");
        Tool.needKernel();
        Path pin = Path.of("/sys/fs/bpf", "xdpasm-test-" + ProcessHandle.current().pid());
        try {
            bpftool.run("prog", "load", write(name).toString(), pin.toString());
            String shown = bpftool.run("prog", "dump", "xlated", "pinned", pin.toString());
            String first = Files.readAllLines(Testdata.path("programs/" + name + ".xasm")).stream()
                    .filter(line -> line.startsWith("  ")).findFirst().orElseThrow();
            assertTrue(shown.contains("; " + first.strip()), "source lines reach the kernel: " + shown);
        } finally {
            Files.deleteIfExists(pin);
        }
    }

    @Test
    void refusesWhatLibbpfWouldNotLoad() {
        BpfObject object = XasmReader.read("a.xasm", ".program xdp a; call local f; exit; f: exit");
        assertEquals(
                "program a, instruction 0: a reference to a function of its own cannot be written to ELF yet",
                assertThrows(BpfException.class, () -> ElfWriter.write(object)).getMessage());
    }

    /** Lines known from the second instruction to the fourth, then again of the last; of a second program the same line at once. */
    private static BpfObject partlyKnown() {
        Code code = XasmReader.read("a.xasm", "r0 = 0; r0 = 1; r1 = 2; r2 = 3; r0 = 2; exit").programs().get(0).code();
        LineTable some = new LineTable.Builder()
                .add(1, "A.java", 7, 1)
                .addNone(3)
                .add(5, "B.java", 9, 2)
                .build();
        LineTable one = new LineTable.Builder().add(0, "B.java", 9, 2).build();
        return new BpfObject(
                List.of(
                        new BpfProgram("some", ProgramType.BPF_PROG_TYPE_XDP, "xdp", code.withLines(some)),
                        new BpfProgram("one", ProgramType.BPF_PROG_TYPE_XDP, "xdp", code.withLines(one)),
                        new BpfProgram("none", ProgramType.BPF_PROG_TYPE_XDP, "xdp", code.withLines(LineTable.empty()))),
                List.of(),
                "GPL");
    }

    @Test
    void whatIsKnownOfLinesIsReadBack() {
        BpfObject read = ElfReader.read("a.o", ElfWriter.write(partlyKnown()));
        assertEquals(partlyKnown(), withoutTypes(read));
        assertEquals(Optional.empty(), read.program("some").code().lineAt(4));
    }

    @Test
    void libbpfLoadsWhatIsKnownOfLines() throws IOException {
        Path file = Files.write(directory.resolve("a.o"), ElfWriter.write(partlyKnown()));
        Tool bpftool = Tool.need("bpftool");
        Tool.needKernel();
        Path pins = Path.of("/sys/fs/bpf", "xdpasm-lines-" + ProcessHandle.current().pid());
        try {
            bpftool.run("prog", "loadall", file.toString(), pins.toString());
            String shown = bpftool.run("prog", "dump", "xlated", "pinned", pins.resolve("some").toString());
            assertEquals(
                    List.of("int some(void * ctx):", ";", "; A.java:7", ";", "; B.java:9"),
                    shown.lines().map(String::strip).filter(line -> !line.matches("\\d+: .*")).toList());
        } finally {
            for (String pin : List.of("some", "one", "none")) {
                Files.deleteIfExists(pins.resolve(pin));
            }
            Files.deleteIfExists(pins);
        }
    }

    @Test
    void writesTheLongestLicenseThatTheKernelTakes() {
        BpfObject object = program("permit-all").withLicense("L".repeat(127));
        assertEquals(object, withoutTypes(ElfReader.read("a.o", ElfWriter.write(object))));
    }

    @ParameterizedTest
    @MethodSource
    void refusesLicensesThatWouldBeCut(String license, String message) {
        BpfObject object = program("permit-all").withLicense(license);
        assertEquals(message, assertThrows(BpfException.class, () -> ElfWriter.write(object)).getMessage());
    }

    static Stream<Arguments> refusesLicensesThatWouldBeCut() {
        String expected = ", expected at most 127 printable characters of ASCII, such as GPL";
        return Stream.of(
                arguments("L".repeat(128), "a license of 128 characters that begins with 'LLLLLLLLLLLLLLLL'" + expected),
                arguments("GPL\0x", "a license of 5 characters that begins with 'GPL?x'" + expected),
                arguments("Größe", "a license of 5 characters that begins with 'Gr??e'" + expected));
    }

    /** What was written without types gets some, and a name. */
    private static BpfObject withoutTypes(BpfObject object) {
        return object.toBuilder()
                .name("")
                .programs(object.programs().stream().map(program -> program.withFuncType(0)).toList())
                .btf(new Btf(List.of()))
                .build();
    }

    private Path write(String name) throws IOException {
        Path file = directory.resolve(name + ".o");
        return Files.write(file, ElfWriter.write(program(name)));
    }
}
