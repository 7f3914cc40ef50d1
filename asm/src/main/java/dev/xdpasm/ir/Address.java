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

    @Override
    public String toString() {
        return base + (offset < 0 ? " - " + -offset : " + " + offset);
    }
}
