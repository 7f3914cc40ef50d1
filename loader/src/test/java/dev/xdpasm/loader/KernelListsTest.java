package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.object.MapSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs, maps and BTF by their ids, against bpftool. */
@KernelTest
class KernelListsTest {

    @Test
    void mapsAreDescribedAsBpftoolDoes() throws Exception {
        KernelCondition.needs("bpftool");
        try (BpfMap<byte[], byte[]> map = BpfMap.create(MapSpec.hash("described", 4, 24, 100).withFlags(1))) {
            BpfMapInfo info = map.info();
            String theirs = Commands.run("bpftool", "-j", "map", "show", "id", Integer.toString(map.id()));
            for (String field : List.of(
                    "\"id\":" + info.id(),
                    "\"type\":\"" + info.typeName() + '"',
                    "\"name\":\"" + info.name() + '"',
                    "\"bytes_key\":" + info.keySize(),
                    "\"bytes_value\":" + info.valueSize(),
                    "\"max_entries\":" + info.maxEntries(),
                    "\"flags\":" + info.flags(),
                    "\"bytes_memlock\":" + info.memlockBytes(),
                    "\"frozen\":" + (info.frozen() ? 1 : 0))) {
                assertTrue(theirs.contains(field), () -> field + " in " + theirs);
            }
            assertEquals(info, BpfMapInfo.byId(map.id()));
            assertTrue(BpfMapInfo.all().contains(info));
            map.freeze();
            assertTrue(map.info().frozen());
            assertTrue(Holders.scan().ofMap(map.id()).stream()
                    .anyMatch(holder -> holder.pid() == ProcessHandle.current().pid()));
        }
    }

    @Test
    void mapsAndProgramsAreOpenedByTheirIds() {
        try (Bpf bpf = Bpf.load(Programs.withMap(MapSpec.hash("m", 4, 4, 4)))) {
            bpf.map("m").put(new byte[4], new byte[] {1, 2, 3, 4});
            try (BpfMap<byte[], byte[]> again = BpfMap.byId(bpf.map("m").id());
                    LoadedProgram program = LoadedProgram.byId(Programs.only(bpf).id())) {
                assertArrayEquals(new byte[] {1, 2, 3, 4}, again.get(new byte[4]).orElseThrow());
                assertEquals(Programs.only(bpf).info().tag(), program.info().tag());
            }
        }
        assertEquals(
                "no map has the id 4294967295",
                assertThrows(BpfException.class, () -> BpfMap.byId(-1)).getMessage());
        assertThrows(BpfException.class, () -> LoadedProgram.byId(-1));
        assertThrows(BpfException.class, () -> BpfMapInfo.byId(-1));
        assertThrows(BpfException.class, () -> BpfBtfInfo.byId(-1));
    }

    @Test
    void instructionsAreDumpedAsTheKernelHoldsThem() {
        try (Bpf bpf = Bpf.load(Programs.permitAll())) {
            ProgramDump dump = Programs.only(bpf).dump();
            ProgramInfo info = Programs.only(bpf).info();
            assertEquals(info.xlatedBytes(), dump.xlated().length);
            assertEquals(info.jitedBytes(), dump.jited().length);
            byte[] end = java.util.Arrays.copyOfRange(dump.xlated(), dump.xlated().length - 16, dump.xlated().length);
            assertArrayEquals(Programs.PERMIT_ALL.toBytes(), end);
            assertEquals(List.of(), dump.lines());
        }
    }

    @Test
    void kernelsOwnBtfIsReadWhole() {
        int vmlinux = BpfBtfInfo.ids().get(0);
        BpfBtfInfo btf = BpfBtfInfo.byId(vmlinux);
        assertTrue(btf.ofKernel());
        assertEquals("vmlinux", btf.name());
        assertTrue(Btf.decode(btf.bytes()).count() > 10_000);
        assertFalse(btf.string(Integer.MAX_VALUE).isPresent());
        assertEquals("", btf.string(0).orElseThrow());
    }
}
