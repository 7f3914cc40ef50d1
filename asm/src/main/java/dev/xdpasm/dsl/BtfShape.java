package dev.xdpasm.dsl;

import java.util.List;

/** What a type is in BTF. */
sealed interface BtfShape {
    /** An integer. */
    record Int(String name, int size, boolean signed) implements BtfShape {}

    /** A name for an integer, such as {@code __be32}. */
    record Named(String name, Int of) implements BtfShape {}

    /** Bytes. */
    record Bytes(int size) implements BtfShape {}

    /** Several of a kind in a row. */
    record Array(BtfShape of, int length) implements BtfShape {}

    /** A struct with its fields. */
    record Struct(String name, int size, List<Member> members) implements BtfShape {}

    /** An enum of any name, of four bytes. */
    record Enum() implements BtfShape {}

    /** A union of any fields. */
    record Union() implements BtfShape {}

    /** A pointer. */
    record Pointer(BtfShape to) implements BtfShape {}

    /** A field of a struct. */
    record Member(String name, int offset, BtfShape shape) {}
}
