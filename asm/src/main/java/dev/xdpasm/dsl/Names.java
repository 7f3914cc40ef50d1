package dev.xdpasm.dsl;

import java.util.Locale;

/** Names as C has them: checked, or made of Java's. */
final class Names {
    private Names() {}

    /** What the kernel's names of objects, BTF's and the symbols of ELF have in common. */
    private static final int LONGEST = 127;

    /** Refuses what cannot be a name in C. */
    static void require(String what, String name) {
        if (!isName(Given.notNull(name, "name"))) {
            throw CallSite.refuse("'" + name + "' is no name of a " + what + ": expected up to " + LONGEST
                    + " letters of ASCII, digits and _, with no digit first");
        }
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isLetterOrDigit(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= LONGEST && !isDigit(name.charAt(0));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetterOrDigit(int c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    /** {@code lastNs} is {@code last_ns}. */
    static String snake(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
