package dev.xdpasm.object;

import java.util.Objects;

/**
 * A variable of the programs: a name for some bytes of a map of global data ({@link DataMap}).
 *
 * @param name the variable's name, unique among the globals of its object
 * @param map the map that it lies in, such as {@code .rodata}
 * @param offset bytes from the start of the map's value
 * @param size its bytes
 * @param type the id of its {@code VAR} in the object's BTF, 0 if it has none
 * @param binding who sees it when objects are linked
 */
public record Global(String name, String map, int offset, int size, int type, Binding binding) implements Named {

    /** Creates a global; refuses an empty name and what lies outside of any map. */
    public Global {
        Objects.requireNonNull(binding);
        if (name.isEmpty() || map.isEmpty() || offset < 0 || size < 0 || offset > Integer.MAX_VALUE - size) {
            throw new IllegalArgumentException("no global: '" + name + "' in '" + map + "', " + size + " bytes from " + offset);
        }
    }

    /** {@return the same bytes under another name} */
    public Global withName(String changed) {
        return new Global(changed, map, offset, size, type, binding);
    }
}
