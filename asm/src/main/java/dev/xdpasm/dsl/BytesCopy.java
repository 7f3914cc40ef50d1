package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
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
        while (bytes > size - at || !isAligned(to, at, bytes) || !isAligned(from, at, bytes)) {
            bytes /= 2;
        }
        return Sizes.of(bytes);
    }

    private static boolean isAligned(Memory memory, int at, int bytes) {
        int phase = memory.base() instanceof dev.xdpasm.ir.Slot slot ? slot.phase() : 0;
        return memory.region().kind() != Region.Kind.STACK || (memory.offset() + at - phase) % bytes == 0;
    }
}
