package dev.xdpasm.object;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives types to functions that have none, as the kernel and libbpf know functions and their source lines by their types only.
 * All that is known of such a function is that it takes a pointer, or nothing, and returns a number.
 */
public final class FunctionTypes {
    private final List<BtfType> types;
    private final Map<BtfType, Integer> added = new HashMap<>();

    private FunctionTypes(Btf btf) {
        this.types = new ArrayList<>(btf.types());
    }

    /** {@return the same object, each of its functions with a type} */
    public static BpfObject complete(BpfObject object) {
        boolean complete = object.programs().stream().allMatch(program -> program.funcType() != 0)
                && object.subprograms().stream().allMatch(subprogram -> subprogram.funcType() != 0);
        return complete ? object : new FunctionTypes(object.btf()).completed(object);
    }

    private BpfObject completed(BpfObject object) {
        List<BpfProgram> programs = object.programs().stream()
                .map(program -> program.funcType() != 0
                        ? program
                        : program.withFuncType(program(program.name())))
                .toList();
        List<Subprogram> subprograms = object.subprograms().stream()
                .map(subprogram -> subprogram.funcType() != 0
                        ? subprogram
                        : subprogram.withFuncType(subprogram(subprogram.name())))
                .toList();
        return object.toBuilder().programs(programs).subprograms(subprograms).btf(new Btf(types)).build();
    }

    /** {@code int NAME(void *ctx)}. */
    private int program(String name) {
        int context = id(new BtfType.Ptr(0));
        int proto = id(new BtfType.FuncProto(number(), List.of(new BtfType.Param("ctx", context))));
        return add(new BtfType.Func(name, proto, BtfType.Linkage.GLOBAL));
    }

    /** {@code static int NAME(void)}: were it global, the verifier would believe that it takes nothing. */
    private int subprogram(String name) {
        int proto = id(new BtfType.FuncProto(number(), List.of()));
        return add(new BtfType.Func(name, proto, BtfType.Linkage.STATIC));
    }

    private int number() {
        return id(BtfType.Int.of("int", Integer.BYTES, BtfType.Int.SIGNED));
    }

    private int id(BtfType type) {
        Integer known = added.get(type);
        if (known != null) {
            return known;
        }
        int id = add(type);
        added.put(type, id);
        return id;
    }

    private int add(BtfType type) {
        types.add(type);
        return types.size();
    }
}
