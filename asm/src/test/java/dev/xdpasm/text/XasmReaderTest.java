package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.AssemblyException;
import dev.xdpasm.BpfException;
import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XasmReaderTest {

    private static BpfObject read(String text) {
        return XasmReader.read("test.xasm", text);
    }

    private static Code code(String text) {
        return read(text).programs().get(0).code();
    }

    @Test
    void textWithoutDirectivesIsOneGplXdpProgramNamedAfterTheFile() {
        BpfObject object = XasmReader.read("some/dir/my-filter.v2.xasm", "r0 = 2\nexit");
        assertEquals("my_filter_v2", object.programs().get(0).name());
        assertEquals("xdp", object.programs().get(0).section());
        assertEquals("GPL", object.license());
    }

    @Test
    void dialectsMixLineByLine() {
        assertEquals("r0 = 2\nr0 += 1\nexit", code("R0 = 2; add %r0 1\nEXIT").toString());
    }

    @Test
    void mapsMayBeDeclaredAfterUseAndAreReadInFull() {
        BpfObject object = read("""
                r1 = map later
                r2 = later ll
                lddw r3, map later
                exit
                .map later lru_hash key=4 value=2*8 max_entries=1<<10 flags=0x80000000
                """);
        assertEquals(
                List.of(new MapSpec("later", MapType.BPF_MAP_TYPE_LRU_HASH, 4, 16, 1024, 0x8000_0000)), object.maps());
        assertEquals(
                List.of(
                        new Relocation(0, Relocation.Kind.MAP, "later"),
                        new Relocation(2, Relocation.Kind.MAP, "later"),
                        new Relocation(4, Relocation.Kind.MAP, "later")),
                object.programs().get(0).code().relocations());
    }

    @Test
    void severalProgramsHaveLabelsOfTheirOwn() {
        BpfObject object = read("""
                .license "Dual MIT/GPL"
                .program xdp a
                    goto end
                end: exit
                .program xdp b
                    goto end
                    r0 = 0
                end: exit
                """);
        assertEquals("goto +0\nexit", object.program("a").code().toString());
        assertEquals("goto +1\nr0 = 0\nexit", object.program("b").code().toString());
        assertEquals("Dual MIT/GPL", object.license());
    }

    @Test
    void aQuestionMarkMeansLoadedOnlyWhenAskedFor() {
        BpfProgram optional = read(".program ?xdp spare\nexit\n").program("spare");
        assertEquals("?xdp", optional.section());
        assertEquals(false, optional.kind().autoload());
    }

    @Test
    void behindASlashInASectionAnythingMayStand() {
        BpfProgram probe = read(".program uprobe//usr/bin/x:main+0x10 probe\nexit\n").program("probe");
        assertEquals("uprobe//usr/bin/x:main+0x10", probe.section());
        assertEquals("/usr/bin/x:main+0x10", probe.kind().target());
    }

    @Test
    void aBackslashInASectionsNameIsOneAsToLlvm() {
        byte[] file = XasmReader.assemble("a.s", ".section \"a\\\"b\",\"ax\"\nexit\n", IsaLevel.V4).elf();
        assertTrue(ElfImage.read("a.o", file).section("a\\\"b").isPresent());
    }

    @Test
    void namesOfTheKernelAreConstants() {
        assertEquals(
                """
                r0 = 3
                if r1 == 8 goto +0
                if w1 == 16777343 goto +0
                w2 = *(u32 *)(r1 + 4)
                call 1
                exit""",
                code("""
                r0 = XDP_DROP | XDP_PASS
                if r1 == be16(ETH_P_IP) goto +0
                if w1 == be32(127 << 24 | 1) goto +0
                ldxw r2, [r1+xdp_md.data_end]
                call bpf_map_lookup_elem
                exit
                """).toString());
    }

    @Test
    void constantsAreExpressionsOfThoseBefore() {
        assertEquals("r0 = 34\nr1 = -1\nexit", code("""
                .const ETH = 14
                .const ALL = ETH + 20
                .const ONES = 0xffffffff
                r0 = ALL
                r1 = ONES
                exit
                """).toString());
    }

    @Test
    void operatorsBindAsInGnuAssemblers() {
        assertEquals("r0 = 7\nr1 = 5\nr2 = 4\nr3 = 15\nexit", code("""
                r0 = 1 + 2 | 4
                r1 = 1 << 2 + 1
                r2 = 7 & 3 + 1
                r3 = -8 >> 60
                exit
                """).toString());
    }

    @Test
    void wideConstantsAreAnythingOf64Bits() {
        assertEquals(
                "r1 = -1 ll\nr2 = -9223372036854775808 ll\nr3 = 4294967295 ll\nexit",
                code("r1 = 18446744073709551615 ll; r2 = -9223372036854775808 ll; lddw r3, 4294967295; exit").toString());
    }

    @Test
    void jumpsGoBothWaysOverWideLoads() {
        assertEquals("goto +2\nr1 = 5 ll\nif r1 != 0 goto -4\nexit", code("""
                top: goto end
                r1 = 5 ll
                end: jne r1, 0, top
                exit
                """).toString());
    }

    @Test
    void instructionsKnowTheirLines() {
        Code code = code("/* two\nlines */ r0 = 2\n\n  l: r1 = 1 ll; exit\n");
        assertEquals(new SourceLine("test.xasm", 2, 10), code.lineAt(0).orElseThrow());
        assertEquals(new SourceLine("test.xasm", 4, 6), code.lineAt(1).orElseThrow());
        assertEquals(new SourceLine("test.xasm", 4, 17), code.lineAt(3).orElseThrow());
    }

    @Test
    void errorsShowTheLineWithACaret() {
        AssemblyException error = assertThrows(AssemblyException.class, () -> read("r0 = 2\r\n\tr11 = 5\r\nexit"));
        assertEquals("""
                test.xasm:2:2: there is no register r11, registers are r0 to r10
                    \tr11 = 5
                    \t^""", error.getMessage());
    }

    @Test
    void linesAreThoseWhereStatementsBegin() {
        Code code = XasmReader.read("x.xasm", "  r0 = /* two\nlines */ 2; mov /*\n*/ r1, 3\n exit\n")
                .programs()
                .get(0)
                .code();
        assertEquals("x.xasm:1:3", code.lineAt(0).orElseThrow().toString());
        assertEquals("x.xasm:2:13", code.lineAt(1).orElseThrow().toString());
        assertEquals("x.xasm:4:2", code.lineAt(2).orElseThrow().toString());
    }

    @Test
    void filesThatCannotBeReadGiveOneLine(@TempDir Path directory) throws IOException {
        Path binary = Files.write(directory.resolve("binary.xasm"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Path three = Files.write(directory.resolve("three.xasm"), new byte[] {1, 2, 3});
        Path empty = Files.createFile(directory.resolve("empty.xasm"));
        assertEquals(directory + ": is a directory, expected a file", failure(directory));
        assertEquals(
                directory.resolve("none.xasm") + ": there is no such file", failure(directory.resolve("none.xasm")));
        assertEquals(binary + ": is not UTF-8, expected text", failure(binary));
        assertTrue(failure(three).startsWith(three + ":1:1: found the character U+0001, expected an instruction"));
        assertEquals(empty + ": is empty, expected a program", failure(empty));
    }

    private static String failure(Path file) {
        return assertThrows(BpfException.class, () -> XasmReader.read(file)).summary();
    }
}
