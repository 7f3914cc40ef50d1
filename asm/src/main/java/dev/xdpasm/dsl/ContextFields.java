package dev.xdpasm.dsl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which release of Linux brought which field of what programs are told: {@code contexts.tsv}, the structs of include/uapi/linux/bpf.h
 * with each field's offset, and the release whose history of that file has it first. A release that is older than the programs that
 * the struct is for says when these came.
 */
final class ContextFields {
    private static final Map<String, NavigableMap<Integer, Row>> STRUCTS = read();

    private ContextFields() {}

    private record Row(String struct, String field, int offset, String since) {
        static Row of(String line) {
            String[] columns = line.split("\t");
            return new Row(columns[0], columns[1], Integer.parseInt(columns[2]), columns[3]);
        }
    }

    /** Refuses a field that the oldest kernel lacks that is to run the program. */
    static void require(Compilation compilation, String struct, int offset) {
        NavigableMap<Integer, Row> fields = STRUCTS.get(struct);
        if (fields != null && fields.floorEntry(offset) != null) {
            Row row = fields.floorEntry(offset).getValue();
            compilation.require(struct + "." + row.field(), row.since());
        }
    }

    private static Map<String, NavigableMap<Integer, Row>> read() {
        Map<String, NavigableMap<Integer, Row>> structs = new TreeMap<>();
        try (InputStream in = Objects.requireNonNull(ContextFields.class.getResourceAsStream("contexts.tsv"), "contexts.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().map(Row::of).forEach(row -> structs.computeIfAbsent(row.struct(), s -> new TreeMap<>()).put(row.offset(), row));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return structs;
    }
}
