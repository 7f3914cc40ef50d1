package dev.xdpasm.core;

import dev.xdpasm.btf.BtfIndex;
import java.util.List;
import java.util.function.Supplier;

/**
 * The types that programs are fitted to: those of a kernel, and of its modules where the kernel itself has none of a name.
 *
 * @param kernel the kernel's types
 * @param modules those of its modules, each built on the kernel's; asked for when the first name is missing in the kernel
 */
public record CoreTarget(BtfIndex kernel, Supplier<List<BtfIndex>> modules) {

    /** {@return a target without modules} */
    public static CoreTarget of(BtfIndex kernel) {
        return new CoreTarget(kernel, List::of);
    }
}
