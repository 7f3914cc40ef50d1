package dev.xdpasm.cli.demo;

import dev.xdpasm.loader.Attachment;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.BpfMap;
import dev.xdpasm.loader.Codecs;
import dev.xdpasm.loader.XdpMode;
import dev.xdpasm.uapi.XdpAction;
import java.io.PrintWriter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Runs the firewall on a real interface, sends it real packets and compares what it counted with what was sent. */
public final class FirewallDemo {
    private static final int UDP = 20;
    private static final int ICMP = 5;
    private static final Duration SETTLING = Duration.ofSeconds(2);

    /** One of the documentation's addresses (RFC 5737), and what is to become of its packets. */
    private record Source(Inet4Address address, boolean blocked) {}

    private static final Inet4Address SERVER = address(1);
    private static final List<Source> SOURCES = List.of(
            new Source(address(10), false),
            new Source(address(11), true),
            new Source(address(12), false),
            new Source(address(13), true));

    private final PrintWriter out;
    private final BooleanSupplier stopped;

    /**
     * Creates a run of the demo.
     *
     * @param out where the table goes
     * @param stopped asked between the steps: true ends the run early, with everything removed
     */
    public FirewallDemo(PrintWriter out, BooleanSupplier stopped) {
        this.out = out;
        this.stopped = stopped;
    }

    /** Runs from set-up to removal. {@return whether every count was exactly right} */
    public boolean run() throws Exception {
        List<Inet4Address> clients = SOURCES.stream().map(Source::address).toList();
        boolean right;
        try (DemoNetwork network = new DemoNetwork(SERVER, clients);
                Bpf bpf = Bpf.load(Firewall.object());
                Attachment on = bpf.xdp(Firewall.NAME).attach(network.serverDevice(), XdpMode.NATIVE)) {
            out.printf(
                    "%n%s (id %d) is on %s in %s mode%n%n",
                    Firewall.NAME, on.programId(), on.device().name(), on.mode());
            right = sendFromAll(network, bpf);
        }
        out.println("\nDetached; the interface, its namespaces, the program and its maps are gone.");
        return right;
    }

    private boolean sendFromAll(DemoNetwork network, Bpf bpf) throws Exception {
        BpfMap<Inet4Address, Long> blocked = bpf.map(Firewall.BLOCKED.name(), Codecs.IPV4, Codecs.U64);
        BpfMap<Long, Long> counters = bpf.map(Firewall.COUNTERS.name(), Codecs.U32, Codecs.U64);
        for (Source source : SOURCES) {
            if (source.blocked) {
                blocked.put(source.address, 0L);
            }
        }
        out.printf("%-12s %-7s %5s %7s %8s %8s%n", "source", "rule", "sent", "passed", "dropped", "arrived");
        boolean right = true;
        for (Source source : SOURCES) {
            if (stopped.getAsBoolean()) {
                return false;
            }
            right &= sendFrom(source, network, blocked, counters);
        }
        out.println(right ? "\nEvery count is right." : "\nThe counts are wrong.");
        return right;
    }

    private boolean sendFrom(
            Source source, DemoNetwork network, BpfMap<Inet4Address, Long> blocked, BpfMap<Long, Long> counters)
            throws Exception {
        long passedBefore = count(counters, XdpAction.XDP_PASS);
        long droppedBefore = count(counters, XdpAction.XDP_DROP);
        int arrived = network.sendUdp(source.address, UDP) + network.sendIcmp(source.address, ICMP);
        int sent = UDP + ICMP;

        long deadline = System.nanoTime() + SETTLING.toNanos();
        long passed;
        long dropped;
        do {
            passed = count(counters, XdpAction.XDP_PASS) - passedBefore;
            dropped = count(counters, XdpAction.XDP_DROP) - droppedBefore;
        } while (passed + dropped < sent && System.nanoTime() < deadline);

        out.printf(
                "%-12s %-7s %5d %7d %8d %8d%n",
                source.address.getHostAddress(), source.blocked ? "drop" : "permit", sent, passed, dropped, arrived);
        int expectedToPass = source.blocked ? 0 : sent;
        long droppedFromIt = blocked.get(source.address).orElse(0L);
        return passed == expectedToPass
                && arrived == expectedToPass
                && dropped == sent - expectedToPass
                && droppedFromIt == dropped;
    }

    private static long count(BpfMap<Long, Long> counters, XdpAction action) {
        return counters.get((long) action.value()).orElseThrow();
    }

    private static Inet4Address address(int host) {
        try {
            return (Inet4Address) InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
