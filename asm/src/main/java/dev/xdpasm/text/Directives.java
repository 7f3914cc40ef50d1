package dev.xdpasm.text;

import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.SectionType;
import dev.xdpasm.uapi.MapType;
import java.util.Arrays;
import java.util.List;

/**
 * What is said about a program rather than in it: {@code .program}, {@code .map}, {@code .license}. Reads one directive, of
 * which the name is already taken.
 */
final class Directives {
    private static final List<String> NAMES =
            List.of(".program", ".map", ".license", ".const", ".set", ".equ", ".include", ".insn");
    private static final List<String> MAP_ATTRIBUTES = List.of("key", "value", "max_entries", "flags");
    private static final int FLAGS = 3;
    private static final String PINNED = "pinned";
    private static final List<String> ATTRIBUTES = List.of("key", "value", "max_entries", "flags", PINNED);

    /** Those that describe programs: a text with sections cannot have them. */
    private static final List<String> DESCRIBING = List.of(".program", ".map", ".license", ".insn");

    private final Cursor cursor;
    private final Operands operands;
    private final ConstantDirectives constants;
    private final ObjectDraft object;

    /** Where the first directive stands that describes a program, or -1. */
    private int described = -1;

    Directives(Cursor cursor, Operands operands, ConstantDirectives constants, ObjectDraft object) {
        this.cursor = cursor;
        this.operands = operands;
        this.constants = constants;
        this.object = object;
    }

    /** {@return whether a name is one of these directives} */
    static boolean isOne(String name) {
        return NAMES.contains(name);
    }

    /** Whether the text has directives that describe programs, so that it cannot have sections. */
    boolean describesPrograms() {
        return described >= 0;
    }

    /** Refuses a directive of sections in a text that describes programs. */
    void requireNoPrograms(int place, String name) {
        if (described >= 0) {
            throw cursor.error(place, "'" + name + "' describes sections, but line " + cursor.lineOf(described)
                    + " programs: expected one or the other in a text");
        }
    }

    /** Reads the rest of a directive in a text that describes sections, to which programs must not be added. */
    void readAmongSections(int from, int to) {
        String name = cursor.string(from, to);
        if (DESCRIBING.contains(name)) {
            throw cursor.error(from, "'" + name + "' describes programs, but the text has sections as compilers write"
                    + " them: expected one or the other in a text");
        }
        read(from, name);
    }

    /** Reads the rest of the directive of that name that stands at a place. */
    void read(int from, String name) {
        if (DESCRIBING.contains(name)) {
            described = described < 0 ? from : described;
        }
        switch (name) {
            case ".program" -> program(from);
            case ".map" -> map();
            case ".license" -> license();
            case ".const", ".set", ".equ", ".include" -> constants.read(name);
            case ".insn" -> slot(from);
            default -> throw cursor.error(
                    from,
                    "unknown directive '" + name + "', expected one of " + String.join(" ", NAMES)
                            + " or one of llvm-mc's" + NearMiss.hint(name, NAMES));
        }
    }

    /** {@code .program xdp NAME} or {@code .program ?xdp NAME}. */
    private void program(int from) {
        cursor.peek();
        int sectionPlace = cursor.at;
        String section = section();
        SectionType type = SectionType.bySection(section).orElse(null);
        if (type == null) {
            List<String> known =
                    Arrays.stream(SectionType.values()).map(SectionType::sectionName).toList();
            throw cursor.error(sectionPlace, "unknown kind of program '" + section
                    + "', expected a section's name such as xdp, tcx/ingress or fentry/FUNCTION"
                    + NearMiss.hint(section, known));
        }
        cursor.peek();
        int namePlace = cursor.at;
        String name = cursor.identifier("the program's name");
        object.beginProgram(section, type, name, from, namePlace);
    }

    /** A section's name, with anything but blanks behind a slash in it; behind a {@code ?} if the program is loaded only when asked for. */
    private String section() {
        cursor.peek();
        int from = cursor.at;
        cursor.accept('?');
        if (!Cursor.startsName(cursor.ahead(0))) {
            throw cursor.expected("the kind of program, such as xdp");
        }
        cursor.skipName();
        if (cursor.ahead(0) == '/') {
            // what stands behind it is the kind's own business: uprobe//usr/bin/x:main+0x10
            while (cursor.ahead(0) > ' ' && cursor.ahead(0) != ';') {
                cursor.at++;
            }
        }
        return cursor.string(from, cursor.at);
    }

    /** {@code .map NAME TYPE key=4 value=8 max_entries=1024 flags=0 pinned}: sizes in bytes; what is left out is 0. */
    private void map() {
        cursor.peek();
        int place = cursor.at;
        String name = cursor.identifier("the map's name");
        MapType type = mapType();
        int[] values = new int[MAP_ATTRIBUTES.size()];
        boolean[] given = new boolean[MAP_ATTRIBUTES.size()];
        MapSpec.Pinning pinning = MapSpec.Pinning.NONE;
        while (!cursor.atStatementEnd()) {
            int attributePlace = cursor.at;
            String attribute = cursor.name("an attribute of the map: " + String.join(", ", MAP_ATTRIBUTES) + ", " + PINNED);
            if (attribute.equals(PINNED)) {
                pinning = MapSpec.Pinning.BY_NAME;
                continue;
            }
            int index = MAP_ATTRIBUTES.indexOf(attribute);
            if (index < 0) {
                throw cursor.error(attributePlace, "a map has no attribute '" + attribute + "', expected one of "
                        + String.join(", ", MAP_ATTRIBUTES) + ", " + PINNED + NearMiss.hint(attribute, ATTRIBUTES));
            }
            if (given[index]) {
                throw cursor.error(attributePlace, attribute + " is given twice, expected once");
            }
            given[index] = true;
            cursor.expect('=');
            values[index] = index == FLAGS ? operands.immediate(false) : operands.count(attribute);
        }
        MapSpec map = new MapSpec(name, type, values[0], values[1], values[2], values[FLAGS]);
        object.addMap(map.withPinning(pinning), place);
    }

    private MapType mapType() {
        cursor.peek();
        int place = cursor.at;
        String name = cursor.name("the map's type, such as hash or array");
        return MapType.byShortName(name).orElseThrow(() -> {
            List<String> known =
                    Arrays.stream(MapType.values()).map(MapType::shortName).toList();
            return cursor.error(place, "unknown map type '" + name + "', expected one such as hash, array or lru_hash"
                    + NearMiss.hint(name, known));
        });
    }

    /** {@code .license GPL} or {@code .license "Dual MIT/GPL"}. */
    private void license() {
        boolean quoted = cursor.peek() == '"';
        int place = cursor.at;
        int from = quoted ? place + 1 : place;
        int to = from;
        char[] text = cursor.text();
        while (quoted ? text[to] != '"' && text[to] >= ' ' : text[to] > ' ' && text[to] != ';') {
            to++;
        }
        if (quoted && text[to] != '"') {
            throw cursor.error(place, "the license is not closed, expected \" behind it");
        }
        if (to == from && !quoted) {
            throw cursor.expected("a license, such as GPL or \"Dual MIT/GPL\"");
        }
        for (int i = from; i < to; i++) {
            if (text[i] > '~') {
                throw cursor.error(i, "a license is ASCII text, " + cursor.found(i) + ", expected such as GPL");
            }
        }
        cursor.at = quoted ? to + 1 : to;
        object.license(cursor.string(from, to), place);
    }

    /** {@code .insn 0x00000002000000b7}: the 8 bytes of a slot as a number, whatever they mean. */
    private void slot(int from) {
        ProgramDraft program = object.program(from);
        program.beginStatement(from);
        program.append(operands.value());
    }
}
