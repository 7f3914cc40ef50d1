package dev.xdpasm.loader.isa;

import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R10;
import static dev.xdpasm.isa.Register.R2;
import static dev.xdpasm.isa.Register.R6;
import static dev.xdpasm.isa.Register.R7;
import static dev.xdpasm.isa.Register.R8;
import static dev.xdpasm.isa.Register.R9;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.asm.Assembler;
import dev.xdpasm.asm.Label;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Instruction.AddressSpaceCast;
import dev.xdpasm.isa.Instruction.LoadImm64;
import dev.xdpasm.isa.Instruction.LoadPacket;
import dev.xdpasm.isa.Instruction.LoadPacketIndexed;
import dev.xdpasm.isa.Size;
import dev.xdpasm.loader.KernelFeature;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.isa.Machine.State;
import dev.xdpasm.loader.sys.Fd;
import dev.xdpasm.loader.sys.ProgramCalls;
import dev.xdpasm.loader.sys.TestBpf;
import dev.xdpasm.text.XasmReader;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.ProgramType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The instructions of testdata/isa/isa.tsv that refer to something, each run by the kernel from its Java call and from text:
 * constants, maps, functions, the packet, an arena. What they mean is seen by what they lead to.
 */
@KernelTest
class IsaReferenceTest {

    /** The rows of the file that are tested here. */
    static final Set<String> ROWS = Set.of(
            "lddw imm64", "lddw map_fd", "lddw map_value", "lddw map_idx", "lddw map_idx_value", "call helper",
            "call local (bpf2bpf)", "exit", "ldabsw", "ldabsh", "ldabsb", "ldindw", "ldindh", "ldindb",
            "addr_space_cast 0x1", "addr_space_cast 0x10000");

    private static final State SOME = new State(1, 2, 3, 4);
    private static final byte[] PACKET = packet();
    private static final long VALUE = 0x0123_4567_89ab_cdefL;
    private static final long ARENA = 0x7_0000_0000L;

    private static byte[] packet() {
        byte[] packet = new byte[64];
        for (int i = 0; i < packet.length; i++) {
            packet[i] = (byte) (i * 37 + 200);
        }
        return packet;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x8000_0000L, 0xffff_ffffL, -0x8000_0000L, VALUE})
    void lddwLoadsAllBits(long value) {
        try (Machine java = Machine.of(a -> a.lddw(R7, value));
                Machine text = Machine.of("r7 = " + value + " ll")) {
            assertEquals(SOME.withR7(value), java.run(SOME));
            assertEquals(SOME.withR7(value), text.run(SOME));
        }
    }

    /** Pseudo sources 1 and 5: the map itself, by descriptor and by index. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void lddwLoadsAMap(int pseudo) {
        try (Fd other = TestBpf.array(7);
                Fd map = TestBpf.array(VALUE)) {
            int number = pseudo == 1 ? TestBpf.number(map) : 1;
            Code java = Assembler.assemble(a -> {
                Label out = a.label();
                a.stw(R10, -4, 0);
                a.mov(R2, R10);
                a.add(R2, -4);
                a.emit(new LoadImm64(R1, pseudo, number));
                a.call(Helper.bpf_map_lookup_elem);
                a.jeq(R0, 0, out);
                a.ldxw(R0, R0, 4);
                a.bind(out);
                a.exit();
            });
            Code text = code("""
                    *(u32 *)(r10 - 4) = 0; r2 = r10; r2 += -4
                    ld_pseudo r1, %d, %d
                    call 1
                    if r0 == 0 goto out
                    r0 = *(u32 *)(r0 + 4)
                out: exit
                """.formatted(pseudo, number));
            assertEquals((int) (VALUE >>> 32), run(java, List.of(other, map)));
            assertEquals((int) (VALUE >>> 32), run(text, List.of(other, map)));
        }
    }

    /** Pseudo sources 2 and 6: a byte in the map's value, the offset in the second slot. */
    @ParameterizedTest
    @CsvSource({"2, 0", "2, 8", "2, 12", "6, 0", "6, 8", "6, 12"})
    void lddwLoadsTheAddressOfAValue(int pseudo, int offset) {
        try (Fd other = TestBpf.array(7);
                Fd map = TestBpf.array(11, VALUE)) {
            int number = pseudo == 2 ? TestBpf.number(map) : 1;
            Code java = Assembler.assemble(a -> {
                a.emit(new LoadImm64(R1, pseudo, (long) offset << 32 | number));
                a.ldxw(R0, R1, 0);
                a.exit();
            });
            int expected = offset == 0 ? 11 : offset == 8 ? (int) VALUE : (int) (VALUE >>> 32);
            assertEquals(expected, run(java, List.of(other, map)));
            Code text = code("ld_pseudo r1, %d, %d\nr0 = *(u32 *)(r1 + %d)\nexit".formatted(pseudo, number, offset));
            assertEquals(expected, run(text, List.of(other, map)));
        }
    }

    @Test
    void callAsksAHelper() {
        try (Machine java = Machine.of(a -> a.call(Helper.bpf_ktime_get_ns));
                Machine text = Machine.of("call 5")) {
            for (Machine machine : List.of(java, text)) {
                // both read CLOCK_MONOTONIC
                long before = System.nanoTime();
                State after = machine.run(SOME);
                assertTrue(after.r0() >= before && after.r0() <= System.nanoTime(), after::toString);
                assertEquals(SOME.withR0(after.r0()), after);
            }
        }
    }

    @Test
    void callRunsAFunctionOfTheProgram() {
        try (Machine java = Machine.of(
                        (a, function) -> {
                            a.mov(R1, R7);
                            a.mov(R2, R8);
                            a.call(function);
                        },
                        a -> {
                            a.mov(R7, R1);
                            a.mov(R8, R2);
                            a.stdw(R10, -8, 99);
                            a.sub(R7, R8);
                            a.mov(R0, R7);
                            a.exit();
                        });
                Machine text = Machine.of(
                        "r1 = r7; r2 = r8; call local function",
                        "r7 = r1; r8 = r2; *(u64 *)(r10 - 8) = 99; r7 -= r8; r0 = r7; exit")) {
            for (long left : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
                State before = new State(5, left, 3, 4);
                // registers r6 to r9 and the caller's stack are kept
                assertEquals(before.withR0(left - 3), java.run(before));
                assertEquals(before.withR0(left - 3), text.run(before));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void exitReturnsR0(int value) {
        Code java = Assembler.assemble(a -> {
            a.mov(R0, value);
            a.exit();
        });
        assertEquals(value, run(java, List.of()));
        assertEquals(value, run(code("r0 = " + value + "; exit"), List.of()));
    }

    @ParameterizedTest
    @EnumSource(names = "DW", mode = EnumSource.Mode.EXCLUDE)
    void packetLoadsAreOfNetworkOrder(Size size) {
        for (int offset : new int[] {0, 1, 14, 60, 61, 63, 64, 1000}) {
            boolean inside = offset + size.bytes() <= PACKET.length;
            // outside of the packet the program ends with 0
            int expected = inside ? networkOrder(size, offset) : 0;
            String u = "u" + size.bytes() * 8;
            String where = size + " at " + offset;
            assertEquals(expected, ofPacket(a -> a.emit(new LoadPacket(size, offset))), where);
            assertEquals(expected, ofPacket("r0 = *(%s *)skb[%d]".formatted(u, offset)), where);
            for (int base : new int[] {0, 1, -1}) {
                assertEquals(
                        expected,
                        ofPacket(a -> {
                            a.mov(R9, offset - base);
                            a.emit(new LoadPacketIndexed(size, R9, base));
                        }),
                        where);
            }
            assertEquals(expected, ofPacket("r9 = %d; r0 = *(%s *)skb[r9]".formatted(offset, u)), where);
            String mnemonic = "ldind" + size.name().toLowerCase(Locale.ROOT);
            assertEquals(expected, ofPacket("r9 = 1; %s r9, %d".formatted(mnemonic, offset - 1)), where);
        }
    }

    private static int networkOrder(Size size, int offset) {
        ByteBuffer packet = ByteBuffer.wrap(PACKET);
        return switch (size) {
            case B -> packet.get(offset) & 0xff;
            case H -> packet.getShort(offset) & 0xffff;
            default -> packet.getInt(offset);
        };
    }

    /** What a packet load returns; 123456 if its upper half is not zero. */
    private static int ofPacket(Consumer<Assembler> load) {
        return run(
                Assembler.assemble(a -> {
                    Label out = a.label();
                    a.mov(R6, R1);
                    load.accept(a);
                    a.mov(R1, R0);
                    a.rsh(R1, 32);
                    a.jeq(R1, 0, out);
                    a.mov(R0, 123456);
                    a.bind(out);
                    a.exit();
                }),
                List.of());
    }

    private static int ofPacket(String load) {
        return run(code("r6 = r1; " + load + "; r1 = r0; r1 >>= 32; if r1 == 0 goto out; r0 = 123456\nout: exit"), List.of());
    }

    /** To the kernel's space an arena's address is its lower half, to the user's it is within the user's 4 GiB. */
    @Test
    void addressesAreCastBetweenSpaces() {
        Needs.version(KernelFeature.ARENA);
        try (Fd arena = TestBpf.arena(ARENA)) {
            int number = TestBpf.number(arena);
            try (Machine toKernel = cast(number, 0, 1);
                    Machine toUser = cast(number, 1, 0);
                    Machine toKernelText = Machine.of("ld_pseudo r1, 1, " + number + "; r7 = addr_space_cast(r8, 0, 1)");
                    Machine toUserText = Machine.of("ld_pseudo r1, 1, " + number + "; r7 = addr_space_cast(r8, 1, 0)")) {
                for (long address : new long[] {0, 1, 0xfff, ARENA + 8, 0xffff_ffffL, -1, Long.MIN_VALUE}) {
                    State before = new State(1, 2, address, 4);
                    long low = address & 0xffff_ffffL;
                    assertEquals(before.withR7(low), toKernel.run(before));
                    assertEquals(before.withR7(low), toKernelText.run(before));
                    // null stays null
                    long user = low == 0 ? 0 : ARENA | low;
                    assertEquals(before.withR7(user), toUser.run(before));
                    assertEquals(before.withR7(user), toUserText.run(before));
                }
            }
        }
    }

    private static Machine cast(int arena, int dst, int src) {
        return Machine.of(a -> {
            a.emit(new LoadImm64(R1, 1, arena));
            a.emit(new AddressSpaceCast(R7, R8, dst, src));
        });
    }

    private static Code code(String text) {
        return XasmReader.read("isa.xasm", text).programs().get(0).code();
    }

    /** Runs a program as a classifier, whose packet begins with its first byte. */
    private static int run(Code code, List<Fd> maps) {
        try (Fd program = TestBpf.load(ProgramType.BPF_PROG_TYPE_SCHED_CLS.value(), code.toBytes(), maps)) {
            int[] retval = new int[1];
            long answer = program.use(fd -> {
                ProgramCalls.Run run = ProgramCalls.run(fd, PACKET, 1, PACKET.length);
                retval[0] = run.retval();
                return run.answer();
            });
            assertEquals(0, answer);
            return retval[0];
        }
    }
}
