package dev.xdpasm.btf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects types and gives them ids; an equal type gets the id it has already. Not thread-safe. */
public final class BtfBuilder {
    private final Optional<BtfIndex> base;
    private final int firstId;
    private final List<BtfType> types = new ArrayList<>();

    /** The id of the first type of each kind and name. Nearly all are alone, and are not hashed: see {@link #add}. */
    private final Map<String, Integer> firsts = new HashMap<>();

    /** The ids of those that are not the first of their kind and name. */
    private final Map<BtfType, Integer> others = new HashMap<>();

    /** Creates a builder of types that stand for themselves. */
    public BtfBuilder() {
        this.base = Optional.empty();
        this.firstId = 1;
    }

    /** Creates a builder of types that build on others, as a module's do on the kernel's. */
    public BtfBuilder(BtfIndex base) {
        this.base = Optional.of(base);
        this.firstId = base.count() + 1;
    }

    /** {@return the id of a type, which is added if it is new} */
    public int add(BtfType type) {
        // the first hash of a record of each kind links method handles, longer than it takes to write a small object
        Integer first = firsts.putIfAbsent(type.kind() + " " + type.name(), firstId + types.size());
        if (first == null) {
            return append(type);
        }
        if (types.get(first - firstId).equals(type)) {
            return first;
        }
        Integer known = others.get(type);
        if (known == null) {
            known = append(type);
            others.put(type, known);
        }
        return known;
    }

    /** {@return an id for a type that {@link #define} will say, so that types can refer to each other in a circle} */
    public int reserve() {
        return append(new BtfType.Fwd("", false));
    }

    /** Says which type a reserved id is. */
    public void define(int id, BtfType type) {
        types.set(id - firstId, type);
    }

    /**
     * Adds all types of another set behind those that are there, equal ones too; {@link BtfDedup} finds these.
     *
     * @return what was added to each of its ids but 0
     */
    public int append(Btf other) {
        int shift = firstId + types.size() - 1;
        if (shift == 0) {
            types.addAll(other.types());
            return shift;
        }
        for (BtfType type : other.types()) {
            append(type.withIds(id -> id == 0 ? 0 : id + shift));
        }
        return shift;
    }

    private int append(BtfType type) {
        types.add(type);
        return firstId + types.size() - 1;
    }

    /** {@return the types so far; the builder can go on} */
    public Btf build() {
        return new Btf(types, base);
    }
}
