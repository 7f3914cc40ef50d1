package dev.xdpasm.dsl;

import dev.xdpasm.isa.Size;
import java.util.ArrayList;
import java.util.List;

/** Cuts bytes into loads and stores. */
final class Sizes {
    private Sizes() {}

    /** A load or store of so many bytes: 1, 2, 4 or 8. */
    static Size of(int bytes) {
        return switch (bytes) {
            case 1 -> Size.B;
            case 2 -> Size.H;
            case 4 -> Size.W;
            case 8 -> Size.DW;
            default -> throw new IllegalArgumentException("no load of " + bytes + " bytes");
        };
    }

    /** The loads or stores that cover so many bytes, the widest first. */
    static List<Size> covering(int bytes) {
        List<Size> sizes = new ArrayList<>();
        int left = bytes;
        for (int size = Long.BYTES; size >= 1; size /= 2) {
            for (; left >= size; left -= size) {
                sizes.add(of(size));
            }
        }
        return sizes;
    }
}
