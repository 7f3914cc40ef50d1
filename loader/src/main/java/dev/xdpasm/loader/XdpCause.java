package dev.xdpasm.loader;

import dev.xdpasm.loader.netlink.Link;
import dev.xdpasm.loader.netlink.XdpFeatures;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.KernelRelease;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Why an XDP program could not be put on an interface: one row a cause, each with the check that finds it and the next step.
 * The first row whose check holds is the one that is printed; where none does, nothing is.
 */
enum XdpCause {
    /** EINVAL of BPF_LINK_CREATE. */
    KERNEL_WITHOUT_LINKS {
        @Override
        Optional<String> check(XdpAttempt attempt) {
            KernelRelease running = KernelRelease.running();
            return when(
                    !attempt.method().isKnownTo(running),
                    "this kernel is " + running + ", a bpf_link for XDP needs 5.9: attach by netlink");
        }
    },
    DEVICE_GONE {
        @Override
        Optional<String> check(XdpAttempt attempt) {
            return when(
                    attempt.errno() == Errno.ENODEV && !isThere(attempt.device()),
                    "the interface was removed or moved to another network namespace");
        }
    },
    /** EBUSY: neither netlink nor a second link takes a link's place. */
    LINK_THERE {
        @Override
        Optional<String> check(XdpAttempt attempt) {
            return when(attempt.errno() == Errno.EBUSY && attempt.says("XDP link"), () -> XdpLinks.described(attempt.device()));
        }
    },
    /** EEXIST: the expected program was compared with the one that is there. */
    REPLACED_MEANWHILE {
        @Override
        Optional<String> check(XdpAttempt attempt) {
            return when(
                    attempt.errno() == Errno.EEXIST && attempt.says("match expected"),
                    () -> "the interface has " + XdpStatus.of(attempt.device()).described() + " now, which is left there");
        }
    },
    /** EINVAL: the program of a devmap's or cpumap's entry is none for interfaces. */
    OTHER_HOOK {
        @Override
        Optional<String> check(XdpAttempt attempt) {
            return attempt.program()
                    .hook()
                    .filter(hook -> hook != XdpHook.DEVICE && attempt.errno() == Errno.EINVAL)
                    .map(hook -> "it was loaded from section " + hook.section() + ", so it runs in the entries of a "
                            + hook.name().toLowerCase(Locale.ROOT)
                            + " only: one for an interface is loaded from section xdp");
        }
    },
    /** ERANGE of veth; other drivers have other errors, and words about the MTU. */
    PACKETS_IN_PIECES {
        @Override
        Optional<String> check(XdpAttempt attempt) {
            boolean size = attempt.errno() == Errno.ERANGE || attempt.says("MTU") || attempt.says("mtu");
            boolean whole = attempt.program().hasFrags().filter(frags -> !frags).isPresent();
            return when(size && whole && attempt.mode() != XdpMode.GENERIC, () -> {
                Link link = attempt.device().link();
                return (link.kind().equals("veth")
                                ? "its peer's MTU is too large (its own is " + link.mtu() + ")"
                                : "its MTU of " + link.mtu() + " is too large")
                        + " for a program that takes packets in one piece: load it from section xdp.frags, attach it in"
                        + " generic mode, or lower the MTU";
            });
        }
    },
    /** EOPNOTSUPP: the driver has no {@code ndo_bpf}. */
    NO_NATIVE_MODE {
        @Override
        Optional<String> check(XdpAttempt attempt) {
            boolean refused = attempt.errno() == Errno.EOPNOTSUPP && attempt.mode() == XdpMode.NATIVE;
            boolean sure = attempt.says("native mode") || refused && hasNoFeatures(attempt.device());
            return when(refused && sure, "the driver has no XDP: attach in generic mode");
        }
    },
    /** Programs for a card are loaded with its index, which is not done here. */
    NOT_LOADED_FOR_CARD {
        @Override
        Optional<String> check(XdpAttempt attempt) {
            return when(
                    attempt.mode() == XdpMode.OFFLOAD,
                    "the program was not loaded for this card: attach in native or generic mode");
        }
    };

    /** {@return the reason and the next step, if this cause is it} */
    abstract Optional<String> check(XdpAttempt attempt);

    /** {@return the reason and the next step, if one was found} */
    static Optional<String> of(XdpAttempt attempt) {
        for (XdpCause cause : values()) {
            Optional<String> found = checked(cause, attempt);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> checked(XdpCause cause, XdpAttempt attempt) {
        try {
            return cause.check(attempt);
        } catch (KernelException e) {
            // The check itself was refused: then nothing is known, and nothing said.
            return Optional.empty();
        }
    }

    private static Optional<String> when(boolean holds, String words) {
        return holds ? Optional.of(words) : Optional.empty();
    }

    private static Optional<String> when(boolean holds, Supplier<String> words) {
        return holds ? Optional.of(words.get()) : Optional.empty();
    }

    private static boolean isThere(NetDevice device) {
        return NetDevice.all(device.namespace()).stream().anyMatch(other -> other.ifindex() == device.ifindex());
    }

    private static boolean hasNoFeatures(NetDevice device) {
        OptionalLong features = device.namespace().call(() -> XdpFeatures.of(device.ifindex()));
        return features.isPresent() && (features.getAsLong() & XdpFeatures.BASIC) == 0;
    }
}
