package dev.xdpasm.dsl;

/** The ICMP or ICMPv6 header, 8 bytes (RFC 792, RFC 4443). */
public final class Icmp extends Header {
    private final NumField type = u8();
    private final NumField code = u8();
    private final NetField checksum = be16();
    private final NetField id = be16();
    private final NetField sequence = be16();

    /** {@return the type, such as 8 for an IPv4 echo request} */
    public Num type() {
        return type.get();
    }

    /** Writes it: the type, such as 8 for an IPv4 echo request. */
    public void type(Num changed) {
        type.set(changed);
    }

    /** Writes it: the type, such as 8 for an IPv4 echo request. */
    public void type(long changed) {
        type.set(changed);
    }

    /** {@return the code} */
    public Num code() {
        return code.get();
    }

    /** Writes it: the code. */
    public void code(Num changed) {
        code.set(changed);
    }

    /** Writes it: the code. */
    public void code(long changed) {
        code.set(changed);
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

    /** {@return of an echo: its id} */
    public Net id() {
        return id.get();
    }

    /** Writes it: of an echo: its id. */
    public void id(Net changed) {
        id.set(changed);
    }

    /** Writes it: of an echo: its id. */
    public void id(long changed) {
        id.set(changed);
    }

    /** {@return of an echo: its number} */
    public Net sequence() {
        return sequence.get();
    }

    /** Writes it: of an echo: its number. */
    public void sequence(Net changed) {
        sequence.set(changed);
    }

    /** Writes it: of an echo: its number. */
    public void sequence(long changed) {
        sequence.set(changed);
    }

    /** {@return type and code as one number: the type's byte is the higher} */
    public Net typeAndCode() {
        return new NetField(this::memory, Short.SIZE).get();
    }

    /** Writes type and code and corrects the checksum (RFC 1624). */
    public void typeAndCode(int changedType, int changedCode) {
        Net before = typeAndCode();
        Net after = Checksum.constant(memory().flow(), changedType << Byte.SIZE | changedCode);
        new NetField(this::memory, Short.SIZE).set(after);
        checksum(Checksum.replaced(checksum(), before, after));
    }
}
