package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a helper may have found: a value of a map, a record of a ring. It can be had only where it is there, so that no program
 * follows a null pointer.
 *
 * @param <F> what is found
 */
public final class Found<F> {
    private final Program program;
    private final Optional<Bool> present;
    private final Supplier<F> view;
    private final Optional<HeldReference> held;

    /** Something that may be there: a pointer that is null where it is not. */
    Found(Program program, Temp pointer, Supplier<F> view) {
        this(program, Bool.isNotZero(program.flow(), pointer).likely(), view);
    }

    /** Something that is there where a condition holds. */
    Found(Program program, Bool present, Supplier<F> view) {
        this.program = program;
        this.present = Optional.of(present);
        this.view = view;
        this.held = Optional.empty();
    }

    /** Something that may be there, and is to be given back then. */
    Found(Program program, Temp pointer, Supplier<F> view, HeldReference held) {
        this.program = program;
        this.present = Optional.of(Bool.isNotZero(program.flow(), pointer).likely());
        this.view = view;
        this.held = Optional.of(held);
    }

    /** Something that is always there. */
    Found(Program program, Supplier<F> view) {
        this.program = program;
        this.present = Optional.empty();
        this.view = view;
        this.held = Optional.empty();
    }

    /** A value of a map, where a pointer to it is not null. */
    static <F> Found<F> inMap(Program program, Temp pointer, Type<?, F> type, String map) {
        return new Found<>(program, pointer, new InMap<>(program.flow(), pointer, type, map));
    }

    private record InMap<F>(Flow flow, Temp pointer, Type<?, F> type, String map) implements Supplier<F> {
        @Override
        public F get() {
            return type.at(Memory.of(flow, pointer, 0, Region.map(map)));
        }
    }

    private record Body<F>(Consumer<? super F> said, Supplier<F> view) implements Runnable {
        @Override
        public void run() {
            said.accept(view.get());
        }
    }

    /** Does something where it is there. What the kernel wants back is given back by whatever leaves the body. */
    public When ifPresent(Consumer<? super F> body) {
        if (held.isPresent()) {
            return program.when(present.orElseThrow(), () -> held.get().around(new Body<>(body, view)));
        }
        if (present.isEmpty()) {
            program.flow().within(new Body<>(body, view));
            Flow.Arm here = program.flow().arm();
            return new When(program, here, here.unreachable(program.flow()));
        }
        return program.when(present.get(), new Body<>(body, view));
    }

    /**
     * {@return it, where it is there} Elsewhere the body is done.
     *
     * @throws dev.xdpasm.AssemblyException if the body does not end the path, with an action such as {@code p.pass()}
     */
    public F orElse(Runnable body) {
        if (held.isPresent()) {
            throw CallSite.refuse("the kernel wants back what was found: use ifPresent(...), at the end of whose body it is given back");
        }
        if (present.isEmpty()) {
            return view.get();
        }
        program.orEnd(present.get(), "orElse() has to end the path, such as with p.pass(): what it stands for is not there", body);
        return view.get();
    }

    /** {@return it, where it is there} Elsewhere the program takes its default action. */
    public F orDefault() {
        return orElse(program::byDefault);
    }
}
