package dev.xdpasm.cli.ladder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A JSON object with fields of known types: a field that is missing or of another type is an error that names it.
 *
 * @param fields what it has
 */
record JsonTree(Map<String, Object> fields) {

    /** {@return the object that a file holds} */
    static JsonTree read(Path file) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            parser.nextToken();
            return (JsonTree) value(parser);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, value(parser));
                }
                return new JsonTree(fields);
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                return elements;
            }
            case VALUE_STRING -> {
                return parser.getText();
            }
            case VALUE_NUMBER_INT -> {
                return parser.getIntValue();
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return parser.getBooleanValue();
            }
            default -> throw new IOException("unexpected " + parser.currentToken() + " at " + parser.currentLocation());
        }
    }

    /** {@return whether there is such a field} */
    boolean has(String name) {
        return fields.containsKey(name);
    }

    String text(String name) {
        return field(name, String.class);
    }

    int number(String name) {
        return field(name, Integer.class);
    }

    /** {@return the bytes that a field has in hex} */
    byte[] bytes(String name) {
        return HexFormat.of().parseHex(text(name));
    }

    Optional<byte[]> bytesIfThere(String name) {
        return has(name) ? Optional.of(bytes(name)) : Optional.empty();
    }

    /** {@return what is made of each object in a list; empty if there is no such field} */
    <T> List<T> objects(String name, Function<JsonTree, T> made) {
        return has(name) ? each(field(name, List.class), JsonTree.class, made) : List.of();
    }

    /** {@return what is made of each element of each list in an object of lists; empty if there is no such field} */
    <E, T> Map<String, List<T>> lists(String name, Class<E> element, Function<E, T> made) {
        Map<String, List<T>> lists = new LinkedHashMap<>();
        if (has(name)) {
            field(name, JsonTree.class).fields().forEach((key, list) -> lists.put(key, each((List<?>) list, element, made)));
        }
        return lists;
    }

    private static <E, T> List<T> each(List<?> elements, Class<E> type, Function<E, T> made) {
        return elements.stream().map(type::cast).map(made).toList();
    }

    private <T> T field(String name, Class<T> type) {
        Object value = fields.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("field " + name + " is " + value + ", expected " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
