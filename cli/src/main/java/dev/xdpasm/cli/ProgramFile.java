package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.text.XasmReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A FILE argument: text or an ELF object, told apart by its first bytes. */
final class ProgramFile {
    private final Path path;
    private final byte[] bytes;

    private ProgramFile(Path path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /**
     * Reads the whole file.
     *
     * @throws BpfException if it is not there, not readable, a directory or empty
     */
    static ProgramFile read(Path path) {
        try {
            if (Files.isDirectory(path)) {
                throw new BpfException(path + ": is a directory; expected a .xasm text or an ELF object");
            }
            byte[] bytes = Files.readAllBytes(path);
            if (bytes.length == 0) {
                throw new BpfException(path + ": is empty; expected a .xasm text or an ELF object");
            }
            return new ProgramFile(path, bytes);
        } catch (NoSuchFileException e) {
            throw new BpfException(path + ": no such file", e);
        } catch (AccessDeniedException e) {
            throw new BpfException(path + ": no permission to read it", e);
        } catch (IOException e) {
            throw new BpfException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** {@return the path as it was given} */
    String name() {
        return path.toString();
    }

    /** {@return the file's bytes} */
    byte[] bytes() {
        return bytes;
    }

    /** {@return whether the file is an ELF object, by its magic number} */
    boolean isElf() {
        return bytes.length >= 4 && bytes[0] == 0x7f && bytes[1] == 'E' && bytes[2] == 'L' && bytes[3] == 'F';
    }

    /** {@return the sections and symbols of an ELF object} */
    ElfImage elf() {
        return ElfImage.read(name(), bytes);
    }

    /** {@return the file as text; throws if it is not UTF-8} */
    String text() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new BpfException(name() + ": is neither an ELF object nor text in UTF-8", e);
        }
    }

    /** {@return the object that the file holds} */
    BpfObject object() {
        return isElf() ? ElfReader.read(name(), bytes) : XasmReader.read(name(), text());
    }

    /**
     * {@return the program of that name, or the only one}
     *
     * @throws BpfException if there are several and no name was given, or none has it
     */
    static BpfProgram choose(BpfObject object, @Nullable String wanted) {
        return Optional.ofNullable(wanted).map(object::program).orElseGet(() -> {
            if (object.programs().size() == 1) {
                return object.programs().get(0);
            }
            throw new BpfException("the file holds several programs, choose one with --program: "
                    + String.join(", ", object.programs().stream().map(BpfProgram::name).toList()));
        });
    }
}
