package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.InputFile;
import dev.xdpasm.cli.source.JavaProgram;
import dev.xdpasm.elf.ElfImage;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.print.ListedSection;
import dev.xdpasm.print.ListedSections;
import dev.xdpasm.print.ListingOption;
import dev.xdpasm.text.AssembledText;
import dev.xdpasm.text.XasmReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A FILE argument: Java code by its name, else text or an ELF object, told apart by its first bytes. Text is assembled once, when
 * that is first needed; Java code is run at once.
 */
final class ProgramFile {
    private static final byte[] JAR_MAGIC = {'P', 'K', 3, 4};

    private final String name;
    private final Path path;
    private final byte[] bytes;
    private final IsaLevel level;
    private final @Nullable BpfObject made;
    private @Nullable AssembledText assembled;

    private ProgramFile(String name, Path path, byte[] bytes, IsaLevel level, @Nullable BpfObject made) {
        this.name = name;
        this.path = path;
        this.bytes = bytes;
        this.level = level;
        this.made = made;
    }

    /** Reads the whole file; of Java code the only member that has an object: {@link #read(Path, String)}. */
    static ProgramFile read(Path path) {
        return read(path, null);
    }

    /**
     * Reads the whole file.
     *
     * @param member which member has the object if it is Java code; null for the only one
     * @throws BpfException if it is not there, not readable, a directory or empty, or Java code that makes no object
     */
    static ProgramFile read(Path path, @Nullable String member) {
        Optional<JavaProgram> java = JavaProgram.named(path);
        if (java.isPresent()) {
            BpfObject object = java.get().object(member);
            return new ProgramFile(path.toString(), java.get().file(), new byte[0], IsaLevel.V4, object);
        }
        byte[] bytes = InputFile.bytes(path);
        if (Arrays.mismatch(bytes, JAR_MAGIC) == JAR_MAGIC.length) {
            throw new BpfException(path + ": is a jar, expected one of its classes: " + path + "!CLASS");
        }
        return new ProgramFile(path.toString(), path, bytes, IsaLevel.V4, null);
    }

    /** {@return the same file, of whose text only instructions of a level are taken} */
    ProgramFile ofLevel(IsaLevel highest) {
        return new ProgramFile(name, path, bytes, highest, made);
    }

    /** {@return the argument as it was given} */
    String name() {
        return name;
    }

    /** {@return the file that was read} */
    Path path() {
        return path;
    }

    /** {@return whether it is Java code, of which everything else here is about the object that it makes} */
    boolean isJava() {
        return made != null;
    }

    /** {@return the file's bytes} */
    byte[] bytes() {
        if (isJava()) {
            throw new BpfException(name + ": is Java code, expected a file of instructions");
        }
        return bytes;
    }

    /** {@return whether the file is text, and no ELF object by its magic number} */
    boolean isText() {
        return !isJava() && !ElfImage.isElf(bytes);
    }

    /**
     * {@return whether the file is an ELF object, or text that describes one section by section as compilers write it, or Java
     * code, of which one is made}
     */
    boolean isElf() {
        return !isText() || assembled().relocatableFile().isPresent();
    }

    /** {@return the sections and symbols of an ELF object} */
    ElfImage elf() {
        return ElfImage.read(name, isText() || isJava() ? toElf() : bytes);
    }

    /**
     * {@return the sections of a listing of the file}
     *
     * @param names which, code or not; those with code if there are none
     * @param shown what the listing shows
     */
    List<ListedSection> sections(Set<String> names, Set<ListingOption> shown) {
        return isElf() ? ListedSections.of(elf(), names, shown) : ListedSections.of(object(), names);
    }

    /** {@return an ELF object of the file: what text describes, or the object that was read, written anew} */
    byte[] toElf() {
        return isText() ? assembled().elf() : ElfWriter.write(object());
    }

    /** {@return the object that the file holds} */
    BpfObject object() {
        if (made != null) {
            return made;
        }
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
     * @throws BpfException if there are several and no name was given, or none has it, or there is none
     */
    static BpfProgram choose(BpfObject object, @Nullable String wanted) {
        return Optional.ofNullable(wanted).map(object::program).orElseGet(() -> {
            if (object.programs().size() == 1) {
                return object.programs().get(0);
            }
            if (object.programs().isEmpty()) {
                throw new BpfException("the file holds no program");
            }
            throw new BpfException("the file holds several programs, choose one with --program: "
                    + String.join(", ", object.programs().stream().map(BpfProgram::name).toList()));
        });
    }
}
