package dev.xdpasm.dsl;

import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.ProgramType;
import java.util.Optional;
import java.util.Set;

/**
 * The numbers that programs of a kind may end with ({@code check_return_code}, kernel/bpf/verifier.c, Linux 6.18).
 *
 * @param low the lowest
 * @param high the highest
 */
record ReturnRange(int low, int high) {
    private static final ReturnRange YES_OR_NO = new ReturnRange(0, 1);
    /** Also whether the sender is to slow down, or a lower port may be bound. */
    private static final ReturnRange YES_OR_NO_AND_FLAG = new ReturnRange(0, 3);

    private static final ReturnRange YES = new ReturnRange(1, 1);

    private static final Set<ProgramType> ASKED = Set.of(
            ProgramType.BPF_PROG_TYPE_CGROUP_SOCK,
            ProgramType.BPF_PROG_TYPE_CGROUP_SOCK_ADDR,
            ProgramType.BPF_PROG_TYPE_CGROUP_SKB,
            ProgramType.BPF_PROG_TYPE_CGROUP_DEVICE,
            ProgramType.BPF_PROG_TYPE_CGROUP_SYSCTL,
            ProgramType.BPF_PROG_TYPE_CGROUP_SOCKOPT,
            ProgramType.BPF_PROG_TYPE_SOCK_OPS,
            ProgramType.BPF_PROG_TYPE_SK_LOOKUP,
            ProgramType.BPF_PROG_TYPE_NETFILTER);

    private static final Set<AttachType> FLAGGED = Set.of(
            AttachType.BPF_CGROUP_INET_EGRESS, AttachType.BPF_CGROUP_INET4_BIND, AttachType.BPF_CGROUP_INET6_BIND);

    /** These are told only: what they say no to has happened. */
    private static final Set<AttachType> TOLD = Set.of(
            AttachType.BPF_CGROUP_UDP4_RECVMSG,
            AttachType.BPF_CGROUP_UDP6_RECVMSG,
            AttachType.BPF_CGROUP_UNIX_RECVMSG,
            AttachType.BPF_CGROUP_INET4_GETPEERNAME,
            AttachType.BPF_CGROUP_INET6_GETPEERNAME,
            AttachType.BPF_CGROUP_UNIX_GETPEERNAME,
            AttachType.BPF_CGROUP_INET4_GETSOCKNAME,
            AttachType.BPF_CGROUP_INET6_GETSOCKNAME,
            AttachType.BPF_CGROUP_UNIX_GETSOCKNAME);

    /** {@return the range of a kind of programs, empty if the kernel takes any number} */
    static Optional<ReturnRange> of(ProgramKind kind) {
        if (kind.attachType().filter(TOLD::contains).isPresent()) {
            return Optional.of(YES);
        }
        if (kind.attachType().filter(FLAGGED::contains).isPresent()) {
            return Optional.of(YES_OR_NO_AND_FLAG);
        }
        return ASKED.contains(kind.type()) ? Optional.of(YES_OR_NO) : Optional.empty();
    }

    /** Refuses a number that is not in the range. */
    void require(long number) {
        if (number < low || number > high) {
            throw CallSite.refuse("give(" + number + "): expected " + (low == high ? "" + low : low + " to " + high));
        }
    }
}
