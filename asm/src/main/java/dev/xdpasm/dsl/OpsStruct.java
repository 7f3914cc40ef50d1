package dev.xdpasm.dsl;

import dev.xdpasm.AssemblyException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A struct of functions of the kernel's that programs can stand in ({@link Programs#structOps}): a constant, declared as the kernel
 * declares it. {@code bpftool btf dump file /sys/kernel/btf/vmlinux format c} shows it; the kernel takes programs in those structs for
 * which it has a {@code struct bpf_struct_ops_NAME} too. Members that are not used can be left out, and their order does not matter.
 *
 * <pre>{@code
 * static final OpsStruct SCHEDULER = OpsStruct.of("""
 *         struct sched_ext_ops { // Linux 6.12
 *             s32 (*select_cpu)(struct task_struct *p, s32 prev_cpu, u64 wake_flags);
 *             u32 timeout_ms;
 *             char name[128];
 *         };""");
 * }</pre>
 *
 * <p>A release behind {@code //} says which is the first that has the struct or the member: {@link Programs#kernel} is held against it.
 */
public final class OpsStruct {
    private static final Pattern STRUCT = Pattern.compile("struct (\\w+) \\{[ \\t]*(//[^\n]*)?([^{}]*)\\};?");
    private static final Pattern MEMBER = Pattern.compile("([^;]*);[ \\t]*(//[^\n]*)?");
    private static final Pattern FUNCTION = Pattern.compile("(.*[ *])\\(\\*([A-Za-z_]\\w*)\\) ?\\((.*)\\)");
    private static final Pattern TEXT = Pattern.compile("char ([A-Za-z_]\\w*)\\[([0-9]{1,6})\\]");
    private static final Pattern NUMBER = Pattern.compile("([a-z]\\w*(?: [a-z]\\w*)*) ([A-Za-z_]\\w*)");
    private static final Pattern RELEASE = Pattern.compile("// Linux ([0-9]{1,2}\\.[0-9]{1,3})\\b");

    /**
     * A congestion control of TCP, as Linux 6.18 has it; its socket is seen as {@code tcp_sock}. Linux 5.6.
     */
    public static final OpsStruct TCP_CONGESTION_OPS = of("""
            struct tcp_congestion_ops { // Linux 5.6
                u32 (*ssthresh)(struct sock *sk);
                void (*cong_avoid)(struct sock *sk, u32 ack, u32 acked);
                void (*set_state)(struct sock *sk, u8 new_state);
                void (*cwnd_event)(struct sock *sk, enum tcp_ca_event ev);
                void (*in_ack_event)(struct sock *sk, u32 flags);
                void (*pkts_acked)(struct sock *sk, const struct ack_sample *sample);
                u32 (*min_tso_segs)(struct sock *sk);
                void (*cong_control)(struct sock *sk, u32 ack, int flag, const struct rate_sample *rs); // Linux 6.10
                u32 (*undo_cwnd)(struct sock *sk);
                u32 (*sndbuf_expand)(struct sock *sk);
                char name[16];
                u32 flags;
                void (*init)(struct sock *sk);
                void (*release)(struct sock *sk);
            };""").wanting("name", "ssthresh", "undo_cwnd", "cong_avoid|cong_control"); // tcp_validate_congestion_control, net/ipv4/tcp_cong.c

    private final String declaration;
    private final String name;
    private final Optional<String> since;
    private final Map<String, Member> members;
    private final List<String> wanted;

    /** What a member is. */
    enum Kind {
        FUNCTION("a program", "ops.program"),
        TEXT("a text", "ops.text"),
        NUMBER("a number", "ops.number");

        /** What is said of it. */
        final String what;
        /** By which verb that is said. */
        final String verb;

        Kind(String what, String verb) {
            this.what = what;
            this.verb = verb;
        }
    }

    /**
     * A member.
     *
     * @param text as it is declared
     * @param type what a function takes and returns; of others what they are is its result
     * @param size its bytes
     * @param since the first release that has it, if that is told
     */
    record Member(String name, String text, Kind kind, CFunction type, int size, Optional<String> since) {
        /** What its begin is a multiple of, in bytes. */
        int alignment() {
            return kind == Kind.TEXT ? 1 : size;
        }
    }

    private OpsStruct(
            String declaration, String name, Optional<String> since, Map<String, Member> members, List<String> wanted) {
        this.declaration = declaration;
        this.name = name;
        this.since = since;
        this.members = members;
        this.wanted = wanted;
    }

    /**
     * {@return a struct of functions, as C declares it} Members that are neither functions nor texts nor integers are the kernel's own
     * and passed over.
     *
     * @throws dev.xdpasm.AssemblyException if it is none, or has functions of types that are not known
     */
    public static OpsStruct of(String declaration) {
        Matcher struct = STRUCT.matcher(Given.notNull(declaration, "declaration").strip());
        if (!struct.matches()) {
            throw CallSite.refuse("'" + declaration.strip().lines().findFirst().orElse("") + "' declares no struct of functions, expected"
                    + " one such as 'struct tcp_congestion_ops { u32 (*ssthresh)(struct sock *sk); char name[16]; }'");
        }
        Map<String, Member> members = new LinkedHashMap<>();
        Matcher each = MEMBER.matcher(struct.group(3));
        while (each.find()) {
            String text = each.group(1).replaceAll("//.*", "").strip().replaceAll("\\s+", " ");
            Optional<Member> member = member(text, release(each.group(2)));
            if (member.isPresent() && members.put(member.get().name(), member.get()) != null) {
                throw CallSite.refuse("struct " + struct.group(1) + " declares member " + member.get().name() + " twice");
            }
        }
        return new OpsStruct(declaration, struct.group(1), release(struct.group(2)), members, List.of());
    }

    /**
     * {@return the same struct, in which the kernel wants some members: what says nothing of one of them is refused at its Java line}
     *
     * @param wanted members by their names; of several with {@code |} between, one is enough
     */
    public OpsStruct wanting(String... wanted) {
        for (String each : wanted) {
            for (String member : each.split("\\|")) {
                if (!members.containsKey(member)) {
                    throw unknown(member);
                }
            }
        }
        return new OpsStruct(declaration, name, since, members, List.of(wanted));
    }

    private static Optional<String> release(@Nullable String comment) {
        Matcher release = RELEASE.matcher(comment == null ? "" : comment);
        return release.lookingAt() ? Optional.of(release.group(1)) : Optional.empty();
    }

    private static Optional<Member> member(String text, Optional<String> since) {
        Matcher function = FUNCTION.matcher(text);
        if (function.matches()) {
            CFunction type = CFunction.of(function.group(1), function.group(3));
            return Optional.of(new Member(function.group(2), text, Kind.FUNCTION, type, Long.BYTES, since));
        }
        Matcher chars = TEXT.matcher(text);
        if (chars.matches()) {
            CFunction type = CFunction.of("char", "");
            return Optional.of(new Member(chars.group(1), text, Kind.TEXT, type, Integer.parseInt(chars.group(2)), since));
        }
        Matcher number = NUMBER.matcher(text);
        if (number.matches() && CType.of(number.group(1)).integer().isPresent()) {
            CFunction type = CFunction.of(number.group(1), "");
            return Optional.of(new Member(number.group(2), text, Kind.NUMBER, type, type.result().number().size(), since));
        }
        return Optional.empty();
    }

    String name() {
        return name;
    }

    /** {@return the declaration that it was made of} */
    public String declaration() {
        return declaration;
    }

    /** The first release that has it, if that is told. */
    Optional<String> since() {
        return since;
    }

    /** {@return a member that something of a kind is said of} */
    Member member(String wanted, Kind kind) {
        Member member = members.get(Given.notNull(wanted, "member"));
        if (member == null) {
            throw unknown(wanted);
        }
        if (member.kind() != kind) {
            throw CallSite.refuse("'" + member.text() + "' of struct " + name + " takes " + member.kind().what + " ("
                    + member.kind().verb + "), not " + kind.what);
        }
        return member;
    }

    private AssemblyException unknown(String member) {
        return CallSite.refuse("struct " + name + " has no member '" + member + "' that a program, a text or a number can be put in,"
                + " expected one of " + String.join(", ", members.keySet()));
    }

    /** Refuses what has nothing in a member that the kernel wants. */
    void requireWhole(String ops, Set<String> given) {
        for (String each : wanted) {
            List<String> names = List.of(each.split("\\|"));
            if (Collections.disjoint(names, given)) {
                throw CallSite.refuse(ops + " has no " + String.join(" and no ", names) + ", which the kernel wants of struct " + name
                        + (names.size() > 1 ? ": one is enough" : ""));
            }
        }
    }

    @Override
    public String toString() {
        return "struct " + name;
    }
}
