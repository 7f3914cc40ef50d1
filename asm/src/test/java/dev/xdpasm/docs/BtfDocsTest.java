package dev.xdpasm.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfBuilder;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.btf.BtfKind;
import dev.xdpasm.btf.BtfRules;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.btf.BtfWriter;
import dev.xdpasm.btf.CoreRelocationKind;
import dev.xdpasm.core.CoreRelocator;
import dev.xdpasm.core.CoreResult;
import dev.xdpasm.core.CoreTarget;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.struct.Be16;
import dev.xdpasm.struct.Be32;
import dev.xdpasm.struct.StructLayout;
import dev.xdpasm.struct.U8;
import dev.xdpasm.tools.Testdata;
import dev.xdpasm.tools.Tool;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java of docs/btf.md stands here too, line by line, and does what the text says. */
class BtfDocsTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```java\\n(.*?)```");

    static Stream<String> blocks() {
        return BLOCK.matcher(Testdata.text("../docs/btf.md")).results().map(match -> match.group(1));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void standsHere(String block) {
        String here = Testdata.text("../asm/src/test/java/dev/xdpasm/docs/BtfDocsTest.java").replaceAll("\\s+", " ");
        for (String part : block.split("\n\n")) {
            assertTrue(here.contains(part.strip().replaceAll("\\s+", " ")), part);
        }
    }

    @Test
    void kernelAndRelocations() {
        Tool.needKernel();
        BtfIndex kernel = BtfIndex.ofKernel();
        int id = kernel.find("xdp_md", BtfKind.STRUCT).orElseThrow();
        BtfType.Struct context = (BtfType.Struct) kernel.type(id);
        assertEquals(24, context.size());

        Btf objectTypes = new Btf(List.of(
                BtfType.Int.of("unsigned int", 4, 0),
                new BtfType.Struct("xdp_md", 4, List.of(new BtfType.Member("data_end", 1, 0, 0))),
                new BtfType.Struct("task_struct", 4, List.of(new BtfType.Member("state", 1, 0, 0)))));
        Code code = Code.of(Insn.pack(0x61, 0, 1, (short) 0, 0), Insn.pack(0x61, 0, 1, (short) 0, 0));
        CoreRelocationKind offset = CoreRelocationKind.BPF_CORE_FIELD_BYTE_OFFSET;
        List<BtfExt.CoreRelocation> relocations = List.of(
                new BtfExt.CoreRelocation("xdp", 0, 2, "0:0", offset), new BtfExt.CoreRelocation("xdp", 8, 3, "0:0", offset));
        CoreRelocator relocator = new CoreRelocator(objectTypes, CoreTarget.of(kernel));
        CoreResult fitted = relocator.relocate(code, relocations);
        fitted.outcomes().forEach(System.out::println);
        assertEquals("call 195896080", fitted.code().toString().lines().skip(1).findFirst().orElseThrow());
        String poisoned = fitted.outcomes().get(1).toString();
        assertTrue(Testdata.text("../docs/btf.md").contains(poisoned), poisoned);
    }

    @Test
    void builder() {
        BtfBuilder types = new BtfBuilder();
        int number = types.add(BtfType.Int.of("unsigned int", 4, 0));
        types.add(new BtfType.Struct("pair", 8, List.of(
                new BtfType.Member("first", number, 0, 0),
                new BtfType.Member("second", number, 32, 0))));
        byte[] section = BtfWriter.write(types.build());
        BtfRules.check(Btf.decode(section));
    }

    record FlowKey(@Be32 int source, @Be32 int target, @Be16 int port, @U8 int protocol) {}

    @Test
    void records() {
        StructLayout<FlowKey> layout = StructLayout.of(FlowKey.class);
        byte[] key = layout.toBytes(new FlowKey(0x0a000001, 0x0a000002, 443, 6));
        assertEquals("0a000001" + "0a000002" + "01bb" + "06" + "00", HexFormat.of().formatHex(key));
    }
}
