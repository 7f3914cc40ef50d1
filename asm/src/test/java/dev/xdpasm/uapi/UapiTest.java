package dev.xdpasm.uapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.xdpasm.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables against the machine's own kernel headers, which may be older than they are, and against well-known numbers. */
class UapiTest {
    private static final Path KERNEL_BTF = Path.of("/sys/kernel/btf/vmlinux");
    private static final Path BPF_H = Path.of("/usr/include/linux/bpf.h");

    @Test
    void wellKnownNumbers() {
        assertEquals(1, Helper.bpf_map_lookup_elem.value());
        assertEquals(12, Helper.bpf_tail_call.value());
        assertEquals(211, Helper.bpf_cgrp_storage_delete.value());
        assertEquals(9, MapType.BPF_MAP_TYPE_LRU_HASH.value());
        assertEquals(27, MapType.BPF_MAP_TYPE_RINGBUF.value());
        assertEquals(33, MapType.BPF_MAP_TYPE_ARENA.value());
        assertEquals(6, ProgramType.BPF_PROG_TYPE_XDP.value());
        assertEquals(32, ProgramType.BPF_PROG_TYPE_NETFILTER.value());
        assertEquals(37, AttachType.BPF_XDP.value());
        assertEquals(57, AttachType.BPF_TRACE_UPROBE_SESSION.value());
        assertEquals(2, XdpAction.XDP_PASS.value());
        assertEquals(4, XdpMd.data_end.value());
    }

    @Test
    void helpersHaveTheHeadersNumbers() throws IOException {
        assumeTrue(Files.isReadable(BPF_H), "no " + BPF_H + " on this machine");
        String header = Files.readString(BPF_H);
        String list = header.substring(header.indexOf("BPF_FUNC_MAPPER(FN"));
        Matcher entry = Pattern.compile("FN\\((\\w+)[,)]").matcher(list);
        for (int id = 0; entry.find() && !entry.group(1).equals("x"); id++) {
            if (id > 0) {
                assertEquals("bpf_" + entry.group(1), Helper.byId(id).orElseThrow().name());
            }
        }
    }

    @Test
    void enumsHaveTheKernelsNumbers() {
        assumeTrue(Files.isReadable(KERNEL_BTF), "no " + KERNEL_BTF + " on this machine");
        String types = Tool.need("bpftool").run("btf", "dump", "file", KERNEL_BTF.toString());
        Matcher entry = Pattern.compile("'(BPF_\\w+)' val=(\\d{1,3})\\b").matcher(types);
        Map<String, Integer> kernel = new HashMap<>();
        while (entry.find()) {
            kernel.putIfAbsent(entry.group(1), Integer.parseInt(entry.group(2)));
        }
        assertTrue(kernel.containsKey("BPF_XDP"));
        for (UapiConstant[] table : List.of(AttachType.values(), ProgramType.values(), MapType.values())) {
            for (UapiConstant constant : table) {
                assertEquals(constant.value(), kernel.getOrDefault(constant.name(), constant.value()), constant.name());
            }
        }
    }

    @Test
    void findsByNameAndNumber() {
        assertEquals(Optional.of(Helper.bpf_redirect), Helper.byName("bpf_redirect"));
        assertEquals(Optional.empty(), Helper.byName("redirect"));
        assertEquals(Optional.empty(), Helper.byId(0));
        assertEquals(Optional.empty(), Helper.byId(-1));
        assertEquals(Optional.empty(), Helper.byId(212));
        assertEquals(Optional.of(MapType.BPF_MAP_TYPE_LRU_HASH), MapType.byShortName("lru_hash"));
        assertEquals("sched_cls", ProgramType.BPF_PROG_TYPE_SCHED_CLS.shortName());
        assertEquals(Optional.empty(), ProgramType.byValue(99));
    }

    @Test
    void networkOrderIsWhatALittleEndianLoadGives() {
        assertEquals(8, NetworkOrder.be16(EtherType.ETH_P_IP));
        assertEquals(0xbb01, NetworkOrder.be16(443));
        assertEquals(0x0100007f, NetworkOrder.be32(0x7f000001));
        assertThrows(IllegalArgumentException.class, () -> NetworkOrder.be16(65536));
        assertThrows(IllegalArgumentException.class, () -> NetworkOrder.be16(-1));
    }
}
