package dev.xdpasm.object;

import dev.xdpasm.BpfException;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Relocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one object of several, by libbpf's rules: what is static stays each object's own, of what is seen by all there is one of
 * a name, a weak one gives way, and an extern finds what another object has.
 */
public final class ObjectLinker {

    /** Where something that all objects see is: which object has it, and by what name there. */
    private record Winner(int object, String name, boolean weak, String kind) {}

    /** Global data of one object within that of all. */
    private record Part(int object, String map) {}

    private static final int DATA_ALIGN = Long.BYTES;

    private final List<BpfObject> objects;
    private final MergedTypes types;
    /** Functions, globals and maps that all objects see, by name. */
    private final Map<String, Winner> winners = new LinkedHashMap<>();

    private final Map<Part, Integer> bases = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    /** What things of each object are called now. */
    private final List<Map<String, String>> functionNames = new ArrayList<>();

    private final List<Map<String, String>> globalNames = new ArrayList<>();
    private final List<Map<String, String>> mapNames = new ArrayList<>();

    private ObjectLinker(List<BpfObject> objects) {
        this.objects = objects;
        this.types = new MergedTypes(objects);
    }

    /**
     * {@return the objects as one, called as the first}
     *
     * @throws BpfException if two of them have the same strong function, global or map, or different licenses, or what one says
     *     of an extern is not what the other has
     */
    public static BpfObject link(List<BpfObject> objects) {
        if (objects.isEmpty()) {
            throw new BpfException("no objects to link");
        }
        return objects.size() == 1 ? objects.get(0) : new ObjectLinker(objects).linked();
    }

    private BpfObject linked() {
        requireSame("license", objects.stream().map(BpfObject::license).toList());
        requireSame("version", objects.stream().map(object -> Integer.toString(object.version())).toList());
        for (int i = 0; i < objects.size(); i++) {
            claim(i);
        }
        for (int i = 0; i < objects.size(); i++) {
            name(i);
        }
        List<MapSpec> maps = maps();
        List<BpfProgram> programs = new ArrayList<>();
        List<Subprogram> subprograms = new ArrayList<>();
        List<Global> globals = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            int object = i;
            objects.get(i).programs().forEach(program -> programs.add(program
                    .withName(functionNames.get(object).getOrDefault(program.name(), program.name()))
                    .withCode(code(object, program.code()))
                    .withTypes(types.id(object, program.funcType()), types.relocations(object, program.coreRelocations()))));
            for (Subprogram subprogram : objects.get(i).subprograms()) {
                if (isKept(object, subprogram.name(), subprogram.binding())) {
                    subprograms.add(subprogram
                            .withName(functionNames.get(object).getOrDefault(subprogram.name(), subprogram.name()))
                            .withCode(code(object, subprogram.code()))
                            .withTypes(
                                    types.id(object, subprogram.funcType()),
                                    types.relocations(object, subprogram.coreRelocations())));
                }
            }
            for (Global global : objects.get(i).globals()) {
                if (isKept(object, global.name(), global.binding())) {
                    globals.add(new Global(
                            globalNames.get(object).getOrDefault(global.name(), global.name()),
                            global.map(),
                            base(object, global.map()) + global.offset(),
                            global.size(),
                            types.id(object, global.type()),
                            global.binding()));
                }
            }
        }
        return objects.get(0)
                .toBuilder()
                .programs(programs)
                .subprograms(subprograms)
                .maps(maps)
                .globals(globals)
                .externs(externs())
                .btf(types.btf(bases()))
                .build();
    }

    private static void requireSame(String what, List<String> values) {
        for (String value : values) {
            if (!value.equals(values.get(0))) {
                throw new BpfException("the objects have different " + what + "s, " + values.get(0) + " and " + value
                        + ", expected one");
            }
        }
    }

    /** Says what an object has that all see. */
    private void claim(int object) {
        BpfObject own = objects.get(object);
        own.programs().forEach(program -> claim(program.name(), new Winner(object, program.name(), false, "program")));
        for (Subprogram subprogram : own.subprograms()) {
            if (subprogram.binding() != Binding.LOCAL) {
                boolean weak = subprogram.binding() == Binding.WEAK;
                claim(subprogram.name(), new Winner(object, subprogram.name(), weak, "function"));
            }
        }
        for (Global global : own.globals()) {
            if (global.binding() != Binding.LOCAL) {
                boolean weak = global.binding() == Binding.WEAK;
                claim(global.name(), new Winner(object, global.name(), weak, "global"));
            }
        }
        for (MapSpec map : own.maps()) {
            if (!DataMap.is(map) && map.binding() != Binding.LOCAL) {
                claimMap(map, new Winner(object, map.name(), map.binding() == Binding.WEAK, "map"));
            }
        }
    }

    private void claim(String name, Winner claim) {
        Winner before = winners.get(name);
        if (before == null || before.weak() && !claim.weak()) {
            if (before != null) {
                requireSameKind(name, before, claim);
            }
            winners.put(name, claim);
            return;
        }
        requireSameKind(name, before, claim);
        if (!claim.weak()) {
            throw new BpfException("two objects have a " + claim.kind() + " " + name + ", " + shown(before.object()) + " and "
                    + shown(claim.object()) + ", expected one of them to be weak, static or extern");
        }
    }

    /** A weak map must be the same wherever it is: programs of both objects reach into it. */
    private void claimMap(MapSpec map, Winner claim) {
        Winner before = winners.get(map.name());
        claim(map.name(), claim);
        if (before != null && before.kind().equals("map")) {
            MapSpec other = objects.get(before.object()).map(map.name());
            boolean same = bare(other).equals(bare(map));
            if (!same) {
                throw new BpfException("map " + map.name() + " of " + shown(claim.object()) + " is another than that of "
                        + shown(before.object()) + ", expected the same type, sizes and flags");
            }
        }
    }

    /** What of a map its programs depend on. */
    private static MapSpec bare(MapSpec map) {
        return map.withTypes(0, 0).withEntries(List.of()).withBinding(Binding.GLOBAL);
    }

    private static void requireSameKind(String name, Winner before, Winner claim) {
        if (!before.kind().equals(claim.kind())) {
            throw new BpfException(name + " is a " + before.kind() + " in one object and a " + claim.kind()
                    + " in another, expected different names");
        }
    }

    private String shown(int object) {
        String name = objects.get(object).name();
        return name.isEmpty() ? "object " + (object + 1) : name;
    }

    private boolean isKept(int object, String name, Binding binding) {
        Winner winner = winners.get(name);
        return binding == Binding.LOCAL || winner != null && winner.object() == object;
    }

    /** Gives what is an object's own a name that is nobody else's. */
    private void name(int object) {
        BpfObject own = objects.get(object);
        Map<String, String> functions = new HashMap<>();
        own.subprograms().stream()
                .filter(subprogram -> subprogram.binding() == Binding.LOCAL)
                .forEach(subprogram -> functions.put(subprogram.name(), unique(subprogram.name())));
        functionNames.add(functions);
        Map<String, String> globals = new HashMap<>();
        own.globals().stream()
                .filter(global -> global.binding() == Binding.LOCAL)
                .forEach(global -> globals.put(global.name(), unique(global.name())));
        globalNames.add(globals);
        Map<String, String> maps = new HashMap<>();
        own.maps().stream()
                .filter(map -> map.binding() == Binding.LOCAL)
                .forEach(map -> maps.put(map.name(), unique(map.name())));
        mapNames.add(maps);
    }

    private String unique(String name) {
        String unique = name;
        for (int i = 2; winners.containsKey(unique) || !names.add(unique); i++) {
            unique = name + "$" + i;
        }
        return unique;
    }

    private List<MapSpec> maps() {
        Map<String, MapSpec> all = new LinkedHashMap<>();
        Map<String, byte[]> contents = new HashMap<>();
        Map<String, Integer> sizes = new HashMap<>();
        for (int i = 0; i < objects.size(); i++) {
            for (MapSpec map : objects.get(i).maps()) {
                if (!DataMap.is(map)) {
                    if (isKept(i, map.name(), map.binding())) {
                        String name = mapNames.get(i).getOrDefault(map.name(), map.name());
                        all.put(name, types.map(i, map).withName(name).withEntries(entries(i, map)));
                    }
                    continue;
                }
                int end = sizes.getOrDefault(map.name(), 0);
                int base = (end + DATA_ALIGN - 1) / DATA_ALIGN * DATA_ALIGN;
                bases.put(new Part(i, map.name()), base);
                sizes.put(map.name(), Math.addExact(base, map.valueSize()));
            }
        }
        // data comes behind the others, as it does in one object
        sizes.forEach((name, size) -> {
            Bytes content = Bytes.zeros(size);
            int flags = 0;
            for (int i = 0; i < objects.size(); i++) {
                for (MapSpec map : objects.get(i).maps()) {
                    if (map.name().equals(name)) {
                        Bytes own = DataMap.content(map);
                        content = own.isZero() ? content : content.with(base(i, name), own.toArray());
                        flags |= map.flags();
                    }
                }
            }
            int type = types.section(name);
            all.put(name, DataMap.withContent(MapSpec.array(name, size, 1).withFlags(flags).withTypes(0, type), content));
        });
        return List.copyOf(all.values());
    }

    private List<MapEntry> entries(int object, MapSpec map) {
        return map.entries().stream()
                .map(entry -> entry instanceof MapEntry.Reference reference
                        ? new MapEntry.Reference(
                                reference.index(),
                                mapNames.get(object)
                                        .getOrDefault(
                                                reference.name(),
                                                functionNames.get(object).getOrDefault(reference.name(), reference.name())))
                        : entry)
                .toList();
    }

    private int base(int object, String map) {
        return bases.getOrDefault(new Part(object, map), 0);
    }

    private Map<Integer, Map<String, Integer>> bases() {
        Map<Integer, Map<String, Integer>> all = new HashMap<>();
        bases.forEach((part, base) -> all.computeIfAbsent(part.object(), o -> new HashMap<>()).put(part.map(), base));
        return all;
    }

    /** The externs that no object has, each once; strong where one wants it so. */
    private List<Extern> externs() {
        Map<String, Extern> left = new LinkedHashMap<>();
        for (int i = 0; i < objects.size(); i++) {
            for (Extern extern : objects.get(i).externs()) {
                boolean resolved = extern.kind() == Extern.Kind.OBJECT && winners.containsKey(extern.name());
                Extern own = new Extern(extern.name(), extern.kind(), types.id(i, extern.type()), extern.weak());
                if (!resolved) {
                    left.merge(extern.name(), own, ObjectLinker::both);
                }
            }
        }
        return List.copyOf(left.values());
    }

    private static Extern both(Extern one, Extern other) {
        if (one.kind() != other.kind()) {
            throw new BpfException("extern " + one.name() + " is " + one.kind() + " in one object and " + other.kind()
                    + " in another, expected one kind");
        }
        return new Extern(one.name(), one.kind(), one.type(), one.weak() && other.weak());
    }

    private Code code(int object, Code code) {
        long[] words = code.words();
        List<Relocation> relocations = new ArrayList<>();
        for (Relocation relocation : code.relocations()) {
            relocations.add(relocation(object, words, relocation));
        }
        return Code.of(words, words.length, relocations, code.lines());
    }

    private Relocation relocation(int object, long[] words, Relocation before) {
        int slot = before.slot();
        String name = before.symbol();
        return switch (before.kind()) {
            case MAP -> new Relocation(slot, Relocation.Kind.MAP, mapNames.get(object).getOrDefault(name, name));
            case FUNCTION -> new Relocation(
                    slot, Relocation.Kind.FUNCTION, functionNames.get(object).getOrDefault(name, name));
            case MAP_VALUE -> data(object, words, before);
            case EXTERN -> {
                Winner winner = winners.get(name);
                boolean found = winner != null && objects.get(object).extern(name).kind() == Extern.Kind.OBJECT;
                yield found ? resolved(words, before, winner) : before;
            }
        };
    }

    /** A byte of global data: that of a weak global that gave way is the winner's. */
    private Relocation data(int object, long[] words, Relocation before) {
        int slot = before.slot();
        int offset = Insn.imm(words[slot + 1]);
        for (Global global : objects.get(object).globals()) {
            boolean within = global.map().equals(before.symbol()) && offset >= global.offset()
                    && offset < global.offset() + global.size();
            if (within && !isKept(object, global.name(), global.binding())) {
                return toGlobal(words, slot, winners.get(global.name()), offset - global.offset());
            }
        }
        words[slot + 1] = Insn.withImm(words[slot + 1], offset + base(object, before.symbol()));
        return before;
    }

    private Relocation toGlobal(long[] words, int slot, Winner winner, int distance) {
        Global global = objects.get(winner.object()).global(winner.name());
        int offset = base(winner.object(), global.map()) + global.offset() + distance;
        words[slot + 1] = Insn.withImm(words[slot + 1], offset);
        return new Relocation(slot, Relocation.Kind.MAP_VALUE, global.map());
    }

    private Relocation resolved(long[] words, Relocation before, Winner winner) {
        int slot = before.slot();
        boolean wide = Insn.isWide(words[slot]);
        return switch (winner.kind()) {
            case "global" -> {
                if (!wide) {
                    throw new BpfException(before.symbol() + " is called, but is a global in " + shown(winner.object()));
                }
                yield toGlobal(words, slot, winner, Insn.imm(words[slot + 1]));
            }
            case "map" -> new Relocation(slot, Relocation.Kind.MAP, before.symbol());
            default -> new Relocation(slot, Relocation.Kind.FUNCTION, before.symbol());
        };
    }
}
