package dev.xdpasm.dsl;

import dev.xdpasm.object.Bytes;
import dev.xdpasm.object.DataMap;

/**
 * A global variable that programs use.
 *
 * @param name its name, by which Java finds it
 * @param section where it lies: {@code .rodata}, {@code .data} or {@code .bss}
 * @param type what it holds
 * @param initial what it holds at the start
 * @param <F> what it is seen as
 */
public record GlobalRef<F>(String name, String section, Type<?, F> type, Bytes initial) {
    /** Creates a global; refuses names and sections that are none. */
    public GlobalRef {
        Names.require("global", name);
        if (!DataMap.isSection(Given.notNull(section, "section"))) {
            throw CallSite.refuse("'" + section + "' is no section of globals, expected .rodata, .data or .bss");
        }
        if (Given.notNull(initial, "initial").size() != Given.notNull(type, "type").size()) {
            throw CallSite.refuse("global " + name + " begins as " + initial.size() + " bytes, a " + type + " has " + type.size());
        }
    }
}
