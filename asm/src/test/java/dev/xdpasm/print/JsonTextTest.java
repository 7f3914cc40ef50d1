package dev.xdpasm.print;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.elf.RandomObject;
import dev.xdpasm.isa.TextBuffer;
import dev.xdpasm.text.XasmReader;
import dev.xdpasm.tools.Testdata;
import dev.xdpasm.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON as another language's parser reads it. */
class JsonTextTest {
    /** Puts the instructions' bytes together again, packing the fields anew. */
    private static final String PYTHON =
            """
            import json, struct, sys
            for insn in json.load(open(sys.argv[1], encoding='utf-8')):
                bytes_ = bytes.fromhex(insn['bytes'])
                if 'opcode' in insn:
                    fields = struct.pack('<BBhi', insn['opcode'], insn['src_reg'] << 4 | insn['dst_reg'], insn['off'], insn['imm'])
                    assert fields == bytes_[:8], insn
                print(insn['section'], insn['slot'], bytes_.hex(), ascii(insn.get('source', {}).get('text', '')))
            """;

    @TempDir
    private Path directory;

    private static String print(List<ListedSection> sections) {
        TextBuffer out = new TextBuffer();
        JsonText.print(sections, out);
        return out.toString();
    }

    private String parsed(List<ListedSection> sections) throws IOException {
        Path file = Files.writeString(directory.resolve("insns.json"), print(sections));
        return Tool.need("python3").run("-c", PYTHON, file.toString());
    }

    @Test
    void saysWhatIsKnownOfEachInstruction() {
        assertEquals(
                """
                [
                {"section": "xdp", "function": "drop", "slot": 0, "bytes": "b7 00 00 00 01 00 00 00", "opcode": 183, "dst_reg": 0, "src_reg": 0, "off": 0, "imm": 1, "text": "r0 = 1", "source": {"file": "a.xasm", "line": 3, "text": "r0 = 1 # \\"one\\""}},
                {"section": "xdp", "function": "drop", "slot": 1, "bytes": "18 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00", "opcode": 24, "dst_reg": 1, "src_reg": 0, "off": 0, "imm": 0, "text": "r1 = 0 ll", "source": {"file": "a.xasm", "line": 4, "text": "r1 = map m"}, "relocation": "R_BPF_64_64 m"},
                {"section": "xdp", "function": "drop", "slot": 3, "bytes": "95 00 00 00 00 00 00 00", "opcode": 149, "dst_reg": 0, "src_reg": 0, "off": 0, "imm": 0, "text": "exit", "source": {"file": "a.xasm", "line": 5, "text": "exit"}}
                ]
                """,
                print(ListedSections.of(XasmReader.read(
                        "a.xasm", ".map m array key=4 value=4 max_entries=1\n.program xdp drop\nr0 = 1 # \"one\"\nr1 = map m\nexit\n"))));
        assertEquals("[]\n", print(List.of()));
    }

    @Test
    void anotherParserReadsTheSameBytes() throws IOException {
        List<ListedSection> sections = ListedSections.of(ElfImage.read("random.o", RandomObject.of(7)), Set.of(), Set.of());
        String parsed = parsed(sections);
        StringBuilder hex = new StringBuilder();
        sections.forEach(section -> hex.append(HexFormat.of().formatHex(section.bytes())));
        assertEquals(hex.toString(), parsed.lines().map(line -> line.split(" ")[2]).reduce("", String::concat));
    }

    @Test
    void stringsMayHoldAnything() throws IOException {
        byte[] exit = {(byte) 0x95, 0, 0, 0, 0, 0, 0, 0};
        String text = "\u0001\t\"\\/\u00e4\u20ac\ud83d\ude00\u007f";
        ListedSection section = new ListedSection(
                "xdp", exit, exit.length, true, List.of(), List.of(), List.of(new ListedSection.Line(0, "a", 1, text)));
        assertEquals(
                "xdp 0 9500000000000000 '\\x01\\t\"\\\\/\\xe4\\u20ac\\U0001f600\\x7f'\n", parsed(List.of(section)));
    }

    @Test
    void everyFixtureIsValid() throws IOException {
        for (String name : List.of("elf/maps.19-v3-g.o", "btf/core.o")) {
            ElfImage image = ElfImage.read(name, Files.readAllBytes(Testdata.path(name)));
            parsed(ListedSections.of(image, Set.of(), Set.of(ListingOption.RELOCATIONS, ListingOption.SOURCE)));
        }
    }
}
