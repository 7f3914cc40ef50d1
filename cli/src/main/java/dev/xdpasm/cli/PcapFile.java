package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The packets of a capture in tcpdump's format (pcap 2.4, either byte order, micro- or nanoseconds), of Ethernet frames.
 * Read here, as it is a header of 24 bytes and one of 16 before each packet, and the libraries for it bring libpcap along.
 */
final class PcapFile {
    private static final int MICROS = 0xa1b2c3d4;
    private static final int NANOS = 0xa1b23c4d;
    private static final int PCAPNG = 0x0a0d0d0a;
    private static final int HEADER = 24;
    private static final int LINK_TYPE = 20;
    private static final int LINKTYPE_ETHERNET = 1;
    private static final int RECORD_HEADER = 16;
    private static final int CAPTURED = 8;
    private static final int ORIGINAL = 12;

    private PcapFile() {}

    /**
     * {@return the packets, in their order}
     *
     * @throws BpfException if the file is none, is cut, or holds packets that are
     */
    static List<byte[]> read(Path file) {
        byte[] bytes = InputFile.bytes(file);
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < HEADER) {
            throw new BpfException(file + ": has " + bytes.length + " bytes, expected a pcap file");
        }
        if (!isMagic(in.getInt(0))) {
            in.order(ByteOrder.BIG_ENDIAN);
        }
        if (!isMagic(in.getInt(0))) {
            throw new BpfException(file + ": is " + (in.getInt(0) == PCAPNG ? "pcapng" : "no capture")
                    + ", expected pcap (tcpdump -w writes it, editcap -F pcap makes it)");
        }
        int linkType = in.getInt(LINK_TYPE) & 0xffff;
        if (linkType != LINKTYPE_ETHERNET) {
            throw new BpfException(file + ": holds packets of link type " + linkType + ", expected Ethernet (1)");
        }
        List<byte[]> packets = new ArrayList<>();
        int at = HEADER;
        while (at < bytes.length) {
            String where = file + ": packet " + (packets.size() + 1);
            if (bytes.length - at < RECORD_HEADER) {
                throw new BpfException(where + " is cut: the file ends within its header");
            }
            int captured = in.getInt(at + CAPTURED);
            int original = in.getInt(at + ORIGINAL);
            if (captured < 0 || captured > bytes.length - at - RECORD_HEADER) {
                throw new BpfException(where + " is cut: it has " + Integer.toUnsignedString(captured)
                        + " bytes, the file has " + (bytes.length - at - RECORD_HEADER) + " more");
            }
            if (captured != original) {
                throw new BpfException(where + " was captured in part, " + captured + " of " + original
                        + " bytes: capture whole packets (tcpdump -s 0)");
            }
            at += RECORD_HEADER;
            packets.add(Arrays.copyOfRange(bytes, at, at + captured));
            at += captured;
        }
        if (packets.isEmpty()) {
            throw new BpfException(file + ": holds no packet");
        }
        return packets;
    }

    private static boolean isMagic(int number) {
        return number == MICROS || number == NANOS;
    }
}
