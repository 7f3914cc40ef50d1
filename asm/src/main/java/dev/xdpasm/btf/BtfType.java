package dev.xdpasm.btf;

import java.util.List;

/**
 * A BTF type. Types refer to each other by id; id 0 is {@code void}.
 *
 * <p>The kinds that maps, globals and functions are described with are read in full. Of every other kind
 * {@link Other} keeps what sizes are computed from.
 */
public sealed interface BtfType {

    /** Who sees a function or a variable ({@code enum btf_func_linkage}, {@code BTF_VAR_*}). */
    enum Linkage {
        STATIC,
        GLOBAL,
        EXTERN
    }

    /** {@return the name, empty for a type without one} */
    String name();

    /** {@return the kind} */
    BtfKind kind();

    /**
     * A number.
     *
     * @param size bytes of storage
     * @param encoding 1 signed, 2 char, 4 bool, 0 none of these
     * @param bitOffset bits before the number within the storage
     * @param bits bits of the number
     */
    record Int(String name, int size, int encoding, int bitOffset, int bits) implements BtfType {
        /** {@link #encoding()} of a signed number. */
        public static final int SIGNED = 1;

        /** {@return a number that fills its storage} */
        public static Int of(String name, int size, int encoding) {
            return new Int(name, size, encoding, 0, size * Byte.SIZE);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.INT;
        }
    }

    /** A pointer to the type {@code target}. */
    record Ptr(int target) implements BtfType {
        @Override
        public String name() {
            return "";
        }

        @Override
        public BtfKind kind() {
            return BtfKind.PTR;
        }
    }

    /**
     * An array.
     *
     * @param element id of the elements' type
     * @param index id of the index's type
     * @param count the number of elements, 0 to 2^32-1
     */
    record Array(int element, int index, long count) implements BtfType {
        @Override
        public String name() {
            return "";
        }

        @Override
        public BtfKind kind() {
            return BtfKind.ARRAY;
        }
    }

    /**
     * A struct.
     *
     * @param size bytes with padding
     * @param members its fields in the order of their offsets
     */
    record Struct(String name, int size, List<Member> members) implements BtfType {
        public Struct {
            members = List.copyOf(members);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.STRUCT;
        }
    }

    /**
     * A field of a struct.
     *
     * @param type id of its type
     * @param bitOffset where it begins, in bits from the struct's start
     * @param bitSize its bits if it is a bitfield, else 0
     */
    record Member(String name, int type, int bitOffset, int bitSize) {}

    /** What a function takes and returns; {@code returnType} is a type's id. */
    record FuncProto(int returnType, List<Param> params) implements BtfType {
        public FuncProto {
            params = List.copyOf(params);
        }

        @Override
        public String name() {
            return "";
        }

        @Override
        public BtfKind kind() {
            return BtfKind.FUNC_PROTO;
        }
    }

    /** A parameter; {@code type} is its type's id. */
    record Param(String name, int type) {}

    /** A function; {@code proto} is the id of its {@link FuncProto}. */
    record Func(String name, int proto, Linkage linkage) implements BtfType {
        @Override
        public BtfKind kind() {
            return BtfKind.FUNC;
        }
    }

    /** A variable; {@code type} is its type's id. */
    record Var(String name, int type, Linkage linkage) implements BtfType {
        @Override
        public BtfKind kind() {
            return BtfKind.VAR;
        }
    }

    /** The variables of a section, {@code size} bytes; clang leaves sizes and offsets 0 for the loader to fill in. */
    record DataSection(String name, int size, List<Entry> entries) implements BtfType {
        public DataSection {
            entries = List.copyOf(entries);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.DATASEC;
        }
    }

    /** A variable's place: the id of its {@link Var}, and bytes from the section's start. */
    record Entry(int var, int offset, int size) {}

    /** A type of a kind of which only the first words are kept; {@code sizeOrType} is its bytes or an id, by its kind. */
    record Other(BtfKind kind, String name, int sizeOrType) implements BtfType {}
}
