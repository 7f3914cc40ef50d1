package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.text.AssembledText;
import dev.xdpasm.text.XasmReader;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A FILE argument: text or an ELF object, told apart by its first bytes. Text is assembled once, when that is first needed. */
final class ProgramFile {
    private final Path path;
    private final byte[] bytes;
    private final IsaLevel level;
    private @Nullable AssembledText assembled;

    private ProgramFile(Path path, byte[] bytes, IsaLevel level) {
        this.path = path;
        this.bytes = bytes;
        this.level = level;
    }

    /**
     * Reads the whole file.
     *
     * @throws BpfException if it is not there, not readable, a directory or empty
     */
    static ProgramFile read(Path path) {
        return new ProgramFile(path, InputFile.bytes(path), IsaLevel.V4);
    }

    /** {@return the same file, of whose text only instructions of a level are taken} */
    ProgramFile ofLevel(IsaLevel highest) {
        return new ProgramFile(path, bytes, highest);
    }

    /** {@return the path as it was given} */
    String name() {
        return path.toString();
    }

    /** {@return the file's bytes} */
    byte[] bytes() {
        return bytes;
    }

    /** {@return whether the file is text, and no ELF object by its magic number} */
    boolean isText() {
        return !ElfImage.isElf(bytes);
    }

    /** {@return whether the file is an ELF object, or text that describes one section by section as compilers write it} */
    boolean isElf() {
        return !isText() || assembled().relocatableFile().isPresent();
    }

    /** {@return the sections and symbols of an ELF object} */
    ElfImage elf() {
        return ElfImage.read(name(), isText() ? assembled().elf() : bytes);
    }

    /** {@return an ELF object of the file: what text describes, or the object that was read, written anew} */
    byte[] toElf() {
        return isText() ? assembled().elf() : ElfWriter.write(object());
    }

    /** {@return the object that the file holds} */
    BpfObject object() {
        return isText() ? assembled().object() : ElfReader.read(name(), bytes);
    }

    private AssembledText assembled() {
        AssembledText known = assembled;
        if (known == null) {
            known = XasmReader.assemble(name(), InputFile.text(name(), bytes), level);
            assembled = known;
        }
        return known;
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
