package dev.xdpasm.elf;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What lies where in the sections of a file: what a relocation to a place means. Not thread-safe. */
final class Places {

    /** What lies at a place. */
    sealed interface Content {}

    /** A map. */
    record MapAt(String name) implements Content {}

    /** A function. */
    record FunctionAt(String name) implements Content {}

    /** A byte of global data, {@code offset} bytes from the start of a map's value. */
    record DataAt(String map, long offset) implements Content {}

    private final Map<Integer, Map<Long, Content>> exact = new HashMap<>();
    private final Map<Integer, String> data = new HashMap<>();

    /** Says that a map begins at a place. */
    void putMap(int section, long offset, String name) {
        exact.computeIfAbsent(section, index -> new HashMap<>()).put(offset, new MapAt(name));
    }

    /** Says that a function begins at a place. */
    void putFunction(int section, long offset, String name) {
        exact.computeIfAbsent(section, index -> new HashMap<>()).put(offset, new FunctionAt(name));
    }

    /** Says that a section is the value of a map of global data. */
    void putData(int section, String map) {
        data.put(section, map);
    }

    /** {@return what lies at a place, if anything that can be referred to} */
    Optional<Content> at(int section, long offset) {
        String map = data.get(section);
        if (map != null) {
            return Optional.of(new DataAt(map, offset));
        }
        return Optional.ofNullable(exact.getOrDefault(section, Map.of()).get(offset));
    }
}
