package dev.xdpasm.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.AssemblyException;
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
            jset32 %r1, 5, l; movsx1632 r1, r2; ldindw r1, 4; stdw [r10-8], 1; call local l; exit
            """);

    private static final String[] TOKENS = {
        "r0", "w1", "r11", "=", "+=", "s>>=", "(", ")", "*", "*(u32 *)", "(r1 + 0)", "[r1+4]", "goto", "if", "lock", "call",
        "exit", "mov", "jeq", "lddw", "map", "ll", ".map", ".program", ".const", "xdp", "hash", "key=", "5", "-1", "0x", "'a'",
        "be16(", "l", "l:", ";", "\n", "/*", "*/", "//", "#", "%", ",", "\0", "\u20ac", "\"", "99999999999999999999"
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
            assertTrue(XasmReader.read("fuzz.xasm", text).programs().get(0).code().size() > 0);
        } catch (AssemblyException expected) {
            assertTrue(expected.where().isPresent(), expected.getMessage());
        }
    }
}
