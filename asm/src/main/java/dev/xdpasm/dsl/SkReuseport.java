package dev.xdpasm.dsl;

import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.ProgramType;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A program that selects one of the sockets that share an address and port (SO_REUSEPORT) for each packet or connection. The cursor
 * begins at the TCP or UDP header. What is passed without a selection goes where a hash says. Linux 4.19.
 */
public final class SkReuseport extends BufferProgram {
    private static final int SK_DROP = 0;
    private static final int SK_PASS = 1;

    private final SkReuseportMd group;

    private SkReuseport(Flow flow, Declared declared, SkReuseportMd group) {
        super(flow, declared, PacketPointers.REUSEPORT, group, group.len);
        this.group = group;
        begin(Outcome.exit(this, SK_PASS));
    }

    static void write(Compilation compilation, String name, String section, Consumer<SkReuseport> body) {
        ProgramKind kind = ProgramKind.ofSection(section)
                .filter(known -> known.type() == ProgramType.BPF_PROG_TYPE_SK_REUSEPORT)
                .orElseThrow(() -> CallSite.refuse("'" + section + "' is no section of programs that select sockets, expected"
                        + " sk_reuseport or sk_reuseport/migrate"));
        compilation.program(name, section, kind, (flow, declared) -> say(new SkReuseport(flow, declared, new SkReuseportMd()), body));
    }

    /** {@return what the kernel says of the packet} */
    public SkReuseportMd reuse() {
        return group;
    }

    /**
     * Selects a socket of a map; {@return 0, or below 0 an error: -2 (ENOENT) where the map has none, -111 (ECONNREFUSED) of a socket
     * of another group} It is given the packet by what ends the path with {@link #pass}.
     */
    public <K> Num select(SocketsRef<K> sockets, K key) {
        Given.notNull(sockets, "sockets").declareIn(declared());
        Temp at = sockets.keyPointer(this, key);
        return status(callHelper(Helper.bpf_sk_select_reuseport, Set.of(), context(), sockets.handle(flow()), at, Value.of(0)));
    }

    /** As {@link #select(SocketsRef, Object)}, by an index. */
    public Num select(SocketsRef<Num> sockets, long index) {
        Given.notNull(sockets, "sockets").requireIndex(index);
        return select(sockets, num(Types.U32, index));
    }

    /** Ends the path: the socket that was selected is given the packet, or the one that a hash says. */
    @Override
    public void pass() {
        exit(Value.of(SK_PASS));
    }

    @Override
    public void drop() {
        exit(Value.of(SK_DROP));
    }

    @Override
    void requireRedirects() {
        throw CallSite.refuse("a packet is for a socket here: select(SOCKETS, key) says for which");
    }
}
