package dev.xdpasm.dsl;

import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a function of the kernel takes and returns, as C declares it. */
record CFunction(CType result, List<Parameter> parameters) {
    private static final Pattern NAMED = Pattern.compile("(.*?[ *])([A-Za-z_]\\w*)");

    /**
     * A parameter.
     *
     * @param name its name; empty if only the type is told
     * @param text as it is declared
     */
    record Parameter(String name, String text, CType type) {}

    /**
     * {@return a function}
     *
     * @param result its type
     * @param parameters what stands between the parentheses
     */
    static CFunction of(String result, String parameters) {
        List<Parameter> all = new ArrayList<>();
        if (!parameters.equals("void") && !parameters.isEmpty()) {
            for (String text : parameters.split(", ?")) {
                all.add(parameter(text));
            }
        }
        return new CFunction(known(result), List.copyOf(all));
    }

    private static Parameter parameter(String text) {
        Matcher named = NAMED.matcher(text);
        return CType.of(text).isKnown() || !named.matches()
                ? new Parameter("", text, known(text))
                : new Parameter(named.group(2), text, known(named.group(1)));
    }

    private static CType known(String text) {
        CType type = CType.of(text);
        if (!type.isKnown()) {
            throw CallSite.refuse("'" + text.strip() + "' is no type that is known: expected void, an integer such as u32, bool, or a"
                    + " struct, union or enum by its name, and pointers to these");
        }
        if (type.pointers() == 0 && type.base().matches("(struct|union) .*")) {
            throw CallSite.refuse("'" + text.strip() + "' is a struct by value, which functions that programs know neither take nor return:"
                    + " expected a pointer");
        }
        return type;
    }

    /** {@return the id of its {@code FUNC_PROTO}} */
    int addTo(BtfBuilder btf) {
        List<BtfType.Param> types = parameters.stream()
                .map(parameter -> new BtfType.Param(parameter.name(), parameter.type().addTo(btf)))
                .toList();
        return btf.add(new BtfType.FuncProto(result.addTo(btf), types));
    }
}
