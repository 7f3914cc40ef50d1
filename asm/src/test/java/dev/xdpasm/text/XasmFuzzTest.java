package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.tools.Mutations;
import dev.xdpasm.tools.Testdata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Damaged text gives an error with a place, or an object; nothing else, and within a second.
 *
 * <p>Reads as many inputs as fit into some seconds, or as many as {@code -Dxdpasm.fuzz=1000000} says. Each has a seed of its own,
 * which a failure names.
 */
class XasmFuzzTest {
    private static final long INPUTS = Long.getLong("xdpasm.fuzz", Long.MAX_VALUE);
    private static final long UNTOLD_SECONDS = 8;

    /** Of each dialect and of each kind of directive. */
    private static final List<String> DENSE = List.of(
            """
            .const A = ~(1 << 4) & 0xff | 'a' ^ 010 % 3 - -5 * 2 / 0b11
            l: r1 = *(s16 *)(r2 - 4 + 2); w2 s>>= 3 /* c
            */ r3 = be16 r3; r4 = (s8)r5; r0 = atomic_fetch_add((u64 *)(r1 + 0), r0) // c
            r0 = cmpxchg_64(r1 + 0, r0, r2); w1 = xchg32_32(r1 + 8, w1); lock *(u32 *)(r1 + 0) |= w2
            r1 = 0xffffffffffffffff ll; ld_pseudo r1, 1, 5; r0 = *(u8 *)skb[r1]; r1 = addr_space_cast(r2, 0, 1)
            if w1 s<= -1 goto l; gotol l; may_goto l; lock fetch xor32 [r1+4], r2; callx r1; store_release((u64 *)(r1 + 0), r2)
            1: jset32 %r1, 5, 1b; ja 1f; 1: movsx1632 r1, r2; ldindw r1, 4; stdw [r10-8], 1; call local l; exit
            """,
            """
            .section xdp,"ax",@progbits; .globl f; .p2align 3; .type f,@function
            .file 0 "/x" "a.c" md5 0x00112233445566778899aabbccddeeff
            .cfi_sections .debug_frame
            f: .cfi_startproc; .loc 0 7 25 prologue_end is_stmt 0
            r1 = m+8 ll; call g; 1: if r0 == 0 goto 1b; exit
            .Lend: .size f, .Lend-f; .cfi_endproc; .set h, f+8; .weak g; .hidden m; .equ four, 4
            .data; m: .zero 8, 1; .quad f, h-m, .-8; .long .Lend-f; .uleb128 .Lend-f; .asciz "a\\n\\x41\\101"
            .comm c,4,4; .local d; .comm d, 1; .ident "x"; .org 64; .fill 2, four, 7; .balign 8, 0xff
            .pushsection .maps,"aw"; .byte 1; .popsection; .previous; .addrsig; .addrsig_sym f
            """);

    private static final String[] TOKENS = {
        "r0", "w1", "r11", "=", "+=", "s>>=", "(", ")", "*", "*(u32 *)", "(r1 + 0)", "[r1+4]", "goto", "if", "lock", "call",
        "exit", "mov", "jeq", "lddw", "map", "ll", ".map", ".program", ".const", "xdp", "hash", "key=", "5", "-1", "0x", "'a'",
        "be16(", "l", "l:", ";", "\n", "/*", "*/", "//", "#", "%", ",", "\0", "\u20ac", "\"", "99999999999999999999", ".section", ".quad", ".globl", ".set",
        "\"a\"", ".", ".-l", "1:", "1b", "1f", ".zero", ".loc", ".size", ".comm", "@progbits", ".text", ".p2align", ".asciz"
    };

    @Test
    void damagedBytes() {
        List<String> valid = Stream.concat(DENSE.stream(), files("programs", ".xasm", "clang", ".s")).toList();
        fuzz(random -> {
            byte[] bytes = valid.get(random.nextInt(valid.size())).getBytes(StandardCharsets.UTF_8);
            return new String(Mutations.of(bytes, random), StandardCharsets.ISO_8859_1);
        });
    }

    @Test
    void wordsInAnyOrder() {
        fuzz(random -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i >= 0; i--) {
                text.append(TOKENS[random.nextInt(TOKENS.length)]).append(random.nextInt(4) == 0 ? "" : " ");
            }
            return text + "\nexit";
        });
    }

    @Test
    void deepNestingIsRefused() {
        read("r0 = " + "(".repeat(1_000_000) + "1");
        read("r0 = " + "-".repeat(1_000_000) + "1");
    }

    @Test
    void oneLineDoesNotFillTheMemory() {
        for (String line : List.of(".zero 60000000", ".fill 8000000, 8, 1", ".org 1<<26", ".p2align 26", ".p2align 31; .byte 1")) {
            assertThrows(AssemblyException.class, () -> XasmReader.read("long.s", ".data; .byte 1; " + line), line);
        }
    }

    /** The texts of directories, each named with the end of its files' names. */
    private static Stream<String> files(String... directories) {
        return Stream.iterate(0, i -> i < directories.length, i -> i + 2).flatMap(i -> {
            String[] names = Objects.requireNonNull(Testdata.path(directories[i]).toFile().list());
            return Stream.of(names)
                    .filter(name -> name.endsWith(directories[i + 1]))
                    .sorted()
                    .map(name -> Testdata.text(directories[i] + "/" + name));
        });
    }

    private static void fuzz(Function<Random, String> input) {
        long first = new Random().nextLong();
        long begun = System.nanoTime();
        long longest = 0;
        long count = 0;
        while (count < INPUTS && (INPUTS != Long.MAX_VALUE || secondsSince(begun) < UNTOLD_SECONDS)) {
            long seed = first + count++;
            String text = input.apply(new Random(seed));
            long start = System.nanoTime();
            try {
                read(text);
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed + " makes\n" + text, e);
            }
            assertTrue(secondsSince(start) < 1 || isQuick(text), () -> "seed " + seed + " is slow\n" + text);
            longest = Math.max(longest, System.nanoTime() - start);
        }
        System.out.printf("%d inputs in %d s, the longest took %.1f ms%n", count, secondsSince(begun), longest / 1e6);
    }

    /** Whether a text that took long does so no more: the machine may have been at something else. */
    private static boolean isQuick(String text) {
        long start = System.nanoTime();
        read(text);
        return secondsSince(start) < 1;
    }

    private static long secondsSince(long start) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }

    private static void read(String text) {
        try {
            AssembledText assembled = XasmReader.assemble("fuzz.xasm", text, IsaLevel.V4);
            assertTrue(assembled.relocatableFile().isPresent() || assembled.object().programs().get(0).code().size() > 0);
        } catch (AssemblyException expected) {
            assertTrue(expected.where().isPresent(), expected.getMessage());
        }
    }
}
