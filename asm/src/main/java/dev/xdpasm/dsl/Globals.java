package dev.xdpasm.dsl;

import dev.xdpasm.object.Bytes;

/**
 * Makes the global variables of programs: bytes at a fixed place, which cost no helper call. {@code p.global(...)} has them in a
 * program, {@code object.withGlobal(name, value)} sets them before it is loaded. Linux 5.2.
 */
public final class Globals {
    /** The section of what never changes while programs run. */
    static final String CONFIG = ".rodata";

    private Globals() {}

    /**
     * {@return a number that is set before the program is loaded and then never changes} The verifier knows it and leaves out what
     * can then not happen.
     */
    public static GlobalRef<NumField> config(String name, Type<Num, NumField> type, long value) {
        return new GlobalRef<>(name, CONFIG, type, number(type, value));
    }

    /** {@return a number that programs and Java read and write, 0 at the start; all processors share it} */
    public static GlobalRef<NumField> counter(String name, Type<Num, NumField> type) {
        return new GlobalRef<>(name, ".bss", type, Bytes.zeros(Given.notNull(type, "type").size()));
    }

    /** {@return a number that programs and Java read and write; all processors share it} */
    public static GlobalRef<NumField> variable(String name, Type<Num, NumField> type, long value) {
        return new GlobalRef<>(name, ".data", type, number(type, value));
    }

    /** {@return a value of any type that programs and Java read and write, zero at the start; all processors share it} */
    public static <F> GlobalRef<F> zeroed(String name, Type<?, F> type) {
        return new GlobalRef<>(name, ".bss", type, Bytes.zeros(Given.notNull(type, "type").size()));
    }

    private static Bytes number(Type<Num, NumField> type, long value) {
        if (!Given.notNull(type, "type").numType().holds(value)) {
            throw CallSite.refuse(value + " does not fit a " + type + ", which holds " + type.numType().range());
        }
        byte[] bytes = new byte[type.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (value >>> i * Byte.SIZE);
        }
        return Bytes.of(bytes);
    }
}
