package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.ObjectCalls;
import java.util.ArrayList;
import java.util.List;

/** What this process may do here: checks, by doing it, what loading and attaching XDP programs takes. */
public final class KernelAccess {
    /** To load, to attach, to ping, and to make a network namespace. */
    private static final List<Capability> NEEDED = List.of(
            Capability.CAP_BPF, Capability.CAP_NET_ADMIN, Capability.CAP_NET_RAW, Capability.CAP_SYS_ADMIN);

    private KernelAccess() {}

    /**
     * {@return one line for each thing that is missing to load an XDP program and to try it with pings over a veth pair in a
     * network namespace of its own; empty if nothing is} Each was checked; the namespace and the pair that are made for it are
     * gone afterwards.
     */
    public static List<String> missing() {
        String system = System.getProperty("os.name");
        if (!system.equals("Linux")) {
            return List.of("this is " + system + ": programs are loaded into Linux only");
        }
        List<String> missing = new ArrayList<>();
        for (Capability needed : NEEDED) {
            Privileges.missing(needed).ifPresent(missing::add);
        }
        boolean mayTry = missing.isEmpty();
        try {
            long answer = ObjectCalls.probe();
            if (answer == -Errno.ENOSYS) {
                missing.add("bpf(2) answers ENOSYS: " + Privileges.absent());
            } else if (answer == -Errno.EPERM && mayTry) {
                missing.add("bpf(2) is shut (EPERM)" + Privileges.shut().map(why -> ": " + why).orElse(""));
            }
            if (mayTry) {
                probeNetwork(missing);
            }
        } catch (BpfException e) {
            missing.add(e.summary());
        }
        return List.copyOf(missing);
    }

    private static void probeNetwork(List<String> missing) {
        try (NetNamespace namespace = NetNamespace.create();
                VethPair pair = VethPair.create(namespace, "probe0", namespace, "probe1")) {
            pair.up();
        } catch (KernelException e) {
            missing.add(
                    e.errno() == Errno.EOPNOTSUPP
                            ? "this kernel has no veth (" + e.call() + ": " + e.errnoName() + ")"
                            : e.summary());
        }
    }
}
