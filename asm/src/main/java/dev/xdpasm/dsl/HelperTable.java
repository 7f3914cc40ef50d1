package dev.xdpasm.dsl;

import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.ProgramType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the kernel's helpers take and which programs may call them: {@code helpers.tsv}, made by {@code testdata/helpers} from the
 * comments of include/uapi/linux/bpf.h, and by HelperTableTest from the answers of Linux 6.18.
 */
final class HelperTable {
    private static final Map<String, Row> ROWS = read();

    private HelperTable() {}

    /** What a parameter is given as. */
    enum Kind {
        /** The program's context, which is given by itself. */
        CONTEXT,
        /** A map. */
        MAP,
        /** A struct or a field. */
        MEMORY,
        /** An object of the kernel's, which the program comes by as such. */
        OBJECT,
        /** A number. */
        NUMBER
    }

    /** A parameter as the kernel's header says it. */
    record Parameter(String text, Kind kind) {
        String name() {
            return text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf('*')) + 1);
        }

        boolean isSize() {
            return kind == Kind.NUMBER && name().matches("(.*_)?(size|len|sz|plen|th_len)");
        }
    }

    /**
     * A helper.
     *
     * @param returns what it returns in C
     * @param types the short names of the types of programs that may call it; empty if that could not be asked
     */
    record Row(String name, String returns, List<Parameter> parameters, Set<String> types) {
        boolean returnsPointer() {
            return returns.endsWith("*");
        }

        boolean hasCallback() {
            return parameters.stream().anyMatch(parameter -> parameter.text().contains("callback_fn"));
        }

        /** Refuses the call by programs that may not. */
        void require(ProgramType type) {
            if (!allows(type)) {
                throw CallSite.refuse("programs of type " + type + " cannot call " + name + ", those can: "
                        + types.stream().sorted().collect(Collectors.joining(", ")));
            }
        }

        /** Whether a program may call it; a type of which nothing is known may. */
        boolean allows(ProgramType type) {
            boolean asked = ROWS.values().stream().anyMatch(row -> row.types().contains(type.shortName()));
            return !asked || types.contains(type.shortName());
        }
    }

    static Optional<Row> of(Helper helper) {
        return Optional.ofNullable(ROWS.get(helper.name()));
    }

    private static Map<String, Row> read() {
        try (InputStream in = Objects.requireNonNull(HelperTable.class.getResourceAsStream("helpers.tsv"), "helpers.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().map(HelperTable::row).collect(Collectors.toMap(Row::name, row -> row, (a, b) -> a, HashMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        String[] columns = line.split("\t", -1);
        List<Parameter> parameters = columns[2].equals("void")
                ? List.of()
                : Arrays.stream(columns[2].split(", ")).map(HelperTable::parameter).toList();
        Set<String> types = columns.length < 4 || columns[3].isEmpty() ? Set.of() : Set.of(columns[3].split(","));
        return new Row(columns[0], columns[1], parameters, types);
    }

    private static Parameter parameter(String text) {
        if (text.matches("(const )?(void|struct (sk_buff|xdp_buff|sk_msg_buff|bpf_sock_ops|bpf_sock_addr|bpf_sysctl|sk_reuseport_md"
                + "|pt_regs|bpf_perf_event_data|bpf_sk_lookup)) \\*(ctx|skb|xdp_md|msg|skops|reuse|regs|bpf_sock|bpf_socket)")) {
            return new Parameter(text, Kind.CONTEXT);
        }
        if (text.contains("struct bpf_map *") || text.matches("void \\*(ringbuf|map)")) {
            return new Parameter(text, Kind.MAP);
        }
        if (text.matches("struct (task_struct|inode|cgroup|file|path|seq_file|linux_binprm) \\*.*|void \\*(sk|sock|inode)")) {
            return new Parameter(text, Kind.OBJECT);
        }
        return new Parameter(text, text.contains("*") ? Kind.MEMORY : Kind.NUMBER);
    }
}
