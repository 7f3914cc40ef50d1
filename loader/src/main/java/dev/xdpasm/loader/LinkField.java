package dev.xdpasm.loader;

import dev.xdpasm.loader.sys.LinkInfo;
import dev.xdpasm.uapi.LinkType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the union of {@code struct bpf_link_info} holds for each type of link (include/uapi/linux/bpf.h, Linux 6.18): one row
 * a field. Names of strings are left out, as they need memory to be written to.
 */
enum LinkField {
    TRACING_ATTACH_TYPE(LinkType.BPF_LINK_TYPE_TRACING, "attach_type", 0, Integer.BYTES),
    TRACING_TARGET_OBJ_ID(LinkType.BPF_LINK_TYPE_TRACING, "target_obj_id", 4, Integer.BYTES),
    TRACING_TARGET_BTF_ID(LinkType.BPF_LINK_TYPE_TRACING, "target_btf_id", 8, Integer.BYTES),
    CGROUP_ID(LinkType.BPF_LINK_TYPE_CGROUP, "cgroup_id", 0, Long.BYTES),
    CGROUP_ATTACH_TYPE(LinkType.BPF_LINK_TYPE_CGROUP, "attach_type", 8, Integer.BYTES),
    NETNS_INO(LinkType.BPF_LINK_TYPE_NETNS, "netns_ino", 0, Integer.BYTES),
    NETNS_ATTACH_TYPE(LinkType.BPF_LINK_TYPE_NETNS, "attach_type", 4, Integer.BYTES),
    XDP_IFINDEX(LinkType.BPF_LINK_TYPE_XDP, LinkField.IFINDEX, 0, Integer.BYTES),
    STRUCT_OPS_MAP_ID(LinkType.BPF_LINK_TYPE_STRUCT_OPS, "map_id", 0, Integer.BYTES),
    NETFILTER_PF(LinkType.BPF_LINK_TYPE_NETFILTER, "pf", 0, Integer.BYTES),
    NETFILTER_HOOKNUM(LinkType.BPF_LINK_TYPE_NETFILTER, "hooknum", 4, Integer.BYTES),
    NETFILTER_PRIORITY(LinkType.BPF_LINK_TYPE_NETFILTER, "priority", 8, Integer.BYTES),
    NETFILTER_FLAGS(LinkType.BPF_LINK_TYPE_NETFILTER, "flags", 12, Integer.BYTES),
    TCX_IFINDEX(LinkType.BPF_LINK_TYPE_TCX, LinkField.IFINDEX, 0, Integer.BYTES),
    TCX_ATTACH_TYPE(LinkType.BPF_LINK_TYPE_TCX, "attach_type", 4, Integer.BYTES),
    NETKIT_IFINDEX(LinkType.BPF_LINK_TYPE_NETKIT, LinkField.IFINDEX, 0, Integer.BYTES),
    NETKIT_ATTACH_TYPE(LinkType.BPF_LINK_TYPE_NETKIT, "attach_type", 4, Integer.BYTES),
    SOCKMAP_MAP_ID(LinkType.BPF_LINK_TYPE_SOCKMAP, "map_id", 0, Integer.BYTES),
    SOCKMAP_ATTACH_TYPE(LinkType.BPF_LINK_TYPE_SOCKMAP, "attach_type", 4, Integer.BYTES);

    static final String IFINDEX = "ifindex";

    private final LinkType type;
    private final String shown;
    private final int offset;
    private final int bytes;

    LinkField(LinkType type, String shown, int offset, int bytes) {
        this.type = type;
        this.shown = shown;
        this.offset = offset;
        this.bytes = bytes;
    }

    /** {@return the fields of a link of that type, in the struct's order} A netfilter hook's priority alone has a sign. */
    static Map<String, Long> read(LinkType type, LinkInfo.Detail detail) {
        Map<String, Long> fields = new LinkedHashMap<>();
        for (LinkField field : values()) {
            if (field.type == type) {
                fields.put(field.shown, field.read(detail));
            }
        }
        return fields;
    }

    private long read(LinkInfo.Detail detail) {
        if (bytes == Long.BYTES) {
            return detail.u64(offset);
        }
        return this == NETFILTER_PRIORITY ? detail.u32(offset) : Integer.toUnsignedLong(detail.u32(offset));
    }
}
