package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MapElement;
import dev.xdpasm.loader.sys.MappedMemory;
import dev.xdpasm.loader.sys.PerfEvent;
import dev.xdpasm.loader.sys.PossibleCpus;
import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.uapi.MapType;
import java.util.ArrayList;
import java.util.List;

/**
 * The reader of a BPF_MAP_TYPE_PERF_EVENT_ARRAY (Linux 4.4): one ring for each CPU, into which programs send with
 * bpf_perf_event_output and BPF_F_CURRENT_CPU. Events of one CPU come in order, those of different CPUs do not; a {@link
 * RingBuffer} (Linux 5.8) keeps them all in order and shares its memory among CPUs.
 *
 * <p>An event may have up to 7 bytes more than the program sent: the kernel pads it. What did not fit is counted by the
 * kernel and told as {@link #lost()}. CPUs that are offline when it is opened have no ring, and what programs send there is
 * refused.
 */
public final class PerfBuffer extends EventBuffer {
    /** The kernel takes the rings out of the map once the open file that put them in is closed. */
    private final Fd array;

    private final List<PerfRing> rings = new ArrayList<>();
    private volatile long lost;
    private int cpu = -1;

    private PerfBuffer(BpfMap<?, ?> map, int bytesPerCpu) {
        super("perf buffer " + map.name());
        this.array = map.duplicateFd();
        try {
            int cpus = (int) Math.min(PossibleCpus.count(), Integer.toUnsignedLong(map.spec().maxEntries()));
            for (int each = 0; each < cpus; each++) {
                open(map, each, bytesPerCpu);
            }
        } catch (RuntimeException e) {
            release();
            abandon();
            throw e;
        }
    }

    /**
     * {@return a reader of the map, which holds a descriptor of its own: the map may be closed before} The caller closes it.
     *
     * @param bytesPerCpu bytes of each CPU's ring: a power of two of whole pages
     * @throws BpfException if it is no perf event array
     * @throws IllegalArgumentException if {@code bytesPerCpu} is no power of two of whole pages
     * @throws KernelException if the kernel refuses
     */
    public static PerfBuffer of(BpfMap<?, ?> map, int bytesPerCpu) {
        MapRefusal.requireType(map, MapType.BPF_MAP_TYPE_PERF_EVENT_ARRAY);
        if (Integer.bitCount(bytesPerCpu) != 1 || bytesPerCpu < Syscalls.pageSize()) {
            throw new IllegalArgumentException("a perf buffer has a power of two of whole pages (" + Syscalls.pageSize()
                    + " bytes) a CPU, not " + bytesPerCpu);
        }
        return new PerfBuffer(map, bytesPerCpu);
    }

    private void open(BpfMap<?, ?> map, int number, int bytes) {
        long answer = PerfEvent.openBpfOutput(number);
        if (answer == -Errno.ENODEV) {
            return;
        }
        if (answer < 0) {
            throw Refusal.call(
                    what() + " could not be opened for CPU " + number,
                    "perf_event_open",
                    answer,
                    Capability.CAP_PERFMON);
        }
        Fd event = new Fd((int) answer, what() + " of CPU " + number);
        try {
            int page = Syscalls.pageSize();
            MappedMemory memory = RingBuffer.map(event.what(), event, 0, page + bytes, true);
            rings.add(new PerfRing(number, event, memory, page, bytes));
        } catch (KernelException e) {
            event.close();
            throw e;
        }
        long enabled = event.use(PerfEvent::enable);
        if (enabled < 0) {
            throw Refusal.call(event.what() + " could not be enabled", "ioctl(PERF_EVENT_IOC_ENABLE)", enabled);
        }
        waitFor(event);
        MapElement element = new MapElement(Integer.BYTES, Integer.BYTES);
        element.key().putInt(0, number);
        element.value().putInt(0, (int) event.use(fd -> fd));
        map.require(
                array.use(fd -> element.update(fd, 0)),
                BpfCommand.BPF_MAP_UPDATE_ELEM,
                "takes no perf event");
    }

    @Override
    int take(int most, EventHandler handler) {
        int count = 0;
        for (PerfRing ring : rings) {
            cpu = ring.cpu();
            count += ring.take(most - count, handler, this);
            if (count == most || isClosed()) {
                break;
            }
        }
        return count;
    }

    void addLost(long more) {
        lost += more;
    }

    /** {@return how many events did not fit, as far as the rings have told by now} */
    public long lost() {
        return lost;
    }

    /** {@return the number of the CPU whose event is being handed out: for the handler} */
    public int cpu() {
        return cpu;
    }

    @Override
    void release() {
        rings.forEach(PerfRing::close);
        array.close();
    }

    @Override
    public String toString() {
        return "PerfBuffer[" + what() + ", " + rings.size() + " CPUs]";
    }
}
