package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Value;
import dev.xdpasm.object.ProgramKind;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A program that is told of something by a struct, its context: a tracepoint, a socket that connects, a packet without direct
 * access. What it returns is a number that its type gives a meaning.
 *
 * @param <C> the context
 */
public final class HookProgram<C extends Struct> extends CallProgram {
    private final C what;

    private HookProgram(Flow flow, Declared declared, C what) {
        super(flow, declared, Optional.of(flow.graph().parameter("ctx", Long.SIZE)));
        this.what = what;
        what.bind(Memory.of(flow, context(), 0, Region.CONTEXT));
    }

    static <C extends Struct> void write(
            Compilation compilation,
            String name,
            String section,
            Supplier<C> context,
            int byDefault,
            Consumer<HookProgram<C>> body) {
        ProgramKind kind = ProgramKind.ofSection(section)
                .orElseThrow(() -> CallSite.refuse("'" + section + "' is no section of programs, expected one such as"
                        + " tracepoint/syscalls/sys_enter_openat or cgroup/connect4"));
        compilation.program(name, section, kind, (flow, declared) -> {
            HookProgram<C> program = new HookProgram<>(flow, declared, context.get());
            program.begin(new Outcome(flow, end -> program.give(byDefault)));
            body.accept(program);
            program.finish();
        });
    }

    /** {@return what the program is told; which fields it may read and write depends on its type} */
    public C ctx() {
        return what;
    }

    /** Ends the path with a number. */
    public void give(long result) {
        exit(Value.of(result));
    }

    /** Ends the path with a number. */
    public void give(Num result) {
        exit(result.get().value());
    }
}
