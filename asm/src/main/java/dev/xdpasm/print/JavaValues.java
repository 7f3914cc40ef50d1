package dev.xdpasm.print;

import dev.xdpasm.object.Bytes;
import dev.xdpasm.object.Global;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The Java expressions that make the model's values: a record by its constructor, whichever it is; bytes by hex digits. */
final class JavaValues {
    /** The method that a class with {@link #bytes} in it has to have. */
    static final String HEX = """
                private static byte[] hex(String digits) {
                    return HexFormat.of().parseHex(digits);
                }
            """;

    /** Bytes of a string literal, which holds 65535 characters. */
    private static final int MOST_IN_LITERAL = 16384;

    private static final int IN_LINE = 48;

    private JavaValues() {}

    /** {@return the expression of a record, enum, string, number, or of a list, set or {@code Optional} of such} */
    static String of(Object value) {
        if (value instanceof String text) {
            return JavaNames.literal(text);
        }
        if (value instanceof Enum<?> constant) {
            return name(constant.getDeclaringClass()) + "." + constant.name();
        }
        if (value instanceof Long number) {
            return number + "L";
        }
        if (value instanceof List<?> all) {
            return "List.of(" + listed(all) + ")";
        }
        if (value instanceof Set<?> all) {
            return "Set.of(" + listed(all.stream().sorted().toList()) + ")";
        }
        if (value instanceof Optional<?> one) {
            return one.map(there -> "Optional.of(" + of(there) + ")").orElse("Optional.empty()");
        }
        if (value instanceof Record whole) {
            return "new " + name(whole.getClass()) + "(" + listed(components(whole)) + ")";
        }
        if (value instanceof Integer || value instanceof Boolean) {
            return value.toString();
        }
        throw new IllegalArgumentException("no expression for a " + value.getClass());
    }

    private static String listed(Collection<?> values) {
        return values.stream().map(JavaValues::of).collect(Collectors.joining(", "));
    }

    private static List<Object> components(Record whole) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : whole.getClass().getRecordComponents()) {
            try {
                values.add(component.getAccessor().invoke(whole));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalArgumentException(whole + " cannot be read", e);
            }
        }
        return values;
    }

    /** A class's name behind those of the classes that it stands in: {@code BtfType.Int}. */
    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return (outer == null ? "" : name(outer) + ".") + type.getSimpleName();
    }

    /**
     * {@return the expression of bytes, zeros left out}
     *
     * @param globals what lies in them, in the order of the offsets: each begins a line
     * @param constant the name of a global's constant
     * @param indent what the lines behind the first begin with
     */
    static String bytes(Bytes bytes, List<Global> globals, Function<Global, String> constant, String indent) {
        if (bytes.isZero()) {
            return "Bytes.zeros(" + bytes.size() + ")";
        }
        if (bytes.size() == Integer.BYTES && globals.isEmpty()) {
            return "Bytes.ofInt(" + bytes.buffer().getInt() + ")";
        }
        StringBuilder text = new StringBuilder("Bytes.zeros(").append(bytes.size()).append(")");
        byte[] content = bytes.toArray();
        int from = 0;
        String name = "0";
        for (Global global : globals) {
            with(text, content, from, global.offset(), name, indent);
            from = global.offset();
            name = constant.apply(global) + ".offset()";
        }
        with(text, content, from, content.length, name, indent);
        return text.toString();
    }

    /** Appends the calls that put some of the bytes in; {@code name} says where the first begin. */
    private static void with(StringBuilder text, byte[] content, int from, int to, String name, String indent) {
        for (int at = from; at < to; at += MOST_IN_LITERAL) {
            int end = Math.min(to, at + MOST_IN_LITERAL);
            while (end > at && content[end - 1] == 0) {
                end--;
            }
            if (end > at) {
                text.append('\n').append(indent).append(".with(").append(at == from ? name : Integer.toString(at)).append(", hex(");
                for (int line = at; line < end; line += IN_LINE) {
                    text.append(line == at ? "" : "\n" + indent + "        + ").append('"');
                    text.append(HexFormat.of().formatHex(content, line, Math.min(end, line + IN_LINE))).append('"');
                }
                text.append("))");
            }
        }
    }
}
