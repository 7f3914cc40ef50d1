package dev.xdpasm.elf;

import dev.xdpasm.elf.ElfImage.Section;
import dev.xdpasm.elf.ElfImage.Symbol;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Maps as they were described before BTF: numbers in a section {@code maps} or {@code maps/NAME}, one struct a map.
 *
 * <p>All begin with the five fields of libbpf's {@code struct bpf_map_def}. Rust's loader has two more, an id and how the map
 * is pinned. Whatever else stands behind must be 0, as it may mean anything.
 */
final class LegacyMaps {
    static final String NAME = "maps";

    /** type, key_size, value_size, max_entries, map_flags: u32 each. */
    private static final int LEAST_BYTES = 20;

    /** These and id, pinning. */
    private static final int RUST_BYTES = 28;

    private static final int PINNING = 24;

    private final ElfImage image;
    private final Section section;
    private final ByteBuffer in;

    private LegacyMaps(ElfImage image, Section section) {
        this.image = image;
        this.section = section;
        this.in = ByteBuffer.wrap(image.bytes(section)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** {@return whether a section holds such maps} */
    static boolean isSection(Section section) {
        return section.type() == Elf.SHT_PROGBITS
                && (section.name().equals(NAME) || section.name().startsWith(NAME + "/"));
    }

    /** {@return the maps of a section, in their order}, and notes where they lie. */
    static List<MapSpec> read(ElfImage image, Section section, Places places) {
        return new LegacyMaps(image, section).read(places);
    }

    private List<MapSpec> read(Places places) {
        List<Symbol> symbols = new ArrayList<>(image.symbolsIn(section));
        symbols.removeIf(symbol -> symbol.type() == Elf.STT_FUNC);
        symbols.sort(Comparator.comparingLong(Symbol::value));
        List<MapSpec> maps = new ArrayList<>();
        boolean named = section.name().length() > NAME.length();
        if (symbols.isEmpty() && named && in.limit() > 0) {
            String name = section.name().substring(NAME.length() + 1);
            if (name.isEmpty()) {
                throw image.error(section, 0, "a map without a name");
            }
            places.putMap(section.index(), 0, name);
            return List.of(map(name, 0, in.limit()));
        }
        for (int i = 0; i < symbols.size(); i++) {
            Symbol symbol = symbols.get(i);
            long end = i + 1 < symbols.size() ? symbols.get(i + 1).value() : in.limit();
            if (symbol.value() < 0 || symbol.value() > in.limit() || end > in.limit()) {
                throw image.error(section, symbol.value(), "map " + symbol.name() + " lies outside of the section's "
                        + in.limit() + " bytes");
            }
            maps.add(map(symbol.name(), (int) symbol.value(), (int) end));
            places.putMap(section.index(), symbol.value(), symbol.name());
        }
        return maps;
    }

    private MapSpec map(String name, int at, int end) {
        if (end - at < LEAST_BYTES) {
            throw image.error(section, at, "map " + name + " has " + (end - at) + " bytes, expected at least " + LEAST_BYTES);
        }
        int number = in.getInt(at);
        MapType type = MapType.byValue(number)
                .orElseThrow(() -> image.error(
                        section, at, "map " + name + " is of the unknown type " + Integer.toUnsignedString(number)));
        int[] sizes = new int[3];
        for (int i = 0; i < sizes.length; i++) {
            int field = at + (i + 1) * Integer.BYTES;
            sizes[i] = in.getInt(field);
            if (sizes[i] < 0) {
                throw image.error(section, field, "map " + name + " has a size of " + Integer.toUnsignedString(sizes[i])
                        + ", expected at most " + Integer.MAX_VALUE);
            }
        }
        MapSpec map = new MapSpec(name, type, sizes[0], sizes[1], sizes[2], in.getInt(at + 16));
        boolean rust = end - at == RUST_BYTES;
        int rest = at + LEAST_BYTES;
        if (rust) {
            rest = at + RUST_BYTES;
            int pinning = in.getInt(at + PINNING);
            if (pinning != 0 && pinning != 1) {
                throw image.error(section, at + PINNING, "map " + name + " is pinned in way "
                        + Integer.toUnsignedString(pinning) + ", expected 0 (not) or 1 (by name)");
            }
            map = map.withPinning(pinning == 0 ? MapSpec.Pinning.NONE : MapSpec.Pinning.BY_NAME);
        }
        for (; rest < end; rest++) {
            if (in.get(rest) != 0) {
                throw image.error(section, rest, "map " + name
                        + " says more of itself than is known, expected zeros behind its first " + LEAST_BYTES + " bytes");
            }
        }
        return map;
    }
}
