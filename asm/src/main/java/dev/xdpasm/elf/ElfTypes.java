package dev.xdpasm.elf;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the section {@code .BTF} in any 64-bit little-endian ELF file: a BPF object, a kernel, a module, a
 * program. Reads the headers and that section only, as kernels with debug information have hundreds of megabytes.
 */
public final class ElfTypes {
    /** The section that types are in. */
    public static final String SECTION = ".BTF";

    /** SHF_COMPRESSED of the ELF specification. */
    private static final long COMPRESSED = 1 << 11;

    private static final int SECTIONS = 40;
    private static final int HEADER_SIZE = 58;
    private static final int SECTION_COUNT = 60;
    private static final int NAMES = 62;

    private final String file;
    private final SeekableByteChannel in;

    private ElfTypes(String file, SeekableByteChannel in) {
        this.file = file;
        this.in = in;
    }

    /**
     * {@return the bytes of the section; empty if the file has none}
     *
     * @throws ElfFormatException if it is no such file or its headers lead outside of it
     * @throws IOException if it cannot be read
     */
    public static Optional<byte[]> read(Path path) throws IOException {
        try (SeekableByteChannel in = Files.newByteChannel(path)) {
            return new ElfTypes(path.toString(), in).find();
        }
    }

    private Optional<byte[]> find() throws IOException {
        ByteBuffer header = bytes(0, Elf.HEADER_BYTES, "the ELF header");
        if (header.getInt(0) != Elf.MAGIC || header.get(4) != Elf.ELFCLASS64 || header.get(5) != Elf.ELFDATA2LSB) {
            throw error(0, "expected a 64-bit little-endian ELF file");
        }
        int size = Short.toUnsignedInt(header.getShort(HEADER_SIZE));
        long count = Short.toUnsignedInt(header.getShort(SECTION_COUNT));
        int names = Short.toUnsignedInt(header.getShort(NAMES));
        if (count == 0) {
            return Optional.empty();
        }
        if (size != Elf.SECTION_BYTES || names >= count) {
            throw error(HEADER_SIZE, "section headers of " + size + " bytes, names in section " + names + " of " + count
                    + ", expected " + Elf.SECTION_BYTES + " bytes and a section that is there");
        }
        ByteBuffer sections = bytes(header.getLong(SECTIONS), count * size, "the section headers");
        ByteBuffer texts = content(sections, names * size, "the names of sections");
        for (int i = 0; i < count; i++) {
            if (isTypes(texts, sections.getInt(i * size))) {
                return Optional.of(content(sections, i * size, SECTION).array());
            }
        }
        return Optional.empty();
    }

    private ByteBuffer content(ByteBuffer sections, int header, String what) throws IOException {
        if ((sections.getLong(header + 8) & COMPRESSED) != 0) {
            throw error(header, what + " compressed, which is not read");
        }
        if (sections.getInt(header + 4) == Elf.SHT_NOBITS) {
            throw error(header, what + " not in the file: they may be in another one that was split off");
        }
        return bytes(sections.getLong(header + 24), sections.getLong(header + 32), what);
    }

    private static boolean isTypes(ByteBuffer texts, int at) {
        byte[] wanted = (SECTION + "\0").getBytes(StandardCharsets.US_ASCII);
        if (at < 0 || at > texts.limit() - wanted.length) {
            return false;
        }
        byte[] there = new byte[wanted.length];
        texts.get(at, there);
        return Arrays.equals(there, wanted);
    }

    /** Bytes that are in the file for sure, so that nothing is allocated for what is not there. */
    private ByteBuffer bytes(long at, long size, String what) throws IOException {
        if (at < 0 || size < 0 || at > in.size() || size > in.size() - at || size > Integer.MAX_VALUE - 8) {
            throw error(Math.max(0, at), what + " of " + Long.toUnsignedString(size) + " bytes at " + Long.toUnsignedString(at)
                    + ", expected within the file's " + in.size());
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        in.position(at);
        while (bytes.hasRemaining()) {
            if (in.read(bytes) < 0) {
                throw new EOFException(file + " became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    private ElfFormatException error(long offset, String message) {
        return new ElfFormatException(file, ElfFormatException.NO_SECTION, offset, message);
    }
}
