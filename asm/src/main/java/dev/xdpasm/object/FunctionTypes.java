package dev.xdpasm.object;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfType;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives types to functions that have none, as the kernel and libbpf know functions and their source lines by their types only.
 * All that is known of such a function is that it takes a pointer, or nothing, and returns a number.
 */
public final class FunctionTypes {
    /** The last object, and what was made of it. */
    private static volatile Completed last = new Completed(new WeakReference<>(null), new SoftReference<>(null));

    private final BtfBuilder types = new BtfBuilder();

    /**
     * An object and the same with types. Who loads often loads the same object again, and to make it whole takes some microseconds,
     * which shows beside the system calls of a load.
     */
    private record Completed(WeakReference<BpfObject> object, SoftReference<BpfObject> whole) {}

    private FunctionTypes(Btf btf) {
        types.append(btf);
    }

    /** {@return the same object, each of its functions with a type} */
    public static BpfObject complete(BpfObject object) {
        if (isComplete(object)) {
            return object;
        }
        Completed before = last;
        BpfObject whole = before.object.refersTo(object) ? before.whole.get() : null;
        if (whole == null) {
            whole = new FunctionTypes(object.btf()).completed(object);
            last = new Completed(new WeakReference<>(object), new SoftReference<>(whole));
        }
        return whole;
    }

    private static boolean isComplete(BpfObject object) {
        for (BpfFunction function : object.functions()) {
            if (function.funcType() == 0) {
                return false;
            }
        }
        return true;
    }

    private BpfObject completed(BpfObject object) {
        List<BpfProgram> programs = new ArrayList<>();
        for (BpfProgram program : object.programs()) {
            programs.add(program.funcType() != 0 ? program : program.withFuncType(program(program.name())));
        }
        List<Subprogram> subprograms = new ArrayList<>();
        for (Subprogram subprogram : object.subprograms()) {
            subprograms.add(subprogram.funcType() != 0 ? subprogram : subprogram.withFuncType(subprogram(subprogram.name())));
        }
        return object.toBuilder().programs(programs).subprograms(subprograms).btf(types.build()).build();
    }

    /** {@code int NAME(void *ctx)}. */
    private int program(String name) {
        int context = types.add(new BtfType.Ptr(0));
        int proto = types.add(new BtfType.FuncProto(number(), List.of(new BtfType.Param("ctx", context))));
        return types.add(new BtfType.Func(name, proto, BtfType.Linkage.GLOBAL));
    }

    /** {@code static int NAME(void)}: were it global, the verifier would believe that it takes nothing. */
    private int subprogram(String name) {
        int proto = types.add(new BtfType.FuncProto(number(), List.of()));
        return types.add(new BtfType.Func(name, proto, BtfType.Linkage.STATIC));
    }

    private int number() {
        return types.add(BtfType.Int.of("int", Integer.BYTES, BtfType.Int.SIGNED));
    }
}
