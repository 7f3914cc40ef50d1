package dev.xdpasm.loader.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel reads, against {@code union bpf_attr} as include/uapi/linux/bpf.h lays it out. */
class AttrTest {

    private static String hex(BpfAttr attr) {
        return HexFormat.of().formatHex(attr.toBytes());
    }

    /** The 8 bytes at an offset hold some address: not to be known beforehand, but not nothing. */
    private static byte[] withoutAddresses(BpfAttr attr, int... offsets) {
        byte[] bytes = attr.toBytes();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int offset : offsets) {
            assertTrue(buffer.getLong(offset) != 0, "an address at " + offset);
            buffer.putLong(offset, 0);
        }
        return bytes;
    }

    @Test
    void mapCreate() {
        assertEquals(
                "01000000" // map_type
                        + "04000000" // key_size
                        + "08000000" // value_size
                        + "00040000" // max_entries
                        + "80000000" // map_flags
                        + "00000000" // inner_map_fd
                        + "00000000" // numa_node
                        + "626c6f636b65645f6164647265737300" // map_name: "blocked_address"
                        + "00000000" + "000000000000000000000000" // map_ifindex, btf_fd, btf_key_type_id, btf_value_type_id
                        + "00000000" + "0000000000000000", // btf_vmlinux_value_type_id, map_extra
                hex(MapCalls.createAttr(
                        new MapCalls.Creation(1, 4, 8, 1024, 0x80, "blocked addresses of today"))));
    }

    @Test
    void mapElement() {
        assertEquals(
                "07000000" + "00000000" // map_fd
                        + "0100000000000080" // key
                        + "0200000000000080" // value
                        + "0300000000000000", // flags
                HexFormat.of()
                        .formatHex(new MapElement(4, 8)
                                .attr(7, 0x8000_0000_0000_0001L, 0x8000_0000_0000_0002L, 3)
                                .copy(0, 32)));
    }

    @Test
    void programLoadWithoutLog() {
        ProgramCalls.Program program = new ProgramCalls.Program(6, "xdp", new byte[16], "GPL", 37, 1 << 5);
        byte[] bytes = withoutAddresses(ProgramCalls.loadAttr(program, Optional.empty()), 8, 16);
        assertEquals(
                "06000000" // prog_type
                        + "02000000" // insn_cnt
                        + "00".repeat(16) // insns, license
                        + "00000000" + "00000000" + "0000000000000000" // log_level, log_size, log_buf
                        + "00000000" + "20000000" // kern_version, prog_flags
                        + "786470" + "00".repeat(13) // prog_name
                        + "00000000" + "25000000" // prog_ifindex, expected_attach_type
                        + "00".repeat(72),
                HexFormat.of().formatHex(bytes));
    }

    @Test
    void programLoadWithLog() {
        ProgramCalls.Program program = new ProgramCalls.Program(6, "xdp", new byte[8], "GPL", 0, 0);
        NativeMemory log = NativeMemory.allocate(65536);
        ByteBuffer bytes = ByteBuffer.wrap(ProgramCalls.loadAttr(program, Optional.of(log)).toBytes())
                .order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(1, bytes.getInt(24), "log_level");
        assertEquals(65536, bytes.getInt(28), "log_size");
        assertEquals(log.address(), bytes.getLong(32), "log_buf");
    }

    @Test
    void run() {
        NativeMemory data = NativeMemory.allocate(576);
        NativeMemory context = NativeMemory.allocate(24);
        ProgramCalls.Input input = new ProgramCalls.Input(new byte[64], 576, new byte[20], 24, 3, 1, 2);
        byte[] bytes = withoutAddresses(ProgramCalls.runAttr(5, input, data, NativeMemory.of(input.context()), context), 16, 24, 48, 56);
        assertEquals(
                "05000000" + "00000000" // prog_fd, retval
                        + "40000000" + "40020000" // data_size_in, data_size_out
                        + "00".repeat(16) // data_in, data_out
                        + "03000000" + "00000000" // repeat, duration
                        + "14000000" + "18000000" // ctx_size_in, ctx_size_out
                        + "00".repeat(16) // ctx_in, ctx_out
                        + "01000000" + "02000000" // flags, cpu
                        + "00000000" + "00000000", // batch_size
                HexFormat.of().formatHex(bytes));
    }

    @Test
    void runWithoutPacketGivesNoAddresses() {
        NativeMemory none = NativeMemory.allocate(0);
        ProgramCalls.Input input = new ProgramCalls.Input(new byte[0], 0, new byte[0], 0, 0, 0, 0);
        assertEquals("05000000" + "00".repeat(76), hex(ProgramCalls.runAttr(5, input, none, none, none)));
    }

    @Test
    void pin() {
        byte[] bytes = withoutAddresses(ObjectCalls.objAttr("/sys/fs/bpf/x").u32(AttrLayout.Obj.BPF_FD, 9), 0);
        assertEquals("0000000000000000" + "09000000" + "00000000", HexFormat.of().formatHex(bytes));
    }

    @Test
    void nothingIsLeftOfTheCallBefore() {
        MapCalls.createAttr(new MapCalls.Creation(-1, -1, -1, -1, -1, "abcdefghijklmno"));
        assertEquals("00".repeat(32), hex(BpfAttr.begin(32)));
    }

    @Test
    void memoryIsLetGoOnceTheCallIsOver() throws InterruptedException {
        WeakReference<NativeMemory> log = new WeakReference<>(NativeMemory.allocate(1 << 20));
        BpfAttr attr = BpfAttr.begin(32).u32(AttrLayout.MapElem.MAP_FD, -1).pointer(8, log.get());
        System.gc();
        assertNotNull(log.get(), "the kernel is yet to write there");
        assertEquals(-Errno.EBADF, attr.call(BpfCommand.BPF_MAP_LOOKUP_ELEM));
        for (int i = 0; i < 100 && log.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertNull(log.get());
    }

    @Test
    void scratchPiecesDoNotOverlap() {
        BpfAttr attr = BpfAttr.begin(32);
        NativeMemory[] pieces = new NativeMemory[6];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = attr.scratch(100 << i);
            byte[] content = new byte[100 << i];
            Arrays.fill(content, (byte) i);
            pieces[i].bytes().put(0, content);
        }
        for (int i = 0; i < pieces.length; i++) {
            assertEquals(100 << i, pieces[i].size());
            for (byte each : pieces[i].copy(0, pieces[i].size())) {
                assertEquals(i, each);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "xdp_firewall, xdp_firewall",
        "exactly_fifteen, exactly_fifteen",
        "exactly_sixteen_, exactly_sixteen",
        "HashMap<u32>, HashMap_u32_",
        "a.b-c/d e, a.b_c_d_e",
        "zäh, z_h",
    })
    void namesAreWhatTheKernelTakes(String name, String kernels) {
        assertEquals(kernels, BpfAttr.kernelName(name));
    }

    @Test
    void machinesAreKnownByJavasNames() {
        assertEquals(321, SyscallNumbers.of("amd64").bpf());
        assertEquals(280, SyscallNumbers.of("aarch64").bpf());
        assertEquals(298, SyscallNumbers.of("amd64").perfEventOpen());
    }

    @ParameterizedTest
    @CsvSource({"1, EPERM", "95, EOPNOTSUPP", "524, ENOTSUPP", "9999, errno 9999"})
    void errorsHaveNames(int errno, String name) {
        assertEquals(name, Errno.name(errno));
    }

    @ParameterizedTest
    @CsvSource({"6.18.44, 6, 18", "5.10.0-32-amd64, 5, 10", "6.1, 6, 1", "garbage, 0, 0"})
    void releasesAreRead(String release, int major, int minor) {
        assertEquals(new KernelRelease(major, minor), KernelRelease.parse(release));
    }

    @Test
    void releasesCompareByNumber() {
        KernelRelease release = new KernelRelease(5, 10);
        assertTrue(release.isAtLeast(5, 7));
        assertTrue(release.isAtLeast(4, 18));
        assertFalse(release.isAtLeast(5, 11));
        assertFalse(release.isAtLeast(6, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0 | 1", "0-1 | 2", "0-3,8-11 | 8", "0,2,4-5 | 4"})
    void cpuListsAreCounted(String list, int count) {
        assertEquals(count, PossibleCpus.count(list));
    }
}
