package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MapCalls;
import dev.xdpasm.loader.sys.MapElement;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.DataMap;
import dev.xdpasm.object.MapEntry;
import dev.xdpasm.object.MapSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Makes the maps of an object: new ones with what they hold from the start, and those that are pinned already. */
final class MapLoader {
    /** {@code BPF_OBJ_NAME_LEN}, the zero byte apart. */
    private static final int NAME_BYTES = 15;

    /** Characters of a data map's name that are the section's at least: libbpf keeps as many for {@code .rodata}. */
    private static final int SECTION_NAME = 7;

    private final BpfObject object;
    private final LoadOptions options;
    private final MapCreation creation;

    MapLoader(BpfObject object, LoadOptions options, Omissions omissions, int btfFd) {
        this.object = object;
        this.options = options;
        this.creation = new MapCreation(btfFd, omissions);
    }

    /** {@return the map, with its bytes from the start; what it holds by descriptor comes later} */
    BpfMap<byte[], byte[]> load(MapSpec wanted) {
        MapSpec spec = MapCreation.withRealSize(wanted);
        if (spec.pinning() == MapSpec.Pinning.BY_NAME) {
            Path path = options.pinDirectory().resolve(spec.name());
            if (Files.exists(path)) {
                return MapReuse.pinned(path, spec);
            }
            BpfMap<byte[], byte[]> map = create(spec);
            try {
                map.pin(path);
            } catch (RuntimeException e) {
                map.close();
                throw e;
            }
            return map;
        }
        return create(spec);
    }

    /** {@return the map of a struct of functions, as the kernel has it; it is filled when it is registered} */
    BpfMap<byte[], byte[]> load(MapSpec spec, KernelStruct struct) {
        return MapOpening.of(creation.create(spec, struct), spec.withSizes(Integer.BYTES, struct.value().size()));
    }

    private BpfMap<byte[], byte[]> create(MapSpec spec) {
        Fd fd = creation.create(spec, kernelName(spec));
        BpfMap<byte[], byte[]> map = MapOpening.of(fd, spec);
        try {
            for (MapEntry entry : spec.entries()) {
                if (entry instanceof MapEntry.Value value) {
                    put(map, fd, value.key().buffer(), value.value().buffer());
                }
            }
            if (isFrozen(spec)) {
                long answer = fd.use(MapCalls::freeze);
                if (answer < 0) {
                    throw MapRefusal.of(map, "could not be frozen", BpfCommand.BPF_MAP_FREEZE, answer);
                }
            }
            return map;
        } catch (RuntimeException e) {
            map.close();
            throw e;
        }
    }

    /** Constants are frozen, so that the verifier can take them for known. Linux 5.2. */
    private static boolean isFrozen(MapSpec spec) {
        boolean constant = DataMap.isReadOnly(spec.name()) || spec.name().equals(KernelConfig.MAP);
        return constant && (spec.flags() & DataMap.RDONLY_PROG) != 0;
    }

    private static void put(BpfMap<?, ?> map, Fd fd, ByteBuffer key, ByteBuffer value) {
        MapElement element = new MapElement(key.remaining(), value.remaining());
        element.key().put(key);
        element.value().put(value);
        long answer = fd.use(number -> element.update(number, 0));
        if (answer < 0) {
            throw MapRefusal.of(map, "could not be filled", BpfCommand.BPF_MAP_UPDATE_ELEM, answer);
        }
    }

    /** Puts maps and programs, by their descriptors, into a map that holds such. */
    static void putReferences(BpfMap<byte[], byte[]> map, MapSpec spec, Map<String, Integer> descriptors) {
        for (MapEntry entry : spec.entries()) {
            if (entry instanceof MapEntry.Reference reference) {
                Integer descriptor = descriptors.get(reference.name());
                if (descriptor == null) {
                    throw new BpfException("map " + spec.name() + " holds " + reference.name() + " under "
                            + Integer.toUnsignedString(reference.index()) + ", which is not loaded");
                }
                put(map, map.descriptor(), word(reference.index()), word(descriptor));
            }
        }
    }

    private static ByteBuffer word(int value) {
        return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(0, value);
    }

    /** The name of a data map begins with the object's, as libbpf has it, for there are many {@code .rodata}. */
    private String kernelName(MapSpec spec) {
        boolean common = (DataMap.is(spec) || spec.name().equals(KernelConfig.MAP)) && spec.name().indexOf('.', 1) < 0;
        if (!common) {
            return spec.name();
        }
        int room = NAME_BYTES - Math.max(SECTION_NAME, spec.name().length());
        return object.name().substring(0, Math.min(room, object.name().length())) + spec.name();
    }
}
