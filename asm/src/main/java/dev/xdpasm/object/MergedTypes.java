package dev.xdpasm.object;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfDedup;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.btf.BtfType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The types of several objects as one set without doubles, and the ids that they have in it. Sections of variables are put
 * together from those of all objects.
 */
final class MergedTypes {
    private static final BtfType NUMBER = BtfType.Int.of("int", Integer.BYTES, BtfType.Int.SIGNED);

    private final List<BpfObject> objects;
    /** The id of each type of each object; 0 for those that are in no set. */
    private final List<int[]> ids = new ArrayList<>();

    private final List<BtfType> types;
    /** The sections of variables of all objects, in the order in which they come behind the other types. */
    private final Map<String, Integer> sections = new LinkedHashMap<>();

    MergedTypes(List<BpfObject> objects) {
        this.objects = objects;
        List<BtfType> all = new ArrayList<>();
        List<int[]> raw = new ArrayList<>();
        for (BpfObject object : objects) {
            raw.add(append(all, object));
        }
        BtfDedup.Result merged = BtfDedup.of(new Btf(all));
        for (int[] own : raw) {
            int[] now = new int[own.length];
            for (int id = 1; id < own.length; id++) {
                now[id] = merged.ids()[own[id]];
            }
            ids.add(now);
        }
        this.types = new ArrayList<>(merged.btf().types());
        for (BpfObject object : objects) {
            for (BtfType type : object.btf().types()) {
                if (type instanceof BtfType.DataSection section && isKept(section.name())) {
                    sections.computeIfAbsent(section.name(), name -> types.size() + sections.size() + 1);
                }
            }
        }
    }

    /** Maps and the license are described anew by who writes them. */
    private static boolean isKept(String section) {
        return DataMap.isSection(section) || section.equals(".kconfig") || section.equals(".ksyms");
    }

    private int[] append(List<BtfType> all, BpfObject object) {
        Btf btf = object.btf();
        Set<Integer> found = object.externs().stream()
                .filter(extern -> extern.kind() == Extern.Kind.OBJECT && isElsewhere(object, extern.name()))
                .map(Extern::type)
                .collect(Collectors.toSet());
        int[] own = new int[btf.types().size() + 1];
        int next = all.size();
        for (int id = 1; id < own.length; id++) {
            own[id] = btf.type(id) instanceof BtfType.DataSection ? 0 : ++next;
        }
        for (int id = 1; id < own.length; id++) {
            BtfType type = btf.type(id);
            if (!(type instanceof BtfType.DataSection)) {
                // nothing refers to an extern that another object has, whose own type tells more
                all.add(found.contains(id) ? NUMBER : type.withIds(referred -> own[referred]));
            }
        }
        return own;
    }

    private boolean isElsewhere(BpfObject object, String name) {
        return objects.stream()
                .filter(other -> other != object)
                .anyMatch(other -> other.functions().stream().anyMatch(function -> function.name().equals(name))
                        || other.globals().stream().anyMatch(global -> global.name().equals(name))
                        || other.maps().stream().anyMatch(map -> map.name().equals(name)));
    }

    /** {@return the id of a type of an object} */
    int id(int object, int id) {
        return id == 0 ? 0 : ids.get(object)[id];
    }

    /** {@return the id of the section of variables of that name, 0 if there is none} */
    int section(String name) {
        return sections.getOrDefault(name, 0);
    }

    /** {@return a map of an object, with the ids that its types have now} */
    MapSpec map(int object, MapSpec map) {
        MapSpec changed = map.withTypes(id(object, map.keyType()), id(object, map.valueType()));
        Optional<MapSpec> inner = map.inner();
        return inner.isPresent() ? changed.withInner(map(object, inner.get())) : changed;
    }

    /** {@return relocations of an object, with the ids that their types have now} */
    List<BtfExt.CoreRelocation> relocations(int object, List<BtfExt.CoreRelocation> before) {
        return before.stream()
                .map(r -> new BtfExt.CoreRelocation(r.section(), r.offset(), id(object, r.type()), r.access(), r.kind()))
                .toList();
    }

    /**
     * {@return all types}
     *
     * @param bases where the data of each object begin in that of all, by the section's name
     */
    Btf btf(Map<Integer, Map<String, Integer>> bases) {
        List<BtfType> all = new ArrayList<>(types);
        for (String name : sections.keySet()) {
            Map<Integer, BtfType.Entry> entries = new LinkedHashMap<>();
            int size = 0;
            for (int i = 0; i < objects.size(); i++) {
                int base = bases.getOrDefault(i, Map.of()).getOrDefault(name, 0);
                for (BtfType type : objects.get(i).btf().types()) {
                    if (type instanceof BtfType.DataSection section && section.name().equals(name)) {
                        for (BtfType.Entry entry : section.entries()) {
                            int variable = id(i, entry.var());
                            // externs are the same in all objects, variables are not
                            int key = DataMap.isSection(name) ? entries.size() : -variable;
                            entries.put(key, new BtfType.Entry(variable, base + entry.offset(), entry.size()));
                        }
                        size = DataMap.isSection(name) ? base + section.size() : size + section.size();
                    }
                }
            }
            all.add(new BtfType.DataSection(name, size, List.copyOf(entries.values())));
        }
        return new Btf(all);
    }
}
