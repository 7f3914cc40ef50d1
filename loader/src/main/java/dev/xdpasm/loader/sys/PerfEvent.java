package dev.xdpasm.loader.sys;

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

    /** {@return 0} Begins counting. */
    public static long enable(int fd) {
        return Syscalls.ioctl(fd, PERF_EVENT_IOC_ENABLE, 0);
    }
}
