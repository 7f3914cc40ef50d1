package dev.xdpasm.dsl;

/** The UDP header, 8 bytes (RFC 768). */
public final class Udp extends Header {
    private final NetField sport = be16();
    private final NetField dport = be16();
    private final NetField length = be16();
    private final NetField checksum = be16();

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

    /** {@return the bytes of header and payload} */
    public Net length() {
        return length.get();
    }

    /** Writes it: the bytes of header and payload. */
    public void length(Net changed) {
        length.set(changed);
    }

    /** Writes it: the bytes of header and payload. */
    public void length(long changed) {
        length.set(changed);
    }

    /** {@return the checksum, 0 for none over IPv4} */
    public Net checksum() {
        return checksum.get();
    }

    /** Writes it: the checksum, 0 for none over IPv4. */
    public void checksum(Net changed) {
        checksum.set(changed);
    }

    /** Writes it: the checksum, 0 for none over IPv4. */
    public void checksum(long changed) {
        checksum.set(changed);
    }
}
