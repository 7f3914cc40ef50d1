package dev.xdpasm.dsl;

/**
 * What TCP knows of a connection ({@code struct bpf_tcp_sock}, include/uapi/linux/bpf.h); it is read only: {@code
 * p.find(Helper.bpf_tcp_sock, socket).ifPresent(tcp -> tcp.as(TcpSock.TYPE) ...)}. Linux 5.1.
 */
public final class TcpSock extends Struct {
    /** For {@link KernelObject#as}. */
    public static final Type<TcpSock, TcpSock> TYPE = Types.struct(TcpSock::new);

    /** The congestion window, in segments. */
    public final NumField sndCwnd = u32();
    /** The smoothed round-trip time, in eighths of microseconds. */
    public final NumField srttUs = u32();
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
    /** Bytes that came in. */
    public final NumField bytesReceived = u64();
    /** Bytes that were acknowledged. */
    public final NumField bytesAcked = u64();
    /** Segments that were received twice. */
    public final NumField dsackDups = u32();
    /** Packets that were delivered. */
    public final NumField delivered = u32();
    /** Of these, those with a mark of congestion. */
    public final NumField deliveredCe = u32();
    /** How often the timer of retransmission has run out since something was acknowledged. */
    public final NumField icskRetransmits = u32();

    @Override
    String structName() {
        return "bpf_tcp_sock";
    }
}
