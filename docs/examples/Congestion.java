import static dev.xdpasm.dsl.Types.*;

import dev.xdpasm.dsl.*;
import dev.xdpasm.object.BpfObject;

/**
 * Congestion control of TCP for a known path: windows grow as Reno's do, but never beyond a number of segments, and a loss takes three
 * tenths of them, not half. Sockets ask for it by the name {@code capped}.
 */
class Congestion {
    static final Kfunc CONG_AVOID = Kfunc.of("void tcp_reno_cong_avoid(struct sock *sk, u32 ack, u32 acked)");
    static final Kfunc UNDO_CWND = Kfunc.of("u32 tcp_reno_undo_cwnd(struct sock *sk)");

    static final GlobalRef<NumField> MOST = Globals.config("most", U32, 64);
    static final GlobalRef<NumField> GROWN = Globals.counter("grown", U64);
    static final GlobalRef<NumField> LOSSES = Globals.counter("losses", U64);
    static final GlobalRef<NumField> UNDONE = Globals.counter("undone", U64);

    static final BpfObject PROGRAM = Programs.object(o -> o.structOps("capped", OpsStruct.TCP_CONGESTION_OPS, ops -> {
        ops.text("name", "capped");
        ops.program("ssthresh", p -> {
            p.global(LOSSES).atomicAdd(1);
            var cwnd = p.argument("sk", "tcp_sock").field("snd_cwnd", U32);
            p.give(cwnd.times(7).dividedBy(10).max(p.num(U32, 2)));
        });
        ops.program("undo_cwnd", p -> {
            p.global(UNDONE).atomicAdd(1);
            p.give(p.call(UNDO_CWND, p.argument("sk", "sock")));
        });
        ops.program("cong_avoid", p -> {
            p.global(GROWN).atomicAdd(1);
            var sock = p.argument("sk", "tcp_sock");
            p.call(CONG_AVOID, sock, p.argument("ack"), p.argument("acked"));
            p.when(sock.field("snd_cwnd", U32).gt(p.global(MOST)), () -> sock.set("snd_cwnd", U32, p.global(MOST)));
        });
    }));
}
