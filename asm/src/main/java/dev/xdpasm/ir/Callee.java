package dev.xdpasm.ir;

import dev.xdpasm.uapi.Helper;

/** What a {@link Step.Call} calls. */
public sealed interface Callee {
    /** {@return its name} */
    String name();

    /** A helper of the kernel, called by its number. */
    record OfHelper(Helper helper) implements Callee {
        @Override
        public String name() {
            return helper.name();
        }
    }

    /** A function of the same object. */
    record OfSubprogram(String name) implements Callee {}

    /** A function of the kernel, called by its name. Linux 5.13. */
    record OfKernel(String name) implements Callee {}
}
