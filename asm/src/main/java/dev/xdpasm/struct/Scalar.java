package dev.xdpasm.struct;

import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The numbers of C that fields are of, under the names of include/uapi/linux/types.h. */
enum Scalar {
    S8("__s8", "signed char", Byte.BYTES, BtfType.Int.SIGNED),
    S16("__s16", "short", Short.BYTES, BtfType.Int.SIGNED),
    S32("__s32", "int", Integer.BYTES, BtfType.Int.SIGNED),
    S64("__s64", "long long", Long.BYTES, BtfType.Int.SIGNED),
    U8("__u8", "unsigned char", Byte.BYTES, 0),
    U16("__u16", "unsigned short", Short.BYTES, 0),
    U32("__u32", "unsigned int", Integer.BYTES, 0),
    U64("__u64", "unsigned long long", Long.BYTES, 0),
    BE16("__be16", "unsigned short", Short.BYTES, 0),
    BE32("__be32", "unsigned int", Integer.BYTES, 0),
    BE64("__be64", "unsigned long long", Long.BYTES, 0),
    BOOL("bool", "_Bool", Byte.BYTES, BtfType.Int.BOOL),
    CHAR("char", "char", Byte.BYTES, BtfType.Int.SIGNED);

    private final String cName;
    private final String base;
    private final int size;
    private final int encoding;

    Scalar(String cName, String base, int size, int encoding) {
        this.cName = cName;
        this.base = base;
        this.size = size;
        this.encoding = encoding;
    }

    String cName() {
        return cName;
    }

    int size() {
        return size;
    }

    private boolean isBigEndian() {
        return this == BE16 || this == BE32 || this == BE64;
    }

    /** Adds the type and what it stands on; {@return its id}. */
    int addTo(BtfBuilder btf) {
        int number = btf.add(BtfType.Int.of(base, size, encoding));
        if (cName.equals(base)) {
            return number;
        }
        // as the kernel's headers have it: __be32 is a __u32
        int storage = isBigEndian() ? btf.add(new BtfType.Typedef("__u" + size * Byte.SIZE, number)) : number;
        return btf.add(new BtfType.Typedef(cName, storage));
    }

    /** Whether a number that its Java type holds in so many bytes fits; one of the same bytes fits as its bits. */
    boolean fits(long value, int javaBytes) {
        int shift = Long.SIZE - size * Byte.SIZE;
        boolean isSigned = encoding == BtfType.Int.SIGNED;
        return javaBytes == size || (isSigned ? value << shift >> shift : value << shift >>> shift) == value;
    }

    /** Writes the low bytes of a number, whatever the buffer's order: in network order or, as BPF here is, little-endian. */
    void put(ByteBuffer out, int at, long value) {
        boolean swapped = isBigEndian() != (out.order() == ByteOrder.BIG_ENDIAN);
        switch (size) {
            case Byte.BYTES -> out.put(at, (byte) value);
            case Short.BYTES -> out.putShort(at, swapped ? Short.reverseBytes((short) value) : (short) value);
            case Integer.BYTES -> out.putInt(at, swapped ? Integer.reverseBytes((int) value) : (int) value);
            default -> out.putLong(at, swapped ? Long.reverseBytes(value) : value);
        }
    }

    /** {@return the number at a place, with its sign if it has one} */
    long get(ByteBuffer in, int at) {
        boolean swapped = isBigEndian() != (in.order() == ByteOrder.BIG_ENDIAN);
        long value = switch (size) {
            case Byte.BYTES -> in.get(at);
            case Short.BYTES -> swapped ? Short.reverseBytes(in.getShort(at)) : in.getShort(at);
            case Integer.BYTES -> swapped ? Integer.reverseBytes(in.getInt(at)) : in.getInt(at);
            default -> swapped ? Long.reverseBytes(in.getLong(at)) : in.getLong(at);
        };
        int shift = Long.SIZE - size * Byte.SIZE;
        return encoding == BtfType.Int.SIGNED ? value : value << shift >>> shift;
    }
}
