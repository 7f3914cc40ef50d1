package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.loader.sys.Errno;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MapInfo;
import dev.xdpasm.loader.sys.ObjectCalls;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.util.Optional;
import java.util.function.Function;

/** How a map's handle comes about: from a descriptor and what is known of it, or from an id and what the kernel says. */
final class MapOpening {

    private MapOpening() {}

    /** Takes over an open map of which all is known. */
    static BpfMap<byte[], byte[]> of(Fd fd, MapSpec spec) {
        return of(fd, spec, KernelId.unknown(fd));
    }

    private static BpfMap<byte[], byte[]> of(Fd fd, MapSpec spec, KernelId id) {
        return new BpfMap<>(fd, spec, id, Codecs.bytes(spec.keySize()), Codecs.bytes(PerCpu.valueBytes(spec)), 0);
    }

    /** Takes over an open map whose specification is made of its description; closes it if there is none. */
    static BpfMap<byte[], byte[]> of(Fd fd, Function<MapInfo, MapSpec> specOf) {
        try {
            MapInfo info = read(fd);
            return of(fd, specOf.apply(info), KernelId.known(fd, info.id()));
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
    }

    /** {@return the map of an id, if there is one, its keys and values as bytes; the caller closes it} */
    static Optional<BpfMap<byte[], byte[]>> find(int id) {
        return open(id).map(fd -> of(fd, info -> specOf(fd.what(), info, fd.what())));
    }

    static Optional<Fd> open(int id) {
        long answer = ObjectCalls.mapById(id);
        if (answer == -Errno.ENOENT) {
            return Optional.empty();
        }
        String what = "map " + Integer.toUnsignedString(id);
        if (answer < 0) {
            throw Refusal.bpf(
                    what + " could not be opened", BpfCommand.BPF_MAP_GET_FD_BY_ID, answer, Capability.CAP_SYS_ADMIN);
        }
        return Optional.of(new Fd((int) answer, what));
    }

    /** {@return the specification that a map was created by, as far as it is described; named so if it has no name} */
    static MapSpec specOf(String what, MapInfo found, String nameless) {
        MapType type = MapType.byValue(found.type())
                .orElseThrow(() ->
                        new BpfException(what + " is of type " + found.type() + ", which is newer than xdpasm"));
        String name = found.name().isEmpty() ? nameless : found.name();
        return new MapSpec(name, type, found.keySize(), found.valueSize(), found.maxEntries(), found.flags())
                .withMapExtra(found.mapExtra());
    }

    static MapInfo read(Fd map) {
        MapInfo[] info = new MapInfo[1];
        map.use(number -> {
            info[0] = MapInfo.read(number);
            return info[0].errno();
        });
        if (info[0].errno() != 0) {
            throw Refusal.bpf(
                    map.what() + " could not be described", BpfCommand.BPF_OBJ_GET_INFO_BY_FD, -info[0].errno());
        }
        return info[0];
    }
}
