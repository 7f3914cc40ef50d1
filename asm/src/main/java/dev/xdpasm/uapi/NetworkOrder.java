package dev.xdpasm.uapi;

/**
 * Constants as a little-endian program reads them from a packet: a u16 load of the bytes {@code 08 00} gives 8, so
 * {@code be16(0x0800)} is 8. The swap is made once, while the program is built, and costs the program nothing.
 */
public final class NetworkOrder {

    private NetworkOrder() {}

    /** {@return the value of a u16 load over {@code value} in network order}; refuses what is not 16 bits wide. */
    public static int be16(int value) {
        if (value < 0 || value > 0xffff) {
            throw new IllegalArgumentException("be16 takes 0 to 65535, not " + value);
        }
        return Short.reverseBytes((short) value) & 0xffff;
    }

    /** {@return the value of a u16 load over {@code constant} in network order} */
    public static int be16(UapiConstant constant) {
        return be16(constant.value());
    }

    /** {@return the value of a u32 load over {@code value} in network order, as the 32 bits of an int} */
    public static int be32(int value) {
        return Integer.reverseBytes(value);
    }
}
