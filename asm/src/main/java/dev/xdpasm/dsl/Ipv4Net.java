package dev.xdpasm.dsl;

import dev.xdpasm.AssemblyException;

/**
 * An IPv4 network, or with a prefix of 32 an address.
 *
 * @param address the network's address, in host order
 * @param prefix the bits that are the network's, 0 to 32
 */
public record Ipv4Net(long address, int prefix) {
    /**
     * {@return a network of text such as {@code 10.0.0.0/8} or {@code 192.0.2.1}}
     *
     * @throws dev.xdpasm.AssemblyException if it is none, or bits behind the prefix are set
     */
    public static Ipv4Net of(String text) {
        int slash = text.indexOf('/');
        int end = slash < 0 ? text.length() : slash;
        long address = 0;
        int from = 0;
        for (int i = 1; i <= Integer.BYTES; i++) {
            int to = i == Integer.BYTES ? end : text.indexOf('.', from);
            int octet = number(text, from, to, 3);
            if (octet > 255) {
                throw CallSite.refuse("'" + text + "': " + octet + " is over 255");
            }
            address = address << Byte.SIZE | octet;
            from = to + 1;
        }
        int prefix = slash < 0 ? Integer.SIZE : number(text, slash + 1, text.length(), 2);
        if (prefix > Integer.SIZE) {
            throw CallSite.refuse("'" + text + "': a prefix is 0 to 32");
        }
        Ipv4Net net = new Ipv4Net(address, prefix);
        if ((address & ~net.mask()) != 0) {
            throw CallSite.refuse("'" + text + "' has bits set behind its prefix: no address is in it, expected "
                    + new Ipv4Net(address & net.mask(), prefix));
        }
        return net;
    }

    private static int number(String text, int from, int to, int most) {
        if (to <= from || to - from > most) {
            throw noNet(text);
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw noNet(text);
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static AssemblyException noNet(String text) {
        return CallSite.refuse("'" + text + "' is no IPv4 address or network, expected one such as 10.0.0.0/8 or 192.0.2.1");
    }

    /** {@return the bits of an address that are the network's} */
    public long mask() {
        return prefix == 0 ? 0 : -1L << Integer.SIZE - prefix & 0xffff_ffffL;
    }

    @Override
    public String toString() {
        return (address >> 24 & 0xff) + "." + (address >> 16 & 0xff) + "." + (address >> 8 & 0xff) + "." + (address & 0xff) + "/"
                + prefix;
    }
}
