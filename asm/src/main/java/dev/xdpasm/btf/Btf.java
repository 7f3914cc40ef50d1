package dev.xdpasm.btf;

import java.util.List;

/**
 * A set of types, as the section {@code .BTF} holds them: the first has id 1, id 0 is {@code void}. Immutable.
 *
 * @param types the types in the order of their ids
 */
public record Btf(List<BtfType> types) {
    /** Types behind types, at most: what the kernel allows too (MAX_RESOLVE_DEPTH). */
    private static final int DEEPEST = 32;

    /** Creates a set; whether ids exist is checked where they are followed. */
    public Btf {
        types = List.copyOf(types);
    }

    /**
     * {@return the types in the bytes of a section {@code .BTF}}
     *
     * @throws BtfException if they are cut or contradict themselves
     */
    public static Btf decode(byte[] section) {
        return new BtfDecoder(section).decode();
    }

    /**
     * {@return the type of an id}
     *
     * @throws BtfException if there is none; {@code void}, id 0, is none
     */
    public BtfType type(int id) {
        if (id < 1 || id > types.size()) {
            throw new BtfException("BTF has no type " + Integer.toUnsignedString(id) + ", expected 1 to " + types.size());
        }
        return types.get(id - 1);
    }

    /**
     * {@return the bytes that a value of a type takes}
     *
     * @throws BtfException if the type has no size (void, functions), is endless, or is bigger than an int
     */
    public int sizeOf(int id) {
        long factor = 1;
        int at = id;
        for (int depth = 0; depth < DEEPEST; depth++) {
            BtfType type = type(at);
            int size = -1;
            if (type instanceof BtfType.Int number) {
                size = number.size();
            } else if (type instanceof BtfType.Ptr) {
                size = Long.BYTES;
            } else if (type instanceof BtfType.Struct struct) {
                size = struct.size();
            } else if (type instanceof BtfType.Array array) {
                factor = limited(factor * array.count(), id);
                at = array.element();
                continue;
            } else if (type instanceof BtfType.Var variable) {
                at = variable.type();
                continue;
            } else if (type instanceof BtfType.Other other) {
                if (isAlias(other.kind())) {
                    at = other.sizeOrType();
                    continue;
                }
                size = other.kind().word() == BtfKind.Word.SIZE ? other.sizeOrType() : -1;
            }
            if (size < 0) {
                throw new BtfException("BTF type " + at + " (" + type.kind() + ") has no size");
            }
            return (int) limited(factor * size, id);
        }
        throw new BtfException("BTF type " + id + " goes through more than " + DEEPEST + " types");
    }

    private static boolean isAlias(BtfKind kind) {
        return switch (kind) {
            case TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG -> true;
            default -> false;
        };
    }

    private static long limited(long size, int id) {
        if (size > Integer.MAX_VALUE) {
            throw new BtfException("BTF type " + id + " is bigger than " + Integer.MAX_VALUE + " bytes");
        }
        return size;
    }
}
