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
        return new ProgramInfo(id, 6, "xdp_firewall", tag, true, Instant.EPOCH, 0, 16, 32, 4096, List.of(), 0, 0, ProgramInfo.Runs.NONE);
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
                RecordFolder.text(RECORD.fields()));
        assertEquals(Optional.of(RECORD), AttachRecord.parse(RecordFolder.text(RECORD.fields())));
    }

    @Test
    void spoiltRecordIsNone() {
        assertEquals(Optional.empty(), AttachRecord.parse(""));
        assertEquals(Optional.empty(), AttachRecord.parse("id=42\n"));
        assertEquals(Optional.empty(), AttachRecord.parse(RecordFolder.text(RECORD.fields()).replace("native", "sideways")));
        assertEquals(Optional.empty(), AttachRecord.parse(RecordFolder.text(RECORD.fields()).replace("2026-", "20x6-")));
    }

    /** A record of a program on an interface of this namespace, which need not be there. */
    private static AttachRecord record(NetDevice device) {
        return AttachRecord.of(program(42, RECORD.tag()), "xdp_firewall", device, XdpMode.NATIVE);
    }

    @Test
    @KernelTest
    void oursIsTheNotedProgramOnTheNotedInterface() {
        AttachRecords records = new AttachRecords(folder.resolve("xdpasm"));
        NetDevice device = new NetDevice(2, "eth0", NetNamespace.current());
        NetDevice other = new NetDevice(3, "eth1", NetNamespace.current());
        ProgramInfo program = program(42, RECORD.tag());
        assertFalse(records.isOurs(device, program));
        records.write(record(device));
        assertTrue(records.isOurs(device, program));
        assertFalse(records.isOurs(device, program(42, "0000000000000000")));
        assertFalse(records.isOurs(device, program(43, RECORD.tag())));
        assertFalse(records.isOurs(other, program), "someone else has put it there, by its pin for example");
        try (NetNamespace namespace = NetNamespace.create()) {
            assertFalse(records.isOurs(new NetDevice(2, "eth0", namespace), program));
        }
        records.write(record(other));
        records.forget(other, 42);
        records.forget(other, 42);
        assertFalse(records.isOurs(other, program));
        assertTrue(records.isOurs(device, program), "each interface has its own record");
    }

    @Test
    void folderIsItsOwnersOnlyAndHoldsNothingHalf() throws IOException {
        Path inside = folder.resolve("xdpasm");
        AttachRecords records = new AttachRecords(inside);
        records.write(RECORD);
        records.write(RECORD);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(inside)));
        try (var files = Files.list(inside)) {
            assertEquals(List.of("42-2-4026531840"), files.map(file -> file.getFileName().toString()).toList());
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
            assertTrue(records.isOurs(net.device, program));
            AttachRecord record = records.find(net.device, id).orElseThrow();
            assertEquals(net.here.inode(), record.namespace());
            assertEquals(net.device.ifindex(), record.ifindex());
            assertEquals(XdpMode.NATIVE, record.mode());
            Attachment.detach(net.device, id);
            records.forget(net.device, id);
            assertTrue(net.pings(), "detached");
        }
    }

    @Test
    @KernelTest
    void announcedProgramIsOursFromTheMomentItIsSeen() {
        AttachRecords records = new AttachRecords(folder.resolve("xdpasm"));
        try (VethFixture net = new VethFixture();
                Bpf drop = Bpf.load(Programs.dropAll())) {
            XdpProgram program = Programs.only(drop);
            AttachNote note = records.announce(program, net.device);
            // As a process does that is killed before it comes to keep().
            program.attach(net.device, XdpMode.NATIVE).abandon();
            assertTrue(records.isOurs(net.device, program.info()));
            note.close();
            assertTrue(records.isOurs(net.device, program.info()), "it stays as long as the program does");
            Attachment.detach(net.device, program.id());
            note.close();
            assertFalse(records.isOurs(net.device, program.info()));
        }
    }

    @Test
    @KernelTest
    void recordOfWhatWasNotAttachedIsDropped() {
        AttachRecords records = new AttachRecords(folder.resolve("xdpasm"));
        try (VethFixture net = new VethFixture();
                Bpf drop = Bpf.load(Programs.dropAll())) {
            XdpProgram program = Programs.only(drop);
            AttachNote note = records.announce(program, net.device);
            try (note) {
                NetDevice missing = new NetDevice(99, "xt99", net.here);
                assertThrows(KernelException.class, () -> program.attach(missing, XdpMode.NATIVE));
            }
            assertEquals(Optional.empty(), records.find(net.device, program.id()));
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
            assertEquals(Map.of(), XdpStatus.of(net.device).programIds());
        }
    }
}
