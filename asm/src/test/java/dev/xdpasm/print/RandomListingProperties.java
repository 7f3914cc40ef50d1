package dev.xdpasm.print;

import dev.xdpasm.elf.RandomObject;
import dev.xdpasm.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Listings of 10,000 random sections against llvm-objdump's, each with another set of options: 200 files of
 * {@value RandomObject#SECTIONS} sections. A seed at which they once differed is listed below.
 */
class RandomListingProperties {
    private static final long[] ONCE_DIFFERENT = {1, 2, 3, 4, 5, 6, 7, 8};

    private static final List<List<String>> OPTIONS = List.of(
            List.of("-d"),
            List.of("-d", "-r"),
            List.of("-d", "-z"),
            List.of("-d", "-r", "-z"),
            List.of("-d", "--no-show-raw-insn"),
            List.of("-d", "--no-leading-addr", "-r"),
            List.of("-d", "-r", "-j", "s1", "--section=s2", "-j", "s17"),
            List.of("-d", "-r", "--disassemble-symbols=f1_1,f2_1,f3_1,f1_2,f2_2,f3_2,f7_5,f11_2"),
            List.of("-d", "--print-imm-hex"),
            List.of("-d", "-z", "-r", "--no-leading-addr", "--no-show-raw-insn", "--print-imm-hex"));

    @Property(tries = 200)
    void listsRandomSectionsAlike(@ForAll long seed) throws IOException {
        compare(seed);
    }

    @Example
    void listsWhatOnceDifferedAlike() throws IOException {
        for (long seed : ONCE_DIFFERENT) {
            compare(seed);
        }
    }

    private static void compare(long seed) throws IOException {
        List<String> options = OPTIONS.get((int) Math.floorMod(seed, (long) OPTIONS.size()));
        Path file = Files.createTempFile("random", ".o");
        try {
            Files.write(file, RandomObject.of(seed));
            ObjdumpComparison.of(Tool.need("llvm-objdump-19"), file, options, "seed " + seed);
        } finally {
            Files.delete(file);
        }
    }
}
