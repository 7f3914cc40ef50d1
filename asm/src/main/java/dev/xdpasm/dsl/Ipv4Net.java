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
        String[] octets = text.substring(0, slash < 0 ? text.length() : slash).split("\\.", -1);
        if (octets.length != Integer.BYTES) {
            throw noNet(text);
        }
        long address = 0;
        for (String digits : octets) {
            int octet = number(text, digits, 3);
            if (octet > 255) {
                throw CallSite.refuse("'" + text + "': " + octet + " is over 255");
            }
            address = address << Byte.SIZE | octet;
        }
        int prefix = slash < 0 ? Integer.SIZE : number(text, text.substring(slash + 1), 2);
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

    private static int number(String text, String digits, int most) {
        if (digits.isEmpty() || digits.length() > most) {
            throw noNet(text);
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
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
