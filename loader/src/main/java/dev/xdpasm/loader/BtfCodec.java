package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads and writes keys and values as their BTF describes them, for tools that know a map only at run time.
 *
 * <p>A number or a pointer is a {@link Long} (unsigned ones of 64 bits as their bits), {@code bool} a {@link Boolean}, an
 * enumeration the name of its value or a {@link Long} that has none, a float a {@link Double}, a structure or union a {@link
 * Map} of its members by name, an array a {@link List}. What is wider than 64 bits is refused.
 */
public final class BtfCodec implements Codec<Object> {
    private static final int SIGNED = 1;
    private static final int BOOL = 4;
    private static final int MOST_MODIFIERS = 64;

    private final Btf btf;
    private final int type;
    private final int size;

    private BtfCodec(Btf btf, int type, int size) {
        this.btf = btf;
        this.type = type;
        this.size = size;
    }

    /**
     * {@return a codec of a type}
     *
     * @param size bytes of the key or the value
     * @throws BpfException if the type has another size
     */
    public static BtfCodec of(Btf btf, int type, int size) {
        BtfCodec codec = new BtfCodec(btf, type, size);
        int own = codec.sizeOf(type);
        if (own != size) {
            throw new BpfException("BTF type " + type + " has " + own + " bytes, the map's have " + size);
        }
        return codec;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Object decode(ByteBuffer in) {
        return decode(type, in, in.position());
    }

    @Override
    public void encode(Object value, ByteBuffer out) {
        encode(type, value, out, out.position(), "");
    }

    private BtfType resolve(int id) {
        BtfType found = btf.type(id);
        for (int i = 0; found instanceof BtfType.Modifier modifier && i < MOST_MODIFIERS; i++) {
            found = btf.type(modifier.type());
        }
        return found;
    }

    private int sizeOf(int id) {
        BtfType found = resolve(id);
        if (found instanceof BtfType.Int number) {
            return number.size();
        } else if (found instanceof BtfType.Ptr) {
            return Long.BYTES;
        } else if (found instanceof BtfType.Array array) {
            return Math.toIntExact(Math.multiplyExact(array.count(), sizeOf(array.element())));
        } else if (found instanceof BtfType.Struct struct) {
            return struct.size();
        } else if (found instanceof BtfType.Union union) {
            return union.size();
        } else if (found instanceof BtfType.Enum named) {
            return named.size();
        } else if (found instanceof BtfType.Enum64 named) {
            return named.size();
        } else if (found instanceof BtfType.Float number) {
            return number.size();
        }
        throw new BpfException("BTF type " + id + " has no size");
    }

    private Object decode(int id, ByteBuffer in, int at) {
        BtfType found = resolve(id);
        if (found instanceof BtfType.Int number) {
            long value = read(in, at, number.size(), (number.encoding() & SIGNED) != 0);
            return (number.encoding() & BOOL) != 0 ? (Object) (value != 0) : (Object) value;
        } else if (found instanceof BtfType.Array array) {
            List<Object> elements = new ArrayList<>();
            int step = sizeOf(array.element());
            for (int i = 0; i < array.count(); i++) {
                elements.add(decode(array.element(), in, at + i * step));
            }
            return elements;
        } else if (found instanceof BtfType.Struct struct) {
            return members(struct.members(), in, at);
        } else if (found instanceof BtfType.Union union) {
            return members(union.members(), in, at);
        } else if (found instanceof BtfType.Enum named) {
            return name(named.values(), read(in, at, named.size(), named.isSigned()));
        } else if (found instanceof BtfType.Enum64 named) {
            return name(named.values(), read(in, at, named.size(), named.isSigned()));
        } else if (found instanceof BtfType.Float number) {
            return number.size() == Float.BYTES ? (double) in.getFloat(at) : in.getDouble(at);
        }
        return read(in, at, sizeOf(id), false);
    }

    private Map<String, Object> members(List<BtfType.Member> members, ByteBuffer in, int at) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (BtfType.Member member : members) {
            int place = at + member.bitOffset() / Byte.SIZE;
            Object value = member.bitSize() == 0
                    ? decode(member.type(), in, place)
                    : (Object) bits(member, in, at);
            if (member.name().isEmpty() && value instanceof Map<?, ?> anonymous) {
                anonymous.forEach((name, inner) -> values.put((String) name, inner));
            } else {
                values.put(member.name(), value);
            }
        }
        return values;
    }

    /** A bit field lies in the bytes of its own type, the first bit lowest on little-endian machines. */
    private long bits(BtfType.Member member, ByteBuffer in, int at) {
        long value = 0;
        for (int bit = member.bitSize() - 1; bit >= 0; bit--) {
            int place = member.bitOffset() + bit;
            value = value << 1 | in.get(at + place / Byte.SIZE) >> place % Byte.SIZE & 1;
        }
        boolean signed = resolve(member.type()) instanceof BtfType.Int number && (number.encoding() & SIGNED) != 0;
        int unused = Long.SIZE - member.bitSize();
        return signed ? value << unused >> unused : value;
    }

    private static Object name(List<BtfType.Enumerator> values, long value) {
        return values.stream()
                .filter(each -> each.value() == value)
                .<Object>map(BtfType.Enumerator::name)
                .findFirst()
                .orElse(value);
    }

    private static long read(ByteBuffer in, int at, int size, boolean signed) {
        return switch (size) {
            case Byte.BYTES -> signed ? in.get(at) : Byte.toUnsignedLong(in.get(at));
            case Short.BYTES -> signed ? in.getShort(at) : Short.toUnsignedLong(in.getShort(at));
            case Integer.BYTES -> signed ? in.getInt(at) : Integer.toUnsignedLong(in.getInt(at));
            case Long.BYTES -> in.getLong(at);
            default -> throw new BpfException("a number of " + size + " bytes is wider than 64 bits");
        };
    }

    private void encode(int id, Object value, ByteBuffer out, int at, String where) {
        BtfType found = resolve(id);
        if (found instanceof BtfType.Array array) {
            if (!(value instanceof List<?> elements) || elements.size() != array.count()) {
                throw wrong(where, value, "an array of " + array.count());
            }
            int step = sizeOf(array.element());
            for (int i = 0; i < elements.size(); i++) {
                encode(array.element(), Objects.requireNonNull(elements.get(i)), out, at + i * step, where + "[" + i + "]");
            }
        } else if (found instanceof BtfType.Struct struct) {
            encode(struct.members(), value, out, at, where);
        } else if (found instanceof BtfType.Union union) {
            encode(union.members(), value, out, at, where);
        } else if (found instanceof BtfType.Enum named) {
            write(out, at, named.size(), number(named.values(), value, where), where);
        } else if (found instanceof BtfType.Enum64 named) {
            write(out, at, named.size(), number(named.values(), value, where), where);
        } else if (found instanceof BtfType.Float number && value instanceof Number given) {
            if (number.size() == Float.BYTES) {
                out.putFloat(at, given.floatValue());
            } else {
                out.putDouble(at, given.doubleValue());
            }
        } else if (value instanceof Boolean truth) {
            write(out, at, sizeOf(id), truth ? 1 : 0, where);
        } else if (value instanceof Long number) {
            write(out, at, sizeOf(id), number, where);
        } else {
            throw wrong(where, value, "a number");
        }
    }

    private void encode(List<BtfType.Member> members, Object value, ByteBuffer out, int at, String where) {
        if (!(value instanceof Map<?, ?> given)) {
            throw wrong(where, value, "an object of members");
        }
        for (Map.Entry<?, ?> entry : given.entrySet()) {
            BtfType.Member member = members.stream()
                    .filter(each -> each.name().equals(entry.getKey()))
                    .findFirst()
                    .orElseThrow(() -> wrong(where, entry.getKey(), "one of the members "
                            + String.join(", ", members.stream().map(BtfType.Member::name).toList())));
            if (member.bitSize() != 0) {
                throw new BpfException(where + "." + member.name() + " is a bit field, which cannot be written");
            }
            encode(
                    member.type(),
                    Objects.requireNonNull(entry.getValue()),
                    out,
                    at + member.bitOffset() / Byte.SIZE,
                    where + "." + member.name());
        }
    }

    private static long number(List<BtfType.Enumerator> values, Object value, String where) {
        if (value instanceof Long number) {
            return number;
        }
        return values.stream()
                .filter(each -> each.name().equals(value))
                .mapToLong(BtfType.Enumerator::value)
                .findFirst()
                .orElseThrow(() -> wrong(where, value, "one of "
                        + String.join(", ", values.stream().map(BtfType.Enumerator::name).toList())));
    }

    private static void write(ByteBuffer out, int at, int size, long value, String where) {
        int unused = Long.SIZE - size * Byte.SIZE;
        if (unused > 0 && value << unused >> unused != value && value << unused >>> unused != value) {
            throw wrong(where, value, "a number of " + size + " bytes");
        }
        switch (size) {
            case Byte.BYTES -> out.put(at, (byte) value);
            case Short.BYTES -> out.putShort(at, (short) value);
            case Integer.BYTES -> out.putInt(at, (int) value);
            case Long.BYTES -> out.putLong(at, value);
            default -> throw wrong(where, value, "something of " + size + " bytes");
        }
    }

    private static BpfException wrong(String where, Object value, String expected) {
        return new BpfException((where.isEmpty() ? "" : where.replaceFirst("^\\.", "") + ": ") + value + " where "
                + expected + " is expected");
    }
}
