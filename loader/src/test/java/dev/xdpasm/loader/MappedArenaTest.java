package dev.xdpasm.loader;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R2;
import static dev.xdpasm.isa.Register.R3;
import static dev.xdpasm.isa.Register.R7;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.BpfException;
import dev.xdpasm.asm.Assembler;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.loader.sys.Syscalls;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An arena is the same memory under the same addresses in a program and here. */
@KernelTest
class MappedArenaTest {
    private static final long ADDRESS = 0x7e_0000_0000L;
    private static final int PLACE = 64;

    @BeforeEach
    void needsArenas() {
        Needs.feature(Features.mapType(MapType.BPF_MAP_TYPE_ARENA), 6, 9);
    }

    private static MapSpec arena(long address) {
        return new MapSpec("arena", MapType.BPF_MAP_TYPE_ARENA, 0, 0, 4, MappedArray.BPF_F_MMAPABLE).withMapExtra(address);
    }

    /** Adds 1 to a word of the arena, and writes the user's address of the word behind it. */
    private static Bpf adding() {
        return Bpf.load(BpfObject.of(
                BpfProgram.xdp(Programs.PREFIX + "arena", Assembler.assemble(a -> {
                    a.loadMap(R1, "arena");
                    a.lddw(R2, ADDRESS + PLACE);
                    a.emit(new Instruction.AddressSpaceCast(R7, R2, 0, 1));
                    a.ldxdw(R3, R7, 0);
                    a.add(R3, 1);
                    a.stxdw(R7, 0, R3);
                    a.stxdw(R7, Long.BYTES, R2);
                    a.mov(R0, 2);
                    a.exit();
                })),
                arena(ADDRESS)));
    }

    @Test
    void programAndProcessSeeTheSameMemoryUnderTheSameAddresses() {
        try (Bpf bpf = adding();
                MappedArena arena = MappedArena.of(bpf.map("arena"))) {
            assertEquals(ADDRESS, arena.address());
            arena.bytes().putLong(PLACE, 41);
            assertEquals(2, bpf.xdp("xdp").run(new byte[64]).retval());
            assertEquals(42, arena.bytes().getLong(PLACE));
            long pointer = arena.bytes().getLong(PLACE + Long.BYTES);
            assertEquals(42, arena.at(pointer, Long.BYTES).getLong(0));
            assertEquals(42, arena.at(pointer & 0xffff_ffffL, Long.BYTES).getLong(0), "the lower half alone");
        }
    }

    @Test
    void pointersOutOfItAreRefused() {
        try (BpfMap<byte[], byte[]> map = BpfMap.create(arena(0));
                MappedArena arena = MappedArena.of(map)) {
            long end = arena.address() + 4L * Syscalls.pageSize();
            assertEquals(0, arena.at(end - Long.BYTES, Long.BYTES).getLong(0));
            assertThrows(IndexOutOfBoundsException.class, () -> arena.at(end - 4, Long.BYTES));
            assertThrows(IndexOutOfBoundsException.class, () -> arena.at(arena.address() - 1, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> arena.at(0, 1));
        }
    }

    @Test
    void addressesThatAreTakenAndOtherMapsAreRefused() {
        try (BpfMap<byte[], byte[]> first = BpfMap.create(arena(ADDRESS));
                BpfMap<byte[], byte[]> second = BpfMap.create(arena(ADDRESS));
                MappedArena there = MappedArena.of(first)) {
            assertEquals(ADDRESS, there.address());
            KernelException taken = assertThrows(KernelException.class, () -> MappedArena.of(second));
            assertEquals("EEXIST", taken.errnoName());
        }
        try (BpfMap<byte[], byte[]> hash = BpfMap.create(MapSpec.hash("none", 4, 4, 1))) {
            assertThrows(BpfException.class, () -> MappedArena.of(hash));
        }
    }
}
