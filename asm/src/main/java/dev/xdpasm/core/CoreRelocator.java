package dev.xdpasm.core;

import dev.xdpasm.btf.BtfExt.CoreRelocation;
import dev.xdpasm.btf.BtfException;
import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.btf.BtfTypes;
import dev.xdpasm.btf.CoreRelocationKind;
import dev.xdpasm.btf.Flavor;
import dev.xdpasm.core.CoreOutcome.Status;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Fits the code of an object to a target: for each relocation finds the target's type of the same name, {@code ___} and what
 * follows left out, and in it the same field or value, and puts its offset, size, number or id into the instruction.
 *
 * <p>What the target lacks makes a question for it 0 and poisons any other instruction, see {@link CoreOutcome.Status}. If
 * several types of the target have the name, all that have the field must agree.
 *
 * <p>Remembers which types of the target it found for which of the object's own: use one for all programs of an object. Not
 * thread-safe.
 */
public final class CoreRelocator {
    /** The helper that a poisoned instruction calls, {@code 0xbad2310}, "bad relo", as libbpf has it. */
    public static final int POISON = 195_896_080;

    private final BtfTypes own;
    private final CoreTarget target;
    /** By the id of the object's own type; the list shrinks to those in which a field was found. */
    private final Map<Integer, List<Candidate>> candidates = new HashMap<>();

    /**
     * Creates it.
     *
     * @param own the object's own types
     * @param target those of the kernel that it is to run on
     */
    public CoreRelocator(BtfTypes own, CoreTarget target) {
        this.own = own;
        this.target = target;
    }

    /**
     * {@return the code of a function, fitted to the target}
     *
     * @param code the code
     * @param relocations its relocations, whose offsets count from the start of this code
     * @throws CoreException if a relocation makes no sense, does not fit its instruction or fits the target in several ways
     */
    public CoreResult relocate(Code code, List<CoreRelocation> relocations) {
        long[] words = code.words();
        List<CoreOutcome> outcomes = new ArrayList<>(relocations.size());
        for (CoreRelocation relocation : relocations) {
            try {
                outcomes.add(relocate(words, relocation));
            } catch (CoreException | BtfException e) {
                throw new CoreException("CO-RE relocation of instruction " + relocation.slot() + " ("
                        + relocation.kind().shortName() + " of " + describe(relocation) + "): " + e.getMessage());
            }
        }
        return new CoreResult(Code.of(words, words.length, code.relocations(), code.lines()), outcomes);
    }

    private CoreOutcome relocate(long[] words, CoreRelocation relocation) {
        if (relocation.offset() % Insn.BYTES != 0 || relocation.slot() >= words.length) {
            throw new CoreException("it is at byte " + relocation.offset() + ", expected the start of one of the "
                    + words.length + " instructions");
        }
        CoreRelocationKind kind = relocation.kind();
        Access access = AccessReader.read(own, relocation);
        if (kind == CoreRelocationKind.BPF_CORE_TYPE_ID_LOCAL) {
            CoreValue id = CoreValue.of(kind, access);
            return patched(words, relocation, access, id, id, "");
        }
        CoreValue before = CoreValue.of(kind, access);
        Match match = match(kind, access);
        if (match.value().isEmpty() && isQuestion(kind)) {
            return patched(words, relocation, access, before, new CoreValue(0, true, 0, 0), match.reason());
        }
        CorePatch patch = new CorePatch(words, relocation.slot(), before);
        String reason = match.reason();
        if (match.value().isPresent()) {
            CoreValue now = match.value().get();
            OptionalLong number = patch.put(now, CorePatch.canResize(own, before, match.types(), now));
            if (number.isPresent()) {
                return new CoreOutcome(relocation, access.shown(), Status.PATCHED, number.getAsLong(), "");
            }
            reason = "the target's field has " + now.size() + " bytes, and a load of " + before.size()
                    + " can become one of these only of a pointer or of a number without a sign";
        }
        patch.poison();
        return new CoreOutcome(relocation, access.shown(), Status.POISONED, 0, reason);
    }

    private static CoreOutcome patched(
            long[] words, CoreRelocation relocation, Access access, CoreValue before, CoreValue now, String reason) {
        new CorePatch(words, relocation.slot(), before).put(now, true);
        return new CoreOutcome(relocation, access.shown(), Status.PATCHED, now.number(), reason);
    }

    /** Whether "no such thing" is an answer. */
    private static boolean isQuestion(CoreRelocationKind kind) {
        return switch (kind) {
            case BPF_CORE_FIELD_EXISTS, BPF_CORE_ENUMVAL_EXISTS, BPF_CORE_TYPE_EXISTS, BPF_CORE_TYPE_MATCHES,
                    BPF_CORE_TYPE_SIZE, BPF_CORE_TYPE_ID_TARGET -> true;
            default -> false;
        };
    }

    /** What the target has, and in which of its types; or why it has nothing. */
    private record Match(Optional<CoreValue> value, BtfTypes types, String reason) {}

    private Match match(CoreRelocationKind kind, Access access) {
        List<Candidate> all = candidates.computeIfAbsent(access.root(), this::candidates);
        String reason = "the target has no " + Access.essential(own, access.root());
        List<Candidate> matching = new ArrayList<>();
        Optional<Access> found = Optional.empty();
        Optional<CoreValue> value = Optional.empty();
        for (Candidate candidate : all) {
            AccessMatcher matcher = new AccessMatcher(access, candidate);
            Optional<Access> match = matcher.match(kind);
            if (match.isEmpty()) {
                reason = matcher.reason();
                continue;
            }
            CoreValue now = CoreValue.of(kind, match.get());
            if (found.isPresent() && !isSame(found.get(), value.orElseThrow(), match.get(), now)) {
                throw new CoreException("the target has several types of that name which differ: types "
                        + found.get().root() + " and " + candidate.id() + " of its BTF");
            }
            if (found.isEmpty()) {
                found = match;
                value = Optional.of(now);
            }
            matching.add(candidate);
        }
        if (found.isEmpty()) {
            return new Match(value, own, reason);
        }
        candidates.put(access.root(), matching);
        return new Match(value, found.get().types(), "");
    }

    private static boolean isSame(Access access, CoreValue value, Access other, CoreValue otherValue) {
        return access.bitOffset() == other.bitOffset() && value.number() == otherValue.number();
    }

    /** The target's types that may be meant by one of the object's own. */
    private List<Candidate> candidates(int id) {
        BtfType type = own.type(id);
        if (type.name().isEmpty()) {
            throw new CoreException("a type without a name, which cannot be looked for");
        }
        String name = Flavor.essentialName(type.name());
        List<Candidate> found = candidates(target.kernel(), target.kernel().flavorsOf(name), type);
        if (found.isEmpty()) {
            for (BtfIndex module : target.modules().get()) {
                found.addAll(candidates(module, module.flavorsOf(name), type));
            }
        }
        return found;
    }

    private static List<Candidate> candidates(BtfIndex types, int[] ids, BtfType wanted) {
        List<Candidate> found = new ArrayList<>();
        for (int id : ids) {
            if (TypeMatcher.isSameKind(types.type(id), wanted)) {
                found.add(new Candidate(types, id));
            }
        }
        return found;
    }

    /** What a relocation is about, as far as that can be told. */
    private String describe(CoreRelocation relocation) {
        try {
            return Access.shown(own, relocation.type()) + " " + relocation.access();
        } catch (BtfException e) {
            return "type " + relocation.type() + " " + relocation.access();
        }
    }
}
