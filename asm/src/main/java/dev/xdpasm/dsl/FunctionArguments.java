package dev.xdpasm.dsl;

/**
 * The context of fentry, fexit and raw tracepoint programs: the arguments of the kernel's function, 8 bytes each. What a function does
 * not have, the verifier refuses. Linux 5.5.
 */
public final class FunctionArguments extends Struct {
    /** The first argument. */
    public final NumField first = u64();
    /** The second argument. */
    public final NumField second = u64();
    /** The third argument. */
    public final NumField third = u64();
    /** The fourth argument. */
    public final NumField fourth = u64();
    /** The fifth argument. */
    public final NumField fifth = u64();
    /** The sixth argument. */
    public final NumField sixth = u64();
}
