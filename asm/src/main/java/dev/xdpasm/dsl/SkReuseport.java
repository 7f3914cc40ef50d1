package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
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
public final class SkReuseport extends PacketProgram {
    private static final int SK_DROP = 0;
    private static final int SK_PASS = 1;

    private final SkReuseportMd group = new SkReuseportMd();

    private SkReuseport(Flow flow, Declared declared) {
        super(flow, declared, PacketPointers.REUSEPORT);
        group.bind(Memory.of(flow, context(), 0, Region.CONTEXT));
        begin(new Outcome(flow, end -> pass()));
    }

    static void write(Compilation compilation, String name, String section, Consumer<SkReuseport> body) {
        ProgramKind kind = ProgramKind.ofSection(section)
                .filter(known -> known.type() == ProgramType.BPF_PROG_TYPE_SK_REUSEPORT)
                .orElseThrow(() -> CallSite.refuse("'" + section + "' is no section of programs that select sockets, expected"
                        + " sk_reuseport or sk_reuseport/migrate"));
        compilation.program(name, section, kind, (flow, declared) -> {
            SkReuseport program = new SkReuseport(flow, declared);
            body.accept(program);
            program.finish();
        });
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
        declared().use(sockets);
        Temp at = sockets.keyPointer(this, key);
        return status(callHelper(Helper.bpf_sk_select_reuseport, Set.of(), context(), handle(sockets), at, Value.of(0)));
    }

    /** As {@link #select(SocketsRef, Object)}, by an index. */
    public Num select(SocketsRef<Num> sockets, long index) {
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

    @Override
    public Num frameLength() {
        return group.len.get();
    }

    @Override
    Helper loading() {
        return Helper.bpf_skb_load_bytes;
    }

    @Override
    Temp storing(Value offset, Temp from, Value size) {
        throw CallSite.refuse("programs of this type see packets and cannot write them: do it in XDP or tc");
    }
}
