package dev.xdpasm.print;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names as Java has them, each given once, and strings as Java writes them. */
final class JavaNames {
    /** What a method or a constant cannot be called: what a program may be called is no word of Java in capitals. */
    private static final Set<String> TAKEN = Set.of(
            "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const", "continue", "default",
            "do", "double", "else", "enum", "extends", "final", "finally", "float", "for", "goto", "if", "implements", "import",
            "instanceof", "int", "interface", "long", "native", "new", "package", "private", "protected", "public", "return",
            "short", "static", "strictfp", "super", "switch", "synchronized", "this", "throw", "throws", "transient", "try",
            "void", "volatile", "while", "true", "false", "null", "_", "notify", "notifyAll", "wait", "getClass", "finalize",
            "clone", "toString", "hashCode", "object", "types", "hex", "R0", "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10");

    /** What the calls of a function's method mean by them: its labels. */
    private static final Pattern LABEL = Pattern.compile("L\\d+");

    private final Set<String> given = new HashSet<>();

    /** {@return a method's name: {@code xdpFirewall} for {@code xdp_firewall}, with a number behind if that is taken} */
    String method(String name) {
        return free(camel(name));
    }

    /** {@return a constant's name: {@code BLOCKED_IPS} for {@code blocked_ips}, {@code RODATA} for {@code .rodata}, with a number behind if that is taken} */
    String constant(String name) {
        return free(identifier(clean(name).toUpperCase(Locale.ROOT).replaceFirst("^_+(?=[A-Z])", "")));
    }

    private String free(String wanted) {
        String name = wanted;
        for (int i = 2; TAKEN.contains(name) || LABEL.matcher(name).matches() || given.contains(name); i++) {
            name = wanted + "_" + i;
        }
        given.add(name);
        return name;
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : clean(name).split("_")) {
            if (!word.isEmpty()) {
                camel.append(camel.length() == 0 ? word.charAt(0) : Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return identifier(camel.toString());
    }

    /** {@return a class's name for a file: {@code MyFilter} for {@code my-filter.o}} */
    static String type(String file) {
        String stem = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
        String name = camel(stem);
        name = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return JavaText.imports(name) ? name + "Object" : name;
    }

    private static String clean(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_");
    }

    private static String identifier(String name) {
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    /** A text in a comment, which it cannot end. */
    static String comment(String text) {
        return text.replaceAll("[^A-Za-z0-9_ ,.:<>()\\[\\]-]", "_");
    }

    /** A string literal: what is not plain ASCII as a Unicode escape. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                literal.append(String.format(c < ' ' ? "\\%03o" : "\\u%04x", (int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
