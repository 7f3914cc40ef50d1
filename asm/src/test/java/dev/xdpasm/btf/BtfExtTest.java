package dev.xdpasm.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.xdpasm.tools.Testdata;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What clang writes, read as llvm-objdump reads it; records longer and shorter than clang's; damage. */
class BtfExtTest {
    private static final ClangObject CORE = ClangObject.of("core");
    private static final Pattern OBJDUMP_LINE = Pattern.compile("([0-9a-f]{16}) <(\\w+)> \\[(\\d+)\\] .*?(?: \\(([\\d:]+)\\))?");

    private static BtfExt core() {
        return BtfExt.decode(CORE.btf(), CORE.ext());
    }

    @Test
    void readsCoreRelocationsAsObjdump() {
        List<String> lines = Testdata.text("btf/core.core").lines().toList();
        List<BtfExt.CoreRelocation> relocations = core().coreRelocations();
        assertEquals(lines.size(), relocations.size());
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = OBJDUMP_LINE.matcher(lines.get(i));
            assertEquals(true, line.matches(), lines.get(i));
            BtfExt.CoreRelocation relocation = relocations.get(i);
            assertEquals(Integer.parseInt(line.group(1), 16), relocation.offset());
            assertEquals(line.group(2), relocation.kind().shortName());
            assertEquals(Integer.parseInt(line.group(3)), relocation.type());
            if (relocation.kind().subject() == CoreRelocationKind.Subject.FIELD) {
                assertEquals(line.group(4), relocation.access());
            }
        }
        assertEquals(List.of(CoreRelocationKind.values()), relocations.stream()
                .map(BtfExt.CoreRelocation::kind).distinct().sorted().toList());
    }

    @Test
    void readsTextsOfLines() {
        assertEquals(
                new BtfExt.LineInfo("xdp", 0, "./core.c",
                        "    return flow->source + flow->ports[2] + flow[1].octets[1] + ((struct flow___old *)flow)->source;",
                        25, 18),
                core().lines().stream().filter(line -> line.line() == 25).findFirst().orElseThrow());
    }

    /** Newer producers may say more in a record; of CO-RE relocations this could change what the code becomes. */
    @Test
    void longerRecordsAreReadAsFarAsTheyAreKnown() {
        BtfExt ext = core();
        byte[] longer = lengthened(CORE.ext(), 8, (byte) 0);
        assertEquals(ext, BtfExt.decode(CORE.btf(), longer));
        byte[] more = lengthened(CORE.ext(), 8, (byte) 1);
        int end = BtfFormat.EXT_HEADER_BYTES + words(more).getInt(24) + 12 + BtfFormat.CORE_RELOCATION_BYTES;
        assertEquals(
                String.format("BTF.ext, byte 0x%x: a CO-RE relocation with more in it than is known, "
                        + "expected zeros behind its first 16 bytes", end),
                assertThrows(BtfException.class, () -> BtfExt.decode(CORE.btf(), more)).getMessage());
    }

    @Test
    void shorterRecordsAreRefused() {
        byte[] ext = CORE.ext();
        words(ext).putInt(BtfFormat.EXT_HEADER_BYTES, 4);
        assertEquals(
                "BTF.ext, byte 0x20: records of 4 bytes, expected at least 8",
                assertThrows(BtfException.class, () -> BtfExt.decode(CORE.btf(), ext)).getMessage());
    }

    @Test
    void unknownKindsAreRefused() {
        byte[] ext = CORE.ext();
        ByteBuffer words = words(ext);
        int first = BtfFormat.EXT_HEADER_BYTES + words.getInt(24) + 12;
        words.putInt(first + 12, 13);
        assertEquals(
                String.format("BTF.ext, byte 0x%x: CO-RE relocation of kind 13, expected 0 to 12", first + 12),
                assertThrows(BtfException.class, () -> BtfExt.decode(CORE.btf(), ext)).getMessage());
    }

    @Test
    void oldHeadersEndBeforeCoreRelocations() {
        BtfExt ext = core();
        byte[] old = CORE.ext();
        ByteBuffer words = words(old);
        words.putInt(4, BtfFormat.EXT_OLD_HEADER_BYTES);
        for (int field : new int[] {8, 16}) {
            words.putInt(field, words.getInt(field) + 8);
        }
        assertEquals(new BtfExt(ext.functions(), ext.lines()), BtfExt.decode(CORE.btf(), old));
    }

    @Test
    void whatIsWrittenIsRead() {
        BtfExt ext = core();
        BtfWriter.Sections sections = BtfWriter.write(new Btf(List.of()), ext);
        assertEquals(ext, BtfExt.decode(sections.btf(), sections.ext()));
    }

    @Test
    void everyCutIsRefused() {
        byte[] whole = CORE.ext();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(BtfException.class, () -> BtfExt.decode(CORE.btf(), cut), "of " + length + " bytes");
        }
    }

    /** The section with so many more bytes at the end of each record. */
    private static byte[] lengthened(byte[] ext, int more, byte filler) {
        ByteBuffer in = words(ext);
        ByteBuffer out = words(new byte[ext.length * 2]);
        out.put(ext, 0, BtfFormat.EXT_HEADER_BYTES);
        for (int field = 8; field <= 24; field += 8) {
            int at = BtfFormat.EXT_HEADER_BYTES + in.getInt(field);
            int end = at + in.getInt(field + 4);
            int start = out.position();
            out.putInt(field, start - BtfFormat.EXT_HEADER_BYTES);
            int bytes = in.getInt(at);
            out.putInt(bytes + more);
            at += 4;
            while (at < end) {
                int count = in.getInt(at + 4);
                out.put(ext, at, 8);
                at += 8;
                for (int i = 0; i < count; i++, at += bytes) {
                    out.put(ext, at, bytes);
                    for (int k = 0; k < more; k++) {
                        out.put(filler);
                    }
                }
            }
            out.putInt(field + 4, out.position() - start);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
