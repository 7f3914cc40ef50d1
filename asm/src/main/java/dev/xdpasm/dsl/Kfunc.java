package dev.xdpasm.dsl;

import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.uapi.ProgramType;
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
    private static final int MOST = 5;

    /** Structs by which the kernel calls contexts, and the types of programs whose they are. */
    private static final Map<String, String> CONTEXTS = Map.of(
            "xdp_md", "XDP", "__sk_buff", "SCHED_CLS CGROUP_SKB SOCKET_FILTER", "bpf_sock_addr_kern", "CGROUP_SOCK_ADDR");

    private final String declaration;
    private final String name;
    private final CFunction function;
    private final Optional<Kfunc> release;

    private Kfunc(String declaration, String name, CFunction function, Optional<Kfunc> release) {
        this.declaration = declaration;
        this.name = name;
        this.function = function;
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
        CFunction typed = CFunction.of(function.group(1), function.group(3));
        for (CFunction.Parameter parameter : typed.parameters()) {
            if (parameter.name().isEmpty()) {
                throw CallSite.refuse("'" + parameter.text() + "' is no parameter, expected one with type and name such as 'u64 flags'");
            }
        }
        if (typed.result().pointers() > 1) {
            throw CallSite.refuse(function.group(2) + " returns a pointer to a pointer, expected a number, a struct or memory");
        }
        if (typed.parameters().size() > MOST) {
            throw CallSite.refuse(function.group(2) + " has " + typed.parameters().size() + " parameters, registers hold " + MOST);
        }
        return new Kfunc(declaration, function.group(2), typed, Optional.empty());
    }

    /**
     * {@return the same function, which gives a reference that another one takes back}
     *
     * @param release that other function, as C declares it, such as {@code void bpf_task_release(struct task_struct *p)}
     * @throws dev.xdpasm.AssemblyException if this one returns no pointer, or that one does not take just one
     */
    public Kfunc releasedBy(String release) {
        Kfunc other = of(release);
        if (function.result().pointers() != 1) {
            throw CallSite.refuse(name + " returns no pointer, so that there is nothing to release");
        }
        if (other.function.parameters().size() != 1 || other.function.parameters().get(0).type().pointers() != 1) {
            throw CallSite.refuse(other.name + " does not take a pointer alone, expected a function such as"
                    + " 'void bpf_task_release(struct task_struct *p)'");
        }
        return new Kfunc(declaration, name, function, Optional.of(other));
    }

    /** The function that takes back what this one gives. */
    Optional<Kfunc> release() {
        return release;
    }

    /** Whether it returns a pointer. */
    boolean returnsPointer() {
        return function.result().pointers() > 0;
    }

    /** What its result points to: the name of a struct, or what C calls another type. */
    String pointedTo() {
        return function.result().pointedTo();
    }

    String name() {
        return name;
    }

    /** Its parameters as arguments are given for them. */
    List<HelperTable.Parameter> parameters(ProgramType program) {
        return function.parameters().stream()
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
        CType type = function.result();
        if (type.integer().isEmpty()) {
            return type.isVoid() ? register.as(Types.U64).and(0) : register.as(Types.U32);
        }
        return register.as(type.number());
    }

    /** {@return the id of its {@code FUNC}} */
    int addTo(BtfBuilder btf) {
        return btf.add(new BtfType.Func(name, function.addTo(btf), BtfType.Linkage.EXTERN));
    }

    @Override
    public String toString() {
        return declaration;
    }
}
