package dev.xdpasm.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.xdpasm.isa.Insn;
import dev.xdpasm.print.ListedSection.Symbol;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Single cases of what LlvmObjdumpTest compares with llvm-objdump at random. */
class ListingTest {
    private static final long GOTO_BACK_30 = 0x0000_0000_ffe2_0005L;
    private static final long GOTO_FORTH_30 = 0x0000_0000_001e_0005L;
    private static final long EXIT = 0x95;

    private static byte[] bytes(long... insns) {
        ByteBuffer bytes = ByteBuffer.allocate(insns.length * Insn.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(insns);
        return bytes.array();
    }

    @Test
    void symbolsOutsideOfTheSectionNameTargetsOnly() {
        byte[] code = bytes(GOTO_BACK_30, GOTO_FORTH_30, EXIT);
        List<Symbol> symbols = List.of(
                new Symbol("before", -8, false), new Symbol("far_before", -400, false), new Symbol("end", 24, false), new Symbol("behind", 200, false));
        assertEquals(
                """

                a.o:\tfile format elf64-bpf

                Disassembly of section xdp:

                0000000000000000 <xdp>:
                       0:\t05 00 e2 ff 00 00 00 00\tgoto -30 <far_before+0xa8>
                       1:\t05 00 1e 00 00 00 00 00\tgoto +30 <behind+0x38>
                       2:\t95 00 00 00 00 00 00 00\texit
                """,
                Listing.of("a.o", List.of(ListedSection.of("xdp", code, symbols))));
    }

    @Test
    void whatIsLeftOfAWideLoadIsListedAsFarAsItCouldBeOne() {
        long good = 0x0000_0001_0000_0118L;
        long bad = good | 0xf << 8;
        assertEquals(
                8, Listing.ofBytes("a.o", bytes(good)).lines().filter(line -> line.endsWith("<unknown>")).count());
        assertEquals(
                1, Listing.ofBytes("a.o", bytes(bad)).lines().filter(line -> line.endsWith("<unknown>")).count());
    }

    @Test
    void indicesBeginAnewInEachSectionAndGoOnBehindZeros() {
        byte[] code = new byte[1001 * Insn.BYTES];
        Arrays.fill(code, 0, 12 * Insn.BYTES, (byte) -1);
        code[1000 * Insn.BYTES] = (byte) EXIT;
        String listing = Listing.of(
                "a.o", List.of(ListedSection.of("a", code, List.of()), ListedSection.of("b", bytes(EXIT, EXIT), List.of())));
        assertEquals(
                List.of(
                        "       0", "       1", "       2", "       3", "       4", "       5", "       6", "       7", "       8",
                        "       9", "      10", "      11", "    1000", "       0", "       1"),
                listing.lines().filter(line -> line.startsWith("  ")).map(line -> line.substring(0, 8)).toList());
    }

    @Test
    void manyBranchesAmongManySymbolsTakeNoLongerThanTheyMust() {
        int count = 200_000;
        long[] branches = new long[count];
        Arrays.fill(branches, GOTO_BACK_30);
        List<Symbol> symbols = IntStream.range(0, count)
                .mapToObj(i -> new Symbol("s" + i, (long) i * Insn.BYTES, false))
                .toList();
        assertTimeout(
                Duration.ofSeconds(10), () -> Listing.of("a.o", List.of(ListedSection.of("xdp", bytes(branches), symbols))));
    }
}
