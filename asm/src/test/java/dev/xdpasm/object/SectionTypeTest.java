package dev.xdpasm.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.tools.LibbpfProgram;
import dev.xdpasm.tools.Testdata;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.ProgramType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SectionTypeTest {
    /** What libbpf 1.1, the oldest that the tests meet, does not know yet, or gives no attach type. */
    private static final Set<String> LATER = Set.of(
            "cgroup/connect_unix",
            "cgroup/getpeername_unix",
            "cgroup/getsockname_unix",
            "cgroup/recvmsg_unix",
            "cgroup/sendmsg_unix",
            "kprobe.session",
            "netfilter",
            "netkit/peer",
            "netkit/primary",
            "sk_skb/verdict",
            "struct_ops.s",
            "tc/egress",
            "tc/ingress",
            "tcx/egress",
            "tcx/ingress",
            "uprobe.multi",
            "uprobe.multi.s",
            "uprobe.session",
            "uprobe.session.s",
            "uretprobe.multi",
            "uretprobe.multi.s",
            "usdt.s");

    @Test
    void namesMeanWhatTheyMeanToLibbpf() {
        List<String> names = new ArrayList<>();
        for (SectionType type : SectionType.values()) {
            names.add(type.sectionName());
            if (type.takesTarget()) {
                names.add(type.sectionName() + "/target");
            }
        }
        Set<String> unknown = new TreeSet<>();
        try (LibbpfProgram libbpf = LibbpfProgram.compile("section-names")) {
            for (String line : libbpf.run(String.join("\n", names) + "\n").lines().toList()) {
                String[] fields = line.split("\t");
                if (fields[1].equals("unknown")) {
                    unknown.add(fields[0].replace("/target", ""));
                    continue;
                }
                ProgramKind kind = ProgramKind.ofSection(fields[0]).orElseThrow();
                assertEquals(ProgramType.byValue(Integer.parseInt(fields[1])), Optional.of(kind.type()), line);
                assertEquals(Integer.parseInt(fields[2]), kind.expectedAttachType(), line);
            }
        }
        Set<String> neverKnown = new TreeSet<>(unknown);
        neverKnown.removeAll(LATER);
        assertEquals(Set.of(), neverKnown);
    }

    /** By testdata/libbpf/make-section-names.sh, whatever libbpf is installed; those of a session of uprobes came with 1.6. */
    @Test
    void everyNameOfLibbpf15IsKnownAndMeansTheSame() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(Testdata.path("libbpf/section-names-1.5.tsv"))) {
            String[] fields = line.split("\t");
            ProgramKind kind = ProgramKind.ofSection(fields[0]).orElseThrow(() -> new AssertionError(line));
            assertEquals(ProgramType.byValue(Integer.parseInt(fields[1])), Optional.of(kind.type()), line);
            assertEquals(Integer.parseInt(fields[2]), kind.expectedAttachType(), line);
            names.add(fields[0]);
        }
        Set<String> more = new TreeSet<>(Arrays.stream(SectionType.values()).map(SectionType::sectionName).toList());
        assertTrue(more.containsAll(names));
        more.removeAll(names);
        assertEquals(Set.of("uprobe.session", "uprobe.session.s"), more);
    }

    @Test
    void rowsAreUnique() {
        Set<String> names =
                Arrays.stream(SectionType.values()).map(SectionType::sectionName).collect(Collectors.toSet());
        assertEquals(SectionType.values().length, names.size());
    }

    @Test
    void theLongestNameWins() {
        assertEquals(Optional.of(SectionType.XDP_FRAGS_DEVMAP), SectionType.bySection("xdp.frags/devmap"));
        assertEquals(Optional.of(SectionType.XDP_DEVMAP), SectionType.bySection("xdp/devmap/egress"));
        assertEquals(Optional.of(SectionType.XDP), SectionType.bySection("xdp/devmapper"));
        assertEquals(Optional.of(SectionType.TC_INGRESS), SectionType.bySection("tc/ingress"));
        assertEquals(Optional.of(SectionType.TC), SectionType.bySection("tc/other"));
        assertEquals(Optional.empty(), SectionType.bySection("xdpfoo"));
        assertEquals(Optional.empty(), SectionType.bySection(".text"));
        assertEquals(Optional.empty(), SectionType.bySection("cgroup/nothing"));
        assertEquals(Optional.empty(), SectionType.bySection(""));
    }

    @Test
    void targetsStandBehindTheSlash() {
        assertEquals("sched/sched_switch", kind("tracepoint/sched/sched_switch").target());
        assertEquals("do_sys_open+0x10", kind("kprobe/do_sys_open+0x10").target());
        assertEquals("/bin/true:main", kind("uprobe//bin/true:main").target());
        assertEquals("", kind("kprobe").target());
        assertEquals("", kind("xdp/firewall").target(), "a name for people");
    }

    @Test
    void questionMarkKeepsFromLoading() {
        assertTrue(kind("xdp").autoload());
        assertFalse(kind("?xdp").autoload());
        assertEquals("file_open", kind("?lsm.s/file_open").target());
        assertEquals(Optional.empty(), ProgramKind.ofSection("??xdp"));
    }

    @Test
    void flagsAreTheKernels() {
        assertEquals(1 << 4, kind("fentry.s/f").loadFlags());
        assertEquals(1 << 4, kind("syscall").loadFlags());
        assertEquals(1 << 5, kind("xdp.frags").loadFlags());
        assertEquals(0, kind("xdp").loadFlags());
        assertEquals(Optional.of(AttachType.BPF_XDP), kind("xdp").attachType());
        assertEquals("lsm lsm_mac file_open [sleepable] [not autoloaded]", kind("?lsm.s/file_open").toString());
    }

    private static ProgramKind kind(String section) {
        return ProgramKind.ofSection(section).orElseThrow();
    }
}
