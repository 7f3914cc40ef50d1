package dev.xdpasm.dsl;

import dev.xdpasm.btf.CoreRelocationKind;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import java.util.List;

/**
 * What types the kernel has that loads the program ({@link CallProgram#kernelTypes}): asked by their names and answered as it is loaded
 * (CO-RE), so that the verifier leaves out what is for other kernels. Fields are asked for at a {@link KernelObject}.
 *
 * <pre>{@code
 * var types = p.kernelTypes();
 * p.when(state.eq(types.enumerator("tcp_ca_state", "TCP_CA_Loss", U32)), () -> ...);
 * }</pre>
 */
public final class KernelTypes {
    private final CallProgram program;

    KernelTypes(CallProgram program) {
        this.program = program;
    }

    /**
     * {@return whether there is such a type}
     *
     * @param type in C's words: {@code struct bpf_iter_num}, {@code union bpf_attr} or {@code enum tcp_ca_state}
     */
    public Bool has(String type) {
        return holds(fact(type, CoreRelocationKind.BPF_CORE_TYPE_EXISTS));
    }

    /**
     * {@return the bytes of a type} A kernel that lacks it refuses the program, unless it is asked for behind {@link #has} only.
     *
     * @param type in C's words, as for {@link #has}
     */
    public Num size(String type) {
        return number(fact(type, CoreRelocationKind.BPF_CORE_TYPE_SIZE));
    }

    /**
     * {@return whether an enum has such a value}
     *
     * @param enumName the enum, such as {@code bpf_func_id}
     * @param name the value, such as {@code BPF_FUNC_loop}
     */
    public Bool hasEnumerator(String enumName, String name) {
        return holds(value(enumName, name, CoreRelocationKind.BPF_CORE_ENUMVAL_EXISTS));
    }

    /**
     * {@return the number of an enum's value} A kernel that lacks it refuses the program, unless it is asked for behind {@link
     * #hasEnumerator} only.
     *
     * @param enumName the enum, such as {@code tcp_ca_state}
     * @param name the value, such as {@code TCP_CA_Loss}
     * @param type what the number is taken as
     */
    public Num enumerator(String enumName, String name, Type<Num, NumField> type) {
        return number(value(enumName, name, CoreRelocationKind.BPF_CORE_ENUMVAL_VALUE)).as(Given.notNull(type, "type"));
    }

    private Bool holds(Temp fact) {
        return Bool.isNotZero(program.flow(), fact);
    }

    private Num number(Temp fact) {
        return NumValue.u64(program.flow(), fact);
    }

    private Temp value(String enumName, String name, CoreRelocationKind kind) {
        Names.require("enum", enumName);
        Names.require("value of an enum", name);
        return fact(new CoreFacts.Fact(enumName, name, new BtfShape.Enum(), kind));
    }

    private Temp fact(String type, CoreRelocationKind kind) {
        String[] words = Given.notNull(type, "type").split(" ");
        if (words.length != 2 || !List.of("struct", "union", "enum").contains(words[0])) {
            throw CallSite.refuse("'" + type + "' is no type, expected one such as struct bpf_iter_num, union bpf_attr or enum tcp_ca_state");
        }
        Names.require(words[0], words[1]);
        return fact(new CoreFacts.Fact(words[1], "", shape(words[0]), kind));
    }

    private static BtfShape shape(String word) {
        return switch (word) {
            case "enum" -> new BtfShape.Enum();
            case "union" -> new BtfShape.Union();
            default -> new BtfShape.Struct("", 0, List.of());
        };
    }

    private Temp fact(CoreFacts.Fact question) {
        Temp answer = program.flow().temp(Long.SIZE);
        program.flow().add(new Step.KernelFact(answer, program.declared().facts().ask(question)));
        return answer;
    }
}
