package dev.xdpasm.loader.sys;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** What tests ask of {@code bpf(2)} and the loader has no call for: programs with an array of descriptors, arenas. */
public final class TestBpf {
    private static final int FD_ARRAY = 120;
    private static final int MAP_EXTRA = 64;
    private static final int MAP_CREATE_BYTES = 72;
    private static final int BPF_MAP_TYPE_ARENA = 33;
    private static final int BPF_F_MMAPABLE = 1 << 10;

    private TestBpf() {}

    /** Loads instructions whose map indexes (BPF_PSEUDO_MAP_IDX) count in {@code maps}. */
    public static Fd load(int type, byte[] insns, List<Fd> maps) {
        NativeMemory array = NativeMemory.allocate(Integer.BYTES * Math.max(1, maps.size()));
        for (int i = 0; i < maps.size(); i++) {
            array.bytes().putInt(i * Integer.BYTES, number(maps.get(i)));
        }
        BpfAttr attr = ProgramCalls.loadAttr(
                        new ProgramCalls.Program(type, "isa", insns, "GPL", 0, 0), Optional.empty())
                .pointer(FD_ARRAY, array);
        return opened(attr.call(BpfCommand.BPF_PROG_LOAD), "program isa");
    }

    /** An array of one value. */
    public static Fd array(long... value) {
        int bytes = value.length * Long.BYTES;
        Fd map = opened(MapCalls.create(new MapCalls.Creation(2, Integer.BYTES, bytes, 1, 0, "isa")), "map isa");
        MapElement element = new MapElement(Integer.BYTES, bytes);
        element.value().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(value);
        map.use(fd -> element.update(fd, 0));
        return map;
    }

    /** An arena of one page that user space sees at an address. */
    public static Fd arena(long address) {
        BpfAttr attr = BpfAttr.begin(MAP_CREATE_BYTES)
                .u32(AttrLayout.MapCreate.MAP_TYPE, BPF_MAP_TYPE_ARENA)
                .u32(AttrLayout.MapCreate.MAX_ENTRIES, 1)
                .u32(AttrLayout.MapCreate.MAP_FLAGS, BPF_F_MMAPABLE)
                .u64(MAP_EXTRA, address);
        return opened(attr.call(BpfCommand.BPF_MAP_CREATE), "arena");
    }

    /** The descriptor's number, for instructions that hold it. */
    public static int number(Fd fd) {
        return (int) fd.use(number -> number);
    }

    private static Fd opened(long answer, String what) {
        if (answer < 0) {
            throw new AssertionError(what + ": " + Errno.name((int) -answer));
        }
        return new Fd((int) answer, what);
    }
}
