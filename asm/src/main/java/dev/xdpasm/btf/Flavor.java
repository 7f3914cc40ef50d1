package dev.xdpasm.btf;

import java.nio.charset.StandardCharsets;

/**
 * Names with a flavor: {@code task_struct___old} describes the target's {@code task_struct} as some program wants to see it. A
 * flavor is what follows the last three underscores, exactly three, with something before and behind (libbpf's rule).
 */
public final class Flavor {
    private static final int SEPARATOR = 3;

    private Flavor() {}

    /** {@return a name without its flavor} */
    public static String essentialName(String name) {
        if (!name.contains("___")) {
            return name;
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, 0, essentialLength(bytes, 0, bytes.length), StandardCharsets.UTF_8);
    }

    /** How many bytes of a name come before its flavor; all if it has none. */
    static int essentialLength(byte[] bytes, int start, int length) {
        for (int i = length - SEPARATOR - 2; i >= 0; i--) {
            int at = start + i;
            boolean separates = bytes[at] != '_' && bytes[at + 1] == '_' && bytes[at + 2] == '_' && bytes[at + 3] == '_'
                    && bytes[at + 4] != '_';
            if (separates) {
                return i + 1;
            }
        }
        return length;
    }
}
