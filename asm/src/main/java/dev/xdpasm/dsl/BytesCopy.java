package dev.xdpasm.dsl;

import dev.xdpasm.isa.Size;

/** Copies memory, as widely as both sides allow: the stack takes aligned accesses only. */
final class BytesCopy {
    private final Memory to;
    private final Memory from;
    private final int size;

    BytesCopy(Memory to, Memory from, int size) {
        this.to = to;
        this.from = from;
        this.size = size;
    }

    void write() {
        int at = 0;
        while (at < size) {
            Size piece = widest(at);
            to.plus(at).store(piece, from.plus(at).load(piece));
            at += piece.bytes();
        }
    }

    private Size widest(int at) {
        int bytes = Long.BYTES;
        while (bytes > size - at || !to.plus(at).isAligned(Sizes.of(bytes)) || !from.plus(at).isAligned(Sizes.of(bytes))) {
            bytes /= 2;
        }
        return Sizes.of(bytes);
    }
}
