package dev.xdpasm.loader;

/**
 * Whether the running kernel has something, and how that is known.
 *
 * @param support whether it has it
 * @param reason what the kernel answered, or why it could not be asked; empty where it just has it
 */
public record Feature(Support support, String reason) {

    /** The three answers. */
    public enum Support {
        /** It does: it was tried. */
        YES,
        /** It does not, or refuses: it was tried. */
        NO,
        /** It could not be tried. */
        UNKNOWN
    }

    /** {@return whether the kernel has it for sure} */
    public boolean isSupported() {
        return support == Support.YES;
    }

    static Feature yes() {
        return new Feature(Support.YES, "");
    }

    static Feature no(String reason) {
        return new Feature(Support.NO, reason);
    }

    static Feature unknown(String reason) {
        return new Feature(Support.UNKNOWN, reason);
    }

    @Override
    public String toString() {
        return support + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
