package dev.xdpasm.cli.source;

import dev.xdpasm.BpfException;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The static members of classes that have a BpfObject, of which one is chosen by its name. */
final class ObjectMembers {
    private static final String EXPECTED = "a static field, or a static method without arguments, of type BpfObject";

    private final String from;
    private final List<ObjectMember> all;
    private final List<ObjectMember> usable;

    private ObjectMembers(String from, List<ObjectMember> all) {
        this.from = from;
        this.all = all;
        this.usable = all.stream().filter(member -> member.problem().isEmpty()).toList();
    }

    /** {@return the members of classes, whatever their access} */
    static ObjectMembers in(JavaFailure failure, List<Class<?>> classes) {
        List<ObjectMember> members = new ArrayList<>();
        for (Class<?> type : classes) {
            // what stands inside of methods has no name that could be given
            if (type.getCanonicalName() == null) {
                continue;
            }
            try {
                for (Field field : type.getDeclaredFields()) {
                    add(members, field);
                }
                for (Method method : type.getDeclaredMethods()) {
                    add(members, method);
                }
            } catch (LinkageError e) {
                throw failure.loading(e);
            }
        }
        members.sort(Comparator.comparing(ObjectMember::name).thenComparing(ObjectMember::isMethod));
        return new ObjectMembers(failure.what(), members);
    }

    private static void add(List<ObjectMember> members, Member member) {
        if (!member.isSynthetic()) {
            members.add(new ObjectMember(member));
        }
    }

    /**
     * {@return the member of that name, or the only one}
     *
     * @param wanted its name, possibly behind that of its class; of a field and a method of one name the field, with parentheses
     *     the method; null for the only one
     * @throws BpfException if there is none or there are several; lists what there is
     */
    ObjectMember choose(@Nullable String wanted) {
        if (wanted == null) {
            return onlyOne(usable, "has several members of type BpfObject, choose one with --member");
        }
        List<ObjectMember> named = usable.stream().filter(member -> member.isCalled(wanted)).toList();
        if (!named.isEmpty()) {
            boolean oneName = named.stream().allMatch(member -> member.name().equals(named.get(0).name()));
            return onlyOne(
                    oneName ? named.subList(0, 1) : named,
                    "has several members that are called '" + wanted + "', choose one with --member");
        }
        throw new BpfException(from + ": " + all.stream()
                .filter(member -> member.isCalled(wanted))
                .findFirst()
                .map(member -> member.name() + " " + member.problem() + ", expected " + EXPECTED)
                .orElseGet(() -> "has no member '" + wanted + "', expected "
                        + (usable.isEmpty() ? EXPECTED : "one of: " + listed(usable))));
    }

    private ObjectMember onlyOne(List<ObjectMember> members, String several) {
        if (members.isEmpty()) {
            throw new BpfException(from + ": makes no program, expected " + EXPECTED);
        }
        if (members.size() > 1) {
            throw new BpfException(from + ": " + several + ": " + listed(members));
        }
        return members.get(0);
    }

    private String listed(List<ObjectMember> members) {
        return members.stream().map(this::shown).collect(Collectors.joining(", "));
    }

    private String shown(ObjectMember member) {
        boolean alone = usable.stream().filter(other -> other.name().equals(member.name())).count() == 1;
        return member.name() + (alone || !member.isMethod() ? "" : ObjectMember.PARENTHESES);
    }
}
