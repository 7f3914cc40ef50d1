package dev.xdpasm.btf;

import java.util.List;
import java.util.Optional;

/**
 * A set of types as records, as the section {@code .BTF} holds them: the first has id 1, or the one behind the last of the
 * types that they build on. Immutable.
 *
 * @param types the types in the order of their ids
 * @param base the types that these build on: a kernel's, for those of a module (split BTF)
 */
public record Btf(List<BtfType> types, Optional<BtfIndex> base) implements BtfTypes {

    /** Creates a set; whether ids exist is checked where they are followed, and by {@link BtfRules}. */
    public Btf {
        types = List.copyOf(types);
    }

    /** Creates a set that stands for itself. */
    public Btf(List<BtfType> types) {
        this(types, Optional.empty());
    }

    /**
     * {@return the types in the bytes of a section {@code .BTF}}
     *
     * @throws BtfException if they are cut or contradict themselves, or refer to types that are not there
     */
    public static Btf decode(byte[] section) {
        return BtfIndex.of(section).decodeAll();
    }

    /** {@return the id of the first type} */
    public int firstId() {
        return base.map(BtfIndex::count).orElse(0) + 1;
    }

    @Override
    public int count() {
        return firstId() - 1 + types.size();
    }

    @Override
    public BtfType type(int id) {
        int first = firstId();
        if (base.isPresent() && id >= 1 && id < first) {
            return base.get().type(id);
        }
        if (id < first || id - first >= types.size()) {
            throw BtfIndex.noSuchType(id, count());
        }
        return types.get(id - first);
    }
}
