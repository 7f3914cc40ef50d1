package dev.xdpasm.dsl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 network, or with a prefix of 32 an address.
 *
 * @param address the network's address, in host order
 * @param prefix the bits that are the network's, 0 to 32
 */
public record Ipv4Net(long address, int prefix) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

    /**
     * {@return a network of text such as {@code 10.0.0.0/8} or {@code 192.0.2.1}}
     *
     * @throws dev.xdpasm.AssemblyException if it is none, or bits behind the prefix are set
     */
    public static Ipv4Net of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw CallSite.refuse("'" + text + "' is no IPv4 address or network, expected one such as 10.0.0.0/8 or 192.0.2.1");
        }
        long address = 0;
        for (int part = 1; part <= 4; part++) {
            int octet = Integer.parseInt(matcher.group(part));
            if (octet > 255) {
                throw CallSite.refuse("'" + text + "': " + octet + " is over 255");
            }
            address = address << Byte.SIZE | octet;
        }
        int prefix = matcher.group(5) == null ? Integer.SIZE : Integer.parseInt(matcher.group(5));
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
