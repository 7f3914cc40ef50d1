package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.object.BpfObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    private final ObjectLoader loaded;
    private final Map<String, LoadedProgram> programs;
    private final Map<String, BpfMap<byte[], byte[]>> maps;

    private Bpf(BpfObject object, ObjectLoader loaded) {
        this.object = object;
        this.loaded = loaded;
        this.programs = loaded.programs;
        this.maps = loaded.maps;
    }

    /** Loads an object with {@linkplain LoadOptions#defaults() what is usual}: {@link #load(BpfObject, LoadOptions)}. */
    public static Bpf load(BpfObject object) {
        return load(object, LoadOptions.defaults());
    }

    /**
     * Creates all maps (BPF_MAP_CREATE), loads its types (BPF_BTF_LOAD) and all programs but those that are not to be loaded
     * unless asked for (BPF_PROG_LOAD): all or nothing, unless the options say otherwise. The names in the kernel are the
     * first 15 characters, with {@code _} for what the kernel does not take in a name. Linux 4.15.
     *
     * @throws VerifierException if the verifier refuses a program
     * @throws KernelException if the kernel refuses otherwise
     * @throws BpfException if the object needs what this kernel does not have, or a pinned map is not as it should be, or the
     *     license is longer than 127 bytes or has a zero character, where the kernel would cut it
     */
    public static Bpf load(BpfObject object, LoadOptions options) {
        ObjectLoader loader = new ObjectLoader(object, options);
        try {
            loader.load();
            return new Bpf(object, loader);
        } catch (RuntimeException | Error e) {
            loader.close();
            throw e;
        }
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
        return load(object, LoadOptions.defaults().withMaps(present));
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
        String wanted = object.program(name).name();
        LoadedProgram found = programs.get(wanted);
        if (found == null) {
            BpfException why = loaded.refused.get(wanted);
            throw why != null ? why : new BpfException("program " + wanted + " is in section "
                    + object.program(name).section() + " and so not loaded unless asked for");
        }
        return found;
    }

    /** {@return why programs were left out, by their names; empty unless {@link LoadOptions#partial}} */
    public Map<String, BpfException> refused() {
        return Map.copyOf(loaded.refused);
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

    /** {@return all programs that were loaded, in the object's order} */
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

    /**
     * {@return the struct of functions of that name, to be registered}
     *
     * @throws BpfException if there is none; lists what there is
     */
    public StructOpsMap structOps(String name) {
        StructOpsMap found = loaded.structs.get(object.map(name).name());
        if (found == null) {
            throw new BpfException("map " + name + " is no struct of functions; the object's are: "
                    + listed(List.copyOf(loaded.structs.keySet())));
        }
        return found;
    }

    /** Closes all descriptors. What is neither attached nor pinned nor held by another process is gone then. */
    @Override
    public void close() {
        loaded.close();
    }

    @Override
    public String toString() {
        return "Bpf[programs=" + programs.keySet() + ", maps=" + maps.keySet() + "]";
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "(none)" : String.join(", ", names);
    }
}
