package dev.xdpasm.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.loader.BpfMap;
import dev.xdpasm.loader.BpfMapInfo;
import dev.xdpasm.loader.BtfCodec;
import dev.xdpasm.loader.Cidr;
import dev.xdpasm.loader.Codec;
import dev.xdpasm.loader.Codecs;
import dev.xdpasm.loader.BpfBtfInfo;
import dev.xdpasm.loader.MacAddress;
import dev.xdpasm.uapi.MapType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keys or values of a map as text: typed where its BTF describes them, else numbers, addresses or bytes in hex, each form
 * telling itself from the others.
 */
final class MapText {
    private static final Pattern HEX = Pattern.compile("(?:hex:)?((?:\\p{XDigit}{2}[ :]?)+)");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+|0x\\p{XDigit}+");
    private static final Pattern IPV4 = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
    private static final Pattern IPV6 = Pattern.compile("(?=.*::|([^:]*:){7})[0-9A-Fa-f:.]+");
    private static final Pattern MAC = Pattern.compile("\\p{XDigit}{1,2}(:\\p{XDigit}{1,2}){5}");
    private static final Pattern PREFIX = Pattern.compile("[0-9A-Fa-f.:]+/[0-9]+");

    private final String what;
    private final int size;
    private final Optional<Codec<Object>> typed;
    private final Optional<Codec<Cidr>> prefix;

    private MapText(String what, int size, Optional<Codec<Object>> typed, Optional<Codec<Cidr>> prefix) {
        this.what = what;
        this.size = size;
        this.typed = typed;
        this.prefix = prefix;
    }

    static MapText ofKeys(BpfMap<?, ?> map) {
        BpfMapInfo info = map.info();
        Optional<Codec<Cidr>> prefix = Stream.of(Codecs.CIDR4, Codecs.CIDR6)
                .filter(codec -> map.spec().type() == MapType.BPF_MAP_TYPE_LPM_TRIE && codec.size() == info.keySize())
                .findFirst();
        return new MapText("key", info.keySize(), typed(info, info.keyTypeId(), info.keySize()), prefix);
    }

    /** Of a per-CPU map, those of one CPU. */
    static MapText ofValues(BpfMap<?, ?> map) {
        BpfMapInfo info = map.info();
        return new MapText("value", info.valueSize(), typed(info, info.valueTypeId(), info.valueSize()), Optional.empty());
    }

    private static Optional<Codec<Object>> typed(BpfMapInfo info, int type, int size) {
        return info.btfId() == 0 || type == 0
                ? Optional.empty()
                : Optional.of(BtfCodec.of(Btf.decode(BpfBtfInfo.byId(info.btfId()).bytes()), type, size));
    }

    /**
     * {@return the bytes that a text stands for}
     *
     * @throws BpfException if it is of no form that fits
     */
    byte[] parse(String text) {
        byte[] bytes = new byte[size];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        try {
            if (text.startsWith("hex:")) {
                return hex(text);
            } else if (PREFIX.matcher(text).matches()) {
                Cidr prefix = Cidr.parse(text);
                Codec<Cidr> codec = prefix.isIpv4() ? Codecs.CIDR4 : Codecs.CIDR6;
                requireSize(text, codec.size());
                codec.encode(prefix, out);
            } else if (IPV4.matcher(text).matches() || IPV6.matcher(text).matches()) {
                byte[] address = InetAddress.getByName(text).getAddress();
                requireSize(text, address.length);
                out.put(address);
            } else if (MAC.matcher(text).matches()) {
                requireSize(text, Codecs.MAC.size());
                Codecs.MAC.encode(MacAddress.parse(text), out);
            } else if (typed.isPresent()) {
                typed.get().encode(json(text), out);
            } else if (NUMBER.matcher(text).matches() && Integer.bitCount(size) == 1 && size <= Long.BYTES) {
                putNumber(text, out);
            } else {
                return hex(text);
            }
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw new BpfException("the " + what + " '" + text + "' is not understood: " + e.getMessage(), e);
        }
        return bytes;
    }

    private void putNumber(String text, ByteBuffer out) {
        long number = text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : parseDecimal(text);
        int unused = Long.SIZE - size * Byte.SIZE;
        if (number << unused >> unused != number && number << unused >>> unused != number) {
            throw new IllegalArgumentException("it does not fit " + size + " bytes");
        }
        byte[] eight = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
        out.put(eight, 0, size);
    }

    private static long parseDecimal(String text) {
        return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    }

    private byte[] hex(String text) {
        var matcher = HEX.matcher(text);
        if (!matcher.matches()) {
            throw new BpfException("the " + what + " '" + text + "' is not understood, expected a number, bytes in hex"
                    + " (hex:0a000001), an address or a prefix" + (typed.isPresent() ? ", or JSON as dump prints it" : ""));
        }
        byte[] bytes = HexFormat.of().parseHex(matcher.group(1).replaceAll("[ :]", ""));
        requireSize(text, bytes.length);
        return bytes;
    }

    private void requireSize(String text, int given) {
        if (given != size) {
            throw new BpfException("the " + what + " '" + text + "' has " + given + " bytes, the map's have " + size);
        }
    }

    /** {@return the text of bytes: a form that {@link #parse} takes} */
    String format(byte[] bytes) {
        if (typed.isPresent()) {
            return jsonText(bytes);
        }
        if (prefix.isPresent()) {
            return prefix(bytes);
        }
        String hex = "hex:" + HexFormat.of().formatHex(bytes);
        return Integer.bitCount(size) == 1 && size <= Long.BYTES ? Long.toUnsignedString(number(bytes)) : hex;
    }

    private String prefix(byte[] bytes) {
        return prefix.orElseThrow()
                .decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()))
                .toString();
    }

    private String jsonText(byte[] bytes) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            write(out, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static long number(byte[] bytes) {
        byte[] eight = new byte[Long.BYTES];
        System.arraycopy(bytes, 0, eight, 0, bytes.length);
        return ByteBuffer.wrap(eight).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** Writes bytes as JSON: typed, else a number, else a text in hex. */
    void write(JsonGenerator out, byte[] bytes) throws IOException {
        if (typed.isPresent()) {
            write(out, typed.get().decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder())));
        } else if (prefix.isPresent()) {
            out.writeString(prefix(bytes));
        } else if (Integer.bitCount(size) == 1 && size < Long.BYTES) {
            out.writeNumber(number(bytes));
        } else if (size == Long.BYTES) {
            out.writeNumber(Long.toUnsignedString(number(bytes)));
        } else {
            out.writeString("hex:" + HexFormat.of().formatHex(bytes));
        }
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Map<?, ?> members) {
            out.writeStartObject();
            for (Map.Entry<?, ?> member : members.entrySet()) {
                out.writeFieldName(String.valueOf(member.getKey()));
                write(out, member.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof List<?> elements) {
            out.writeStartArray();
            for (Object element : elements) {
                write(out, element);
            }
            out.writeEndArray();
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else {
            out.writeString(String.valueOf(value));
        }
    }

    private static Object json(String text) {
        try (JsonParser in = new JsonFactory().createParser(text)) {
            in.nextToken();
            Object value = value(in);
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("something follows the value");
            }
            return value;
        } catch (IOException e) {
            // A bare word is an enumeration's.
            if (text.matches("[A-Za-z_][A-Za-z_0-9]*")) {
                return text;
            }
            throw new IllegalArgumentException("expected JSON, as dump prints it", e);
        }
    }

    private static Object value(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> members = new LinkedHashMap<>();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                members.put(name, value(in));
            }
            return members;
        } else if (token == JsonToken.START_ARRAY) {
            List<Object> elements = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(in));
            }
            return elements;
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
            return Long.parseUnsignedLong(in.getText().replaceFirst("^-", "")) * (in.getText().startsWith("-") ? -1 : 1);
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return in.getDoubleValue();
        } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        } else if (token == JsonToken.VALUE_STRING) {
            return in.getText();
        }
        throw new IllegalArgumentException("expected a number, a text, true, false, [...] or {...}");
    }

    /** {@return whether entries of the type can be listed} */
    static boolean isListed(MapType type) {
        return switch (type) {
            case BPF_MAP_TYPE_QUEUE,
                    BPF_MAP_TYPE_STACK,
                    BPF_MAP_TYPE_BLOOM_FILTER,
                    BPF_MAP_TYPE_RINGBUF,
                    BPF_MAP_TYPE_USER_RINGBUF,
                    BPF_MAP_TYPE_ARENA,
                    BPF_MAP_TYPE_STRUCT_OPS -> false;
            default -> true;
        };
    }
}
