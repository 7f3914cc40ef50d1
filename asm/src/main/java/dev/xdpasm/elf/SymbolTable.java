package dev.xdpasm.elf;

import dev.xdpasm.BpfException;
import dev.xdpasm.elf.RelocatableFile.Symbol;
import dev.xdpasm.object.Binding;
import dev.xdpasm.object.DataMap;
import dev.xdpasm.object.Extern;
import dev.xdpasm.object.Global;
import dev.xdpasm.object.MapSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The symbols of a file that is being written, and how code refers to each thing: what only this file sees by the symbol of its
 * section and a distance, as compilers do and libbpf wants it, and everything else by its own symbol.
 */
final class SymbolTable {
    /** How to refer to something: a symbol, and bytes from there. */
    record Target(int symbol, long distance) {}

    /** A place of a section. */
    record Place(int section, long offset, boolean local) {}

    private final List<Symbol> symbols = new ArrayList<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final Map<Integer, Integer> sectionSymbols = new HashMap<>();
    private final Map<String, Place> functions = new HashMap<>();
    private final Map<String, Integer> dataSections = new HashMap<>();
    private final Map<Integer, NavigableMap<Integer, Global>> globals = new HashMap<>();

    /** {@return all symbols, in the order in which they were added} */
    List<Symbol> all() {
        return symbols;
    }

    void addSection(int section) {
        sectionSymbols.put(section, symbols.size());
        symbols.add(new Symbol("", Elf.STT_SECTION, Elf.STB_LOCAL, 0, section, 0, 0));
    }

    void addFunction(String name, Binding binding, int section, long offset, long size) {
        functions.put(name, new Place(section, offset, binding == Binding.LOCAL));
        add(name, Elf.STT_FUNC, binding, section, offset, size);
    }

    void addGlobal(Global global, int section) {
        add(global.name(), Elf.STT_OBJECT, global.binding(), section, global.offset(), global.size());
        globals.computeIfAbsent(section, index -> new TreeMap<>()).put(global.offset(), global);
    }

    /** Says that a section is the value of a map of global data. */
    void addData(String map, int section) {
        dataSections.put(map, section);
    }

    void addMap(MapSpec map, int section, long offset, long size) {
        add(map.name(), Elf.STT_OBJECT, map.binding(), section, offset, size);
    }

    /** Adds what a section holds as a whole. */
    void addObject(String name, int section, long size) {
        if (!byName.containsKey(name)) {
            add(name, Elf.STT_OBJECT, Binding.GLOBAL, section, 0, size);
        }
    }

    void addExtern(Extern extern) {
        Binding binding = extern.weak() ? Binding.WEAK : Binding.GLOBAL;
        add(extern.name(), Elf.STT_NOTYPE, binding, Symbol.NO_SECTION, 0, 0);
    }

    private void add(String name, int type, Binding binding, int section, long value, long size) {
        if (byName.put(name, symbols.size()) != null) {
            throw new BpfException("two things of the object are called " + name
                    + ", expected different names, as both become symbols");
        }
        int elfBinding =
                switch (binding) {
                    case LOCAL -> Elf.STB_LOCAL;
                    case WEAK -> Elf.STB_WEAK;
                    case GLOBAL, HIDDEN -> Elf.STB_GLOBAL;
                };
        int visibility = binding == Binding.HIDDEN ? Elf.STV_HIDDEN : 0;
        symbols.add(new Symbol(name, type, elfBinding, visibility, section, value, size));
    }

    /** {@return the symbol of that name} */
    int named(String name) {
        Integer symbol = byName.get(name);
        if (symbol == null) {
            throw new BpfException("nothing in the object is called " + name);
        }
        return symbol;
    }

    /** {@return where a function begins} */
    Place function(String name) {
        Place place = functions.get(name);
        if (place == null) {
            throw new BpfException("no function in the object is called " + name);
        }
        return place;
    }

    /** {@return how to refer to a function} */
    Target toFunction(String name) {
        Place place = function(name);
        return place.local() ? new Target(section(place.section()), place.offset()) : new Target(named(name), 0);
    }

    /** {@return how to refer to a byte of global data} */
    Target toData(String map, int offset) {
        Integer section = dataSections.get(map);
        if (section == null) {
            // a map that is no section: its values have no place in a file
            throw new BpfException("a program has the address of map " + map + "'s value, which ELF files can say of global data such as "
                    + DataMap.DATA + " only: look the value up, make it a global variable, or load the object without a file");
        }
        Map.Entry<Integer, Global> before = globals.getOrDefault(section, new TreeMap<>()).floorEntry(offset);
        if (before != null) {
            Global global = before.getValue();
            boolean within = offset < global.offset() + global.size() || offset == global.offset();
            if (within && global.binding() != Binding.LOCAL) {
                return new Target(named(global.name()), offset - global.offset());
            }
        }
        return new Target(section(section), offset);
    }

    private int section(int section) {
        return sectionSymbols.getOrDefault(section, 0);
    }
}
