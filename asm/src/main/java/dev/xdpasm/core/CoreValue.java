package dev.xdpasm.core;

import dev.xdpasm.btf.BtfType;
import dev.xdpasm.btf.BtfTypes;
import dev.xdpasm.btf.CoreRelocationKind;

/**
 * What a relocation asks of one side: the number that compilers put into the instruction, or that is to stand in it.
 *
 * @param number the number
 * @param isCertain whether the compiler must have put this number in; of bitfields there are several that are right
 * @param size bytes of the field that a load or store accesses, or of an enum's value; 0 where neither was asked for
 * @param type id of that field's or value's type
 */
record CoreValue(long number, boolean isCertain, int size, int type) {

    private static CoreValue certain(long number) {
        return new CoreValue(number, true, 0, 0);
    }

    /**
     * What is asked of an access.
     *
     * @throws CoreException if it cannot be told, such as the sign of an array's element
     */
    static CoreValue of(CoreRelocationKind kind, Access access) {
        BtfTypes types = access.types();
        return switch (kind) {
            case BPF_CORE_FIELD_EXISTS, BPF_CORE_TYPE_EXISTS, BPF_CORE_TYPE_MATCHES, BPF_CORE_ENUMVAL_EXISTS -> certain(1);
            case BPF_CORE_TYPE_SIZE -> certain(types.sizeOf(access.root()));
            // linkers give types other ids and leave instructions as they are
            case BPF_CORE_TYPE_ID_LOCAL, BPF_CORE_TYPE_ID_TARGET -> new CoreValue(access.root(), false, 0, 0);
            case BPF_CORE_ENUMVAL_VALUE -> enumerator(access);
            case BPF_CORE_FIELD_BYTE_OFFSET, BPF_CORE_FIELD_BYTE_SIZE, BPF_CORE_FIELD_SIGNED, BPF_CORE_FIELD_LSHIFT_U64,
                    BPF_CORE_FIELD_RSHIFT_U64 -> access.last().isElement() ? element(kind, access) : field(kind, access);
        };
    }

    private static CoreValue enumerator(Access access) {
        BtfType.Enumeration enumeration = (BtfType.Enumeration) access.types().type(access.last().type());
        long value = enumeration.values().get(access.last().index()).value();
        // 32 bits with their sign, whatever the enum says of it, as LLVM before 15 says nothing: see CorePatch
        boolean isWide = enumeration instanceof BtfType.Enum64;
        return new CoreValue(isWide ? value : (int) value, true, isWide ? Long.BYTES : Integer.BYTES, access.last().type());
    }

    private static CoreValue element(CoreRelocationKind kind, Access access) {
        int type = access.last().type();
        int size = access.types().sizeOf(type);
        return switch (kind) {
            case BPF_CORE_FIELD_BYTE_OFFSET -> new CoreValue(access.bitOffset() / Byte.SIZE, true, size, type);
            case BPF_CORE_FIELD_BYTE_SIZE -> certain(size);
            default -> throw new CoreException(kind.shortName() + " of " + access.shown() + ", an element of an array");
        };
    }

    private static CoreValue field(CoreRelocationKind kind, Access access) {
        BtfTypes types = access.types();
        BtfType.Composite owner = (BtfType.Composite) types.type(access.last().type());
        BtfType.Member member = owner.members().get(access.last().index());
        int type = types.skipModifiers(member.type());
        boolean isBitfield = member.bitSize() != 0;
        long bitOffset = access.bitOffset();
        int size = types.sizeOf(type);
        if (isBitfield && size == 0) {
            throw new CoreException(access.shown() + " is a bitfield in 0 bytes");
        }
        long bits = isBitfield ? member.bitSize() : (long) size * Byte.SIZE;
        long offset = isBitfield ? bitOffset / Byte.SIZE / size * size : bitOffset / Byte.SIZE;
        while (isBitfield && bitOffset + bits - offset * Byte.SIZE > (long) size * Byte.SIZE) {
            if (size >= Long.BYTES) {
                throw new CoreException(access.shown() + " lies across " + Long.BYTES + " bytes, so that no load has all of it");
            }
            size *= 2;
            offset = bitOffset / Byte.SIZE / size * size;
        }
        return switch (kind) {
            case BPF_CORE_FIELD_BYTE_OFFSET -> new CoreValue(offset, !isBitfield, isBitfield ? 0 : size, type);
            case BPF_CORE_FIELD_BYTE_SIZE -> new CoreValue(size, !isBitfield, 0, 0);
            case BPF_CORE_FIELD_SIGNED -> certain(isSigned(types.type(type)) ? 1 : 0);
            case BPF_CORE_FIELD_LSHIFT_U64 -> new CoreValue(
                    Long.SIZE - (bitOffset + bits - offset * Byte.SIZE), !isBitfield, 0, 0);
            default -> certain(Long.SIZE - bits);
        };
    }

    private static boolean isSigned(BtfType type) {
        return type instanceof BtfType.Int number && (number.encoding() & BtfType.Int.SIGNED) != 0
                || type instanceof BtfType.Enumeration enumeration && enumeration.isSigned();
    }
}
