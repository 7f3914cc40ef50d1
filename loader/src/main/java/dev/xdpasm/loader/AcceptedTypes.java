package dev.xdpasm.loader;

import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.object.Binding;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.Subprogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Types of an object as the kernel takes them: compilers write some that it refuses. What only describes is changed or replaced
 * by a placeholder, so that all ids stay.
 */
final class AcceptedTypes {
    /** Stands for what the kernel has no use for. */
    static final BtfType PLACEHOLDER = BtfType.Int.of("xdpasm_left_out", Integer.BYTES, 0);

    private static final String KSYMS = ".ksyms";

    private AcceptedTypes() {}

    /** {@return the types, with what the kernel would refuse changed; names that are changed are told} */
    static Btf of(BpfObject object, Omissions omissions) {
        List<BtfType> types = new ArrayList<>(object.btf().types());
        Set<Integer> hidden = hidden(object);
        for (int i = 0; i < types.size(); i++) {
            BtfType type = types.get(i);
            types.set(i, accepted(type, hidden.contains(i + 1)));
            String name = types.get(i).name();
            if (types.get(i) != PLACEHOLDER && !name.equals(type.name())) {
                omissions.note("the name " + type.name() + " of a type is no identifier: it is "
                        + (name.isEmpty() ? "left out" : name));
            }
        }
        return OlderTypes.of(new Btf(types), omissions);
    }

    /** The ids of functions that others may call when linked, but that the verifier is to take for static. */
    private static Set<Integer> hidden(BpfObject object) {
        return object.subprograms().stream()
                .filter(subprogram -> subprogram.binding() == Binding.HIDDEN)
                .map(Subprogram::funcType)
                .collect(Collectors.toSet());
    }

    private static BtfType accepted(BtfType type, boolean hidden) {
        if (type instanceof BtfType.Var variable) {
            return variable.linkage() == BtfType.Linkage.EXTERN
                    ? PLACEHOLDER
                    : new BtfType.Var(identifier(variable.name()), variable.type(), variable.linkage());
        }
        if (type instanceof BtfType.Func function) {
            if (function.linkage() == BtfType.Linkage.EXTERN) {
                return PLACEHOLDER;
            }
            BtfType.Linkage linkage = hidden ? BtfType.Linkage.STATIC : function.linkage();
            return new BtfType.Func(identifier(function.name()), function.proto(), linkage);
        }
        if (type instanceof BtfType.DataSection section) {
            boolean useless = section.name().equals(KSYMS) || section.name().equals(KernelConfig.MAP)
                    || section.size() == 0 || section.entries().isEmpty();
            return useless ? PLACEHOLDER : section;
        }
        if (type instanceof BtfType.Ptr pointer && !pointer.name().isEmpty()) {
            return new BtfType.Ptr(pointer.target());
        }
        if (type instanceof BtfType.Struct struct) {
            return new BtfType.Struct(identifier(struct.name()), struct.size(), members(struct.members()));
        }
        if (type instanceof BtfType.Union union) {
            return new BtfType.Union(identifier(union.name()), union.size(), members(union.members()));
        }
        return type;
    }

    private static List<BtfType.Member> members(List<BtfType.Member> members) {
        boolean good = members.stream().allMatch(member -> isIdentifier(member.name()));
        return good
                ? members
                : members.stream()
                        .map(m -> new BtfType.Member(identifier(m.name()), m.type(), m.bitOffset(), m.bitSize()))
                        .toList();
    }

    /** The kernel's rule for names ({@code btf_name_valid_identifier}); rustc writes {@code HashMap<u32, u64>}. */
    private static boolean isIdentifier(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static String identifier(String name) {
        if (isIdentifier(name)) {
            return name;
        }
        String cleaned = name.replaceAll("[^A-Za-z0-9_]", "_");
        return Character.isDigit(cleaned.charAt(0)) ? "_" + cleaned : cleaned;
    }
}
