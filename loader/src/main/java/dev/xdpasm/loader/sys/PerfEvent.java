package dev.xdpasm.loader.sys;

import java.lang.ref.Reference;

/**
 * perf_event_open(2) as far as programs' events go ({@code struct perf_event_attr}, include/uapi/linux/perf_event.h); each
 * method gives the kernel's answer, 0 or more, or a negated errno.
 */
public final class PerfEvent {
    private static final int TYPE = 0;
    private static final int SIZE = 4;
    private static final int CONFIG = 8;
    private static final int SAMPLE_PERIOD = 16;
    private static final int SAMPLE_TYPE = 24;
    private static final int WAKEUP_EVENTS = 48;

    /** {@code PERF_ATTR_SIZE_VER5}; what later kernels added is not used here. */
    private static final int ATTR_BYTES = 112;

    /** The bit field behind {@code read_format}, of which {@code freq} is bit 10. */
    private static final int FLAGS = 40;

    private static final long FLAG_FREQ = 1 << 10;
    private static final int CONFIG1 = 56;
    private static final int CONFIG2 = 64;
    private static final int PERF_TYPE_TRACEPOINT = 2;
    private static final int PERF_COUNT_SW_CPU_CLOCK = 0;
    private static final long PROBE_RETURNS = 1;
    private static final int PERF_EVENT_IOC_SET_BPF = 0x40042408;
    private static final int PERF_TYPE_SOFTWARE = 1;
    private static final int PERF_COUNT_SW_BPF_OUTPUT = 10;
    private static final int PERF_SAMPLE_RAW = 1 << 10;
    private static final int PERF_EVENT_IOC_ENABLE = 0x2400;
    private static final int ALL_PROCESSES = -1;

    private PerfEvent() {}

    /** {@return a descriptor of what programs send on a CPU, each event waking the reader; ENODEV negated if it is offline} */
    public static long openBpfOutput(int cpu) {
        NativeMemory attr = NativeMemory.allocate(ATTR_BYTES);
        attr.bytes()
                .putInt(TYPE, PERF_TYPE_SOFTWARE)
                .putInt(SIZE, ATTR_BYTES)
                .putLong(CONFIG, PERF_COUNT_SW_BPF_OUTPUT)
                .putLong(SAMPLE_PERIOD, 1)
                .putLong(SAMPLE_TYPE, PERF_SAMPLE_RAW)
                .putInt(WAKEUP_EVENTS, 1);
        return Syscalls.perfEventOpen(attr, ALL_PROCESSES, cpu);
    }

    /**
     * {@return a descriptor of a static tracepoint's events, of all processes}
     *
     * @param id the number in tracefs, {@code events/GROUP/NAME/id}
     */
    public static long openTracepoint(long id) {
        NativeMemory attr = NativeMemory.allocate(ATTR_BYTES);
        attr.bytes().putInt(TYPE, PERF_TYPE_TRACEPOINT).putInt(SIZE, ATTR_BYTES).putLong(CONFIG, id);
        return Syscalls.perfEventOpen(attr, ALL_PROCESSES, 0);
    }

    /**
     * {@return a descriptor of a probe's events} Linux 4.17.
     *
     * @param type the number in {@code /sys/bus/event_source/devices/kprobe/type} or {@code uprobe/type}
     * @param returns whether it is hit at the return
     * @param name the kernel's function, or the file of machine code
     * @param offset bytes behind the function's beginning, or in the file
     * @param pid the process, -1 for all
     */
    public static long openProbe(int type, boolean returns, String name, long offset, int pid) {
        NativeMemory text = NativeMemory.ofString(name);
        NativeMemory attr = NativeMemory.allocate(ATTR_BYTES);
        attr.bytes()
                .putInt(TYPE, type)
                .putInt(SIZE, ATTR_BYTES)
                .putLong(CONFIG, returns ? PROBE_RETURNS : 0)
                .putLong(CONFIG1, text.address())
                .putLong(CONFIG2, offset);
        try {
            // One process on all CPUs, or all processes on one: a probe is hit on all CPUs all the same.
            return Syscalls.perfEventOpen(attr, pid, pid == ALL_PROCESSES ? 0 : -1);
        } finally {
            Reference.reachabilityFence(text);
        }
    }

    /** {@return a descriptor of a CPU's clock, which ticks so many times a second} */
    public static long openClock(int cpu, long hertz) {
        NativeMemory attr = NativeMemory.allocate(ATTR_BYTES);
        attr.bytes()
                .putInt(TYPE, PERF_TYPE_SOFTWARE)
                .putInt(SIZE, ATTR_BYTES)
                .putLong(CONFIG, PERF_COUNT_SW_CPU_CLOCK)
                .putLong(SAMPLE_PERIOD, hertz)
                .putLong(FLAGS, FLAG_FREQ);
        return Syscalls.perfEventOpen(attr, ALL_PROCESSES, cpu);
    }

    /** {@return 0} Has a program run at each event, until the descriptor is closed. Linux 4.1. */
    public static long setProgram(int fd, int program) {
        return Syscalls.ioctl(fd, PERF_EVENT_IOC_SET_BPF, program);
    }

    /** {@return 0} Begins counting. */
    public static long enable(int fd) {
        return Syscalls.ioctl(fd, PERF_EVENT_IOC_ENABLE, 0);
    }
}
