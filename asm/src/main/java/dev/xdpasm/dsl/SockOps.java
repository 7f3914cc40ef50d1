package dev.xdpasm.dsl;

import java.util.OptionalInt;

/**
 * The context of programs that follow TCP sockets ({@code struct bpf_sock_ops}, include/uapi/linux/bpf.h). They
 * return 1. Linux 4.13.
 */
public final class SockOps extends Struct {
    /** What has happened: {@code BPF_SOCK_OPS_*}. */
    public final NumField op = u32();
    /** The first argument; written, it is the answer. */
    public final NumField reply = u32();
    /** The second argument. */
    public final NumField arg1 = u32();
    /** The third argument. */
    public final NumField arg2 = u32();
    /** The fourth argument. */
    public final NumField arg3 = u32();
    /** 2 (AF_INET) or 10 (AF_INET6). */
    public final NumField family = u32();
    /** The other side's IPv4 address. */
    public final NetField remoteIp4 = be32();
    /** The IPv4 address here. */
    public final NetField localIp4 = be32();

    /** The other side's IPv6 address, four words. */
    public final SockWords remoteIp6 = struct(SockWords::new);
    /** The IPv6 address here, four words. */
    public final SockWords localIp6 = struct(SockWords::new);
    /** The other side's port. */
    public final NetField remotePort = port(true);
    /** The port here, in host order. */
    public final NumField localPort = u32();
    /** 1 if there is a full socket; what follows is 0 where not. Linux 4.16. */
    public final NumField isFullsock = u32();
    /** The congestion window, in segments. */
    public final NumField sndCwnd = u32();
    /** The smoothed round-trip time, in eighths of microseconds. */
    public final NumField srttUs = u32();
    /** What the program is told of: {@code BPF_SOCK_OPS_*_CB_FLAG}, set by {@code bpf_sock_ops_cb_flags_set}. */
    public final NumField cbFlags = u32();
    /** The state of TCP: 1 (BPF_TCP_ESTABLISHED) to 12. */
    public final NumField state = u32();
    /** The least round-trip time of late, in microseconds. */
    public final NumField rttMin = u32();
    /** The threshold of slow start, in segments. */
    public final NumField sndSsthresh = u32();
    /** The number of the byte that is to come next. */
    public final NumField rcvNxt = u32();
    /** The number of the byte that is sent next. */
    public final NumField sndNxt = u32();
    /** The number of the first byte that was not acknowledged. */
    public final NumField sndUna = u32();
    /** The bytes of a segment, without options. */
    public final NumField mssCache = u32();
    /** Explicit congestion notification: {@code TCP_ECN_*}. */
    public final NumField ecnFlags = u32();
    /** Packets that were delivered in the last measure of the rate. */
    public final NumField rateDelivered = u32();
    /** The time of that measure, in microseconds. */
    public final NumField rateIntervalUs = u32();
    /** Packets that are under way. */
    public final NumField packetsOut = u32();
    /** Packets that were sent again and are under way. */
    public final NumField retransOut = u32();
    /** Packets that were sent again, of the whole connection. */
    public final NumField totalRetrans = u32();
    /** Segments that came in. */
    public final NumField segsIn = u32();
    /** Segments with data that came in. */
    public final NumField dataSegsIn = u32();
    /** Segments that were sent. */
    public final NumField segsOut = u32();
    /** Segments with data that were sent. */
    public final NumField dataSegsOut = u32();
    /** Packets that are taken for lost. */
    public final NumField lostOut = u32();
    /** Packets that were acknowledged selectively. */
    public final NumField sackedOut = u32();
    /** The hash of what is sent; may be written. */
    public final NumField skTxhash = u32();
    /** Bytes that came in. */
    public final NumField bytesReceived = u64();
    /** Bytes that were acknowledged. */
    public final NumField bytesAcked = u64();

    {
        skip(24); // the socket, and pointers
    }

    /** Of callbacks about a packet: its bytes, headers included. Linux 5.10. */
    public final NumField skbLen = u32();
    /** Of callbacks about a packet: the flags of its TCP header. Linux 5.10. */
    public final NumField skbTcpFlags = u32();
    /** Of callbacks about a packet: nanoseconds, when the hardware received it. Linux 6.2. */
    public final NumField skbHwtstamp = u64();

    @Override
    OptionalInt socketOffset() {
        return OptionalInt.of(184);
    }

    @Override
    String structName() {
        return "bpf_sock_ops";
    }
}
