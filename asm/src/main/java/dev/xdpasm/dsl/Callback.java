package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.object.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A function in the making that the kernel calls for a program, for each entry of a map, each turn of a loop, or later. A path that
 * falls off its end has the kernel go on. It knows no values of the program around it. Linux 5.13.
 */
public final class Callback extends CallProgram {
    private static final int NEXT = 0;
    private static final int STOP = 1;

    private Callback(Flow flow, Declared declared) {
        super(flow, declared, Optional.empty());
    }

    /** Ends the path: the kernel comes to the next entry or turn. */
    public void next() {
        exit(Value.of(NEXT));
    }

    /** Ends the path: the kernel does not call it any more. */
    public void stop() {
        exit(Value.of(STOP));
    }

    /** Writes a callback of some parameters; {@return its address} */
    static Temp of(CallProgram program, int parameters, BiConsumer<Callback, List<Temp>> body) {
        Object identity = new Object();
        Compilation functions = program.declared().functions();
        String name = functions.freeName(program.flow().graph().name() + "_callback");
        functions.call(name, Binding.LOCAL, identity, 0, (flow, declared) -> {
            List<Temp> given = new ArrayList<>();
            for (int i = 0; i < parameters; i++) {
                given.add(flow.graph().parameter("", Long.SIZE));
            }
            Callback callback = new Callback(flow, declared);
            callback.begin(Outcome.exit(callback, NEXT));
            body.accept(callback, given);
            callback.finish();
        });
        return program.functionAddress(name);
    }

    /** The key that a callback is given, seen as keys of its map are given. */
    @SuppressWarnings("unchecked") // a field of a number is a number, a struct is a struct
    static <K> K key(Callback turn, MapRef<K, ?> map, Temp pointer) {
        return (K) map.key().at(Memory.of(turn.flow(), pointer, 0, Region.object(map.name() + " key")));
    }
}
