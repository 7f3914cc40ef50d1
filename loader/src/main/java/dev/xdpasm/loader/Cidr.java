package dev.xdpasm.loader;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * A prefix of IP addresses, such as {@code 10.0.0.0/8}: the key of an LPM trie, where the longest prefix that an address
 * has is the one that is found. Bits behind the prefix are zero.
 *
 * @param address the first address
 * @param prefixLength the number of leading bits that count, 0 to 32 or 128
 */
public record Cidr(InetAddress address, int prefixLength) {
    static final int IPV4_BYTES = 4;
    static final int IPV6_BYTES = 16;

    private static final Pattern TEXT = Pattern.compile("([0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)/([0-9]{1,3})");

    /** Refuses a length that the address does not have, and bits behind the prefix. */
    public Cidr {
        byte[] bytes = address.getAddress();
        int bits = bytes.length * Byte.SIZE;
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException(
                    address.getHostAddress() + "/" + prefixLength + ": the prefix has 0 to " + bits + " bits");
        }
        for (int bit = prefixLength; bit < bits; bit++) {
            if ((bytes[bit / Byte.SIZE] >> Byte.SIZE - 1 - bit % Byte.SIZE & 1) != 0) {
                throw new IllegalArgumentException(address.getHostAddress() + "/" + prefixLength + ": bit " + (bit + 1)
                        + " is set, behind the prefix of " + prefixLength);
            }
        }
    }

    /** {@return the prefix of one address alone, which is also how an address is looked up} */
    public static Cidr of(InetAddress address) {
        return new Cidr(address, address.getAddress().length * Byte.SIZE);
    }

    /**
     * {@return the prefix that is written so, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}}
     *
     * @throws IllegalArgumentException if it is not written so; no name is looked up
     */
    public static Cidr parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no prefix, expected the form 10.0.0.0/8 or 2001:db8::/32");
        }
        try {
            return new Cidr(InetAddress.getByName(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is no prefix: " + matcher.group(1) + " is no address", e);
        }
    }

    static Codec<Cidr> codec(int addressBytes) {
        return Codecs.of(Integer.BYTES + addressBytes, (cidr, out) -> cidr.write(out, addressBytes), in -> {
            int length = in.getInt();
            return new Cidr(Codecs.address(in, addressBytes), length);
        });
    }

    private void write(ByteBuffer out, int addressBytes) {
        byte[] bytes = address.getAddress();
        if (bytes.length != addressBytes) {
            throw new IllegalArgumentException(
                    this + " is not " + (addressBytes == IPV4_BYTES ? "IPv4" : "IPv6") + ", which the map's keys are");
        }
        out.putInt(prefixLength).put(bytes);
    }

    /** {@return whether its addresses are of IPv4} */
    public boolean isIpv4() {
        return address instanceof Inet4Address;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixLength;
    }
}
