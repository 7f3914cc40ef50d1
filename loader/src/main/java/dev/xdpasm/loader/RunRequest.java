package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.ProgramCalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What BPF_PROG_RUN is to run a program on: a value; the {@code with} methods make others.
 *
 * @param packet the packet, empty for types that have none; the program sees it anew each time
 * @param context the bytes of the context that the program sees, empty for the kernel's own. Linux 5.2; XDP 5.15
 * @param repeat how often, at least 1
 * @param cpu the CPU to run on, for raw tracepoints. Linux 5.10
 * @param liveFrames whether what an XDP program decides is really done with the packet: passed to the stack, sent,
 *     redirected. Linux 5.18
 */
public record RunRequest(byte[] packet, byte[] context, int repeat, OptionalInt cpu, boolean liveFrames) {
    /** {@code BPF_F_TEST_RUN_ON_CPU} and {@code BPF_F_TEST_XDP_LIVE_FRAMES}, include/uapi/linux/bpf.h. */
    private static final int ON_CPU = 1;

    private static final int LIVE_FRAMES = 2;

    /** {@code struct xdp_md}, include/uapi/linux/bpf.h. */
    private static final int XDP_DATA_END = 4;

    private static final int XDP_INGRESS_IFINDEX = 12;
    private static final int XDP_RX_QUEUE_INDEX = 16;
    private static final int XDP_MD_BYTES = 24;

    /** Copies the arrays. */
    public RunRequest {
        packet = packet.clone();
        context = context.clone();
        if (repeat < 1) {
            throw new IllegalArgumentException("a program runs at least once, not " + repeat + " times");
        }
    }

    /** {@return a request to run once on a packet} */
    public static RunRequest of(byte[] packet) {
        return new RunRequest(packet, new byte[0], 1, OptionalInt.empty(), false);
    }

    /** {@return a request to run once on a context alone, such as the arguments of a raw tracepoint or of a syscall program} */
    public static RunRequest ofContext(byte[] context) {
        return new RunRequest(new byte[0], context, 1, OptionalInt.empty(), false);
    }

    /** {@return the same, run so often} */
    public RunRequest withRepeat(int changed) {
        return new RunRequest(packet, context, changed, cpu, liveFrames);
    }

    /** {@return the same, with another context} */
    public RunRequest withContext(byte[] changed) {
        return new RunRequest(packet, changed, repeat, cpu, liveFrames);
    }

    /**
     * {@return the same, as if the packet had come in on a queue of an interface} For XDP, Linux 5.15. The interface is looked
     * for in the calling thread's network namespace and must have that queue.
     */
    public RunRequest withIngress(int ifindex, int rxQueue) {
        ByteBuffer md = ByteBuffer.allocate(XDP_MD_BYTES).order(ByteOrder.nativeOrder());
        md.putInt(XDP_DATA_END, packet.length).putInt(XDP_INGRESS_IFINDEX, ifindex).putInt(XDP_RX_QUEUE_INDEX, rxQueue);
        return withContext(md.array());
    }

    /** {@return the same, on a CPU} */
    public RunRequest withCpu(int changed) {
        return new RunRequest(packet, context, repeat, OptionalInt.of(changed), liveFrames);
    }

    /** {@return the same, with the program's decisions carried out} */
    public RunRequest withLiveFrames() {
        return new RunRequest(packet, context, repeat, cpu, true);
    }

    ProgramCalls.Input input(int dataRoom) {
        int flags = (cpu.isPresent() ? ON_CPU : 0) | (liveFrames ? LIVE_FRAMES : 0);
        // Types that have no packet give no context back, and types that run once take no number at all.
        int contextRoom = liveFrames || packet.length == 0 ? 0 : context.length;
        return new ProgramCalls.Input(
                packet, dataRoom, context, contextRoom, repeat == 1 ? 0 : repeat, flags, cpu.orElse(0));
    }

    /** {@return what the kernel may have against the request, as far as the errno tells} */
    Optional<String> problem(long answer) {
        if (answer == -Errno.ENXIO && cpu.isPresent()) {
            return Optional.of("there is no CPU " + cpu.getAsInt() + " online");
        }
        if (answer == -Errno.ENODEV && context.length > 0) {
            return Optional.of("the context names an interface that is not in this network namespace");
        }
        if (answer == -Errno.EINVAL && cpu.isPresent()) {
            return Optional.of("only raw tracepoint programs are run on a CPU of choice, and once");
        }
        return Optional.empty();
    }
}
