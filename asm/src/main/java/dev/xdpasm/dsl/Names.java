package dev.xdpasm.dsl;

import java.util.Locale;

/** Turns Java's names into C's. */
final class Names {
    private Names() {}

    /** {@code lastNs} is {@code last_ns}. */
    static String snake(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
