package dev.xdpasm.object;

import java.util.Objects;

/**
 * What programs name and the object does not have: the kernel has it, or another object that this one is to be linked with.
 *
 * @param name its name
 * @param kind where it is looked for
 * @param type the id of its {@code VAR} or {@code FUNC} in the object's BTF
 * @param weak whether it may be missing: a variable or value reads as 0 then, and a call must not be reached
 */
public record Extern(String name, Kind kind, int type, boolean weak) implements Named {

    /** Where an extern is looked for. */
    public enum Kind {
        /** The kernel's configuration ({@code __kconfig}), such as {@code CONFIG_HZ}, or {@code LINUX_KERNEL_VERSION}. */
        KCONFIG,
        /** The kernel's variables and functions by their address ({@code __ksym}); by their BTF too if the type says more. */
        KSYM,
        /** The kernel's functions that programs may call. Linux 5.13 */
        KFUNC,
        /** Another object: has to be linked before it is loaded. */
        OBJECT
    }

    /** Creates an extern; refuses an empty name. */
    public Extern {
        Objects.requireNonNull(kind);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an extern needs a name");
        }
    }
}
