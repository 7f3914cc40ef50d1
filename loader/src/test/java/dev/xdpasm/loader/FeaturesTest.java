package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.loader.sys.KernelRelease;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.LinkType;
import dev.xdpasm.uapi.MapType;
import dev.xdpasm.uapi.ProgramType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@KernelTest
class FeaturesTest {
    private static final KernelRelease RUNNING = KernelRelease.running();

    /** A kernel may be built without something, but has nothing before its time: distributions' own patches apart. */
    private static void agrees(Feature feature, KernelRelease first, boolean mayLack) {
        assertNotEquals(Feature.Support.UNKNOWN, feature.support(), feature::toString);
        boolean newEnough = RUNNING.isAtLeast(first.major(), first.minor());
        if (!mayLack || !newEnough) {
            assertEquals(newEnough, feature.isSupported(), () -> feature + ", first in Linux " + first);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BPF_PROG_TYPE_UNSPEC")
    void programTypesAreThoseOfTheVersion(ProgramType type) {
        // Built without LIRC or netfilter, or with a security module that forbids the rest.
        boolean mayLack = type == ProgramType.BPF_PROG_TYPE_LIRC_MODE2
                || type == ProgramType.BPF_PROG_TYPE_NETFILTER
                || type == ProgramType.BPF_PROG_TYPE_KPROBE
                || type == ProgramType.BPF_PROG_TYPE_LSM
                || type == ProgramType.BPF_PROG_TYPE_EXT;
        agrees(Features.programType(type), KernelRelease.parse(type.since()), mayLack);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BPF_MAP_TYPE_UNSPEC")
    void mapTypesAreThoseOfTheVersion(MapType type) {
        agrees(Features.mapType(type), KernelRelease.parse(type.since()), false);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BPF_LINK_TYPE_UNSPEC")
    void linkTypesAreThoseOfTheVersion(LinkType type) {
        agrees(Features.linkType(type), KernelRelease.parse(type.since()), false);
    }

    @ParameterizedTest
    @EnumSource
    void attachTypesAreThoseOfTheVersion(AttachType type) {
        // Built without LIRC, netkit or fprobe, or without trampolines for what is loaded for a target.
        boolean mayLack = switch (type) {
            case BPF_LIRC_MODE2, BPF_NETKIT_PRIMARY, BPF_NETKIT_PEER, BPF_TRACE_KPROBE_MULTI, BPF_TRACE_KPROBE_SESSION,
                    BPF_TRACE_FENTRY, BPF_TRACE_FEXIT, BPF_MODIFY_RETURN, BPF_LSM_MAC, BPF_LSM_CGROUP -> true;
            default -> false;
        };
        agrees(Features.attachType(type), KernelRelease.parse(type.since()), mayLack);
    }

    @ParameterizedTest
    @CsvSource({
        "xdp, bpf_redirect_map, YES",
        "xdp, bpf_xdp_adjust_head, YES",
        "xdp, bpf_skb_load_bytes, NO",
        "xdp, bpf_map_lookup_elem, YES",
        "sched_cls, bpf_skb_load_bytes, YES",
        "socket_filter, bpf_redirect, NO",
        "kprobe, bpf_get_current_comm, YES",
        "tracing, bpf_get_current_comm, UNKNOWN",
    })
    void helpersBelongToTypes(String type, String helper, Feature.Support support) {
        ProgramType program = ProgramType.byShortName(type).orElseThrow();
        Feature feature = Features.helper(program, Helper.valueOf(helper));
        if (!Features.programType(program).isSupported()) {
            assertEquals(Features.programType(program), feature);
            return;
        }
        assertEquals(support, feature.support(), feature::toString);
    }

    @Test
    void answersAreRemembered() {
        assertSame(Features.mapType(MapType.BPF_MAP_TYPE_HASH), Features.mapType(MapType.BPF_MAP_TYPE_HASH));
        assertEquals(Feature.Support.NO, Features.mapType(MapType.BPF_MAP_TYPE_UNSPEC).support());
    }

    @Test
    void tokensCameWithTheirVersion() {
        agrees(Features.token(), new KernelRelease(6, 9), false);
    }

    @Test
    void whatIsNotThereIsSaidWithItsVersion() {
        Feature none = Feature.no("the kernel has no such type, which came with Linux 9.9");
        assertEquals("NO (the kernel has no such type, which came with Linux 9.9)", none.toString());
        assertTrue(Feature.yes().isSupported());
    }
}
