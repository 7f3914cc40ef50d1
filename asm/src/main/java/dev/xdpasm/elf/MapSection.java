package dev.xdpasm.elf;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfException;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.object.MapSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps as types: the section {@code .maps}, in which each map is a variable of a struct whose members' <em>types</em> say
 * what the map is (libbpf's BTF-defined maps): {@code struct { int (*type)[1]; int (*key_size)[4]; ... }}. Knows the types only;
 * where the variables lie is the ELF's business.
 */
final class MapSection {
    static final String NAME = ".maps";

    private MapSection() {}

    /**
     * A map that was read.
     *
     * @param map what it is to be
     * @param offset where its variable begins, in bytes from the section's start
     * @param size the variable's bytes
     * @param valuesOffset where the slots are that relocations fill, in bytes from the variable's start; -1 if there are none
     */
    record Variable(MapSpec map, int offset, int size, int valuesOffset) {}

    /**
     * {@return the maps of the section, in the order of its variables}
     *
     * @throws BtfException if a definition makes no sense
     */
    static List<Variable> read(Btf btf) {
        List<Variable> maps = new ArrayList<>();
        for (BtfType type : btf.types()) {
            if (type instanceof BtfType.DataSection section && section.name().equals(NAME)) {
                for (BtfType.Entry entry : section.entries()) {
                    if (!(btf.type(entry.var()) instanceof BtfType.Var variable)) {
                        throw new BtfException(NAME + " holds BTF type " + entry.var() + ", expected a variable");
                    }
                    if (variable.linkage() == BtfType.Linkage.EXTERN) {
                        // the map is another object's
                        continue;
                    }
                    if (variable.name().isEmpty()) {
                        throw new BtfException("BTF variable of type " + variable.type() + " in " + NAME + " has no name");
                    }
                    maps.add(new MapDefinition(btf, variable.name()).read(variable.type(), entry));
                }
            }
        }
        return maps;
    }
}
