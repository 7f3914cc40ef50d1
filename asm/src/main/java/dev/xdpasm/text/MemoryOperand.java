package dev.xdpasm.text;

import dev.xdpasm.isa.Size;

/**
 * The memory that loads, stores and atomics name in the dialects of LLVM and the kernel: a type, {@code *(u32 *)}, and an
 * address, {@code (r1 + 4)}. Reads one or the other at the cursor, and holds what was said until the next is read.
 */
final class MemoryOperand {
    private final Cursor cursor;
    private final Operands operands;

    /** How much memory. */
    Size size = Size.DW;

    /** Whether the type is {@code s8} to {@code s64}. */
    boolean signed;

    /** Where the type's name stands. */
    int typePlace;

    /** The register with the address, 0 to 10. */
    int base;

    /** What is added to it, in bytes. */
    short off;

    MemoryOperand(Cursor cursor, Operands operands) {
        this.cursor = cursor;
        this.operands = operands;
    }

    /** Reads {@code *(u32 *)}. */
    void type() {
        cursor.expect('*');
        pointerType();
    }

    /** Reads {@code (u32 *)}. */
    void pointerType() {
        cursor.expect('(');
        typeName();
        cursor.expect('*');
        cursor.expect(')');
    }

    /** Reads {@code u8} to {@code u64} or {@code s8} to {@code s64}. */
    void typeName() {
        char sign = cursor.peek();
        char[] text = cursor.text();
        int from = cursor.at;
        typePlace = from;
        signed = sign == 's';
        if (signed || sign == 'u') {
            char first = text[from + 1];
            char second = first == Cursor.END ? Cursor.END : text[from + 2];
            int to = from + 3;
            if (first == '8') {
                size = Size.B;
                to = from + 2;
            } else if (first == '1' && second == '6') {
                size = Size.H;
            } else if (first == '3' && second == '2') {
                size = Size.W;
            } else if (first == '6' && second == '4') {
                size = Size.DW;
            } else {
                to = from;
            }
            if (to > from && !Cursor.inName(text[to])) {
                cursor.at = to;
                return;
            }
        }
        throw cursor.expected("a type: u8, u16, u32, u64, s8, s16 or s32");
    }

    /** Reads {@code (r1 + 4)}. */
    void address() {
        cursor.expect('(');
        bareAddress();
        cursor.expect(')');
    }

    /** Reads {@code r1 + 4}. */
    void bareAddress() {
        base = operands.register();
        off = operands.offset();
    }

    /** Refuses a type with a sign, and says why. */
    void requireUnsigned(String why) {
        if (signed) {
            throw cursor.error(typePlace, why + ", expected u8, u16, u32 or u64");
        }
    }

    /** Refuses a type that no atomic operation is made for but loads and stores. */
    void requireAtomic() {
        if (size != Size.W && size != Size.DW) {
            throw cursor.error(typePlace, "atomics work on 4 or 8 bytes, expected u32 or u64");
        }
    }
}
