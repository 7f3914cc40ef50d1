package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.tools.Testdata;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What llvm-mc 19 does with each probe, we do, or the difference stands here with its reason. */
class LlvmProbesTest {

    /** Lines that llvm-mc 19 takes and we refuse. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("r0 = 0x1ffffffff", "llvm-mc cuts it to 32 bits"),
            Map.entry("r0 = 4294967296", "llvm-mc cuts it to 32 bits"),
            Map.entry("if r1 < 0xffffffffff goto +1", "llvm-mc cuts it to 32 bits"),
            Map.entry("*(u8 *)(r1 + 0) = 0x1ff", "the kernel would store the lowest 8 bits only"),
            Map.entry("r11 = r1", "there is no r11"),
            Map.entry("w11 = w1", "there is no w11"),
            Map.entry("r1 >>= 65", "a shift by the width or more is refused by the kernel"),
            Map.entry("r1 = lbl", "llvm-mc puts the distance into the off field, which is no instruction"));

    /** Lines that only a text with sections can have: there names are symbols. */
    private static final Set<String> WITH_SECTIONS = Set.of("r0 = sym ll", "r0 = sym + 8 ll", "call foo", ".8byte 0x95");

    /** Lines that llvm-mc 19 refuses or crashes over and we take: their bytes. */
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("r0 = (1+2)", "b700000003000000"), // any expression is a constant
            Map.entry("r1 = *(u8 *)(r2 + -4)", "7121fcff00000000"), // the offset is an expression
            Map.entry("gotol +70000", "0600000070110100"), // llvm-mc 19 limits gotol to 16 bits, against the instruction set
            Map.entry("gotol +40000", "06000000409c0000"), // likewise
            Map.entry("w0 = load_acquire((u8 *)(r1 + 0))", "d310000000010000"), // LLVM 20's text
            Map.entry("r0 = load_acquire((u64 *)(r1 + 0))", "db10000000010000"), // LLVM 20's text
            Map.entry("store_release((u64 *)(r1 + 0), r2)", "db21000010010000"), // LLVM 20's text
            Map.entry("r1 = w2", "bc21000000000000"), // what clang writes for w1 = w2
            Map.entry("r1 = r2 /* c */", "bf21000000000000")); // comments are comments everywhere

    static Stream<String[]> probes() {
        return Testdata.rows("llvm/probes.tsv").stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("probes")
    void doesWhatLlvmDoes(String line, String llvm) {
        boolean accepted = llvm.matches("[0-9a-f /]+");
        String extension = EXTENSIONS.get(line);
        if (accepted && !REFUSED.containsKey(line)) {
            String bytes = llvm.replace(" / ", "");
            assertEquals(bytes, assembleInSection(line, bytes.length() / 2));
            if (!WITH_SECTIONS.contains(line)) {
                assertEquals(bytes, assemble(line, bytes.length() / 2));
            }
        } else if (extension != null) {
            assertEquals(extension, assemble(line, extension.length() / 2));
        } else {
            AssemblyException refusal = assertThrows(AssemblyException.class, () -> assemble(line, 8));
            assertTrue(refusal.where().isPresent(), refusal.getMessage());
            assertEquals(2, refusal.where().get().line(), refusal.getMessage());
        }
    }

    /** The bytes of a line in a text with sections. */
    private static String assembleInSection(String line, int bytes) {
        String text = ".text\nlbl:\n" + line + "\n" + "r0 = 0\n".repeat(8) + "exit\n";
        ElfImage image = ElfImage.read(
                "probe.o",
                XasmReader.assemble("probe.s", text, IsaLevel.V4).relocatableFile().orElseThrow());
        byte[] code = image.bytes(image.section(".text").orElseThrow());
        return HexFormat.of().formatHex(Arrays.copyOf(code, bytes));
    }

    /** The bytes of a line behind a label {@code lbl}, with enough program behind it for jumps forward. */
    private static String assemble(String line, int bytes) {
        String slots = line.contains("0000") && line.startsWith("gotol") ? "r0 = 0\n".repeat(70_001) : "r0 = 0\n".repeat(8);
        Code code = XasmReader.read("probe.s", "lbl:\n" + line + "\n" + slots + "exit\n")
                .programs()
                .get(0)
                .code();
        return HexFormat.of().formatHex(Arrays.copyOf(code.toBytes(), bytes));
    }
}
