package dev.xdpasm.cli.demo;

import dev.xdpasm.loader.IcmpEcho;
import dev.xdpasm.loader.NetDevice;
import dev.xdpasm.loader.NetNamespace;
import dev.xdpasm.loader.VethPair;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;

/**
 * Two hosts and a wire: a server, whose end of a veth pair a firewall can be put on, and a client with many addresses.
 *
 * <p>Both ends live in network namespaces that have no name and belong to this process, so that nothing of it is seen
 * outside, and the kernel removes all of it with the process even if that is killed.
 */
final class DemoNetwork implements AutoCloseable {
    private static final int PREFIX = 24;
    private static final int PORT = 9;
    private static final Duration ECHO_TIMEOUT = Duration.ofMillis(100);
    private static final Duration QUIET = Duration.ofMillis(50);

    private final Inet4Address server;
    private final NetNamespace serverHost;
    private final NetNamespace clientHost;
    private final NetDevice serverDevice;
    private final DatagramChannel inbox;

    /** Makes the hosts, gives them their addresses and opens the server's socket; all of it or nothing. */
    DemoNetwork(Inet4Address server, List<Inet4Address> clients) throws Exception {
        this.server = server;
        this.serverHost = NetNamespace.create();
        try {
            this.clientHost = NetNamespace.create();
            try {
                this.serverDevice = wire(clients);
                this.inbox = serverHost.call(() -> openInbox(server));
            } catch (Exception e) {
                clientHost.close();
                throw e;
            }
        } catch (Exception e) {
            serverHost.close();
            throw e;
        }
    }

    /** Joins the hosts. {@return the server's end} */
    private NetDevice wire(List<Inet4Address> clients) {
        VethPair veth = VethPair.create(serverHost, "server0", clientHost, "client0");
        veth.a().addAddress(server, PREFIX);
        for (Inet4Address client : clients) {
            veth.b().addAddress(client, PREFIX);
        }
        veth.up();
        return veth.a();
    }

    private static DatagramChannel openInbox(Inet4Address address) throws IOException {
        DatagramChannel inbox = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            inbox.bind(new InetSocketAddress(address, PORT)).configureBlocking(false);
            return inbox;
        } catch (IOException e) {
            inbox.close();
            throw e;
        }
    }

    /** {@return the server's end of the wire} */
    NetDevice serverDevice() {
        return serverDevice;
    }

    /** Sends datagrams to the server. {@return how many came to its socket} */
    int sendUdp(Inet4Address from, int count) throws Exception {
        try (DatagramChannel socket = clientHost.call(() -> DatagramChannel.open(StandardProtocolFamily.INET)
                .bind(new InetSocketAddress(from, 0)))) {
            for (int i = 0; i < count; i++) {
                socket.send(ByteBuffer.wrap(new byte[] {(byte) i}), new InetSocketAddress(server, PORT));
            }
        }
        return received(count);
    }

    /** Sends echo requests to the server, one after the other. {@return how many were answered} */
    int sendIcmp(Inet4Address from, int count) {
        int answered = 0;
        for (int i = 0; i < count; i++) {
            if (IcmpEcho.ping(clientHost, from, server, ECHO_TIMEOUT)) {
                answered++;
            }
        }
        return answered;
    }

    private int received(int expected) throws IOException, InterruptedException {
        ByteBuffer datagram = ByteBuffer.allocate(64);
        int received = 0;
        long deadline = System.nanoTime() + QUIET.toNanos();
        while (received < expected && System.nanoTime() < deadline) {
            datagram.clear();
            if (inbox.receive(datagram) == null) {
                Thread.sleep(1);
            } else {
                received++;
                deadline = System.nanoTime() + QUIET.toNanos();
            }
        }
        return received;
    }

    @Override
    public void close() throws IOException {
        inbox.close();
        clientHost.close();
        serverHost.close();
    }
}
