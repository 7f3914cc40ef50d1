package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.tools.Mutations;
import dev.xdpasm.tools.Testdata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Damaged text gives an error with a place, or an object; nothing else. */
class XasmFuzzTest {
    private static final List<String> VALID = List.of(
            Testdata.text("programs/firewall.xasm"),
            Testdata.text("programs/firewall-mnemonic.xasm"),
            """
            .const A = ~(1 << 4) & 0xff | 'a' ^ 010 % 3 - -5 * 2 / 0b11
            l: r1 = *(s16 *)(r2 - 4 + 2); w2 s>>= 3 /* c
            */ r3 = be16 r3; r4 = (s8)r5; r0 = atomic_fetch_add((u64 *)(r1 + 0), r0) // c
            r0 = cmpxchg_64(r1 + 0, r0, r2); w1 = xchg32_32(r1 + 8, w1); lock *(u32 *)(r1 + 0) |= w2
            r1 = 0xffffffffffffffff ll; ld_pseudo r1, 1, 5; r0 = *(u8 *)skb[r1]; r1 = addr_space_cast(r2, 0, 1)
            if w1 s<= -1 goto l; gotol l; may_goto l; lock fetch xor32 [r1+4], r2; callx r1; store_release((u64 *)(r1 + 0), r2)
            1: jset32 %r1, 5, 1b; ja 1f; 1: movsx1632 r1, r2; ldindw r1, 4; stdw [r10-8], 1; call local l; exit
            """,
            Testdata.text("clang/atomics.s"),
            Testdata.text("clang/tail_call.s"),
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

    @Property(tries = 20_000)
    void damagedBytes(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] valid = VALID.get(random.nextInt(VALID.size())).getBytes(StandardCharsets.UTF_8);
        read(new String(Mutations.of(valid, random), StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 20_000)
    void wordsInAnyOrder(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i >= 0; i--) {
            text.append(TOKENS[random.nextInt(TOKENS.length)]).append(random.nextInt(4) == 0 ? "" : " ");
        }
        read(text + "\nexit");
    }

    @Property(tries = 1)
    void deepNestingIsRefused() {
        read("r0 = " + "(".repeat(1_000_000) + "1");
        read("r0 = " + "-".repeat(1_000_000) + "1");
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
