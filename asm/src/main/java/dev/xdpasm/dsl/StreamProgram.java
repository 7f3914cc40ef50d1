package dev.xdpasm.dsl;

import dev.xdpasm.ir.Value;
import dev.xdpasm.uapi.Helper;
import java.util.Set;

/**
 * A program of the sockets in a map, {@link SkMsg} of what is sent through them and {@link SkSkb} of what they receive: it sees
 * the bytes of the stream, and lets them pass, throws them away or gives them to another socket of a map. A path that falls off its
 * end passes.
 */
public abstract sealed class StreamProgram extends BufferProgram permits SkMsg, SkSkb {
    private static final int SK_DROP = 0;
    private static final int SK_PASS = 1;
    private static final int BPF_F_INGRESS = 1;

    StreamProgram(Flow flow, Declared declared, PacketPointers pointers, Struct told, NumField length) {
        super(flow, declared, pointers, told, length);
        begin(Outcome.exit(this, SK_PASS));
    }

    @Override
    public final void pass() {
        exit(Value.of(SK_PASS));
    }

    @Override
    public final void drop() {
        exit(Value.of(SK_DROP));
    }

    /** Ends the path: the bytes are sent out of a socket of a map; where it has none, they are thrown away. Linux 4.14, sockhash 4.18. */
    public final <K> void redirect(SocketsRef<K> sockets, K key) {
        redirect(sockets, key, 0);
    }

    /** As {@link #redirect(SocketsRef, Object)}, by an index. */
    public final void redirect(SocketsRef<Num> sockets, long index) {
        Given.notNull(sockets, "sockets").requireIndex(index);
        redirect(sockets, num(Types.U32, index));
    }

    /** Ends the path: a socket of a map receives the bytes; where it has none, they are thrown away. */
    public final <K> void redirectIngress(SocketsRef<K> sockets, K key) {
        redirect(sockets, key, BPF_F_INGRESS);
    }

    /** As {@link #redirectIngress(SocketsRef, Object)}, by an index. */
    public final void redirectIngress(SocketsRef<Num> sockets, long index) {
        Given.notNull(sockets, "sockets").requireIndex(index);
        redirectIngress(sockets, num(Types.U32, index));
    }

    private <K> void redirect(SocketsRef<K> sockets, K key, int flags) {
        Given.notNull(sockets, "sockets").declareIn(declared());
        sockets.requireProgrammed("redirect");
        Value at = sockets.indexOrPointer(this, key);
        Helper helper = sockets.isHash() ? redirectsByKey() : redirectsByIndex();
        exit(callHelper(helper, Set.of(), context(), sockets.handle(flow()), at, Value.of(flags)));
    }

    abstract Helper redirectsByIndex();

    abstract Helper redirectsByKey();

    @Override
    final void requireRedirects() {
        throw CallSite.refuse("what sockets send and receive goes to sockets: redirect(SOCKETS, key) of a map of them");
    }
}
