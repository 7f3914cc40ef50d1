package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.netlink.Links;
import dev.xdpasm.loader.sys.Syscalls;
import java.nio.charset.StandardCharsets;

/**
 * Two interfaces joined by a cable that is not there: what goes into one comes out of the other.
 *
 * @param a one end
 * @param b the other end
 */
public record VethPair(NetDevice a, NetDevice b) implements AutoCloseable {

    /**
     * Makes a pair, both ends down and without addresses: {@link NetDevice#up}, {@link NetDevice#addAddress}. It lasts
     * until it is closed or either namespace ends.
     *
     * @throws IllegalArgumentException if a name is empty or longer than 15 bytes
     * @throws KernelException if the kernel refuses, as it does where a name is taken (EEXIST) or it has no veth
     *     (EOPNOTSUPP)
     */
    public static VethPair create(NetNamespace a, String nameA, NetNamespace b, String nameB) {
        requireName(nameA);
        requireName(nameB);
        String what = "the veth pair " + nameA + ", " + nameB + " could not be made";
        Refusal.orThrow(what, a.call(() -> {
            long other = Syscalls.open(b.path().toString());
            if (other < 0) {
                throw Refusal.call(what, "open(" + b.path() + ")", other);
            }
            try {
                return Links.addPair("veth", nameA, nameB, (int) other);
            } finally {
                Syscalls.close((int) other);
            }
        }));
        return new VethPair(NetDevice.byName(a, nameA), NetDevice.byName(b, nameB));
    }

    private static void requireName(String name) {
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > Links.NAME_MAX) {
            throw new IllegalArgumentException(
                    "an interface's name has 1 to " + Links.NAME_MAX + " bytes, this has not: '" + name + "'");
        }
    }

    /** Sets both ends up. */
    public void up() {
        a.up();
        b.up();
    }

    /**
     * Removes both ends; does nothing if they are gone, with a namespace or before.
     *
     * @throws BpfException if the kernel refuses
     */
    @Override
    public void close() {
        if (!a.namespace().isClosed()) {
            a.delete();
        } else if (!b.namespace().isClosed()) {
            b.delete();
        }
    }
}
