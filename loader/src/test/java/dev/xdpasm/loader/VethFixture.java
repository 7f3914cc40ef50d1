package dev.xdpasm.loader;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Two network namespaces of our own, joined by a veth pair with addresses: what comes to {@link #device} can be pinged.
 */
public final class VethFixture implements AutoCloseable {
    public static final String NAME = "xt0";
    static final Inet4Address HERE = address("10.99.0.1");
    static final Inet4Address THERE = address("10.99.0.2");
    private static final int PREFIX_BITS = 24;
    private static final Duration PATIENCE = Duration.ofMillis(5000);
    private static final Duration IMPATIENCE = Duration.ofMillis(250);

    public final NetNamespace here = NetNamespace.create();
    public final NetNamespace there = NetNamespace.create();
    public final NetDevice device;
    public final NetDevice peer;

    public VethFixture() {
        VethPair pair = VethPair.create(here, NAME, there, "xt1");
        device = pair.a();
        device.addAddress(HERE, PREFIX_BITS);
        peer = pair.b();
        peer.addAddress(THERE, PREFIX_BITS);
        pair.up();
    }

    static Inet4Address address(String dotted) {
        try {
            return (Inet4Address) InetAddress.getByName(dotted);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Whether a ping through the device comes back, when it should. */
    public boolean pings() {
        return IcmpEcho.ping(there, THERE, HERE, PATIENCE);
    }

    /** Whether no ping comes back, when none should. */
    public boolean isSilent() {
        return !IcmpEcho.ping(there, THERE, HERE, IMPATIENCE);
    }

    @Override
    public void close() {
        here.close();
        there.close();
    }
}
