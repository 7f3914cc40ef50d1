package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.ProgramType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@KernelTest
class ProgramInfoTest {

    @Test
    void describesALoadedProgram() {
        BpfObject object = Programs.withMap(MapSpec.hash("m", 4, 8, 16)).withLicense("Proprietary");
        try (Bpf bpf = Bpf.load(object)) {
            ProgramInfo info = Programs.only(bpf).info();
            assertEquals(Programs.only(bpf).id(), info.id());
            assertEquals(Optional.of(ProgramType.BPF_PROG_TYPE_XDP), info.type());
            assertEquals(Programs.PREFIX + "map", info.name());
            assertTrue(!info.gplCompatible(), "its license is no GPL");
            assertEquals(List.of(bpf.map("m").id()), info.mapIds());
            assertTrue(info.xlatedBytes() >= 32, info::toString);
            assertEquals(4096, info.memlockBytes());
            Duration age = Duration.between(info.loadTime(), Instant.now());
            assertTrue(age.abs().toSeconds() < 60, () -> "age " + age);
            assertEquals(
                    List.of((int) ProcessHandle.current().pid()),
                    Holders.scan().of(info.id()).stream().map(Holder::pid).toList());
            assertEquals(info, withTimeOf(info, ProgramInfo.byId(info.id())));
            assertTrue(ProgramInfo.all().stream().anyMatch(program -> info.equals(withTimeOf(info, program))));
        }
    }

    /** The time is reckoned from two clocks, so it is never twice the same to the nanosecond. */
    private static ProgramInfo withTimeOf(ProgramInfo one, ProgramInfo other) {
        return new ProgramInfo(
                other.id(),
                other.typeNumber(),
                other.name(),
                other.tag(),
                other.gplCompatible(),
                one.loadTime(),
                other.uid(),
                other.xlatedBytes(),
                other.jitedBytes(),
                other.memlockBytes(),
                other.mapIds(),
                other.btfId(),
                other.verifiedInsns(),
                other.runs());
    }

    @Test
    void agreesWithBpftool() throws Exception {
        KernelCondition.needs("bpftool");
        try (Bpf bpf = Bpf.load(Programs.withMap(MapSpec.hash("m", 4, 8, 16)))) {
            ProgramInfo ours = Programs.only(bpf).info();
            String theirs = Commands.run("bpftool", "-j", "prog", "show", "id", Integer.toString(ours.id()));
            assertEquals(Integer.toString(ours.id()), json(theirs, "id"));
            assertEquals("\"xdp\"", json(theirs, "type"));
            assertEquals('"' + ours.name() + '"', json(theirs, "name"));
            assertEquals('"' + ours.tag() + '"', json(theirs, "tag"));
            assertEquals(Boolean.toString(ours.gplCompatible()), json(theirs, "gpl_compatible"));
            assertEquals(Integer.toString(ours.uid()), json(theirs, "uid"));
            assertEquals(Integer.toString(ours.xlatedBytes()), json(theirs, "bytes_xlated"));
            assertEquals(Integer.toString(ours.jitedBytes()), json(theirs, "bytes_jited"));
            assertEquals(Long.toString(ours.memlockBytes()), json(theirs, "bytes_memlock"));
            assertEquals(ours.mapIds().toString(), json(theirs, "map_ids"));
            long seconds = Math.abs(Long.parseLong(json(theirs, "loaded_at")) - ours.loadTime().getEpochSecond());
            assertTrue(seconds <= 1, () -> "load times are " + seconds + " s apart");
        }
    }

    @Test
    void listsWhatBpftoolLists() throws Exception {
        KernelCondition.needs("bpftool");
        try (Bpf bpf = Bpf.load(Programs.permitAll())) {
            int own = Programs.only(bpf).id();
            // Others on the machine load and unload too: all that is listed before and after must be in between.
            List<String> before = ids(Commands.run("bpftool", "-j", "prog", "list"));
            List<String> between =
                    ProgramInfo.all().stream().map(program -> Integer.toString(program.id())).toList();
            List<String> after = ids(Commands.run("bpftool", "-j", "prog", "list"));
            assertTrue(between.contains(Integer.toString(own)));
            assertTrue(
                    between.containsAll(before.stream().filter(after::contains).toList()),
                    () -> "bpftool " + before + ", then " + after + ", ours " + between);
        }
    }

    @Test
    void unknownIdIsSaid() {
        assertEquals(
                "no program has the id 4000000000",
                assertThrows(BpfException.class, () -> ProgramInfo.byId((int) 4000000000L)).getMessage());
    }

    private static String json(String text, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\":(\"[^\"]*\"|\\[[^]]*]|[^,}]*)").matcher(text);
        assertTrue(matcher.find(), () -> key + " in " + text);
        return matcher.group(1);
    }

    private static List<String> ids(String text) {
        return Pattern.compile("\\{\"id\":(\\d+)").matcher(text).results().map(found -> found.group(1)).toList();
    }
}
