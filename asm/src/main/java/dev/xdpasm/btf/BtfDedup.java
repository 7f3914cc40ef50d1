package dev.xdpasm.btf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out types that are there twice, as when several objects become one. Two types are the same if they say the same
 * themselves and refer to the same types, however long the way and wherever it comes back to where it began.
 *
 * <p>Such circles are why types cannot be compared one by one. Instead all of them are taken as equal that say the same when
 * ids are left out, and parted as long as what they refer to is parted. A struct of which only the name is known is the
 * struct of this name, if there is only one.
 */
public final class BtfDedup {
    /** Pointers to pointers to pointers: more of them behind each other than any source has. */
    private static final int MOST_ROUNDS = 512;

    /**
     * What is left.
     *
     * @param btf the types, in the order of before
     * @param ids the id now of each id before; 0 stays 0
     */
    public record Result(Btf btf, int[] ids) {}

    private final List<BtfType> types;
    /** The number of each type's class of equal ones; of {@code void} 0. */
    private int[] classes;

    private BtfDedup(List<BtfType> types) {
        this.types = types;
        this.classes = new int[types.size() + 1];
    }

    /**
     * {@return the types without those that are there twice}
     *
     * @throws BtfException if they build on others, or refer to types that are not there
     */
    public static Result of(Btf btf) {
        if (btf.base().isPresent()) {
            throw new BtfException("BTF that builds on another cannot be freed of doubles, expected one that stands for itself");
        }
        int[] whole = wholeOf(btf.types());
        List<BtfType> resolved = new ArrayList<>();
        for (BtfType type : btf.types()) {
            resolved.add(type.withIds(id -> {
                if (id < 0 || id >= whole.length) {
                    throw BtfIndex.noSuchType(id, btf.count());
                }
                return whole[id];
            }));
        }
        return new BtfDedup(resolved).result(whole);
    }

    /** For each id the struct or union that a forward declaration stands for, or the id itself. */
    private static int[] wholeOf(List<BtfType> types) {
        Map<String, Integer> first = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i) instanceof BtfType.Composite composite && !composite.name().isEmpty()) {
                String key = composite.kind() + " " + composite.name();
                Integer known = first.putIfAbsent(key, i + 1);
                if (known != null && !shallow(composite).equals(shallow(types.get(known - 1)))) {
                    ambiguous.add(key);
                }
            }
        }
        int[] whole = new int[types.size() + 1];
        for (int id = 1; id < whole.length; id++) {
            whole[id] = id;
            if (types.get(id - 1) instanceof BtfType.Fwd forward) {
                String key = (forward.union() ? BtfKind.UNION : BtfKind.STRUCT) + " " + forward.name();
                whole[id] = ambiguous.contains(key) ? id : first.getOrDefault(key, id);
            }
        }
        return whole;
    }

    /** A type without what it refers to. */
    private static BtfType shallow(BtfType type) {
        return type.withIds(id -> 0);
    }

    private Result result(int[] whole) {
        int before = 0;
        int now = part(BtfDedup::shallow);
        for (int round = 0; now != before; round++) {
            if (round == MOST_ROUNDS) {
                throw new BtfException("BTF has more than " + MOST_ROUNDS + " nameless types behind each other");
            }
            before = now;
            int[] old = classes.clone();
            now = part(type -> type.withIds(id -> old[id]));
        }
        int[] firstOf = new int[now + 1];
        int[] ids = new int[types.size() + 1];
        List<Integer> kept = new ArrayList<>();
        for (int id = 1; id <= types.size(); id++) {
            int own = classes[id];
            if (whole[id] == id && firstOf[own] == 0) {
                kept.add(id);
                firstOf[own] = kept.size();
            }
        }
        Arrays.setAll(ids, id -> id == 0 ? 0 : firstOf[classes[whole[id]]]);
        List<BtfType> left = kept.stream().map(id -> types.get(id - 1).withIds(referred -> ids[referred])).toList();
        return new Result(new Btf(left), ids);
    }

    private interface View {
        BtfType of(BtfType type);
    }

    /** Gives equal views the same class; {@return how many classes there are}. */
    private int part(View view) {
        Map<BtfType, Integer> numbers = new HashMap<>();
        int[] next = new int[classes.length];
        for (int id = 1; id < next.length; id++) {
            next[id] = numbers.computeIfAbsent(view.of(types.get(id - 1)), added -> numbers.size() + 1);
        }
        classes = next;
        return numbers.size();
    }
}
