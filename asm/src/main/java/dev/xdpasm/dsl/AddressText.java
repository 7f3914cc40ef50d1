package dev.xdpasm.dsl;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Size;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads addresses as people write them: Ethernet {@code 02:00:00:00:00:01}, IPv6 {@code 2001:db8::1}. */
final class AddressText {
    private AddressText() {}

    /** {@return the constant of an address of so many bytes, 6 or 16} */
    static BytesValue value(Flow flow, String text, int size) {
        byte[] bytes =
                switch (size) {
                    case 6 -> mac(text);
                    case 16 -> ipv6(text);
                    default -> throw CallSite.refuse("addresses as text are of 6 or 16 bytes, this is of " + size);
                };
        return constant(flow, bytes);
    }

    static BytesValue constant(Flow flow, byte[] bytes) {
        List<Value> pieces = new ArrayList<>();
        int at = 0;
        for (Size piece : Sizes.covering(bytes.length)) {
            long number = 0;
            for (int i = piece.bytes() - 1; i >= 0; i--) {
                number = number << Byte.SIZE | bytes[at + i] & 0xff;
            }
            pieces.add(Value.of(number));
            at += piece.bytes();
        }
        return new BytesValue(flow, bytes.length, pieces, Optional.empty());
    }

    private static byte[] mac(String text) {
        if (!text.matches("[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2}){5}")) {
            throw CallSite.refuse("'" + text + "' is no Ethernet address, expected one such as 02:00:00:00:00:01");
        }
        String[] parts = text.split(":", -1);
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = new BigInteger(parts[i], 16).byteValue();
        }
        return bytes;
    }

    /** {@return the 16 bytes of an IPv6 address} */
    static byte[] ipv6(String text) {
        if (text.contains(":") && text.matches("[0-9a-fA-F:.]+")) {
            try {
                byte[] bytes = InetAddress.getByName(text).getAddress();
                if (bytes.length == 16) {
                    return bytes;
                }
            } catch (UnknownHostException no) {
                throw noIpv6(text);
            }
        }
        throw noIpv6(text);
    }

    private static AssemblyException noIpv6(String text) {
        return CallSite.refuse("'" + text + "' is no IPv6 address, expected one such as 2001:db8::1");
    }
}
