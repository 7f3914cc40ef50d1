package dev.xdpasm.elf;

import dev.xdpasm.elf.ElfImage.Section;
import dev.xdpasm.elf.ElfImage.Symbol;
import dev.xdpasm.object.MapEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What maps of maps and of programs hold from the start: relocations of the section {@code .maps}, each of which puts the
 * address of a map or a function into a slot of 8 bytes.
 */
final class MapValues {
    private final ElfImage image;
    private final Section maps;
    private final NavigableMap<Long, MapSection.Variable> variables = new TreeMap<>();
    private final Places places;
    private final Map<String, List<MapEntry.Reference>> entries = new HashMap<>();

    MapValues(ElfImage image, Section maps, List<MapSection.Variable> variables, Places places) {
        this.image = image;
        this.maps = maps;
        variables.stream()
                .filter(variable -> variable.valuesOffset() >= 0)
                .forEach(variable -> this.variables.put(first(variable), variable));
        this.places = places;
    }

    /** {@return what a map holds from the start, in the order of the slots} */
    List<MapEntry> of(String map) {
        List<MapEntry.Reference> all = new ArrayList<>(entries.getOrDefault(map, List.of()));
        all.sort(Comparator.comparingInt(MapEntry.Reference::index));
        return List.copyOf(all);
    }

    /** Reads what is put into a slot. */
    void read(ElfImage.Relocation relocation) {
        long offset = relocation.offset();
        String target = relocation.symbol().name();
        Map.Entry<Long, MapSection.Variable> before = variables.floorEntry(offset);
        if (before == null || offset > (long) before.getValue().offset() + before.getValue().size() - Long.BYTES) {
            throw image.error(maps, offset, "an address of '" + target
                    + "', expected it in a slot of a map of maps or programs");
        }
        String map = before.getValue().map().name();
        long distance = offset - first(before.getValue());
        if (distance % Long.BYTES != 0) {
            throw image.error(maps, offset, "an address in the middle of a slot of map " + map);
        }
        entries.computeIfAbsent(map, name -> new ArrayList<>())
                .add(new MapEntry.Reference((int) (distance / Long.BYTES), name(offset, relocation.symbol())));
    }

    private static long first(MapSection.Variable variable) {
        return (long) variable.offset() + variable.valuesOffset();
    }

    private String name(long offset, Symbol symbol) {
        Places.Content content = places.at(symbol.section(), symbol.value()).orElse(null);
        if (content instanceof Places.MapAt map) {
            return map.name();
        }
        if (content instanceof Places.FunctionAt function) {
            return function.name();
        }
        throw image.error(maps, offset, "an address of '" + symbol.name() + "', expected a map or a program");
    }
}
