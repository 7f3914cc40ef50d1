package dev.xdpasm.btf;

/**
 * The kinds of BTF types ({@code BTF_KIND_*}, include/uapi/linux/btf.h, Linux 6.18), in the kernel's order, with what follows
 * the 12 bytes that every type begins with.
 */
public enum BtfKind {
    INT(Word.SIZE, 4, 0),
    PTR(Word.TYPE, 0, 0),
    ARRAY(Word.NONE, 12, 0),
    STRUCT(Word.SIZE, 0, 12),
    UNION(Word.SIZE, 0, 12),
    ENUM(Word.SIZE, 0, 8),
    FWD(Word.NONE, 0, 0),
    TYPEDEF(Word.TYPE, 0, 0),
    VOLATILE(Word.TYPE, 0, 0),
    CONST(Word.TYPE, 0, 0),
    RESTRICT(Word.TYPE, 0, 0),
    FUNC(Word.TYPE, 0, 0),
    FUNC_PROTO(Word.TYPE, 0, 8),
    VAR(Word.TYPE, 4, 0),
    DATASEC(Word.SIZE, 0, 12),
    FLOAT(Word.SIZE, 0, 0),
    DECL_TAG(Word.TYPE, 4, 0),
    TYPE_TAG(Word.TYPE, 0, 0),
    ENUM64(Word.SIZE, 0, 12);

    /** What the last of the three words says that every type begins with. */
    enum Word {
        /** Bytes of the type. */
        SIZE,
        /** Another type's id. */
        TYPE,
        /** Nothing that matters here. */
        NONE
    }

    private final Word word;
    private final int fixedBytes;
    private final int elementBytes;

    BtfKind(Word word, int fixedBytes, int elementBytes) {
        this.word = word;
        this.fixedBytes = fixedBytes;
        this.elementBytes = elementBytes;
    }

    /** {@return the number in the type's info word} */
    public int number() {
        return ordinal() + 1;
    }

    Word word() {
        return word;
    }

    /** Bytes behind the first 12 that are there whatever the type's length. */
    int fixedBytes() {
        return fixedBytes;
    }

    /** Bytes of each element (member, parameter, value, variable) behind these. */
    int elementBytes() {
        return elementBytes;
    }
}
