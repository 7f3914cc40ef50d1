package dev.xdpasm.loader;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R2;
import static dev.xdpasm.isa.Register.R3;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.asm.Assembler;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.MapCalls;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.MapType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kinds of map that are more, or less, than keys and values. */
@KernelTest
class MapKindsTest {
    private static final byte[] PACKET = new byte[64];

    @Test
    void queueGivesTheFirstAndStackTheLast() {
        try (BpfMap<byte[], byte[]> first = BpfMap.create(BpfQueue.queue("q", 8, 3));
                BpfMap<byte[], byte[]> last = BpfMap.create(BpfQueue.stack("s", 8, 3))) {
            BpfQueue<Long> queue = BpfQueue.of(first, Codecs.U64);
            BpfQueue<Long> stack = BpfQueue.of(last, Codecs.U64);
            for (BpfQueue<Long> each : List.of(queue, stack)) {
                assertEquals(Optional.empty(), each.pop());
                assertEquals(Optional.empty(), each.peek());
                LongStream.range(1, 4).forEach(each::push);
                KernelException full = assertThrows(KernelException.class, () -> each.push(4L));
                assertEquals("E2BIG", full.errnoName());
                assertEquals(
                        Optional.of("it is full: max_entries is 3; pop first, or push with EXIST, which drops the oldest"),
                        full.hint());
                each.push(4L, UpdateFlag.EXIST);
            }
            assertEquals(Optional.of(2L), queue.peek());
            assertEquals(List.of(2L, 3L, 4L), List.of(queue.pop().get(), queue.pop().get(), queue.pop().get()));
            assertEquals(Optional.of(4L), stack.peek());
            assertEquals(List.of(4L, 3L, 2L), List.of(stack.pop().get(), stack.pop().get(), stack.pop().get()));
            assertThrows(BpfException.class, () -> BpfQueue.of(first, Codecs.U32));
        }
    }

    @Test
    void bloomFilterKnowsWhatWasNotAdded() {
        try (BpfMap<byte[], byte[]> map = BpfMap.create(BloomFilter.spec("b", 4, 1000))) {
            BloomFilter<Long> filter = BloomFilter.of(map, Codecs.U32);
            for (long i = 0; i < 1000; i += 2) {
                filter.add(i);
            }
            int wrong = 0;
            for (long i = 0; i < 1000; i++) {
                boolean may = filter.mayContain(i);
                assertTrue(may || i % 2 == 1, "added, and must be known");
                wrong += may && i % 2 == 1 ? 1 : 0;
            }
            assertTrue(wrong < 50, wrong + " of 500 wrong");
        }
    }

    @Test
    void mappedArrayIsLiveBothWays() {
        MapSpec spec = MapSpec.array("m", 20, 1).withFlags(MappedArray.BPF_F_MMAPABLE);
        BpfObject counter = BpfObject.of(
                BpfProgram.xdp(Programs.PREFIX + "count", Assembler.assemble(a -> {
                    a.loadMapValue(R2, "m", 0);
                    a.mov(R1, 1);
                    a.atomic(AtomicOp.ADD, Size.DW, R2, 8, R1);
                    a.ldxw(R0, R2, 0);
                    a.exit();
                })),
                spec);
        try (Bpf bpf = Bpf.load(counter);
                MappedArray array = MappedArray.of(bpf.map("m"));
                MappedArray readOnly = MappedArray.readOnly(bpf.map("m"))) {
            array.setInt(0, 0, 77);
            assertEquals(77, bpf.xdp("xdp").run(PACKET, 5).retval());
            assertEquals(5, array.getLong(0, 8));
            assertEquals(5, readOnly.getLong(0, 8));
            assertEquals(5, array.getAndAddLong(0, 8, 10));
            assertTrue(array.compareAndSetLong(0, 8, 15, 100));
            assertFalse(array.compareAndSetLong(0, 8, 15, 100));
            assertThrows(UnsupportedOperationException.class, () -> readOnly.setInt(0, 0, 1));
        }
    }

    @Test
    void mappedArrayIsWhatSystemCallsSeeAndHasBounds() {
        MapSpec spec = MapSpec.array("m", 20, 3).withFlags(MappedArray.BPF_F_MMAPABLE);
        try (BpfMap<byte[], byte[]> map = BpfMap.create(spec);
                MappedArray array = MappedArray.of(map)) {
            Codec<List<Long>> five = Codecs.array(Codecs.U32, 5);
            array.set(2, five, List.of(1L, 2L, 3L, 4L, 5L));
            assertArrayEquals(array.get(2), map.get(new byte[] {2, 0, 0, 0}).orElseThrow());
            map.as(Codecs.U32, five).put(1L, List.of(5L, 4L, 3L, 2L, 1L));
            assertEquals(List.of(5L, 4L, 3L, 2L, 1L), array.get(1, five));
            assertEquals(3, array.length());
            assertEquals(20, array.elementSize());
            assertThrows(IndexOutOfBoundsException.class, () -> array.getInt(3, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> array.getInt(-1, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> array.getLong(0, 16), "the element ends at 20");
            assertThrows(IndexOutOfBoundsException.class, () -> array.setInt(0, -4, 1));
            assertThrows(IllegalArgumentException.class, () -> array.set(0, new byte[21]));
        }
    }

    @Test
    void closedOrFrozenArrayIsNotWritten() {
        MapSpec spec = MapSpec.array("m", 8, 1).withFlags(MappedArray.BPF_F_MMAPABLE);
        try (BpfMap<byte[], byte[]> map = BpfMap.create(spec)) {
            MappedArray array = MappedArray.of(map);
            array.setLong(0, 0, 5);
            KernelException mapped = assertThrows(KernelException.class, map::freeze);
            assertEquals("EBUSY", mapped.errnoName());
            assertTrue(mapped.getMessage().endsWith("close its mappings first"), mapped::getMessage);
            array.close();
            array.close();
            assertEquals(0, array.getLong(0, 0));
            array.setLong(0, 0, 6);
            map.freeze();
            KernelException frozen = assertThrows(KernelException.class, () -> MappedArray.of(map));
            assertTrue(frozen.getMessage().endsWith("it is read-only or frozen: map it readOnly"), frozen::getMessage);
            try (MappedArray again = MappedArray.readOnly(map)) {
                assertEquals(5, again.getLong(0, 0));
            }
        }
        try (BpfMap<byte[], byte[]> map = BpfMap.create(MapSpec.array("m", 8, 1))) {
            BpfException e = assertThrows(BpfException.class, () -> MappedArray.of(map));
            assertEquals("map m cannot be mapped: it was created without the flag BPF_F_MMAPABLE", e.getMessage());
        }
    }

    @Test
    void programsOfAnArrayAreJumpedTo() {
        MapSpec jumps = new MapSpec("jumps", MapType.BPF_MAP_TYPE_PROG_ARRAY, 4, 4, 2, 0);
        BpfObject jumper = BpfObject.of(
                BpfProgram.xdp(Programs.PREFIX + "jump", Assembler.assemble(a -> {
                    a.loadMap(R2, "jumps");
                    a.mov(R3, 1);
                    a.call(Helper.bpf_tail_call);
                    a.mov(R0, 3);
                    a.exit();
                })),
                jumps);
        try (Bpf bpf = Bpf.load(jumper);
                Bpf target = Bpf.load(Programs.dropAll())) {
            ProgramArray array = ProgramArray.of(bpf.map("jumps"));
            assertEquals(3, bpf.xdp("xdp").run(PACKET).retval());
            assertEquals(OptionalInt.empty(), array.programId(1));
            array.put(1, Programs.only(target));
            assertEquals(OptionalInt.of(Programs.only(target).id()), array.programId(1));
            assertEquals(1, bpf.xdp("xdp").run(PACKET).retval());
            assertTrue(array.delete(1));
            assertFalse(array.delete(1));
            assertEquals(3, bpf.xdp("xdp").run(PACKET).retval());
            KernelException past = assertThrows(KernelException.class, () -> array.put(2, Programs.only(target)));
            assertEquals("E2BIG", past.errnoName());
            assertTrue(past.getMessage().contains("indexes end below max_entries, which is 2"), past::getMessage);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"devmap", "devmap_hash"})
    void packetsAreSentToInterfaces(String type) {
        MapSpec spec = new MapSpec("to", MapType.byShortName(type).orElseThrow(), 4, 8, 4, 0);
        try (VethFixture net = new VethFixture();
                BpfMap<byte[], byte[]> map = BpfMap.create(spec)) {
            RedirectMap to = RedirectMap.of(map);
            assertEquals(Optional.empty(), to.get(1));
            to.put(1, net.device);
            assertEquals(
                    Optional.of(new RedirectMap.Target(net.device.ifindex(), OptionalInt.empty())), to.get(1));
            assertTrue(to.delete(1));
            assertFalse(to.delete(1));
            NetDevice gone = new NetDevice(9999, "gone", net.here);
            KernelException e = assertThrows(KernelException.class, () -> to.put(1, gone));
            assertEquals("EINVAL", e.errnoName());
            assertTrue(e.getMessage().startsWith("map to takes no interface gone (ifindex 9999): "), e::getMessage);
            assertThrows(BpfException.class, () -> to.put(0, 192));
        }
    }

    @Test
    void packetsAreSentToCpus() {
        try (BpfMap<byte[], byte[]> map =
                BpfMap.create(new MapSpec("cpus", MapType.BPF_MAP_TYPE_CPUMAP, 4, 8, PerCpu.cpus(), 0))) {
            RedirectMap to = RedirectMap.of(map);
            to.put(0, 192);
            assertEquals(Optional.of(new RedirectMap.Target(192, OptionalInt.empty())), to.get(0));
            assertThrows(KernelException.class, () -> to.put(0, 1 << 20));
            assertThrows(KernelException.class, () -> to.put(PerCpu.cpus(), 192));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"array_of_maps", "hash_of_maps"})
    void innerMapsAreExchanged(String typeName) {
        MapType type = MapType.byShortName(typeName).orElseThrow();
        try (BpfMap<byte[], byte[]> first = BpfMap.create(MapSpec.array("first", 8, 1));
                BpfMap<byte[], byte[]> second = BpfMap.create(MapSpec.array("second", 8, 1));
                BpfMap<byte[], byte[]> other = BpfMap.create(MapSpec.hash("other", 4, 8, 1))) {
            long fd = first.fd().use(inner -> MapCalls.create(new MapCalls.Creation(type.value(), 4, 4, 2, 0, "outer").of(inner)));
            MapSpec spec = new MapSpec("outer", type, 4, 4, 2, 0);
            try (BpfMap<byte[], byte[]> map = MapOpening.of(new Fd((int) fd, "map outer"), spec)) {
                MapOfMaps<Long> outer = MapOfMaps.of(map, Codecs.U32);
                assertEquals(OptionalInt.empty(), outer.mapId(1L));
                outer.put(1L, first);
                assertEquals(OptionalInt.of(first.id()), outer.mapId(1L));
                outer.put(1L, second);
                try (BpfMap<byte[], byte[]> found = outer.get(1L).orElseThrow()) {
                    assertEquals("second", found.name());
                    assertEquals(second.id(), found.id());
                }
                KernelException unlike = assertThrows(KernelException.class, () -> outer.put(1L, other));
                assertTrue(
                        unlike.getMessage().endsWith("this one is of type hash, key 4 bytes, value 8 bytes"),
                        unlike::getMessage);
                assertTrue(outer.delete(1L));
                assertFalse(outer.delete(1L));
                assertEquals(Optional.empty(), outer.get(1L));
            }
        }
    }
}
