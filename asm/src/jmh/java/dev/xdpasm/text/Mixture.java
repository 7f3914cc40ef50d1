package dev.xdpasm.text;

/** The text that the benchmarks of this package list and read: mixed instructions with labels, in LLVM's dialect. */
public final class Mixture {
    /** Instructions in the text. */
    public static final int INSTRUCTIONS = 100_000;

    private static final int BLOCK = 16;

    private Mixture() {}

    /** {@return the text: blocks of 16 instructions, each with two labels that are jumped to} */
    public static String text() {
        StringBuilder text = new StringBuilder(".program xdp mixed\n");
        for (int i = 0; i < INSTRUCTIONS / BLOCK; i++) {
            text.append("""
                    loop_%1$d:
                        r6 = r1
                        r2 = *(u32 *)(r1 + 0)
                        r3 = *(u32 *)(r1 + 4)
                        r1 = r2
                        r1 += 34
                        if r1 > r3 goto skip_%1$d
                        r0 = *(u16 *)(r2 + 12)
                        if r0 != 8 goto skip_%1$d
                        *(u32 *)(r10 - 4) = r0
                        *(u64 *)(r10 - 16) = %1$d
                        lock *(u64 *)(r10 - 16) += r0
                        w0 ^= %1$d
                        r0 >>= 3
                        call 5
                    skip_%1$d:
                        if w0 == 7 goto loop_%1$d
                        r2 = be16 r2
                    """.formatted(i));
        }
        return text.append("exit\n").toString();
    }
}
