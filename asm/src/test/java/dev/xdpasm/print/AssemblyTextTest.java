package dev.xdpasm.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.BpfException;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.IsaTable;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.Subprogram;
import dev.xdpasm.text.XasmReader;
import dev.xdpasm.tools.Testdata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of an object in each dialect, and that they make the same object. */
class AssemblyTextTest {
    private static final BpfObject FILTER = XasmReader.read(
            "filter.xasm",
            """
            .map seen lru_hash key=4 value=8 max_entries=16
            .program xdp/first filter
            again:
                r1 = map seen
                call bpf_ktime_get_ns
                if r0 == 0 goto again
                *(u32 *)(r10 - 8) = r0
                lock *(u64 *)(r10 - 8) += r0
                call local done
                goto +0
            done:
                exit
            """);

    private static BpfObject program(long... words) {
        return new BpfObject(List.of(BpfProgram.xdp("p", Code.of(words))), List.of(), "GPL");
    }

    @Test
    void writesLlvmsDialect() {
        assertEquals(
                """
                .license "GPL"
                .map seen lru_hash key=4 value=8 max_entries=16

                .program xdp/first filter
                L0:
                    r1 = seen ll
                    call 5
                    if r0 == 0 goto L0
                    *(u32 *)(r10 - 8) = w0
                    lock *(u64 *)(r10 - 8) += r0
                    call local L8
                    goto L8
                L8:
                    exit
                """,
                AssemblyText.of(FILTER, Dialect.LLVM));
    }

    @Test
    void writesMnemonics() {
        assertEquals(
                """
                L0:
                    lddw r1, map seen
                    call 5
                    jeq r0, 0, L0
                    stxw [r10-8], r0
                    lock add [r10-8], r0
                    call local L8
                    ja L8
                L8:
                    exit
                """,
                AssemblyText.of(FILTER, Dialect.MNEMONIC).replaceFirst("(?s).*filter\n", ""));
    }

    @Test
    void writesTheKernelsDialect() {
        assertEquals(
                """
                   0: (18) r1 = map[name:seen]
                   2: (85) call bpf_ktime_get_ns#5
                   3: (15) if r0 == 0x0 goto pc-4
                   4: (63) *(u32 *)(r10 -8) = r0
                   5: (db) lock *(u64 *)(r10 -8) += r0
                   6: (85) call pc+1
                   7: (05) goto pc+0
                   8: (95) exit
                """,
                AssemblyText.of(FILTER, Dialect.KERNEL).replaceFirst("(?s).*filter\n", ""));
    }

    @Test
    void saysInACommentWhatTheTextDoesNot() {
        String text = AssemblyText.of(program(0x0000_0007_0003_2085L, 0x0000_0005_0000_0118L | 2 << 12, 0x4_0000_0000L, Opcode.EXIT), Dialect.LLVM);
        assertEquals(
                """
                    call 7 #= src_reg=2 off=3
                    ld_pseudo\tr1, 2, 5 #= next=0x0000000400000000
                    exit
                """,
                text.replaceFirst("(?s).*xdp p\n", ""));
    }

    @Test
    void writesWhatIsNoInstructionAsItsBytes() {
        String text = AssemblyText.of(program(0xffff, 0x5_0000_0ab7L, Opcode.EXIT), Dialect.LLVM);
        assertEquals(
                """
                    .insn 0x000000000000ffff
                    .insn 0x0000000500000ab7 # r10 = 5
                    exit
                """,
                text.replaceFirst("(?s).*xdp p\n", ""));
    }

    @Test
    void refusesWhatTextCannotSay() {
        BpfObject object = new BpfObject(
                "",
                FILTER.programs(),
                List.of(Subprogram.of("twice", Code.of(Opcode.EXIT))),
                FILTER.maps(),
                List.of(),
                List.of(),
                "GPL",
                0,
                FILTER.btf());
        assertEquals(
                "the object holds a function twice besides the programs, which only text in LLVM's dialect can say (--asm)",
                assertThrows(BpfException.class, () -> AssemblyText.of(object, Dialect.KERNEL)).getMessage());
    }

    @Test
    void refusesSectionsThatNameNoType() throws IOException {
        String name = "elf/unknown-section.19-v3-g.o";
        BpfObject object = ElfReader.read(name, Files.readAllBytes(Testdata.path(name)));
        assertEquals(
                "the object holds a program what in section xdpasm_unknown that names no type of program,"
                        + " which only text in LLVM's dialect can say (--asm)",
                assertThrows(BpfException.class, () -> AssemblyText.of(object, Dialect.MNEMONIC)).getMessage());
    }

    static Stream<Arguments> rowsInEachDialect() {
        return IsaTable.rows().flatMap(row -> Arrays.stream(Dialect.values()).map(dialect -> Arguments.of(row, dialect)));
    }

    @ParameterizedTest
    @MethodSource("rowsInEachDialect")
    void everyInstructionComesBack(IsaTable.Row row, Dialect dialect) {
        long[] words = new long[row.slots() + 3];
        Arrays.fill(words, Opcode.EXIT);
        for (int slot = 0; slot < row.slots(); slot++) {
            words[slot] = row.word(slot);
        }
        AssemblyTextProperties.assertComesBack(program(words), dialect);
    }

    static Stream<Arguments> programsInEachDialect() throws IOException {
        try (Stream<Path> files = Files.list(Testdata.path("programs"))) {
            return files.filter(file -> file.toString().endsWith(".xasm")).sorted().toList().stream()
                    .flatMap(file -> Arrays.stream(Dialect.values()).map(dialect -> Arguments.of(file, dialect)));
        }
    }

    @ParameterizedTest
    @MethodSource("programsInEachDialect")
    void everyProgramComesBack(Path file, Dialect dialect) {
        AssemblyTextProperties.assertComesBack(XasmReader.read(file), dialect);
    }
}
