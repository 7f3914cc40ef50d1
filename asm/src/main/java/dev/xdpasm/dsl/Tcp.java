package dev.xdpasm.dsl;

/** The TCP header without its options, 20 bytes (RFC 9293; {@code struct tcphdr}, include/uapi/linux/tcp.h). */
public final class Tcp extends Header {
    private final NetField sport = be16();
    private final NetField dport = be16();
    private final NetField seq = be32();
    private final NetField ackSeq = be32();
    private final NumField offsetByte = u8();
    private final NumField dataOffset = bits(offsetByte, 4, 4);
    private final NumField flags = u8();
    private final NetField window = be16();
    private final NetField checksum = be16();
    private final NetField urgent = be16();

    /** {@return the source's port} */
    public Net sport() {
        return sport.get();
    }

    /** Writes it: the source's port. */
    public void sport(Net changed) {
        sport.set(changed);
    }

    /** Writes it: the source's port. */
    public void sport(long changed) {
        sport.set(changed);
    }

    /** {@return the destination's port} */
    public Net dport() {
        return dport.get();
    }

    /** Writes it: the destination's port. */
    public void dport(Net changed) {
        dport.set(changed);
    }

    /** Writes it: the destination's port. */
    public void dport(long changed) {
        dport.set(changed);
    }

    /** {@return the sequence number} */
    public Net seq() {
        return seq.get();
    }

    /** Writes it: the sequence number. */
    public void seq(Net changed) {
        seq.set(changed);
    }

    /** Writes it: the sequence number. */
    public void seq(long changed) {
        seq.set(changed);
    }

    /** {@return the acknowledged sequence number} */
    public Net ackSeq() {
        return ackSeq.get();
    }

    /** Writes it: the acknowledged sequence number. */
    public void ackSeq(Net changed) {
        ackSeq.set(changed);
    }

    /** Writes it: the acknowledged sequence number. */
    public void ackSeq(long changed) {
        ackSeq.set(changed);
    }

    /** {@return the header's length in words of 4 bytes, 5 to 15} */
    public Num dataOffset() {
        return dataOffset.get();
    }

    /** Writes it: the header's length in words of 4 bytes, 5 to 15. */
    public void dataOffset(Num changed) {
        dataOffset.set(changed);
    }

    /** Writes it: the header's length in words of 4 bytes, 5 to 15. */
    public void dataOffset(long changed) {
        dataOffset.set(changed);
    }

    /** {@return the flags: {@link #FIN} to {@link #CWR}} */
    public Num flags() {
        return flags.get();
    }

    /** Writes it: the flags: {@link #FIN} to {@link #CWR}. */
    public void flags(Num changed) {
        flags.set(changed);
    }

    /** Writes it: the flags: {@link #FIN} to {@link #CWR}. */
    public void flags(long changed) {
        flags.set(changed);
    }

    /** {@return the window} */
    public Net window() {
        return window.get();
    }

    /** Writes it: the window. */
    public void window(Net changed) {
        window.set(changed);
    }

    /** Writes it: the window. */
    public void window(long changed) {
        window.set(changed);
    }

    /** {@return the checksum} */
    public Net checksum() {
        return checksum.get();
    }

    /** Writes it: the checksum. */
    public void checksum(Net changed) {
        checksum.set(changed);
    }

    /** Writes it: the checksum. */
    public void checksum(long changed) {
        checksum.set(changed);
    }

    /** {@return the urgent pointer} */
    public Net urgent() {
        return urgent.get();
    }

    /** Writes it: the urgent pointer. */
    public void urgent(Net changed) {
        urgent.set(changed);
    }

    /** Writes it: the urgent pointer. */
    public void urgent(long changed) {
        urgent.set(changed);
    }

    /** No more data from the sender. */
    public static final int FIN = 1;

    /** Synchronises sequence numbers. */
    public static final int SYN = 2;

    /** Resets the connection. */
    public static final int RST = 4;

    /** Pushes. */
    public static final int PSH = 8;

    /** The acknowledged number means something. */
    public static final int ACK = 16;

    /** The urgent pointer means something. */
    public static final int URG = 32;

    /** Congestion was seen. */
    public static final int ECE = 64;

    /** The congestion window was reduced. */
    public static final int CWR = 128;

    /** {@return the bytes of the header with its options, 0 to 60} */
    public Num headerLength() {
        return dataOffset().shl(2);
    }

    /** {@return whether it opens a connection: SYN without ACK} */
    public Bool isSyn() {
        return flags().and(SYN | ACK).eq(SYN);
    }
}
