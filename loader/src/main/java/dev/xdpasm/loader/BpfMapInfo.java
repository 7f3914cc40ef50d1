package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MapInfo;
import dev.xdpasm.loader.sys.ObjectCalls;
import dev.xdpasm.loader.sys.ProcFiles;
import dev.xdpasm.loader.sys.BpfCommand;
import dev.xdpasm.uapi.MapType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel says about a map (BPF_OBJ_GET_INFO_BY_FD, Linux 4.13). Which processes hold it the kernel does not say:
 * {@link Holders} looks for them.
 *
 * @param id the id
 * @param typeNumber {@code enum bpf_map_type}
 * @param name the kernel's name, the first 15 characters; empty for a map without
 * @param keySize bytes of a key
 * @param valueSize bytes of a value; of a per-CPU map, of one CPU's
 * @param maxEntries the most entries, an u32
 * @param flags {@code BPF_F_*} of BPF_MAP_CREATE
 * @param btfId the BTF that describes its keys and values, 0 for none. Linux 4.18
 * @param keyTypeId id of the keys' type in that BTF, 0 for none
 * @param valueTypeId id of the values' type in that BTF, 0 for none
 * @param memlockBytes memory that is accounted to it ({@code memlock} of its fdinfo)
 * @param frozen whether system calls may no longer write it. Linux 5.2
 */
public record BpfMapInfo(
        int id,
        int typeNumber,
        String name,
        int keySize,
        int valueSize,
        int maxEntries,
        int flags,
        int btfId,
        int keyTypeId,
        int valueTypeId,
        long memlockBytes,
        boolean frozen) {

    /** {@return the type, empty where the kernel is newer than our table} */
    public Optional<MapType> type() {
        return MapType.byValue(typeNumber);
    }

    /** {@return the type as bpftool prints it, such as {@code hash}; {@code type N} where the kernel is newer than our table} */
    public String typeName() {
        return type().map(MapType::shortName).orElse("type " + typeNumber);
    }

    /**
     * {@return the description of a map by its id} Needs CAP_SYS_ADMIN.
     *
     * @throws BpfException if there is none
     * @throws KernelException if the kernel refuses
     */
    public static BpfMapInfo byId(int id) {
        try (Fd fd = MapOpening.open(id).orElseThrow(() -> none(id))) {
            return of(fd);
        }
    }

    static BpfException none(int id) {
        return new BpfException("no map has the id " + Integer.toUnsignedString(id));
    }

    /**
     * {@return all maps in the kernel, in the order of their ids; those that go meanwhile are left out} Needs CAP_SYS_ADMIN.
     *
     * @throws KernelException if the kernel refuses
     */
    public static List<BpfMapInfo> all() {
        List<BpfMapInfo> all = new ArrayList<>();
        for (int id : ObjectIds.all("the maps", BpfCommand.BPF_MAP_GET_NEXT_ID, ObjectCalls::nextMapId)) {
            Optional<Fd> map = MapOpening.open(id);
            if (map.isPresent()) {
                try (Fd fd = map.get()) {
                    all.add(of(fd));
                }
            }
        }
        return all;
    }

    static BpfMapInfo of(Fd map) {
        MapInfo info = MapOpening.read(map);
        String[] text = {"0", "0"};
        map.use(fd -> {
            text[0] = ProcFiles.descriptor(fd, "memlock").orElse("0");
            text[1] = ProcFiles.descriptor(fd, "frozen").orElse("0");
            return 0;
        });
        return new BpfMapInfo(
                info.id(),
                info.type(),
                info.name(),
                info.keySize(),
                info.valueSize(),
                info.maxEntries(),
                info.flags(),
                info.btfId(),
                info.keyTypeId(),
                info.valueTypeId(),
                Long.parseLong(text[0]),
                text[1].equals("1"));
    }
}
