package dev.xdpasm.ir;

/**
 * Where an access goes.
 *
 * @param base what the address begins at
 * @param offset bytes from there, of 16 bits
 * @param region which memory it is
 */
public record Address(Base base, int offset, Region region) {
    /** {@return the address some bytes further on} */
    public Address plus(int bytes) {
        return new Address(base, offset + bytes, region);
    }

    // written out, since linking the one that records have costs a JVM that has just begun more than a pass
    @Override
    public boolean equals(Object other) {
        return other instanceof Address address
                && address.base.equals(base)
                && address.offset == offset
                && address.region.equals(region);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * base.hashCode() + offset) + region.hashCode();
    }

    @Override
    public String toString() {
        return base + (offset < 0 ? " - " + -offset : " + " + offset);
    }
}
