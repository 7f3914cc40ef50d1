package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.loader.sys.KernelRelease;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.Bytes;
import dev.xdpasm.object.DataMap;
import dev.xdpasm.object.Extern;
import dev.xdpasm.object.MapSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of the kernel's configuration that an object names ({@code __kconfig}), laid out as a map that its programs read.
 * They come from {@code /proc/config.gz} or {@code /boot/config-RELEASE}; {@code LINUX_KERNEL_VERSION} from the kernel itself.
 */
final class KernelConfig {
    /** The map's name, as libbpf calls it. */
    static final String MAP = ".kconfig";

    private static final String VERSION = "LINUX_KERNEL_VERSION";
    private static final String HAS_COOKIE = "LINUX_HAS_BPF_COOKIE";
    private static final String HAS_WRAPPER = "LINUX_HAS_SYSCALL_WRAPPER";
    private static final int MOST_BYTES = Long.BYTES;

    /** What a value is written as. */
    private enum Form {
        BOOL,
        CHAR,
        TRISTATE,
        NUMBER,
        TEXT
    }

    private record Value(Extern extern, Form form, int size, int align, boolean signed) {}

    private final Btf btf;
    private final Map<String, Integer> offsets = new HashMap<>();
    private final MapSpec map;

    private KernelConfig(BpfObject object, List<Extern> externs) {
        this.btf = object.btf();
        List<Value> values = externs.stream()
                .map(this::value)
                .sorted(Comparator.comparingInt(Value::align)
                        .reversed()
                        .thenComparingInt(Value::size)
                        .thenComparing(value -> value.extern().name()))
                .toList();
        int size = 0;
        for (Value value : values) {
            int offset = (size + value.align() - 1) / value.align() * value.align();
            offsets.put(value.extern().name(), offset);
            size = offset + value.size();
        }
        ByteBuffer content = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        boolean asked = values.stream().anyMatch(value -> value.extern().name().startsWith("CONFIG_"));
        Map<String, String> config = asked ? ConfigFile.values(offsets.keySet()) : Map.of();
        for (Value value : values) {
            write(content, offsets.getOrDefault(value.extern().name(), 0), value, config);
        }
        map = DataMap.withContent(
                MapSpec.array(MAP, size, 1).withFlags(DataMap.RDONLY_PROG | DataMap.MMAPABLE), Bytes.of(content.array()));
    }

    /**
     * {@return the configuration that an object asks for; empty if it asks for none}
     *
     * @throws BpfException if a value that the object needs is missing or does not fit its variable
     */
    static Optional<KernelConfig> of(BpfObject object) {
        List<Extern> externs = object.externs().stream()
                .filter(extern -> extern.kind() == Extern.Kind.KCONFIG)
                .toList();
        return externs.isEmpty() ? Optional.empty() : Optional.of(new KernelConfig(object, externs));
    }

    /** {@return the map that holds the values} */
    MapSpec map() {
        return map;
    }

    /** {@return where an extern's value begins in the map's} */
    int offset(String extern) {
        return offsets.getOrDefault(extern, 0);
    }

    private Value value(Extern extern) {
        if (!(btf.type(extern.type()) instanceof BtfType.Var variable)) {
            throw new BpfException("extern " + extern.name() + " is no variable in the object's BTF");
        }
        int id = btf.skipModifiers(variable.type());
        BtfType type = id == 0 ? variable : btf.type(id);
        int size = btf.sizeOf(variable.type());
        if (type instanceof BtfType.Array array && btf.sizeOf(array.element()) == 1) {
            return new Value(extern, Form.TEXT, size, 1, false);
        }
        if (type instanceof BtfType.Enumeration choice && choice.name().equals("libbpf_tristate")) {
            return new Value(extern, Form.TRISTATE, size, size, false);
        }
        if (type instanceof BtfType.Int number && size <= MOST_BYTES) {
            boolean signed = (number.encoding() & BtfType.Int.SIGNED) != 0;
            boolean isBool = (number.encoding() & BtfType.Int.BOOL) != 0;
            Form form = isBool ? Form.BOOL : size == 1 ? Form.CHAR : Form.NUMBER;
            return new Value(extern, form, size, size, signed);
        }
        throw new BpfException("extern " + extern.name() + " of the kernel's configuration is of kind " + type.kind()
                + ", expected a bool, a char, a number, an enum libbpf_tristate or an array of char");
    }

    private static void write(ByteBuffer content, int at, Value value, Map<String, String> config) {
        String name = value.extern().name();
        switch (name) {
            case VERSION -> number(content, at, value, KernelRelease.versionCode());
            // bpf_get_attach_cookie came with 5.15, the wrappers of system calls on this machine are told by their symbol
            case HAS_COOKIE -> number(content, at, value, KernelRelease.running().isAtLeast(5, 15) ? 1 : 0);
            case HAS_WRAPPER -> number(content, at, value, hasSyscallWrapper() ? 1 : 0);
            default -> {
                String text = config.get(name);
                if (text != null) {
                    parse(content, at, value, text);
                } else if (!value.extern().weak()) {
                    throw new BpfException("extern " + name + " is not in the kernel's configuration ("
                            + ConfigFile.sources() + "); declared __weak, it would be 0");
                }
            }
        }
    }

    private static boolean hasSyscallWrapper() {
        String arch = System.getProperty("os.arch");
        String prefix = arch.equals("amd64") || arch.equals("x86_64") ? "__x64_" : arch.equals("aarch64") ? "__arm64_" : "__";
        return KernelSymbols.addresses(Set.of(prefix + "sys_bpf")).size() == 1;
    }

    private static void parse(ByteBuffer content, int at, Value value, String text) {
        switch (text) {
            case "y", "n", "m" -> choice(content, at, value, text);
            default -> {
                if (text.startsWith("\"")) {
                    text(content, at, value, text);
                } else {
                    number(content, at, value, parsed(value, text));
                }
            }
        }
    }

    private static void choice(ByteBuffer content, int at, Value value, String text) {
        switch (value.form()) {
            case BOOL -> {
                if (text.equals("m")) {
                    throw mismatch(value, text);
                }
                content.put(at, (byte) (text.equals("y") ? 1 : 0));
            }
            case CHAR -> content.put(at, (byte) text.charAt(0));
            case TRISTATE -> number(content, at, value, text.equals("n") ? 0 : text.equals("y") ? 1 : 2);
            default -> throw mismatch(value, text);
        }
    }

    private static void text(ByteBuffer content, int at, Value value, String quoted) {
        if (value.form() != Form.TEXT || quoted.length() < 2 || !quoted.endsWith("\"")) {
            throw mismatch(value, quoted);
        }
        byte[] bytes = quoted.substring(1, quoted.length() - 1).getBytes(StandardCharsets.UTF_8);
        // a C string: the zero byte is part of it
        content.put(at, bytes, 0, Math.min(bytes.length, value.size() - 1));
    }

    private static long parsed(Value value, String text) {
        if (value.form() != Form.NUMBER && value.form() != Form.CHAR) {
            throw mismatch(value, text);
        }
        try {
            boolean hex = text.startsWith("0x") || text.startsWith("0X");
            return hex ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw mismatch(value, text);
        }
    }

    private static void number(ByteBuffer content, int at, Value value, long number) {
        int bits = value.size() * Byte.SIZE;
        long least = value.signed() ? -1L << bits - 1 : 0;
        long most = value.signed() ? ~(-1L << bits - 1) : bits == Long.SIZE ? Long.MAX_VALUE : ~(-1L << bits);
        boolean fits = bits == Long.SIZE || number >= least && number <= most;
        if (!fits) {
            throw new BpfException("extern " + value.extern().name() + " is " + number + " in the kernel's configuration,"
                    + " which does not fit its " + value.size() + " bytes");
        }
        for (int i = 0; i < value.size(); i++) {
            content.put(at + i, (byte) (number >>> i * Byte.SIZE));
        }
    }

    private static BpfException mismatch(Value value, String text) {
        return new BpfException("extern " + value.extern().name() + " is " + text
                + " in the kernel's configuration, which does not fit its type (" + value.form().name().toLowerCase(Locale.ROOT)
                + ", " + value.size() + " bytes)");
    }
}
