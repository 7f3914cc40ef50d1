package dev.xdpasm.text;

import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.object.SectionType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object while its text is being read: programs, maps, the license, and the maps that were referred to before they were
 * declared. Reads no text itself.
 */
final class ObjectDraft {
    private static final String DEFAULT_LICENSE = "GPL";

    private final Cursor cursor;
    private final String defaultProgram;
    private final IsaLevel level;
    private final List<BpfProgram> programs = new ArrayList<>();
    private final NameTable<Integer> programPlaces = new NameTable<>();
    private final List<MapSpec> maps = new ArrayList<>();
    private final NameTable<Integer> mapPlaces = new NameTable<>();
    private final List<Integer> mapUses = new ArrayList<>();
    private @Nullable String license;
    private @Nullable ProgramDraft open;
    private boolean declaresPrograms;

    ObjectDraft(Cursor cursor, String defaultProgram, IsaLevel level) {
        this.cursor = cursor;
        this.defaultProgram = defaultProgram;
        this.level = level;
    }

    /** The program that the statement at a place belongs to; the first statement without one opens the file's own. */
    ProgramDraft program(int place) {
        if (open == null) {
            open = new ProgramDraft(
                    cursor, defaultProgram, SectionType.XDP.programType(), SectionType.XDP.sectionName(), place, level, mapUses);
        }
        return open;
    }

    /** Ends the program before, if any, and begins another. */
    void beginProgram(String section, SectionType type, String name, int place, int namePlace) {
        if (open != null && !declaresPrograms) {
            throw cursor.error(place, "instructions stand before the first .program, in line "
                    + cursor.lineOf(open.declared()) + ", expected .program above them");
        }
        endProgram();
        Integer before = programPlaces.get(name);
        if (before != null) {
            throw cursor.error(namePlace, "program '" + name + "' is already there, in line " + cursor.lineOf(before)
                    + ", expected another name");
        }
        programPlaces.put(name, namePlace);
        declaresPrograms = true;
        open = new ProgramDraft(cursor, name, type.programType(), section, place, level, mapUses);
    }

    void addMap(MapSpec map, int place) {
        Integer before = mapPlaces.get(map.name());
        if (before != null) {
            throw cursor.error(place, "map '" + map.name() + "' is already declared, in line " + cursor.lineOf(before)
                    + ", expected another name");
        }
        mapPlaces.put(map.name(), place);
        maps.add(map);
    }

    void license(String text, int place) {
        if (license != null) {
            throw cursor.error(place, "the license is already " + license + ", expected .license once");
        }
        license = text;
    }

    /** Ends the last program; {@return the object}. */
    BpfObject finish() {
        endProgram();
        for (int place : mapUses) {
            cursor.at = place;
            String name = cursor.string(place, cursor.skipName());
            if (mapPlaces.get(name) == null) {
                throw cursor.error(place, "there is no map '" + name + "', expected one that .map declares"
                        + NearMiss.hint(name, mapPlaces.names()));
            }
        }
        if (programs.isEmpty()) {
            throw cursor.error(0, "the text holds no instruction, expected a program");
        }
        for (BpfProgram program : programs) {
            Integer place = mapPlaces.get(program.name());
            if (place != null) {
                throw cursor.error(place, "map '" + program.name() + "' is called as a program is, and both become symbols, expected"
                        + " another name");
            }
        }
        return new BpfObject(programs, maps, license == null ? DEFAULT_LICENSE : license);
    }

    private void endProgram() {
        if (open != null) {
            programs.add(open.finish());
        }
    }
}
