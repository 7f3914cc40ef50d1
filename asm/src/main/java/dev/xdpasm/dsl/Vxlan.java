package dev.xdpasm.dsl;

/** The VXLAN header, 8 bytes (RFC 7348). */
public final class Vxlan extends Header {
    private final NetField flags = be32();
    private final NetField vniWord = be32();

    /** {@return flags: 0x08000000 says that the network id is valid} */
    public Net flags() {
        return flags.get();
    }

    /** Writes it: flags: 0x08000000 says that the network id is valid. */
    public void flags(Net changed) {
        flags.set(changed);
    }

    /** Writes it: flags: 0x08000000 says that the network id is valid. */
    public void flags(long changed) {
        flags.set(changed);
    }

    /** {@return the network id in the upper 24 bits} */
    public Net vniWord() {
        return vniWord.get();
    }

    /** Writes it: the network id in the upper 24 bits. */
    public void vniWord(Net changed) {
        vniWord.set(changed);
    }

    /** Writes it: the network id in the upper 24 bits. */
    public void vniWord(long changed) {
        vniWord.set(changed);
    }

    /** {@return the network id} */
    public Num vni() {
        return vniWord().host().shr(8);
    }

    /** Writes it: the network id, 24 bits; the byte behind it becomes zero. */
    public void vni(Num changed) {
        vniWord.set(Given.notNull(changed, "vni").as(Types.U32).shl(8).net(Types.BE32));
    }

    /** Writes it: the network id, 0 to 0xffffff; the byte behind it becomes zero. */
    public void vni(long changed) {
        if (changed < 0 || changed > 0xff_ffff) {
            throw CallSite.refuse("a network id of " + changed + ", expected 0 to 16777215 (24 bits)");
        }
        vniWord.set(changed << 8);
    }
}
