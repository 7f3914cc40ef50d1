package dev.xdpasm.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.loader.VethFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A connection of TCP between the namespaces of a {@link VethFixture}, whose sender has a congestion control of its choice. */
final class TcpTransfer {
    private static final String SERVER = """
            import socket
            listening = socket.socket()
            listening.bind(("0.0.0.0", 7000))
            listening.listen(1)
            print("listening", flush=True)
            s, _ = listening.accept()
            n = 0
            while True:
                got = s.recv(65536)
                if not got:
                    break
                n += len(got)
            print(n, flush=True)
            """;

    /** Sends, and prints the window of {@code struct tcp_info} while the connection is there. */
    private static final String CLIENT = """
            import socket, struct, sys, time
            s = socket.socket()
            s.setsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, sys.argv[1].encode())
            s.settimeout(20)
            s.connect((sys.argv[2], 7000))
            s.sendall(bytes(int(sys.argv[3])))
            while True:
                info = s.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 104)
                if struct.unpack_from("I", info, 24)[0] == 0: # all is acknowledged
                    break
                time.sleep(0.01)
            print(struct.unpack_from("I", info, 80)[0])
            s.close()
            """;

    private TcpTransfer() {}

    /** Sends bytes from here to there; {@return the sender's congestion window behind that, in segments} */
    static int send(VethFixture veth, String congestionControl, int bytes) throws Exception {
        Process server = veth.there.call(() -> python(SERVER));
        try (BufferedReader printed = reader(server)) {
            assertEquals("listening", printed.readLine());
            Process client = veth.here.call(() -> python(CLIENT, congestionControl, "10.99.0.2", Integer.toString(bytes)));
            String window;
            try (BufferedReader sent = reader(client)) {
                window = sent.readLine();
                assertTrue(client.waitFor(30, TimeUnit.SECONDS));
            }
            assertEquals(Integer.toString(bytes), printed.readLine());
            return Integer.parseInt(window);
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private static Process python(String script, String... arguments) {
        try {
            String[] command = new String[arguments.length + 3];
            command[0] = "python3";
            command[1] = "-c";
            command[2] = script;
            System.arraycopy(arguments, 0, command, 3, arguments.length);
            return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
