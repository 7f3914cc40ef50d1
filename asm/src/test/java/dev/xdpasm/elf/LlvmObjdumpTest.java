package dev.xdpasm.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.isa.Insn;
import dev.xdpasm.print.ListedImage;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.print.Listing;
import dev.xdpasm.text.XasmReader;
import dev.xdpasm.tools.Testdata;
import dev.xdpasm.tools.Tool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our listing of freshly written files against llvm-objdump's, to the character. */
class LlvmObjdumpTest {
    private static final int SECTIONS = 200;
    private static final int MOST_SLOTS = 400;

    /** The first byte of an atomic's imm, of those that LLVM 19 knows. */
    private static final Set<String> ATOMICS = Set.of("00", "01", "40", "41", "50", "51", "a0", "a1", "e1", "f1");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"permit-all", "drop-all", "firewall", "firewall-mnemonic"})
    void listsProgramsOfTestdataAlike(String name) throws IOException {
        Tool objdump = Tool.need("llvm-objdump-19");
        BpfObject object = XasmReader.read(Testdata.path("programs/" + name + ".xasm"));
        Path file = directory.resolve(name + ".o");
        Files.write(file, ElfWriter.write(object));
        String theirs = disassemble(objdump, file);
        assertEquals(theirs, Listing.of(file.toString(), object));
        assertEquals(theirs, listingOfImage(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"maps.19-v3-g.o", "globals.14-v2.o", "subprograms.19-v3-g.o", "levels.19-v4-g.o"})
    void listsWhatClangMakesAlike(String name) throws IOException {
        Tool objdump = Tool.need("llvm-objdump-19");
        Path file = Testdata.path("elf/" + name);
        assertEquals(disassemble(objdump, file), listingOfImage(file));
    }

    @Test
    void listsSeveralProgramsInOneSectionAlike() throws IOException {
        Tool objdump = Tool.need("llvm-objdump-19");
        BpfObject object = XasmReader.read(
                "several.xasm",
                """
                .program xdp first
                    if r1 == 0 goto +1
                    r0 = 1
                    exit
                .program xdp/other second
                    r0 = 1; exit
                .program xdp third
                again: r0 += 1
                    if r0 < 5 goto again
                    exit
                """);
        Path file = directory.resolve("several.o");
        Files.write(file, ElfWriter.write(object));
        assertEquals(disassemble(objdump, file), Listing.of(file.toString(), object));
    }

    /** Whatever bytes stand in sections, also with symbols anywhere and with a tail that is no whole instruction. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void listsRandomBytesAlike(long seed) throws IOException {
        Tool objdump = Tool.need("llvm-objdump-19");
        Random random = new Random(seed);
        ElfLayout elf = new ElfLayout();
        for (int i = 0; i < SECTIONS; i++) {
            byte[] bytes = random(random, i % 2 == 0);
            int section = elf.addSection("s" + i, Elf.SHF_ALLOC | Elf.SHF_EXECINSTR, Insn.BYTES, bytes);
            for (int k = random.nextInt(10); k > 0; k--) {
                elf.addSymbol("f" + random.nextInt(30) + "_" + k, Elf.STT_FUNC, section, place(random, bytes.length), 0);
            }
        }
        Path file = directory.resolve("random.o");
        Files.write(file, elf.toBytes());
        List<String> theirs = disassemble(objdump, file).lines().toList();
        List<String> ours = listingOfImage(file).lines().toList();
        for (int i = 0; i < Math.min(theirs.size(), ours.size()); i++) {
            if (!isMisreadAtomic(theirs.get(i))) {
                assertEquals(theirs.get(i), ours.get(i), "line " + (i + 1) + ", seed " + seed);
            }
        }
        assertEquals(theirs.size(), ours.size(), "seed " + seed);
    }

    /** An offset for a symbol: most inside, others at the very end, behind it, before the section, or as far as can be. */
    private static long place(Random random, int size) {
        return switch (random.nextInt(8)) {
            case 0 -> size;
            case 1 -> size + random.nextInt(1 << 19);
            case 2 -> -random.nextInt(1 << 19);
            case 3 -> random.nextLong();
            default -> random.nextInt(size);
        };
    }

    /**
     * llvm-objdump 19 looks at bits 4 to 7 of an atomic's imm only and so takes operations that do not exist, and those that
     * came later, for others: the kernel refuses imm 0x05 ("BPF_ATOMIC uses invalid atomic opcode"), which LLVM shows as an
     * addition. We print what they are, and the acquiring loads and releasing stores that came with LLVM 20.
     */
    private static boolean isMisreadAtomic(String line) {
        String[] parts = line.split("\t");
        if (parts.length < 3 || parts[1].length() < 23) {
            return false;
        }
        String imm = parts[1].substring(12);
        return switch (parts[1].substring(0, 2)) {
            case "c3", "db" -> !imm.endsWith(" 00 00 00") || !ATOMICS.contains(imm.substring(0, 2));
            case "cb", "d3" -> imm.equals("00 01 00 00") || imm.equals("10 01 00 00");
            default -> false;
        };
    }

    private static byte[] random(Random random, boolean plausible) {
        int slots = 1 + random.nextInt(MOST_SLOTS);
        byte[] bytes = new byte[slots * Insn.BYTES + random.nextInt(Insn.BYTES)];
        random.nextBytes(bytes);
        if (plausible) {
            ByteBuffer insns = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int slot = 0; slot < slots; slot++) {
                int off = random.nextBoolean() ? 0 : random.nextInt(34);
                int imm = random.nextBoolean() ? random.nextInt(0x120) : random.nextInt();
                long insn = Insn.pack(random.nextInt(256), random.nextInt(11), random.nextInt(11), (short) off, imm);
                insns.putLong(slot * Insn.BYTES, random.nextInt(20) == 0 ? 0 : insn);
            }
        }
        return bytes;
    }

    private static String listingOfImage(Path file) throws IOException {
        return ListedImage.of(file.toString(), ElfImage.read(file.toString(), Files.readAllBytes(file)));
    }

    private static String disassemble(Tool objdump, Path file) {
        return objdump.run("-d", "--mcpu=v4", "--no-print-imm-hex", file.toString());
    }
}
