package dev.xdpasm.btf;

import java.util.function.BiConsumer;

/**
 * Fills the gap between two fields of a struct with bitfields that have no name, where the compiler would not leave the same
 * gap by itself.
 */
final class CPadding {

    private record Filler(String type, int bits) {}

    private static final Filler[] LARGEST_FIRST = {
        new Filler("long", 64), new Filler("int", 32), new Filler("short", 16), new Filler("char", 8)
    };

    private final BiConsumer<String, Integer> out;

    /** Creates it; fillers go out with their type and number of bits. */
    CPadding(BiConsumer<String, Integer> out) {
        this.out = out;
    }

    /**
     * Fills a gap.
     *
     * @param from the bit behind the field before
     * @param to the bit of the next field, or behind the struct
     * @param alignment of the next field's type, or of the struct, in bytes
     * @param betweenBitfields whether both fields are bitfields, which compilers put close together
     */
    void fill(long from, long to, int alignment, boolean betweenBitfields) {
        if (from >= to) {
            return;
        }
        Filler filler = LARGEST_FIRST[LARGEST_FIRST.length - 1];
        for (Filler candidate : LARGEST_FIRST) {
            if (roundUp(from, candidate.bits) <= to) {
                filler = candidate;
                break;
            }
        }
        long at = from;
        long boundary = roundUp(from, filler.bits);
        if (boundary > from && boundary <= to) {
            if (needsMark(from, boundary, to, alignment) || betweenBitfields) {
                // a width of 0 goes on at the next boundary of the type
                out.accept(filler.type, betweenBitfields ? (int) (boundary - from) : 0);
            }
            at = boundary;
        }
        for (; to - at >= filler.bits; at += filler.bits) {
            out.accept(filler.type, filler.bits);
        }
        if (at < to) {
            out.accept(smallest(to - at).type, (int) (to - at));
        }
    }

    /**
     * Whether the compiler would not go on at a boundary by itself: because the next field there is of a type that need not be
     * there, or because what fills the rest would fit before the boundary.
     */
    private static boolean needsMark(long from, long boundary, long to, int alignment) {
        return boundary == to
                ? alignment == 0 || roundUp(from, alignment * Byte.SIZE) != boundary
                : to - boundary <= boundary - from;
    }

    private static Filler smallest(long bits) {
        for (int i = LARGEST_FIRST.length - 1; i > 0; i--) {
            if (LARGEST_FIRST[i].bits >= bits) {
                return LARGEST_FIRST[i];
            }
        }
        return LARGEST_FIRST[0];
    }

    private static long roundUp(long bits, long to) {
        return (bits + to - 1) / to * to;
    }
}
