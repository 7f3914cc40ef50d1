package dev.xdpasm.btf;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A BTF type (Documentation/bpf/btf.rst; include/uapi/linux/btf.h): all kinds through Linux 6.18. Types refer to each other by
 * id; id 0 is {@code void}.
 */
public sealed interface BtfType {

    /** Who sees a function or a variable ({@code enum btf_func_linkage}, {@code BTF_VAR_*}). */
    enum Linkage {
        STATIC,
        GLOBAL,
        EXTERN
    }

    /** {@return the name, empty for a type without one} */
    default String name() {
        return "";
    }

    /** {@return the kind} */
    BtfKind kind();

    /** {@return the same type, each id that it refers to replaced} */
    default BtfType withIds(IntUnaryOperator ids) {
        return BtfReferences.replaced(this, ids);
    }

    /** A type with fields: {@link Struct} or {@link Union}. */
    sealed interface Composite extends BtfType {
        /** {@return its bytes, with padding} */
        int size();

        /** {@return its fields; of a struct in the order of their offsets} */
        List<Member> members();
    }

    /** A type with named values: {@link Enum} or {@link Enum64}. */
    sealed interface Enumeration extends BtfType {
        /** {@return bytes of a value in memory} */
        int size();

        /** {@return whether its values are signed numbers} */
        boolean isSigned();

        /** {@return its values in the order of the source} */
        List<Enumerator> values();
    }

    /** A type that is another in memory: {@link Typedef}, {@link Volatile}, {@link Const}, {@link Restrict} or {@link TypeTag}. */
    sealed interface Modifier extends BtfType {
        /** {@return id of the other type} */
        int type();
    }

    /**
     * A number.
     *
     * @param size bytes of storage
     * @param encoding {@link #SIGNED}, {@link #CHAR}, {@link #BOOL}, 0 none of these
     * @param bitOffset bits before the number within the storage
     * @param bits bits of the number
     */
    record Int(String name, int size, int encoding, int bitOffset, int bits) implements BtfType {
        /** {@link #encoding()} of a signed number. */
        public static final int SIGNED = 1;

        /** {@link #encoding()} of a character. */
        public static final int CHAR = 2;

        /** {@link #encoding()} of a truth value. */
        public static final int BOOL = 4;

        /** {@return a number that fills its storage} */
        public static Int of(String name, int size, int encoding) {
            return new Int(name, size, encoding, 0, size * Byte.SIZE);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.INT;
        }

        // written out, since linking what records have costs a JVM that has just begun more than to write a small object
        @Override
        public boolean equals(Object other) {
            return other instanceof Int that
                    && name.equals(that.name)
                    && size == that.size
                    && encoding == that.encoding
                    && bitOffset == that.bitOffset
                    && bits == that.bits;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * name.hashCode() + encoding) + bits;
        }
    }

    /**
     * A pointer to the type {@code target}.
     *
     * @param name empty but in what rustc makes, which names pointers and which kernels refuse
     */
    record Ptr(String name, int target) implements BtfType {
        /** Creates a pointer without a name. */
        public Ptr(int target) {
            this("", target);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.PTR;
        }

        // written out, as in Int
        @Override
        public boolean equals(Object other) {
            return other instanceof Ptr that && name.equals(that.name) && target == that.target;
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + target;
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
        public BtfKind kind() {
            return BtfKind.ARRAY;
        }

        // written out, as in Int
        @Override
        public boolean equals(Object other) {
            return other instanceof Array that && element == that.element && index == that.index && count == that.count;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * element + index) + Long.hashCode(count);
        }
    }

    /**
     * A struct.
     *
     * @param size bytes with padding
     * @param members its fields in the order of their offsets
     */
    record Struct(String name, int size, List<Member> members) implements Composite {
        public Struct {
            members = List.copyOf(members);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.STRUCT;
        }
    }

    /**
     * A union.
     *
     * @param size bytes with padding
     * @param members its alternatives
     */
    record Union(String name, int size, List<Member> members) implements Composite {
        public Union {
            members = List.copyOf(members);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.UNION;
        }
    }

    /**
     * A field of a struct or union.
     *
     * @param name empty for a struct or union whose fields are reached as if they were this one's
     * @param type id of its type
     * @param bitOffset where it begins, in bits from the struct's start
     * @param bitSize its bits if it is a bitfield, else 0
     */
    record Member(String name, int type, int bitOffset, int bitSize) {}

    /**
     * Names for numbers of 32 bits at most.
     *
     * @param size bytes of a value in memory
     */
    record Enum(String name, int size, boolean isSigned, List<Enumerator> values) implements Enumeration {
        public Enum {
            values = List.copyOf(values);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.ENUM;
        }
    }

    /**
     * Names for numbers of which some need 64 bits; since Linux 6.0.
     *
     * @param size bytes of a value in memory
     */
    record Enum64(String name, int size, boolean isSigned, List<Enumerator> values) implements Enumeration {
        public Enum64 {
            values = List.copyOf(values);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.ENUM64;
        }
    }

    /**
     * A value of an enum.
     *
     * @param value the number; of an enum that is not signed and of 64 bits, as an unsigned {@code long}
     */
    record Enumerator(String name, long value) {}

    /** A struct or, if {@code union}, a union of which only the name is known. */
    record Fwd(String name, boolean union) implements BtfType {
        @Override
        public BtfKind kind() {
            return BtfKind.FWD;
        }
    }

    /** Another name for a type. */
    record Typedef(String name, int type) implements Modifier {
        @Override
        public BtfKind kind() {
            return BtfKind.TYPEDEF;
        }
    }

    /** A type that is {@code volatile}. */
    record Volatile(int type) implements Modifier {
        @Override
        public BtfKind kind() {
            return BtfKind.VOLATILE;
        }
    }

    /** A type that is {@code const}. */
    record Const(int type) implements Modifier {
        @Override
        public BtfKind kind() {
            return BtfKind.CONST;
        }
    }

    /** A pointer that is {@code restrict}. */
    record Restrict(int type) implements Modifier {
        @Override
        public BtfKind kind() {
            return BtfKind.RESTRICT;
        }
    }

    /**
     * A type with a mark, such as {@code user}; since Linux 5.17.
     *
     * @param name the mark
     * @param attribute whether the mark is any attribute of the compiler's, not one of {@code btf_type_tag}; since Linux 6.15
     */
    record TypeTag(String name, int type, boolean attribute) implements Modifier {
        @Override
        public BtfKind kind() {
            return BtfKind.TYPE_TAG;
        }
    }

    /**
     * A mark of a struct, union, function, variable or typedef, or of a part of it, such as {@code bpf_kfunc}; since Linux 5.16.
     *
     * @param name the mark
     * @param type id of what is marked
     * @param component index of the member or parameter that is marked, -1 for the whole
     * @param attribute whether the mark is any attribute of the compiler's, not one of {@code btf_decl_tag}; since Linux 6.15
     */
    record DeclTag(String name, int type, int component, boolean attribute) implements BtfType {
        @Override
        public BtfKind kind() {
            return BtfKind.DECL_TAG;
        }
    }

    /** What a function takes and returns; {@code returnType} is a type's id. */
    record FuncProto(int returnType, List<Param> params) implements BtfType {
        public FuncProto {
            params = List.copyOf(params);
        }

        @Override
        public BtfKind kind() {
            return BtfKind.FUNC_PROTO;
        }
    }

    /** A parameter; {@code type} is its type's id. The last one without a name and of type 0 stands for {@code ...}. */
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

    /** What lies in a section: the id of a {@link Var}, or of a {@link Func} that is extern; bytes from the section's start. */
    record Entry(int var, int offset, int size) {}

    /** A floating point number of {@code size} bytes; since Linux 5.13. */
    record Float(String name, int size) implements BtfType {
        @Override
        public BtfKind kind() {
            return BtfKind.FLOAT;
        }
    }
}
