package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.dsl.BytesField;
import dev.xdpasm.dsl.Functions;
import dev.xdpasm.dsl.GlobalRef;
import dev.xdpasm.dsl.Globals;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.Num;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.object.Bytes;
import dev.xdpasm.uapi.MapType;
import dev.xdpasm.uapi.TcAction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps, globals, structs and names that the kernel would refuse at load are refused where they are declared. */
class DeclarationsTest {
    /** 40,000 bytes: more than a processor's value can have. */
    static final class Huge extends Struct {
        final List<BytesField> parts = new ArrayList<>();

        Huge() {
            for (int i = 0; i < 625; i++) {
                parts.add(bytes(64));
            }
        }
    }

    static final class Key300 extends Struct {
        final List<BytesField> parts = new ArrayList<>();

        Key300() {
            for (int i = 0; i < 6; i++) {
                parts.add(bytes(50));
            }
        }
    }

    static final class Accented extends Struct {
        final NumField gr\u00f6\u00dfe = u32();
    }

    static final class Past extends Struct {
        final NumField first = u32();
        final NumField whole = also(U64, first);
    }

    private static final Type<Huge, Huge> HUGE = struct(Huge::new);

    private static String refusal(Executable declaration) {
        AssemblyException refused = assertThrows(AssemblyException.class, declaration);
        assertEquals("DeclarationsTest.java", refused.where().orElseThrow().file());
        return refused.getMessage().replaceFirst("^DeclarationsTest\\.java:\\d+: ", "");
    }

    private static Arguments map(String expected, Executable declaration) {
        return Arguments.of(expected, declaration);
    }

    /** Each was asked of Linux 6.18, which answers EINVAL or E2BIG. */
    static Stream<Arguments> maps() {
        String ring = "map m (ringbuf): max_entries are the ring's bytes: a power of two of whole pages (4096)";
        String perCpu = "a per-CPU value has at most 32768 bytes, not 40000: several entries hold more";
        return Stream.of(
                map(ring, () -> Maps.ring("m", U32, 5000)),
                map(ring, () -> Maps.ring("m", U32, 2048)),
                map(ring, () -> Maps.ring("m", U32, 3 * 4096)),
                map("a record of ring m has 40000 bytes, of 4096 it can have 4088", () -> Maps.ring("m", HUGE, 4096)),
                map("map m (percpu_array): " + perCpu, () -> Maps.percpuArray("m", HUGE, 1)),
                map("map m (percpu_hash): " + perCpu, () -> Maps.percpuHash("m", U32, HUGE, 1)),
                map("map m (hash): max_entries is at least 1", () -> Maps.hash("m", U32, U32, 0)),
                map("map m (lpm_trie): max_entries is at least 1", () -> Maps.lpmTrie("m", BE32, U32, 0)),
                map(
                        "map m (lpm_trie): a key is a prefix length of 4 bytes and 1 to 256 bytes of data",
                        () -> Maps.lpmTrie("m", struct(Key300::new), U32, 1)),
                map("map m (queue): max_entries is at least 1", () -> Maps.queue("m", U32, 0)),
                map("map m (devmap): max_entries is at least 1", () -> Maps.devmap("m", 0)),
                map("map m (prog_array): max_entries is at least 1", () -> Maps.programs("m", 0)),
                map(
                        "map m (bloom_filter): map_extra is the number of hashes, 1 to 15 or 0 for 5, not 16",
                        () -> Maps.bloom("m", U32, 9).with(m -> m.withMapExtra(16))),
                map(
                        "map m (array): a key is an index of 4 bytes",
                        () -> Maps.keyed("m", MapType.BPF_MAP_TYPE_ARRAY, U64, U64, 1)),
                map(
                        "map m (queue): the type has no keys: their size is 0",
                        () -> Maps.keyed("m", MapType.BPF_MAP_TYPE_QUEUE, U32, U64, 1)),
                map(
                        "map m (hash): BPF_F_MMAPABLE (0x400) is for arrays with one value for all processors",
                        () -> Maps.hash("m", U32, U32, 1).with(m -> m.withFlags(1 << 10))),
                map(
                        "map m (lru_hash): the type does not take the flag BPF_F_NO_PREALLOC (1)",
                        () -> Maps.lruHash("m", U32, U32, 1).with(m -> m.withFlags(1))),
                map("map m of -4 entries, expected 1 or more", () -> Maps.stack("m", U32, -4)));
    }

    @ParameterizedTest
    @MethodSource("maps")
    void mapsKeepTheRulesOfTheirKind(String expected, Executable declaration) {
        assertEquals(expected, refusal(declaration));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1st", "my-map", "a.b", "a b", "gr\u00f6\u00dfe"})
    void namesAreThoseOfC(String name) {
        String text = "'" + name + "' is no name of a %s: expected up to 127 letters of ASCII, digits and _, with no digit first";
        assertEquals(text.formatted("map"), refusal(() -> Maps.hash(name, U32, U32, 1)));
        assertEquals(text.formatted("program"), refusal(() -> Xdp.program(name, p -> p.pass())));
        assertEquals(text.formatted("global"), refusal(() -> Globals.counter(name, U64)));
        assertEquals(text.formatted("function"), refusal(() -> Functions.<Num, Num>local(name, U32, U32, (f, a) -> f.give(a))));
    }

    @Test
    void fieldsNamesAreThoseOfC() {
        assertEquals(
                "'gr\u00f6\u00dfe' is no name of a field of accented: expected up to 127 letters of ASCII, digits and _, with no digit"
                        + " first",
                refusal(() -> Maps.array("m", struct(Accented::new), 1)));
    }

    @Test
    void sectionsAreOfTheirKindOfProgram() {
        assertEquals(
                "'xdp' is no section of tc programs, expected one such as tc, tcx/ingress or netkit/primary",
                refusal(() -> Programs.object(o -> o.tc("t", "xdp", TcAction.TC_ACT_OK, p -> p.pass()))));
        assertEquals(
                "'cgroup/nowhere' is no section of programs, expected one such as tracepoint/syscalls/sys_enter_openat or"
                        + " cgroup/connect4",
                refusal(() -> Programs.object(o -> o.sockAddr("a", "nowhere", p -> p.give(1)))));
    }

    @Test
    void globalsLieInSectionsOfGlobals() {
        assertEquals(
                "'text' is no section of globals, expected .rodata, .data or .bss",
                refusal(() -> new GlobalRef<>("g", "text", U32, Bytes.zeros(4))));
        assertEquals(
                "global g begins as 2 bytes, a u32 has 4", refusal(() -> new GlobalRef<>("g", ".data", U32, Bytes.zeros(2))));
    }

    @Test
    void unionsStayInTheirStruct() {
        assertEquals(
                "struct past has 4 bytes, and also(...) reaches to 8: declare what follows as fields or with skip",
                refusal(() -> Xdp.program("p", p -> p.make(struct(Past::new), past -> {}))));
    }
}
