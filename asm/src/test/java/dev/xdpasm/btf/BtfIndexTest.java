package dev.xdpasm.btf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.tools.Tool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BtfIndexTest {
    private static final BtfType INT = BtfType.Int.of("int", 4, BtfType.Int.SIGNED);

    private static BtfType.Struct struct(String name) {
        return new BtfType.Struct(name, 0, List.of());
    }

    private static BtfIndex index(BtfType... types) {
        return BtfIndex.of(BtfWriter.write(new Btf(List.of(types))));
    }

    @Test
    void findsByName() {
        BtfIndex index = index(INT, struct("flow"), new BtfType.Typedef("flow", 2), struct("flow___old"), struct("flo"));
        assertArrayEquals(new int[] {2, 3}, index.named("flow"));
        assertArrayEquals(new int[] {4}, index.named("flow___old"));
        assertArrayEquals(new int[] {}, index.named("flows"));
        assertArrayEquals(new int[] {}, index.named("int\0flow"));
        assertEquals(Optional.of(3), index.find("flow", BtfKind.TYPEDEF));
        assertEquals(Optional.empty(), index.find("flow", BtfKind.UNION));
    }

    @Test
    void findsFlavors() {
        BtfIndex index = index(struct("flow"), struct("flow___old"), struct("flow____four"), struct("flow___old___older"));
        assertArrayEquals(new int[] {1, 2}, index.flavorsOf("flow"));
        assertArrayEquals(new int[] {4}, index.flavorsOf("flow___old"));
    }

    /** libbpf's rule (bpf_core_essential_name_len), with its edges. */
    @ParameterizedTest
    @CsvSource({
        "flow, flow", "flow___old, flow", "flow___, flow___", "___old, ___old", "a___b___c, a___b", "a____b, a____b",
        "a__b, a__b", "a___b_, a", "_a___b, _a", "a_____b, a_____b"
    })
    void flavorsAreCutOff(String name, String essential) {
        assertEquals(essential, Flavor.essentialName(name));
    }

    /** The types of a module begin where the kernel's end, and so do their strings. */
    @Test
    void modulesBuildOnTheKernel() {
        BtfIndex kernel = index(INT, struct("sk_buff"));
        BtfBuilder builder = new BtfBuilder(kernel);
        int pointer = builder.add(new BtfType.Ptr(2));
        builder.add(new BtfType.Struct("nf_conn", 8, List.of(new BtfType.Member("skb", pointer, 0, 0))));
        builder.add(struct("sk_buff___module"));
        Btf module = builder.build();
        BtfIndex read = BtfIndex.of(BtfWriter.write(module), kernel);
        assertEquals(module, read.decodeAll());
        assertEquals(struct("sk_buff"), read.type(2));
        assertEquals(struct("sk_buff"), module.type(2));
        assertEquals(5, read.count());
        assertArrayEquals(new int[] {2, 5}, read.flavorsOf("sk_buff"));
        assertArrayEquals(new int[] {4}, read.named("nf_conn"));
        assertEquals(8, module.sizeOf(4));
        assertEquals(
                "BTF has no type 6, expected 1 to 5",
                assertThrows(BtfException.class, () -> read.type(6)).getMessage());
        assertEquals("[3] PTR '(anon)' type_id=2", BtfRawDump.of(read, 3));
    }

    /** What bpftool makes of split BTF that is written here. */
    @Test
    void bpftoolReadsModules(@TempDir Path directory) throws IOException {
        BtfIndex kernel = BtfIndex.of(ClangObject.of("kinds").btf());
        BtfBuilder builder = new BtfBuilder(kernel);
        int node = kernel.find("node", BtfKind.STRUCT).orElseThrow();
        builder.add(new BtfType.Typedef("own_node", builder.add(new BtfType.Ptr(node))));
        Path base = Files.write(directory.resolve("base.btf"), ClangObject.of("kinds").btf());
        Path split = Files.write(directory.resolve("split.btf"), BtfWriter.write(builder.build()));
        assertEquals(
                "[" + (kernel.count() + 1) + "] PTR '(anon)' type_id=" + node + "\n"
                        + "[" + (kernel.count() + 2) + "] TYPEDEF 'own_node' type_id=" + (kernel.count() + 1) + "\n",
                Tool.need("bpftool").run("-B", base.toString(), "btf", "dump", "file", split.toString(), "format", "raw"));
    }

    /** Every name that the kernel has is found, at the ids that a walk over all types finds. */
    @Test
    void findsWhatTheKernelHas() {
        Tool.needKernel();
        BtfIndex kernel = BtfIndex.ofKernel();
        assertEquals(24, kernel.sizeOf(kernel.find("xdp_md", BtfKind.STRUCT).orElseThrow()));
        for (String name : List.of("sk_buff", "task_struct", "u32", "bpf_xdp_get_xfrm_state", "int", "ENOENT", "list_head")) {
            int[] walked = IntStream.rangeClosed(1, kernel.count())
                    .filter(id -> kernel.type(id).name().equals(name))
                    .toArray();
            assertEquals(Arrays.toString(walked), Arrays.toString(kernel.named(name)), name);
        }
    }

    /** What is allocated on the way counts too, so that what is kept is less. */
    @Test
    void theKernelsIndexTakesLessThan12Megabytes() {
        Tool.needKernel();
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        BtfIndex.ofKernel().named("sk_buff");
        long before = thread.getCurrentThreadAllocatedBytes();
        BtfIndex kernel = BtfIndex.ofKernel();
        kernel.named("sk_buff");
        long taken = thread.getCurrentThreadAllocatedBytes() - before;
        assertTrue(taken < 12_000_000, taken + " bytes for " + kernel.count() + " types");
    }

    @Test
    void aModuleThatIsNotThereIsNamed() {
        BtfIndex kernel = index(INT);
        assertEquals(
                "/sys/kernel/btf/no_such_module cannot be read (NoSuchFileException), expected BTF of the running kernel",
                assertThrows(BtfException.class, () -> BtfIndex.ofModule("no_such_module", kernel)).getMessage());
        assertEquals(
                "'../x' is no name of a module, expected letters, digits and _",
                assertThrows(BtfException.class, () -> BtfIndex.ofModule("../x", kernel)).getMessage());
    }
}
