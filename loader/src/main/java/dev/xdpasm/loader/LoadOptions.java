package dev.xdpasm.loader;

import dev.xdpasm.btf.BtfIndex;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How an object is loaded; {@link #defaults} and the {@code with} methods make them.
 *
 * @param pinDirectory where maps that are pinned by name have their names, on a BPF file system
 * @param targetTypes the types that CO-RE and externs are resolved against; empty for the running kernel's
 * @param partial whether programs that are refused are left out, rather than the whole object refused
 * @param maps maps that are there already, by the names that the object has for them, in the place of new ones; they stay
 *     the caller's to close
 * @param targetProgram the program that those in sections {@code freplace/FUNCTION}, {@code fentry/FUNCTION} and {@code
 *     fexit/FUNCTION} are for, where FUNCTION is not the kernel's; it stays the caller's to close
 * @param missing what is taken for missing although the kernel may have it: how an older kernel would load the object
 * @param token the rights by which all is made, in a user namespace that has none of its own; it stays the caller's to close
 * @param notes is told what was left out or done otherwise because of this kernel, a line each
 */
public record LoadOptions(
        Path pinDirectory,
        Optional<BtfIndex> targetTypes,
        boolean partial,
        Map<String, BpfMap<?, ?>> maps,
        Optional<LoadedProgram> targetProgram,
        Set<LoadFeature> missing,
        Optional<BpfToken> token,
        Consumer<String> notes) {
    private static final LoadOptions DEFAULTS =
            new LoadOptions(
                    Path.of("/sys/fs/bpf"),
                    Optional.empty(),
                    false,
                    Map.of(),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    note -> {});

    /** Creates options. */
    public LoadOptions {
        Objects.requireNonNull(pinDirectory);
        Objects.requireNonNull(targetTypes);
        Objects.requireNonNull(targetProgram);
        Objects.requireNonNull(token);
        Objects.requireNonNull(notes);
        maps = Map.copyOf(maps);
        missing = Set.copyOf(missing);
    }

    /** {@return the types of the running kernel's modules; none where another kernel's types were given} */
    List<BtfIndex> moduleTypes() {
        return targetTypes.isPresent() ? List.of() : KernelTypes.modules();
    }

    /** {@return pins in {@code /sys/fs/bpf}, the running kernel's types, all or nothing, no notes} */
    public static LoadOptions defaults() {
        return DEFAULTS;
    }

    /** {@return the same options, with pins in another directory} */
    public LoadOptions withPinDirectory(Path changed) {
        return new LoadOptions(changed, targetTypes, partial, maps, targetProgram, missing, token, notes);
    }

    /** {@return the same options, resolving against other types than the running kernel's} */
    public LoadOptions withTargetTypes(BtfIndex changed) {
        return new LoadOptions(pinDirectory, Optional.of(changed), partial, maps, targetProgram, missing, token, notes);
    }

    /** {@return the same options, leaving out programs that are refused: {@link Bpf#refused}} */
    public LoadOptions withPartial(boolean changed) {
        return new LoadOptions(pinDirectory, targetTypes, changed, maps, targetProgram, missing, token, notes);
    }

    /** {@return the same options, with maps that are there already in the place of some of the object's own} */
    public LoadOptions withMaps(Map<String, BpfMap<?, ?>> changed) {
        return new LoadOptions(pinDirectory, targetTypes, partial, changed, targetProgram, missing, token, notes);
    }

    /**
     * {@return the same options, for programs that replace functions of another one (section {@code freplace/FUNCTION}, Linux 5.6)
     * or trace them ({@code fentry/FUNCTION}, {@code fexit/FUNCTION}, Linux 5.5)}
     *
     * @param changed the other one, loaded with its types; it stays the caller's to close
     */
    public LoadOptions withTargetProgram(LoadedProgram changed) {
        return new LoadOptions(pinDirectory, targetTypes, partial, maps, Optional.of(changed), missing, token, notes);
    }

    /** {@return the same options, doing without what an older kernel lacks} */
    public LoadOptions withMissing(Set<LoadFeature> changed) {
        return new LoadOptions(pinDirectory, targetTypes, partial, maps, targetProgram, changed, token, notes);
    }

    /** {@return the same options, making all by the rights of a token (Linux 6.9), which stays the caller's to close} */
    public LoadOptions withToken(BpfToken changed) {
        return new LoadOptions(
                pinDirectory, targetTypes, partial, maps, targetProgram, missing, Optional.of(changed), notes);
    }

    /** {@return the token's descriptor, 0 if there is none} */
    int tokenFd() {
        return token.map(BpfToken::number).orElse(0);
    }

    /** {@return the same options, telling somebody what is done otherwise than the object says} */
    public LoadOptions withNotes(Consumer<String> changed) {
        return new LoadOptions(pinDirectory, targetTypes, partial, maps, targetProgram, missing, token, changed);
    }
}
