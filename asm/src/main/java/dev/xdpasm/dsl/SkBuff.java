package dev.xdpasm.dsl;

import java.util.OptionalInt;

/**
 * The context of programs that see socket buffers ({@code struct __sk_buff}, include/uapi/linux/bpf.h). Which fields a program may
 * read and write depends on its type; the verifier says so.
 */
public final class SkBuff extends Struct {
    /** Bytes of the whole packet. */
    public final NumField len = u32();
    /** PACKET_HOST, PACKET_BROADCAST ... (include/uapi/linux/if_packet.h). */
    public final NumField pktType = u32();
    /** A mark for routing and filters; tc may write it. */
    public final NumField mark = u32();
    /** The queue; tc may write it. */
    public final NumField queueMapping = u32();
    /** The EtherType, in network order. */
    public final NetField protocol = be16();

    {
        skip(2);
    }

    /** Whether there is a VLAN tag beside the packet. */
    public final NumField vlanPresent = u32();
    /** That tag. */
    public final NumField vlanTci = u32();
    /** The tag's EtherType, in network order. */
    public final NetField vlanProto = be16();

    {
        skip(2);
    }

    /** The priority; tc may write it. */
    public final NumField priority = u32();
    /** The interface that the packet came in on. */
    public final NumField ingressIfindex = u32();
    /** The interface that the packet is on. */
    public final NumField ifindex = u32();
    /** For tc's index; tc may write it. */
    public final NumField tcIndex = u32();
    /** Room for programs, kept until the packet leaves the layer: 5 words. */
    public final NumField cb0 = u32();
    /** The second word. */
    public final NumField cb1 = u32();
    /** The third word. */
    public final NumField cb2 = u32();
    /** The fourth word. */
    public final NumField cb3 = u32();
    /** The fifth word. */
    public final NumField cb4 = u32();
    /** The flow's hash, 0 if none was computed. */
    public final NumField hash = u32();
    /** The class; tc may write it. */
    public final NumField tcClassid = u32();

    {
        skip(8); // data and data_end
    }

    /** The driver's queue that polled it, 0 if it came from none. Linux 4.12. */
    public final NumField napiId = u32();

    {
        skip(64); // of sockets, and pointers
    }

    /** Nanoseconds: when it came in, or going out when it is to leave, for the fq qdisc; tc may write it. Linux 5.0. */
    public final NumField tstamp = u64();
    /** The bytes on the wire, all segments' headers included. Linux 5.0. */
    public final NumField wireLen = u32();
    /** The segments that it will be cut into. Linux 5.1. */
    public final NumField gsoSegs = u32();

    {
        skip(8); // the socket
    }

    /** The bytes of such a segment. Linux 5.7. */
    public final NumField gsoSize = u32();
    /** The clock of {@code tstamp}: 0 CLOCK_REALTIME, 1 CLOCK_MONOTONIC, 2 CLOCK_TAI; tc may read it. Linux 5.18. */
    public final NumField tstampType = u8();

    {
        skip(3);
    }

    /** Nanoseconds: when the hardware received it, 0 if that was not asked. Linux 5.16. */
    public final NumField hwtstamp = u64();

    @Override
    OptionalInt socketOffset() {
        return OptionalInt.of(168);
    }

    @Override
    String structName() {
        return "__sk_buff";
    }
}
