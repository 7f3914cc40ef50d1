package dev.xdpasm.core;

import dev.xdpasm.btf.BtfException;
import dev.xdpasm.btf.BtfIndex;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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

    /**
     * {@return the running kernel and its modules} Keep it: the kernel's types are read now, which takes milliseconds, those of
     * all modules when the first name is missing in the kernel, once.
     *
     * @throws BtfException if the kernel has no types of its own, as before Linux 5.4 or without {@code
     *     CONFIG_DEBUG_INFO_BTF}
     */
    public static CoreTarget ofKernel() {
        BtfIndex kernel = BtfIndex.ofKernel();
        AtomicReference<List<BtfIndex>> known = new AtomicReference<>(List.of());
        return new CoreTarget(kernel, () -> {
            if (known.get().isEmpty()) {
                known.set(BtfIndex.ofModules(kernel));
            }
            return known.get();
        });
    }
}
