package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.LoadedProgram;
import dev.xdpasm.loader.NetDevice;
import dev.xdpasm.loader.RunRequest;
import dev.xdpasm.loader.RunResult;
import dev.xdpasm.loader.TcProgram;
import dev.xdpasm.loader.XdpProgram;
import dev.xdpasm.uapi.TcAction;
import dev.xdpasm.uapi.UapiConstant;
import dev.xdpasm.uapi.XdpAction;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code run} that have a program look at packets given, without an interface. */
final class PacketRun {
    private static final String HEX = "(\\p{XDigit}{2}[ :]?)+";

    @Option(
            names = "--packet",
            paramLabel = "HEX|FILE.pcap",
            description = "Run it on these packets, attached to nothing (BPF_PROG_RUN), and say what it did with each.")
    private @Nullable String packet;

    @Option(names = "--repeat", paramLabel = "N", defaultValue = "1", description = "With --packet: how often on each.")
    private int repeat;

    @Option(
            names = "--ctx",
            paramLabel = "IFACE[:QUEUE]",
            description = "With --packet: the interface and the queue that they seem to come in on.")
    private @Nullable String ingress;

    /** {@return whether packets were given} */
    boolean isAsked() {
        return packet != null;
    }

    /** {@return an option that makes sense with --packet only, and was given without} */
    boolean isIncomplete() {
        return packet == null && (repeat != 1 || ingress != null);
    }

    /** {@return the packets} Read before anything is loaded. */
    List<byte[]> packets() {
        String given = String.valueOf(packet);
        if (given.matches(HEX)) {
            return List.of(HexFormat.of().parseHex(given.replaceAll("[ :]", "")));
        }
        Path file = Path.of(given);
        if (!Files.exists(file) && !given.contains(".")) {
            throw new BpfException("--packet takes bytes in hex or a pcap file: '" + given + "' is neither");
        }
        return PcapFile.read(file);
    }

    void run(LoadedProgram program, List<byte[]> packets, PrintWriter out) {
        int number = 1;
        for (byte[] each : packets) {
            RunRequest request = ingress == null
                    ? RunRequest.of(each).withRepeat(repeat)
                    : withIngress(RunRequest.of(each).withRepeat(repeat), ingress);
            RunResult result = program.run(request);
            out.print((packets.size() > 1 ? "packet " + number++ + ": " : "") + answer(program, result.retval()) + ", " + result.nanos()
                    + " ns" + (repeat > 1 ? " a run" : ""));
            out.println(Arrays.equals(each, result.data())
                    ? ""
                    : ", left " + result.data().length + " bytes: " + HexFormat.of().formatHex(result.data()));
        }
        out.flush();
    }

    private static RunRequest withIngress(RunRequest request, String text) {
        int colon = text.lastIndexOf(':');
        String queue = colon < 0 ? "0" : text.substring(colon + 1);
        if (!queue.matches("[0-9]{1,9}")) {
            throw new BpfException("--ctx takes an interface and a queue, such as eth0:0: '" + text + "' has no queue number");
        }
        NetDevice device = NetDevice.byName(colon < 0 ? text : text.substring(0, colon));
        return request.withIngress(device.ifindex(), Integer.parseInt(queue));
    }

    /** What a program returned, in the words of its type. */
    private static String answer(LoadedProgram program, int retval) {
        UapiConstant[] actions = program instanceof XdpProgram
                ? XdpAction.values()
                : program instanceof TcProgram ? TcAction.values() : new UapiConstant[0];
        return Arrays.stream(actions)
                .filter(action -> action.value() == retval)
                .findFirst()
                .map(UapiConstant::name)
                .orElse("returned " + Integer.toUnsignedString(retval));
    }
}
