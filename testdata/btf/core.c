// One CO-RE relocation of each kind, and the ways in which a field is reached.
#define SEC(name) __attribute__((section(name), used))
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct flow {
    int source;
    unsigned low : 3;
    unsigned long long high : 40;
    struct {
        union {
            short word;
            char octets[2];
        };
        int ports[4];
    };
};
struct flow___old {
    long source;
};
#pragma clang attribute pop
enum verdict { VERDICT_DROP, VERDICT_PASS = 7 };
enum wide { WIDE_LOW, WIDE_HIGH = 0x700000000 };
typedef struct flow flow_t;

SEC("xdp") int fields(struct flow *flow) {
    return flow->source + flow->ports[2] + flow[1].octets[1] + ((struct flow___old *)flow)->source;
}

SEC("xdp") int field_info(struct flow *flow) {
    return __builtin_preserve_field_info(flow->high, 0) + __builtin_preserve_field_info(flow->high, 1)
        + __builtin_preserve_field_info(flow->low, 2) + __builtin_preserve_field_info(flow->word, 3)
        + __builtin_preserve_field_info(flow->low, 4) + __builtin_preserve_field_info(flow->high, 5);
}

SEC("tc") int types(struct flow *flow) {
    return __builtin_btf_type_id(*flow, 0) + __builtin_btf_type_id(*flow, 1)
        + __builtin_preserve_type_info(*(flow_t *)0, 0) + __builtin_preserve_type_info(*(flow_t *)0, 1)
        + __builtin_preserve_type_info(*(flow_t *)0, 2);
}

SEC("tc") long values(void *ctx) {
    return __builtin_preserve_enum_value(*(enum verdict *)VERDICT_PASS, 0)
        + __builtin_preserve_enum_value(*(enum verdict *)VERDICT_PASS, 1)
        + __builtin_preserve_enum_value(*(enum wide *)WIDE_HIGH, 1);
}
char _license[] SEC("license") = "GPL";
