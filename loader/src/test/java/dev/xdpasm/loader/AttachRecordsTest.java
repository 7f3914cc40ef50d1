package dev.xdpasm.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachRecordsTest {
    private static final AttachRecord RECORD = new AttachRecord(
            42,
            "614b434cd8324ecc",
            "xdp_firewall",
            "eth0",
            2,
            4026531840L,
            XdpMode.NATIVE,
            Instant.parse("2026-11-22T13:30:00.5Z"));

    @TempDir
    Path folder;

    private static ProgramInfo program(int id, String tag) {
        return new ProgramInfo(id, 6, "xdp_firewall", tag, true, Instant.EPOCH, 0, 16, 32, 4096, List.of(), 0);
    }

    @Test
    void recordIsKeyValueLines() {
        assertEquals(
                """
                id=42
                tag=614b434cd8324ecc
                program=xdp_firewall
                ifname=eth0
                ifindex=2
                netns=4026531840
                mode=native
                time=2026-11-22T13:30:00.500Z
                """,
                RECORD.toText());
        assertEquals(Optional.of(RECORD), AttachRecord.parse(RECORD.toText()));
    }

    @Test
    void spoiltRecordIsNone() {
        assertEquals(Optional.empty(), AttachRecord.parse(""));
        assertEquals(Optional.empty(), AttachRecord.parse("id=42\n"));
        assertEquals(Optional.empty(), AttachRecord.parse(RECORD.toText().replace("native", "sideways")));
        assertEquals(Optional.empty(), AttachRecord.parse(RECORD.toText().replace("2026-", "20x6-")));
    }

    @Test
    void oursIsWhatHasTheNotedIdAndTag() {
        AttachRecords records = new AttachRecords(folder.resolve("xdpasm"));
        assertFalse(records.isOurs(program(42, RECORD.tag())));
        records.write(RECORD);
        assertTrue(records.isOurs(program(42, RECORD.tag())));
        assertFalse(records.isOurs(program(42, "0000000000000000")));
        assertFalse(records.isOurs(program(43, RECORD.tag())));
        records.forget(42);
        records.forget(42);
        assertFalse(records.isOurs(program(42, RECORD.tag())));
    }

    @Test
    void folderIsItsOwnersOnlyAndHoldsNothingHalf() throws IOException {
        Path inside = folder.resolve("xdpasm");
        AttachRecords records = new AttachRecords(inside);
        records.write(RECORD);
        records.write(RECORD);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(inside)));
        try (var files = Files.list(inside)) {
            assertEquals(List.of("42"), files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    @KernelTest
    void keptProgramStaysAndIsKnownAndCanBeDetached() {
        AttachRecords records = new AttachRecords(folder.resolve("xdpasm"));
        try (VethFixture net = new VethFixture()) {
            int id;
            try (Bpf drop = Bpf.load(Programs.dropAll());
                    Attachment on = Programs.only(drop).attach(net.device, XdpMode.NATIVE)) {
                on.keep(records);
                id = on.programId();
                assertThrows(IllegalStateException.class, () -> on.keep(records));
            }
            assertTrue(net.isSilent(), "attached still");
            ProgramInfo program = ProgramInfo.byId(id);
            assertTrue(records.isOurs(program));
            AttachRecord record = records.find(id).orElseThrow();
            assertEquals(net.here.inode(), record.namespace());
            assertEquals(net.device.ifindex(), record.ifindex());
            assertEquals(XdpMode.NATIVE, record.mode());
            Xdp.detach(net.device, id);
            records.forget(id);
            assertTrue(net.pings(), "detached");
        }
    }

    @Test
    @KernelTest
    void whatCannotBeNotedIsNotKept() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "");
        AttachRecords records = new AttachRecords(blocked.resolve("xdpasm"));
        try (VethFixture net = new VethFixture();
                Bpf drop = Bpf.load(Programs.dropAll())) {
            try (Attachment on = Programs.only(drop).attach(net.device, XdpMode.NATIVE)) {
                BpfException e = assertThrows(BpfException.class, () -> on.keep(records));
                assertTrue(e.getMessage().contains(blocked.toString()), e::getMessage);
            }
            assertEquals(Map.of(), Xdp.query(net.device).programIds());
        }
    }
}
