package dev.xdpasm.btf;

/**
 * Types by their ids: held as records ({@link Btf}) or read out of the bytes when they are asked for ({@link BtfIndex}). Ids go
 * from 1 to {@link #count}, those of a base first; id 0 is {@code void}. Immutable.
 */
public sealed interface BtfTypes permits Btf, BtfIndex {
    /** Types behind types, at most: what the kernel allows too (MAX_RESOLVE_DEPTH). */
    int DEEPEST = 32;

    /** {@return how many types there are, which is the highest id} */
    int count();

    /**
     * {@return the type of an id}
     *
     * @throws BtfException if there is none; {@code void}, id 0, is none
     */
    BtfType type(int id);

    /**
     * {@return the id behind typedefs, {@code const}, {@code volatile}, {@code restrict} and tags; 0 if that is {@code void}}
     *
     * @throws BtfException if there are more than {@link #DEEPEST} of them
     */
    default int skipModifiers(int id) {
        int at = id;
        for (int depth = 0; depth <= DEEPEST; depth++) {
            if (at != 0 && type(at) instanceof BtfType.Modifier modifier) {
                at = modifier.type();
            } else {
                return at;
            }
        }
        throw tooDeep(id);
    }

    /**
     * {@return the bytes that a value of a type takes}
     *
     * @throws BtfException if the type has no size (void, functions), is endless, or is bigger than an int
     */
    default int sizeOf(int id) {
        long factor = 1;
        int at = id;
        for (int depth = 0; depth < DEEPEST; depth++) {
            BtfType type = type(at);
            int size = -1;
            if (type instanceof BtfType.Array array) {
                factor = limited(factor * array.count(), id);
                at = array.element();
                continue;
            } else if (type instanceof BtfType.Modifier modifier) {
                at = modifier.type();
                continue;
            } else if (type instanceof BtfType.Var variable) {
                at = variable.type();
                continue;
            } else if (type instanceof BtfType.Int number) {
                size = number.size();
            } else if (type instanceof BtfType.Ptr) {
                size = Long.BYTES;
            } else if (type instanceof BtfType.Composite composite) {
                size = composite.size();
            } else if (type instanceof BtfType.Enumeration enumeration) {
                size = enumeration.size();
            } else if (type instanceof BtfType.Float number) {
                size = number.size();
            } else if (type instanceof BtfType.DataSection section) {
                size = section.size();
            }
            if (size < 0) {
                throw new BtfException("BTF type " + at + " (" + type.kind() + ") has no size");
            }
            return (int) limited(factor * size, id);
        }
        throw tooDeep(id);
    }

    private static BtfException tooDeep(int id) {
        return new BtfException("BTF type " + id + " goes through more than " + DEEPEST + " types");
    }

    private static long limited(long size, int id) {
        if (size > Integer.MAX_VALUE) {
            throw new BtfException("BTF type " + id + " is bigger than " + Integer.MAX_VALUE + " bytes");
        }
        return size;
    }
}
