package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.MapElement;
import dev.xdpasm.uapi.MapType;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/**
 * A map that bpf_redirect_map sends packets by: BPF_MAP_TYPE_DEVMAP or DEVMAP_HASH (to interfaces; Linux 4.14, 5.4) or
 * BPF_MAP_TYPE_CPUMAP (to CPUs; Linux 4.15), each target with a program of its own if it is to have one. Shares the
 * descriptor of the map that it was made of. Thread-safe.
 *
 * <p>Values are {@code struct bpf_devmap_val} or {@code struct bpf_cpumap_val} of include/uapi/linux/bpf.h: a number, and
 * behind it a program, whose descriptor is written and whose id is read.
 */
public final class RedirectMap {
    private final BpfMap<?, ?> map;

    private RedirectMap(BpfMap<?, ?> map) {
        this.map = map;
    }

    /**
     * Where packets go.
     *
     * @param number the interface's index, or the length of the CPU's queue in packets
     * @param programId the program that runs there, if one does
     */
    public record Target(int number, OptionalInt programId) {}

    /**
     * {@return the map as one to redirect by}
     *
     * @throws BpfException if it is none
     */
    public static RedirectMap of(BpfMap<?, ?> map) {
        MapRefusal.requireType(
                map, MapType.BPF_MAP_TYPE_DEVMAP, MapType.BPF_MAP_TYPE_DEVMAP_HASH, MapType.BPF_MAP_TYPE_CPUMAP);
        return new RedirectMap(map);
    }

    /**
     * Sends packets of a key to an interface.
     *
     * @throws KernelException if the key is too large (E2BIG) or the interface is gone (EINVAL)
     */
    public void put(int key, NetDevice device) {
        requireDevices();
        device.namespace().call(() -> put(key, device.ifindex(), () -> -1, "interface " + device));
    }

    /**
     * Sends packets of a key to an interface, where the program runs on them first. Linux 5.8, values of 8 bytes.
     *
     * @param program of section {@code xdp/devmap}
     * @throws KernelException if the key is too large (E2BIG), the interface is gone or the program of another kind (EINVAL)
     */
    public void put(int key, NetDevice device, LoadedProgram program) {
        requireDevices();
        String what = "interface " + device + " with program " + program.name();
        device.namespace().call(() -> program.fd().use(fd -> put(key, device.ifindex(), () -> fd, what)));
    }

    /**
     * Sends packets to a CPU.
     *
     * @param queueLength how many packets may wait for it, up to 16384
     * @throws KernelException if there is no such CPU (E2BIG, ENODEV), or the length is too large (EOVERFLOW)
     */
    public void put(int cpu, int queueLength) {
        requireCpus();
        put(cpu, queueLength, () -> -1, "CPU " + cpu);
    }

    /**
     * Sends packets to a CPU, where the program runs on them first. Linux 5.9, values of 8 bytes.
     *
     * @param program of section {@code xdp/cpumap}
     * @throws KernelException if there is no such CPU (E2BIG, ENODEV), or the program is of another kind (EINVAL)
     */
    public void put(int cpu, int queueLength, LoadedProgram program) {
        requireCpus();
        program.fd().use(fd -> put(cpu, queueLength, () -> fd, "CPU " + cpu + " with program " + program.name()));
    }

    private long put(int key, int number, IntSupplier programFd, String what) {
        MapElement element = at(key);
        element.value().putInt(0, number);
        int program = programFd.getAsInt();
        if (map.spec().valueSize() == Long.BYTES) {
            element.value().putInt(Integer.BYTES, program);
        } else if (program >= 0) {
            throw new BpfException("map " + map.name() + " has values of 4 bytes: for targets with a program they have 8");
        }
        map.require(map.fd().use(fd -> element.update(fd, 0)), BpfCommand.BPF_MAP_UPDATE_ELEM, "takes no " + what);
        return 0;
    }

    /** {@return where packets of a key go, if anywhere} BPF_MAP_LOOKUP_ELEM. */
    public Optional<Target> get(int key) {
        MapElement element = at(key);
        long answer = map.fd().use(element::lookup);
        if (answer == -Errno.ENOENT) {
            return Optional.empty();
        }
        map.require(answer, BpfCommand.BPF_MAP_LOOKUP_ELEM, "could not be read");
        int id = map.spec().valueSize() == Long.BYTES ? element.value().getInt(Integer.BYTES) : 0;
        return Optional.of(
                new Target(element.value().getInt(0), id == 0 ? OptionalInt.empty() : OptionalInt.of(id)));
    }

    /** {@return whether packets of the key went somewhere, and do not any more} BPF_MAP_DELETE_ELEM. */
    public boolean delete(int key) {
        boolean was = get(key).isPresent();
        MapElement element = at(key);
        long answer = map.fd().use(element::delete);
        if (answer == -Errno.ENOENT) {
            return false;
        }
        map.require(answer, BpfCommand.BPF_MAP_DELETE_ELEM, "could not be changed");
        // Of an array the kernel says 0 either way.
        return was;
    }

    private MapElement at(int key) {
        MapElement element = new MapElement(Integer.BYTES, map.spec().valueSize());
        element.key().putInt(0, key);
        return element;
    }

    private void requireDevices() {
        MapRefusal.requireType(map, MapType.BPF_MAP_TYPE_DEVMAP, MapType.BPF_MAP_TYPE_DEVMAP_HASH);
    }

    private void requireCpus() {
        MapRefusal.requireType(map, MapType.BPF_MAP_TYPE_CPUMAP);
    }
}
