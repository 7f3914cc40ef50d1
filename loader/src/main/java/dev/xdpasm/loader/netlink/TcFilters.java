package dev.xdpasm.loader.netlink;

import java.util.ArrayList;
import java.util.List;

/**
 * Filters of the clsact qdisc that are BPF programs (include/uapi/linux/pkt_sched.h, pkt_cls.h): each method is one rtnetlink
 * request in the calling thread's network namespace.
 */
public final class TcFilters {
    private static final int RTM_NEWQDISC = 36;
    private static final int RTM_NEWTFILTER = 44;
    private static final int RTM_DELTFILTER = 45;
    private static final int RTM_GETTFILTER = 46;
    private static final int TC_H_CLSACT = 0xffff_fff1;
    private static final int CLSACT_HANDLE = 0xffff_0000;
    private static final int TCA_KIND = 1;
    private static final int TCA_OPTIONS = 2;
    private static final int TCA_BPF_FD = 6;
    private static final int TCA_BPF_NAME = 7;
    private static final int TCA_BPF_FLAGS = 8;
    private static final int TCA_BPF_ID = 11;
    private static final int TCA_BPF_FLAG_ACT_DIRECT = 1;
    private static final int TCMSG_BYTES = 20;
    private static final int TCM_HANDLE = 8;
    private static final int TCM_INFO = 16;
    private static final int PRIORITY_SHIFT = 16;
    /** {@code htons(ETH_P_ALL)} as the low half of {@code tcm_info}, whose other half is the priority. */
    private static final int ALL_PROTOCOLS = 0x0300;

    private static final int ASK = Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_ACK;
    private static final int NEW = ASK | Rtnetlink.NLM_F_CREATE | Rtnetlink.NLM_F_EXCL;

    private TcFilters() {}

    /**
     * A filter that is there.
     *
     * @param priority its priority
     * @param handle its handle
     * @param kind its kind, such as {@code bpf}
     * @param name what a BPF filter is called; empty for others
     * @param programId its program's id, 0 for other kinds
     */
    public record Filter(int priority, int handle, String kind, String name, int programId) {}

    /**
     * The filters of one side of an interface.
     *
     * @param answer whether they could be listed
     * @param filters the filters
     */
    public record Listed(Answer answer, List<Filter> filters) {}

    /** {@return EEXIST where there is one, or an ingress qdisc} RTM_NEWQDISC: makes clsact. Linux 4.5. */
    public static Answer addClsact(int ifindex) {
        return NetlinkSocket.ask(
                "netlink RTM_NEWQDISC(clsact)",
                new MessageWriter(RTM_NEWQDISC, NEW)
                        .tcmsg(ifindex, CLSACT_HANDLE, TC_H_CLSACT, 0)
                        .attribute(TCA_KIND, "clsact")
                        .finish());
    }

    /** {@return EEXIST where there is one of that priority and handle} RTM_NEWTFILTER of kind bpf, direct-action. */
    public static Answer add(int ifindex, int parent, int priority, int handle, int program, String name) {
        return NetlinkSocket.ask(
                "netlink RTM_NEWTFILTER(bpf)",
                new MessageWriter(RTM_NEWTFILTER, NEW)
                        .tcmsg(ifindex, handle, parent, info(priority))
                        .attribute(TCA_KIND, "bpf")
                        .nested(TCA_OPTIONS, options -> options.attribute(TCA_BPF_FD, program)
                                .attribute(TCA_BPF_NAME, name)
                                .attribute(TCA_BPF_FLAGS, TCA_BPF_FLAG_ACT_DIRECT))
                        .finish());
    }

    /** RTM_DELTFILTER: removes the filter of that priority and handle. */
    public static Answer delete(int ifindex, int parent, int priority, int handle) {
        return NetlinkSocket.ask(
                "netlink RTM_DELTFILTER(bpf)",
                new MessageWriter(RTM_DELTFILTER, ASK)
                        .tcmsg(ifindex, handle, parent, info(priority))
                        .attribute(TCA_KIND, "bpf")
                        .finish());
    }

    /** RTM_GETTFILTER: the filters of one side. */
    public static Listed list(int ifindex, int parent) {
        List<Filter> filters = new ArrayList<>();
        Answer answer = NetlinkSocket.undisturbed(() -> {
            filters.clear();
            return NetlinkSocket.ask(
                    Rtnetlink.NETLINK_ROUTE,
                    "netlink RTM_GETTFILTER",
                    new MessageWriter(RTM_GETTFILTER, Rtnetlink.NLM_F_REQUEST | Rtnetlink.NLM_F_DUMP)
                            .tcmsg(ifindex, 0, parent, 0)
                            .finish(),
                    message -> parse(message, filters));
        });
        return new Listed(answer, List.copyOf(filters));
    }

    private static void parse(NetlinkMessage message, List<Filter> filters) {
        if (message.type() != RTM_NEWTFILTER || message.payload().limit() < TCMSG_BYTES) {
            return;
        }
        Attributes attributes = message.attributesAfter(TCMSG_BYTES);
        Attributes options = attributes.nested(TCA_OPTIONS);
        int handle = message.payload().getInt(TCM_HANDLE);
        // A message without options is of the priority itself, not of a filter.
        if (handle != 0) {
            filters.add(new Filter(
                    message.payload().getInt(TCM_INFO) >>> PRIORITY_SHIFT,
                    handle,
                    attributes.string(TCA_KIND).orElse(""),
                    options.string(TCA_BPF_NAME).orElse(""),
                    options.u32(TCA_BPF_ID).orElse(0)));
        }
    }

    private static int info(int priority) {
        return priority << PRIORITY_SHIFT | ALL_PROTOCOLS;
    }
}
