package dev.xdpasm.print;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.elf.RelocatableFile;
import dev.xdpasm.elf.RelocatableWriter;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.text.XasmReader;
import dev.xdpasm.tools.Testdata;
import dev.xdpasm.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects of compilers, with functions, data and externs, as text: it makes the same object, and llvm-mc makes the same of it. */
class SectionTextTest {
    /** Objects of the corpus that the reader refuses, with reason. */
    private static final Set<String> NO_OBJECTS = Set.of("callbacks.19-v3.o");

    @TempDir
    Path dir;

    static List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(Testdata.path("."))) {
            return files.filter(file -> file.toString().endsWith(".o"))
                    .filter(file -> !NO_OBJECTS.contains(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private static String text(RelocatableFile file) {
        TextBuffer out = new TextBuffer();
        SectionText.print(file, out);
        return out.toString();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void textMakesTheSameObject(Path path) throws IOException {
        RelocatableFile file = ElfWriter.file(ElfReader.read("a.o", Files.readAllBytes(path)));
        BpfObject expected = ElfReader.read("a.o", RelocatableWriter.write(file));
        BpfObject found = ElfReader.read("a.o", XasmReader.assemble("a.s", text(file), IsaLevel.V4).elf());
        assertEquals(expected.toString(), found.toString());
        assertEquals(expected, found);
    }

    @ParameterizedTest
    @MethodSource("objects")
    void llvmMakesTheSameFileOfIt(Path path) throws IOException {
        Tool llvm = Tool.need("llvm-mc-19");
        String text = text(ElfWriter.file(ElfReader.read("a.o", Files.readAllBytes(path))));
        Path source = Files.writeString(dir.resolve("a.s"), text);
        Path object = dir.resolve("a.o");
        llvm.run("-triple", "bpfel", "-mcpu=v4", "-filetype=obj", source.toString(), "-o", object.toString());
        assertArrayEquals(Files.readAllBytes(object), XasmReader.assemble("a.s", text, IsaLevel.V4).elf());
    }

    @Test
    void dataAreWrittenByWhatTheyLookLike() {
        BpfObject object = XasmReader.read("a.s", """
                .section xdp,"ax",@progbits
                .globl f
                .type f,@function
                f:
                r1 = number ll
                r2 = text + 3 ll
                if r1 == 0 goto .Lend
                call g
                .Lend:
                exit
                .size f, .Lend+8-f
                .text
                .globl g
                .type g,@function
                g:
                exit
                .size g, 8
                .data
                .globl text
                .type text,@object
                text: .asciz "ab \\"b\\"\\\\"
                .size text, 8
                .globl number
                .type number,@object
                number: .quad -2
                .size number, 8
                .section license,"aw"
                .asciz "GPL"
                """);
        assertEquals("""
                    .section .text,"ax",@progbits
                    .p2align 3
                    .globl g
                    .type g,@function
                    .size g, 8
                g:
                    exit

                    .section xdp,"ax",@progbits
                    .p2align 3
                    .globl f
                    .type f,@function
                    .size f, 56
                f:
                    r1 = number ll
                    r2 = text + 3 ll
                    if r1 == 0 goto .L1_6
                    call g
                .L1_6:
                    exit

                    .section .data,"aw",@progbits
                    .p2align 3
                    .globl text
                    .type text,@object
                    .size text, 8
                text:
                    .asciz "ab \\"b\\"\\\\"
                    .globl number
                    .type number,@object
                    .size number, 8
                number:
                    .quad 0xfffffffffffffffe

                    .section license,"aw",@progbits
                    .asciz "GPL"
                """, AssemblyText.of(object, Dialect.LLVM).replaceFirst("(?s)\n    .section .BTF.*", ""));
    }
}
