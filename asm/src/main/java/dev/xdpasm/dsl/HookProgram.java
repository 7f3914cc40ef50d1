package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Value;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.uapi.Helper;
import java.util.Optional;
import java.util.Set;
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
    private final Optional<ReturnRange> range;

    private HookProgram(Flow flow, Declared declared, C what, Optional<ReturnRange> range, int byDefault) {
        super(flow, declared, Optional.of(flow.graph().parameter("ctx", Long.SIZE)));
        this.what = what;
        this.range = range;
        range.ifPresent(known -> known.require(byDefault));
        what.bind(Memory.of(flow, context(), 0, Region.CONTEXT));
        begin(Outcome.exit(this, byDefault));
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
        compilation.program(name, section, kind, (flow, declared) ->
                say(new HookProgram<>(flow, declared, context.get(), ReturnRange.of(kind), byDefault), body));
    }

    /** {@return what the program is told; which fields it may read and write depends on its type} */
    public C ctx() {
        return what;
    }

    /**
     * In programs that choose sockets ({@link Programs#skLookup}): gives the packet or the connection to a socket; {@return 0, or
     * below 0 an error} A socket of another family is refused (-97, EAFNOSUPPORT), or of another protocol (-94, ESOCKTNOSUPPORT),
     * or one that is connected (-94). Linux 5.9.
     */
    public Num assign(Sock socket) {
        return assignTo(socket);
    }

    /**
     * In programs that follow TCP sockets ({@link Programs#sockOps}): puts the socket into a map, under whose programs it comes;
     * {@return 0, or below 0 an error} Linux 4.14 (sockmap), 4.18 (sockhash).
     */
    public <K> Num addSocket(SocketsRef<K> sockets, K key) {
        Given.notNull(sockets, "sockets").declareIn(declared());
        sockets.requireProgrammed("addSocket");
        Helper helper = sockets.isHash() ? Helper.bpf_sock_hash_update : Helper.bpf_sock_map_update;
        Value at = sockets.keyPointer(this, key);
        return status(callHelper(helper, Set.of(Region.Kind.MAP), context(), sockets.handle(flow()), at, Value.of(0)));
    }

    /** {@return the socket that the program is about, if it is told of one: in programs of sockets, of their packets and addresses} */
    public Found<Sock> socket() {
        return socketOf(what);
    }

    /** Ends the path with a number: of programs that the kernel asks something, 0 is no and 1 yes. */
    public void give(long result) {
        range.ifPresent(known -> known.require(result));
        exit(Value.of(result));
    }

    /** Ends the path with a number. Where the kernel asks something, it has to know the bits that the number has: {@code and(1)}. */
    public void give(Num result) {
        exit(result.get().value());
    }
}
