package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.BpfException;
import dev.xdpasm.isa.Code;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.object.SectionType;
import dev.xdpasm.uapi.ProgramType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What sections say of programs, as the kernel sees it. */
@KernelTest
class ProgramKindTest {
    /** These are loaded for a target, which is found in a later step. */
    private static final Set<ProgramType> NEED_TARGET = EnumSet.of(
            ProgramType.BPF_PROG_TYPE_TRACING,
            ProgramType.BPF_PROG_TYPE_LSM,
            ProgramType.BPF_PROG_TYPE_EXT,
            ProgramType.BPF_PROG_TYPE_STRUCT_OPS);

    /** {@code r0 = 1; exit}: what each type may return. */
    private static final Code ONE = Code.of(0x1_0000_00b7L, 0x95L);

    @Test
    void theKernelTakesTypeAttachTypeAndFlagsOfEachSection() {
        Needs.version(6, 13, "the youngest attach type came then");
        Map<String, String> refused = new TreeMap<>();
        for (SectionType type : SectionType.values()) {
            String section = type.sectionName();
            boolean withoutInfrared = type == SectionType.LIRC_MODE2 && !Files.exists(Path.of("/sys/class/rc"));
            if (NEED_TARGET.contains(type.programType()) || withoutInfrared) {
                continue;
            }
            ProgramKind kind = ProgramKind.ofSection(section).orElseThrow();
            try (Bpf bpf = Bpf.load(BpfObject.of(new BpfProgram(Programs.PREFIX + "kind", section, kind, ONE)))) {
                assertEquals(kind.type().value(), bpf.programs().get(0).info().typeNumber(), section);
            } catch (BpfException e) {
                refused.put(section, e.getMessage());
            }
        }
        assertEquals(Map.of(), refused);
    }
}
