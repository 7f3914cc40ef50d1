package dev.xdpasm.dsl;

import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.uapi.ProgramType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function of the kernel that programs call by its name (a kfunc): a constant of the class that holds the program, declared as the
 * kernel declares it. {@code bpftool btf dump file /sys/kernel/btf/vmlinux format c} shows what the running kernel has.
 *
 * <pre>{@code
 * static final Kfunc SIZE = Kfunc.of("u32 bpf_dynptr_size(const struct bpf_dynptr *p)");
 * ...
 * var bytes = p.call(SIZE, dynptr);
 * }</pre>
 *
 * <p>One that returns a pointer is asked by {@link CallProgram#find}, and says which other one takes back what it gives, if any does:
 *
 * <pre>{@code
 * static final Kfunc TASK = Kfunc.of("struct task_struct *bpf_task_from_pid(s32 pid)")
 *         .releasedBy("void bpf_task_release(struct task_struct *p)");
 * ...
 * p.find(TASK, pid).ifPresent(task -> ...);
 * }</pre>
 *
 * <p>In the object it is an extern in {@code .ksyms} with its type, as C compilers leave it; the loader finds it in the kernel's BTF,
 * or its modules', and the verifier checks what it is given. Linux 5.13; XDP and tc 5.18.
 */
public final class Kfunc {
    private static final Pattern DECLARATION =
            Pattern.compile("(?:extern )?(.*?)([A-Za-z_]\\w*) ?\\((.*)\\)(?: __ksym)?(?: __weak)?;?");
    private static final Pattern VARIABLE = Pattern.compile("(.*?[ *])([A-Za-z_]\\w*)");
    private static final int MOST = 5;

    /** Structs by which the kernel calls contexts, and the types of programs whose they are. */
    private static final Map<String, String> CONTEXTS = Map.of(
            "xdp_md", "XDP", "__sk_buff", "SCHED_CLS CGROUP_SKB SOCKET_FILTER", "bpf_sock_addr_kern", "CGROUP_SOCK_ADDR");

    /** Integers of C: size and sign, as BTF has them. */
    private static final Map<String, BtfType.Int> INTEGERS = Map.ofEntries(
            integer("u8", 1, 0), integer("u16", 2, 0), integer("u32", 4, 0), integer("u64", 8, 0),
            integer("__u8", 1, 0), integer("__u16", 2, 0), integer("__u32", 4, 0), integer("__u64", 8, 0),
            integer("__be16", 2, 0), integer("__be32", 4, 0), integer("__be64", 8, 0),
            integer("size_t", 8, 0), integer("unsigned int", 4, 0), integer("unsigned long", 8, 0),
            integer("s8", 1, BtfType.Int.SIGNED), integer("s16", 2, BtfType.Int.SIGNED), integer("s32", 4, BtfType.Int.SIGNED),
            integer("s64", 8, BtfType.Int.SIGNED), integer("__s32", 4, BtfType.Int.SIGNED), integer("__s64", 8, BtfType.Int.SIGNED),
            integer("int", 4, BtfType.Int.SIGNED), integer("long", 8, BtfType.Int.SIGNED), integer("char", 1, BtfType.Int.SIGNED),
            integer("bool", 1, BtfType.Int.BOOL));

    private final String declaration;
    private final String name;
    private final CType result;
    private final List<Variable> parameters;
    private final Optional<Kfunc> release;

    /** A type of C: what it is without {@code const} and pointers, and how many of these. */
    private record CType(String base, boolean constant, int pointers) {
        static CType of(String text) {
            long stars = text.chars().filter(c -> c == '*').count();
            List<String> words = new ArrayList<>(Arrays.asList(text.replace('*', ' ').strip().split("\\s+")));
            boolean constant = words.remove("const");
            return new CType(String.join(" ", words), constant, (int) stars);
        }

        boolean isVoid() {
            return base.equals("void") && pointers == 0;
        }

        boolean isKnown() {
            return base.equals("void") || INTEGERS.containsKey(base) || base.matches("(struct|union|enum) [A-Za-z_]\\w*");
        }

        int addTo(BtfBuilder btf) {
            int type = base(btf);
            if (constant) {
                type = btf.add(new BtfType.Const(type));
            }
            for (int i = 0; i < pointers; i++) {
                type = btf.add(new BtfType.Ptr("", type));
            }
            return type;
        }

        /** Of structs the name is enough; without members they are not taken for those of another use. */
        private int base(BtfBuilder btf) {
            if (base.equals("void")) {
                return 0;
            }
            BtfType.Int integer = INTEGERS.get(base);
            if (integer != null) {
                return btf.add(integer);
            }
            String[] words = base.split(" ");
            return btf.add(
                    switch (words[0]) {
                        case "struct" -> new BtfType.Struct(words[1], 0, List.of());
                        case "union" -> new BtfType.Union(words[1], 0, List.of());
                        default -> new BtfType.Enum(words[1], Integer.BYTES, false, List.of());
                    });
        }
    }

    private record Variable(String name, String text, CType type) {}

    private Kfunc(
            String declaration, String name, CType result, List<Variable> parameters, Optional<Kfunc> release) {
        this.declaration = declaration;
        this.name = name;
        this.result = result;
        this.parameters = parameters;
        this.release = release;
    }

    /**
     * {@return a function, as C declares it}
     *
     * @param declaration such as {@code int bpf_xdp_metadata_rx_timestamp(const struct xdp_md *ctx, u64 *timestamp)}
     * @throws dev.xdpasm.AssemblyException if it is none, or has types that are not known
     */
    public static Kfunc of(String declaration) {
        Matcher function = DECLARATION.matcher(declaration.strip().replaceAll("\\s+", " "));
        if (!function.matches()) {
            throw CallSite.refuse("'" + declaration + "' declares no function, expected one such as"
                    + " 'u32 bpf_dynptr_size(const struct bpf_dynptr *p)'");
        }
        CType result = known(function.group(1));
        List<Variable> parameters = new ArrayList<>();
        if (!function.group(3).equals("void") && !function.group(3).isEmpty()) {
            for (String text : function.group(3).split(", ?")) {
                parameters.add(variable(text));
            }
        }
        if (result.pointers() > 1) {
            throw CallSite.refuse(function.group(2) + " returns a pointer to a pointer, expected a number, a struct or memory");
        }
        if (parameters.size() > MOST) {
            throw CallSite.refuse(function.group(2) + " has " + parameters.size() + " parameters, registers hold " + MOST);
        }
        return new Kfunc(declaration, function.group(2), result, List.copyOf(parameters), Optional.empty());
    }

    /**
     * {@return the same function, which gives a reference that another one takes back}
     *
     * @param release that other function, as C declares it, such as {@code void bpf_task_release(struct task_struct *p)}
     * @throws dev.xdpasm.AssemblyException if this one returns no pointer, or that one does not take just one
     */
    public Kfunc releasedBy(String release) {
        Kfunc other = of(release);
        if (result.pointers() != 1) {
            throw CallSite.refuse(name + " returns no pointer, so that there is nothing to release");
        }
        if (other.parameters.size() != 1 || other.parameters.get(0).type().pointers() != 1) {
            throw CallSite.refuse(other.name + " does not take a pointer alone, expected a function such as"
                    + " 'void bpf_task_release(struct task_struct *p)'");
        }
        return new Kfunc(declaration, name, result, parameters, Optional.of(other));
    }

    /** The function that takes back what this one gives. */
    Optional<Kfunc> release() {
        return release;
    }

    /** Whether it returns a pointer. */
    boolean returnsPointer() {
        return result.pointers() > 0;
    }

    /** What its result points to: the name of a struct, or what C calls another type. */
    String pointedTo() {
        return result.base().substring(result.base().indexOf(' ') + 1);
    }

    private static Variable variable(String text) {
        Matcher variable = VARIABLE.matcher(text);
        if (!variable.matches()) {
            throw CallSite.refuse("'" + text + "' is no parameter, expected one with type and name such as 'u64 flags'");
        }
        return new Variable(variable.group(2), text, known(variable.group(1)));
    }

    private static CType known(String text) {
        CType type = CType.of(text);
        if (!type.isKnown()) {
            throw CallSite.refuse("'" + text.strip() + "' is no type that is known: expected void, an integer such as u32, bool, or a"
                    + " struct, union or enum by its name, and pointers to these");
        }
        return type;
    }

    private static Map.Entry<String, BtfType.Int> integer(String name, int size, int encoding) {
        String plain = (encoding == 0 ? "unsigned " : "signed ") + size * Byte.SIZE;
        return Map.entry(name, BtfType.Int.of(encoding == BtfType.Int.BOOL ? "bool" : plain, size, encoding));
    }

    String name() {
        return name;
    }

    /** Its parameters as arguments are given for them. */
    List<HelperTable.Parameter> parameters(ProgramType program) {
        return parameters.stream()
                .map(parameter -> new HelperTable.Parameter(parameter.text(), kind(parameter.type(), program)))
                .toList();
    }

    private static HelperTable.Kind kind(CType type, ProgramType program) {
        if (type.pointers() == 0) {
            return HelperTable.Kind.NUMBER;
        }
        String contexts = type.base().startsWith("struct ") ? CONTEXTS.getOrDefault(type.base().substring(7), "") : "";
        boolean own = Arrays.stream(contexts.split(" ")).anyMatch(one -> program.name().equals("BPF_PROG_TYPE_" + one));
        return own ? HelperTable.Kind.CONTEXT : HelperTable.Kind.MEMORY;
    }

    /** What it returns, of the register that it returns it in. */
    Num result(Num register) {
        BtfType.Int integer = INTEGERS.get(result.base());
        if (integer == null) {
            return result.isVoid() ? register.as(Types.U64).and(0) : register.as(Types.U32);
        }
        boolean signed = integer.encoding() == BtfType.Int.SIGNED;
        return register.as(Types.ofNum(new NumType(integer.size() * Byte.SIZE, signed)));
    }

    /** {@return the id of its {@code FUNC}} */
    int addTo(BtfBuilder btf) {
        List<BtfType.Param> types = parameters.stream()
                .map(parameter -> new BtfType.Param(parameter.name(), parameter.type().addTo(btf)))
                .toList();
        return btf.add(new BtfType.Func(name, btf.add(new BtfType.FuncProto(result.addTo(btf), types)), BtfType.Linkage.EXTERN));
    }

    @Override
    public String toString() {
        return declaration;
    }
}
