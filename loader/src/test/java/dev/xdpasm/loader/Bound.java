package dev.xdpasm.loader;

/**
 * How often a test does something that takes minutes to do often enough: few times as a rule, the full count where
 * {@code -Dxdpasm.full=true} asks for it.
 */
final class Bound {
    private static final boolean FULL = Boolean.getBoolean("xdpasm.full");

    private Bound() {}

    static int of(int asARule, int full) {
        return FULL ? full : asARule;
    }
}
