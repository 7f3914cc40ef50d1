package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.isa.Code;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.LinkedProgram;
import dev.xdpasm.object.MapSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An object in the kernel: its maps created, its programs verified and loaded.
 *
 * <pre>{@code
 * try (Bpf bpf = Bpf.load(object)) {
 *     XdpProgram program = bpf.xdp("xdp_firewall");
 *     try (Attachment on = program.attach("eth0", XdpMode.NATIVE)) {
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>Owns the descriptors of them all; the handles that it gives out end with it. What is attached or pinned, and maps
 * of such programs, live on in the kernel. Thread-safe.
 */
public final class Bpf implements AutoCloseable {
    private final BpfObject object;
    private final Map<String, LoadedProgram> programs = new LinkedHashMap<>();
    private final Map<String, BpfMap<byte[], byte[]>> maps = new LinkedHashMap<>();

    private Bpf(BpfObject object) {
        this.object = object;
    }

    /**
     * Creates all maps (BPF_MAP_CREATE) and loads all programs (BPF_PROG_LOAD), all or nothing. The names in the kernel
     * are the first 15 characters, with {@code _} for what the kernel does not take in a name. Linux 4.15.
     *
     * @throws VerifierException if the verifier refuses a program
     * @throws KernelException if the kernel refuses otherwise
     * @throws BpfException if the license is longer than 127 bytes or has a zero character, where the kernel would cut it
     */
    public static Bpf load(BpfObject object) {
        return load(object, Map.of());
    }

    /**
     * Like {@link #load(BpfObject)}, with maps that are there already in the place of some of the object's own: those of an
     * older version of the program, opened by their pins, whose content the newer one goes on with.
     *
     * @param present maps by the names that the object has for them; they stay the caller's to close
     * @throws VerifierException if the verifier refuses a program
     * @throws KernelException if the kernel refuses otherwise
     * @throws BpfException if the object has no such map, or one of another type, other sizes or flags
     */
    public static Bpf load(BpfObject object, Map<String, BpfMap<?, ?>> present) {
        ProgramLoader.requireWholeLicense(object.license());
        MapReuse.requireKnown(
                present, object.maps().stream().map(MapSpec::name).collect(Collectors.toCollection(TreeSet::new)));
        Bpf bpf = new Bpf(object);
        try {
            for (MapSpec spec : object.maps()) {
                BpfMap<?, ?> there = present.get(spec.name());
                bpf.maps.put(spec.name(), there == null ? BpfMap.create(spec) : MapReuse.share(there, spec));
            }
            for (BpfProgram program : object.programs()) {
                LinkedProgram linked = LinkedProgram.of(object, program);
                Code code = ProgramLoader.resolve(linked.code(), name -> bpf.map(name).number());
                Fd fd = ProgramLoader.load(linked, code, object.license());
                bpf.programs.put(program.name(), LoadedProgram.of(fd, Optional.of(program)));
            }
            return bpf;
        } catch (RuntimeException | Error e) {
            bpf.close();
            throw e;
        }
    }

    /** {@return what was loaded} */
    public BpfObject object() {
        return object;
    }

    /**
     * {@return the XDP program of that function name, or else the only one in the section of that name}
     *
     * @throws BpfException if there is none, or it is of another type; lists what there is
     */
    public XdpProgram xdp(String name) {
        LoadedProgram program = program(name);
        if (program instanceof XdpProgram xdp) {
            return xdp;
        }
        throw new BpfException("program " + program.name() + " is of type "
                + object.program(name).type().shortName() + ", not xdp; the object's XDP programs are: "
                + listed(programs.values().stream()
                        .filter(XdpProgram.class::isInstance)
                        .map(LoadedProgram::name)
                        .toList()));
    }

    /**
     * {@return the program of that function name, or else the only one in the section of that name}
     *
     * @throws BpfException if there is none; lists what there is
     */
    public LoadedProgram program(String name) {
        LoadedProgram found = programs.get(object.program(name).name());
        if (found == null) {
            throw new IllegalStateException("program " + name + " was not loaded");
        }
        return found;
    }

    /**
     * {@return the program of that function name, or else the only one in the section of that name, by the handle of its type}
     *
     * @throws BpfException if there is none, or it is of another type; names both
     */
    public <T extends LoadedProgram> T program(String name, Class<T> handle) {
        LoadedProgram program = program(name);
        if (!handle.isInstance(program)) {
            throw new BpfException("program " + program.name() + " is of type "
                    + object.program(name).type().shortName() + ", which is a " + program.getClass().getSimpleName() + ", not a "
                    + handle.getSimpleName());
        }
        return handle.cast(program);
    }

    /** {@return all programs, in the object's order} */
    public List<LoadedProgram> programs() {
        return new ArrayList<>(programs.values());
    }

    /**
     * {@return the map of that name, its keys and values as bytes}
     *
     * @throws BpfException if there is none; lists what there is
     */
    public BpfMap<byte[], byte[]> map(String name) {
        BpfMap<byte[], byte[]> found = maps.get(object.map(name).name());
        if (found == null) {
            throw new IllegalStateException("map " + name + " was not created");
        }
        return found;
    }

    /**
     * {@return the map of that name, its keys and values as the codecs read them}
     *
     * @throws BpfException if there is none (lists what there is), or the codecs' sizes are not the map's
     */
    public <K, V> BpfMap<K, V> map(String name, Codec<K> key, Codec<V> value) {
        return map(name).as(key, value);
    }

    /** Closes all descriptors. What is neither attached nor pinned nor held by another process is gone then. */
    @Override
    public void close() {
        programs.values().forEach(LoadedProgram::close);
        maps.values().forEach(BpfMap::close);
    }

    @Override
    public String toString() {
        return "Bpf[programs=" + programs.keySet() + ", maps=" + maps.keySet() + "]";
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "(none)" : String.join(", ", names);
    }
}
