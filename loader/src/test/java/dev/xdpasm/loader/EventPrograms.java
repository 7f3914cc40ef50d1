package dev.xdpasm.loader;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R10;
import static dev.xdpasm.isa.Register.R2;
import static dev.xdpasm.isa.Register.R3;
import static dev.xdpasm.isa.Register.R4;
import static dev.xdpasm.isa.Register.R5;
import static dev.xdpasm.isa.Register.R6;
import static dev.xdpasm.isa.Register.R7;
import static dev.xdpasm.isa.Register.R8;

import dev.xdpasm.asm.Assembler;
import dev.xdpasm.asm.Label;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.MapType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Programs that send events, numbered in the order of sending: each run sends one, of 64 bytes, whose word {@code i} is the
 * number times 8 plus {@code i}, so that a torn or lost one shows.
 */
final class EventPrograms {
    static final int EVENT_BYTES = 64;
    static final int WORDS = EVENT_BYTES / Long.BYTES;

    /** Of an event in a ring buffer, header included. */
    static final int RECORD_BYTES = EVENT_BYTES + 8;

    static final byte[] PACKET = new byte[64];

    private static final int BPF_RB_NO_WAKEUP = 1;
    private static final MapSpec STATE = MapSpec.array("state", 2 * Long.BYTES, 1);

    private EventPrograms() {}

    static MapSpec ring(int bytes) {
        return new MapSpec("events", MapType.BPF_MAP_TYPE_RINGBUF, 0, 0, bytes, 0);
    }

    /** bpf_ringbuf_output, waking the reader as the kernel sees fit, or never. */
    static Bpf output(int ringBytes, boolean wakes) {
        return load(a -> {
            a.loadMap(R1, "events");
            a.mov(R2, R10);
            a.add(R2, -EVENT_BYTES);
            a.mov(R3, EVENT_BYTES);
            a.mov(R4, wakes ? 0 : BPF_RB_NO_WAKEUP);
            a.call(Helper.bpf_ringbuf_output);
        }, ring(ringBytes));
    }

    /** bpf_ringbuf_reserve of 16 bytes: each third is discarded. */
    static Bpf reserve(int ringBytes) {
        return load(a -> {
            Label full = a.label("full");
            Label discard = a.label("discard");
            Label sent = a.label("sent");
            a.loadMap(R1, "events");
            a.mov(R2, 16);
            a.mov(R3, 0);
            a.call(Helper.bpf_ringbuf_reserve);
            a.jeq(R0, 0, full);
            a.mov(R8, R0);
            a.ldxdw(R1, R10, -EVENT_BYTES);
            a.stxdw(R8, 0, R1);
            a.stxdw(R8, 8, R1);
            a.mov(R2, R1);
            a.rsh(R2, 3);
            a.mod(R2, 3);
            a.mov(R1, R8);
            a.jeq(R2, 2, discard);
            a.mov(R2, 0);
            a.call(Helper.bpf_ringbuf_submit);
            a.ja(sent);
            a.bind(discard);
            a.mov(R2, 0);
            a.call(Helper.bpf_ringbuf_discard);
            a.bind(sent);
            a.mov(R0, 0);
            a.bind(full);
        }, ring(ringBytes));
    }

    /** bpf_perf_event_output on the current CPU. */
    static Bpf perf() {
        return load(a -> {
            a.mov(R1, R7);
            a.loadMap(R2, "events");
            // BPF_F_CURRENT_CPU
            a.mov32(R3, -1);
            a.mov(R4, R10);
            a.add(R4, -EVENT_BYTES);
            a.mov(R5, EVENT_BYTES);
            a.call(Helper.bpf_perf_event_output);
        }, new MapSpec("events", MapType.BPF_MAP_TYPE_PERF_EVENT_ARRAY, 4, 4, PerCpu.cpus(), 0));
    }

    private interface Send {
        /** The event stands at the stack's end, r7 is the context; r0 is to be 0 if it was sent. */
        void assemble(Assembler a);
    }

    private static Bpf load(Send send, MapSpec events) {
        return Bpf.load(BpfObject.of(
                BpfProgram.xdp(Programs.PREFIX + "send", Assembler.assemble(a -> {
                    Label sent = a.label("sent");
                    a.mov(R7, R1);
                    a.loadMapValue(R6, "state", 0);
                    a.mov(R1, 1);
                    a.atomic(AtomicOp.FETCH_ADD, Size.DW, R6, 0, R1);
                    a.lsh(R1, 3);
                    for (int word = 0; word < WORDS; word++) {
                        a.stxdw(R10, -EVENT_BYTES + word * Long.BYTES, R1);
                        a.add(R1, 1);
                    }
                    send.assemble(a);
                    a.jeq(R0, 0, sent);
                    a.mov(R1, 1);
                    a.atomic(AtomicOp.ADD, Size.DW, R6, Long.BYTES, R1);
                    a.bind(sent);
                    a.mov(R0, 2);
                    a.exit();
                })),
                STATE,
                events));
    }

    static void send(Bpf bpf, int count) {
        bpf.xdp("xdp").run(PACKET, count);
    }

    /** How many events the program could not send. */
    static long refused(Bpf bpf) {
        return ByteBuffer.wrap(bpf.map("state").get(new byte[4]).orElseThrow())
                .order(ByteOrder.nativeOrder())
                .getLong(Long.BYTES);
    }

    /** The event's number, once all its words have been looked at. */
    static long number(ByteBuffer event) {
        long number = event.getLong(event.position());
        for (int word = 1; word < WORDS; word++) {
            if (event.getLong(event.position() + word * Long.BYTES) != number + word) {
                throw new AssertionError("torn event " + number / WORDS);
            }
        }
        return number / WORDS;
    }
}
