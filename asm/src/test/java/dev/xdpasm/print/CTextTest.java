package dev.xdpasm.print;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.BpfException;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.elf.RandomObject;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.tools.Testdata;
import dev.xdpasm.tools.Tool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C that is printed is compiled by the machine's compiler and gives the same bytes. */
class CTextTest {
    @TempDir
    private Path directory;

    private static String print(List<ListedSection> sections) {
        TextBuffer out = new TextBuffer();
        CText.print(sections, out);
        return out.toString();
    }

    private void assertGives(ListedSection section) throws IOException {
        Path source = Files.writeString(directory.resolve("insns.c"), print(List.of(section)).replace("static const", "const"));
        Path object = directory.resolve("insns.o");
        Path bytes = directory.resolve("insns.bin");
        // without reordering the arrays lie one behind the other in their order
        Tool.need("cc").run("-Wall", "-Werror", "-fno-toplevel-reorder", "-c", "-o", object.toString(), source.toString());
        Tool.need("objcopy").run("-O", "binary", "--set-section-alignment", ".rodata=8", "-j", ".rodata", object.toString(), bytes.toString());
        assertArrayEquals(section.bytes(), withoutPadding(Files.readAllBytes(bytes), section));
    }

    /** A compiler begins big arrays at multiples of 32; functions here are single ones, so that nothing lies between. */
    private static byte[] withoutPadding(byte[] bytes, ListedSection section) {
        return Arrays.copyOf(bytes, Math.min(bytes.length, section.bytes().length));
    }

    @Test
    void everyRowOfTheInstructionTableGivesItsBytes() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String[] row : Testdata.rows("isa/isa.tsv")) {
            if (!row[8].isEmpty()) {
                all.writeBytes(HexFormat.ofDelimiter(" ").parseHex(row[8]));
            }
        }
        assertGives(ListedSection.of("xdp", all.toByteArray(), List.of()));
    }

    @Test
    void anyBytesGiveThemselves() throws IOException {
        ElfImage image = ElfImage.read("random.o", RandomObject.of(1));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ListedSection section : ListedSections.of(image, Set.of(), Set.of())) {
            all.write(section.bytes(), 0, section.bytes().length & -Insn.BYTES);
        }
        assertGives(ListedSection.of("xdp", all.toByteArray(), List.of()));
    }

    @Test
    void functionsAreArraysAndRelocationsComments() throws IOException {
        ElfImage image = ElfImage.read("maps.o", Files.readAllBytes(Testdata.path("elf/maps.19-v3-g.o")));
        String text = print(ListedSections.of(image, Set.of(), EnumSet.of(ListingOption.RELOCATIONS)));
        assertEquals(true, text.contains("static const struct bpf_insn "), text);
        assertEquals(true, text.contains("R_BPF_64_64"), text);
        assertEquals(true, text.contains("{ .code = BPF_JMP | BPF_EXIT | BPF_K, .dst_reg = BPF_REG_0"), text);
    }

    @Test
    void refusesHalfAnInstruction() {
        assertEquals(
                "section xdp has 9 bytes, expected a multiple of 8 to write it as struct bpf_insn",
                assertThrows(BpfException.class, () -> print(List.of(ListedSection.of("xdp", new byte[9], List.of()))))
                        .getMessage());
    }
}
