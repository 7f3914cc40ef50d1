package dev.xdpasm.loader.isa;

/**
 * What arithmetic and comparisons mean, in Java's own operators and in the words of RFC 9669 section 4: what the kernel's
 * results are held against. Knows no encoding.
 */
final class Rfc9669 {

    private Rfc9669() {}

    /** {@code dst op src}, of 64 bits; those of 32 are done in 32 and then "the upper 32 bits of the destination are zeroed". */
    static long arithmetic(String op, int bits, long dst, long src) {
        return bits == 64 ? wide(op, dst, src) : Integer.toUnsignedLong(half(op, (int) dst, (int) src));
    }

    private static long wide(String op, long dst, long src) {
        return switch (op) {
            case "add" -> dst + src;
            case "sub" -> dst - src;
            case "mul" -> dst * src;
            case "div" -> src == 0 ? 0 : Long.divideUnsigned(dst, src);
            case "sdiv" -> src == 0 ? 0 : dst / src;
            case "mod" -> src == 0 ? dst : Long.remainderUnsigned(dst, src);
            case "smod" -> src == 0 ? dst : dst % src;
            case "or" -> dst | src;
            case "and" -> dst & src;
            case "xor" -> dst ^ src;
            case "lsh" -> dst << (src & 0x3f);
            case "rsh" -> dst >>> (src & 0x3f);
            case "arsh" -> dst >> (src & 0x3f);
            case "mov" -> src;
            default -> throw new IllegalArgumentException(op);
        };
    }

    private static int half(String op, int dst, int src) {
        return switch (op) {
            case "add" -> dst + src;
            case "sub" -> dst - src;
            case "mul" -> dst * src;
            case "div" -> src == 0 ? 0 : Integer.divideUnsigned(dst, src);
            case "sdiv" -> src == 0 ? 0 : dst / src;
            case "mod" -> src == 0 ? dst : Integer.remainderUnsigned(dst, src);
            case "smod" -> src == 0 ? dst : dst % src;
            case "or" -> dst | src;
            case "and" -> dst & src;
            case "xor" -> dst ^ src;
            case "lsh" -> dst << (src & 0x1f);
            case "rsh" -> dst >>> (src & 0x1f);
            case "arsh" -> dst >> (src & 0x1f);
            case "mov" -> src;
            default -> throw new IllegalArgumentException(op);
        };
    }

    /** Whether a jump is taken; one of 32 bits compares the lower halves. */
    static boolean holds(String condition, int bits, long dst, long src) {
        long l = bits == 64 ? dst : (int) dst;
        long r = bits == 64 ? src : (int) src;
        // sign extension keeps the unsigned order too, so the halves can be compared as longs either way
        int unsigned = Long.compareUnsigned(l, r);
        int signed = Long.compare(l, r);
        return switch (condition) {
            case "jeq" -> l == r;
            case "jne" -> l != r;
            case "jset" -> (l & r) != 0;
            case "jgt" -> unsigned > 0;
            case "jge" -> unsigned >= 0;
            case "jlt" -> unsigned < 0;
            case "jle" -> unsigned <= 0;
            case "jsgt" -> signed > 0;
            case "jsge" -> signed >= 0;
            case "jslt" -> signed < 0;
            case "jsle" -> signed <= 0;
            default -> throw new IllegalArgumentException(condition);
        };
    }

    /** The lowest bits of a value with the rest zero. */
    static long low(int bits, long value) {
        return bits == 64 ? value : value & ((1L << bits) - 1);
    }

    /** The lowest bits of a value, their highest spread over the rest. */
    static long signed(int bits, long value) {
        return value << (64 - bits) >> (64 - bits);
    }

    /** The lowest bits of a value, their bytes turned around, with the rest zero. */
    static long swapped(int bits, long value) {
        return Long.reverseBytes(value) >>> (64 - bits);
    }

    /** What an atomic stores: "dst op= src", of the size of the memory. */
    static long stored(String op, int bits, long memory, long src, long r0) {
        long old = low(bits, memory);
        long result =
                switch (op.replace("fetch_", "")) {
                    case "add" -> old + src;
                    case "or" -> old | src;
                    case "and" -> old & src;
                    case "xor" -> old ^ src;
                    case "xchg" -> src;
                    case "cmpxchg" -> old == low(bits, r0) ? src : old;
                    default -> throw new IllegalArgumentException(op);
                };
        return replaced(bits, memory, result);
    }

    /** Eight bytes of memory with the first few overwritten; little-endian, so these are the lowest bits. */
    static long replaced(int bits, long memory, long value) {
        return memory - low(bits, memory) + low(bits, value);
    }
}
